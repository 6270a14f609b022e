"""Mentoring pairs with a log that the two alone read, and what became of somebody later (HU6, C21)."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.groups.models.group import Group
from cityclusters.groups.models.hub import Participant, Work
from cityclusters.people.models import Person


class PairQuerySet(models.QuerySet["MentoringPair"]):
    """Questions about pairs."""

    def going(self, on: date | None = None) -> "PairQuerySet":
        """Those that have begun and are not over on the day."""
        day = on or timezone.localdate()
        return self.filter(models.Q(ends=None) | models.Q(ends__gte=day), starts__lte=day)


class MentoringPair(models.Model):
    """Somebody who advises and somebody who is advised (seed item C21)."""

    class Kind(models.TextChoices):
        GUIDANCE = "guidance", _("Career guidance")
        MENTORING = "mentoring", _("Mentoring")
        COACHING = "coaching", _("Coaching on the business")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True, help_text="of the form: sending twice gives one")
    group = models.ForeignKey(Group, models.CASCADE, related_name="pairs")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.MENTORING)
    coach = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="pairs")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")),
                name="pair_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """The log of the two."""
        return reverse("groups:pair", args=[self.group.public_id, self.public_id])


class CoachNote(models.Model):
    """What the two did and agreed; for the two alone."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True, help_text="of the form: sending twice gives one")
    pair = models.ForeignKey(MentoringPair, models.CASCADE, related_name="notes")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(1440)])
    language = models.CharField(max_length=8, help_text="in which it is written")
    text = models.TextField(max_length=4000)
    next_step = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.public_id


class OutcomeCheck(models.Model):
    """What became of somebody 6 and 12 months after she completed (rule HU6, indicators H3, H4 and C6)."""

    class State(models.TextChoices):
        DUE = "due", _("To be asked")
        ANSWERED = "answered", _("Answered")
        NOT_REACHED = "not_reached", _("Not reached")
        DECLINED = "declined", _("Does not want to answer")

    class Registered(models.TextChoices):
        YES = "yes", _("Registered")
        NOT_ASKED = "not_needed", _("The law asks for no registration")
        NO = "no", _("Not registered")

    MONTHS = (6, 12)

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="checks")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=11, choices=State, default=State.DUE)
    answered_on = models.DateField(null=True, blank=True)
    work = models.CharField(max_length=13, choices=Work, blank=True, default="")
    registered = models.CharField(max_length=10, choices=Registered, blank=True, default="")
    first_sale_on = models.DateField(null=True, blank=True)
    first_employee_on = models.DateField(null=True, blank=True)
    first_capital_on = models.DateField(null=True, blank=True)
    first_expense_on = models.DateField(null=True, blank=True)
    counted_elsewhere = models.BooleanField(default=False)
    income = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    sales = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    currency = models.CharField(max_length=3, blank=True)
    skill = models.PositiveSmallIntegerField(
        null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )  # fmt: skip
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "months"], name="one_check_per_date"),
            models.CheckConstraint(
                condition=models.Q(income=None, sales=None) | ~models.Q(currency=""),
                name="check_money_has_a_currency",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="outcome_check_due")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def firsts(self) -> dict[str, date]:
        """The days of the first sale, employee, capital and expense that are known, by name."""
        names = ("first_sale_on", "first_employee_on", "first_capital_on", "first_expense_on")
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}
