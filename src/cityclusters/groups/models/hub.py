"""A woman's way through a hub: her file, her courses, mentoring, and what became of it (rules HU6 to HU10).

Files are restricted: those who manage the group read them, each reading leaves a line in the journal, and
reports count them with small cells protected. No file holds a case, a diagnosis or an incident."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id, secret_code
from cityclusters.core.texts import validate_texts
from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.groups.models.group import Group
from cityclusters.people.models import Person


class Need(models.TextChoices):
    """What a course answers, and what a woman looks for: one list, so that they find each other."""

    DIGITAL = "digital", _("Computers and phones")
    ONLINE_SELLING = "online_selling", _("Selling and advertising online")
    CRAFT = "craft", _("A craft or trade")
    FOOD = "food", _("Processing food safely")
    BUSINESS = "business", _("Running a business")
    MONEY = "money", _("Money and saving")
    LANGUAGE = "language", _("Reading, writing, languages")
    JOB = "job", _("Finding work")
    SOFT = "soft", _("Speaking, deciding, handling conflicts")
    RIGHTS = "rights", _("Knowing one's rights")
    LEADING = "leading", _("Leading a group")


class YesNo(models.TextChoices):
    """An answer that may be refused; blank is an answer that nobody asked for."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_SAID = "not_said", _("Prefer not to say")


class Work(models.TextChoices):
    """What somebody's work is at a day."""

    NONE = "none", _("No paid work")
    EMPLOYED = "employed", _("Employed")
    SELF_EMPLOYED = "self_employed", _("Self-employed")
    UNPAID = "unpaid", _("Unpaid work in the family's business or farm")


class LeftReason(models.TextChoices):
    """Why somebody left the hub or a course."""

    JOB = "job", _("Found work")
    MOVED = "moved", _("Moved away")
    CHILDCARE = "childcare", _("Nobody looks after the children")
    TRANSPORT = "transport", _("The way there")
    HEALTH = "health", _("Health")
    TIME = "time", _("No time at these hours")
    VIOLENCE = "violence", _("Violence, or fear of it")
    NOT_ELIGIBLE = "not_eligible", _("The hub is not for her case")
    NO_LONGER = "no_longer", _("No longer wishes to")
    OTHER = "other", _("Another reason")
    NOT_SAID = "not_said", _("Not stated")


class AgeGroup(models.TextChoices):
    """In wide steps: a birthday is nobody's business."""

    TO_24 = "18-24", _("18 to 24")
    TO_34 = "25-34", _("25 to 34")
    TO_49 = "35-49", _("35 to 49")
    FROM_50 = "50+", _("50 and over")


class Participant(models.Model):
    """The file of a woman (or a man) at a hub. `str` names nobody: it stands in the journal."""

    class State(models.TextChoices):
        ENQUIRY = "enquiry", _("Enquiry")
        INTAKE = "intake", _("Intake")
        ELIGIBLE = "eligible", _("Can take part")
        WAITING = "waiting", _("Waits for a place")
        ACTIVE = "active", _("Takes part")
        COMPLETED = "completed", _("Completed")
        LEFT = "left", _("Left")
        REFERRED = "referred", _("Referred to another service")
        ALUMNA = "alumna", _("Alumna")

    # Those who have or had a place: what their outcome is, is counted.
    SERVED = (State.ACTIVE, State.COMPLETED, State.ALUMNA)
    OVER = (State.LEFT, State.REFERRED, State.COMPLETED, State.ALUMNA)

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True, help_text="of the form: sending twice gives one")
    group = models.ForeignKey(Group, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # Opens the page on which she connects the file with her account; given to her alone, used once.
    link_code = models.CharField(max_length=27, unique=True, default=secret_code, editable=False)
    name = models.CharField(max_length=150, blank=True)
    sex = models.CharField(max_length=11, choices=Person.Sex, blank=True, default="")
    language = models.CharField(max_length=8, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    mail_ok = models.BooleanField(default=False)
    call_ok = models.BooleanField(default=False)
    safe_times = models.CharField(max_length=200, blank=True)
    wish = models.TextField(max_length=1500, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ENQUIRY)
    reason = models.CharField(max_length=12, choices=LeftReason, blank=True, default="")
    first_service_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)
    forgotten_at = models.DateTimeField(null=True, blank=True, help_text="the file was emptied")
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=models.Q(person__isnull=False),
                name="one_file_per_person_and_hub",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="left") | ~models.Q(reason=""), name="who_left_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["group", "state"], name="participant_state")]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """The file, for those who manage the hub."""
        return reverse("groups:file", args=[self.group.public_id, self.public_id])

    @property
    def called(self) -> str:
        """Her name for those who work with her."""
        return self.name or (str(self.person) if self.person else self.public_id)


class Step(models.Model):
    """One move of a file from state to state: who, when. Why somebody left stands in the file alone."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=9, choices=Participant.State)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_state_display()


class NeedsProfile(models.Model):
    """What she needs and where she starts from. Disability, aid and refugee status are optional answers that
    are only counted, and only over the smallest cell (rule HU7)."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="profile")
    needs = models.JSONField(default=list, blank=True)
    age_group = models.CharField(max_length=5, choices=AgeGroup, blank=True, default="")
    disability = models.CharField(max_length=8, choices=YesNo, blank=True, default="")
    aid = models.CharField(max_length=8, choices=YesNo, blank=True, default="")
    refugee = models.CharField(max_length=8, choices=YesNo, blank=True, default="")
    access = models.CharField(max_length=300, blank=True)
    childcare = models.BooleanField(default=False)
    transport = models.BooleanField(default=False)
    hours = models.CharField(max_length=200, blank=True)
    work = models.CharField(max_length=13, choices=Work, blank=True, default="")
    in_business = models.CharField(max_length=8, choices=YesNo, blank=True, default="")
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
    taken_on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(income=None, sales=None) | ~models.Q(currency=""),
                name="profile_money_has_a_currency",
            ),
        ]

    def __str__(self) -> str:
        return str(self.participant)


class Course(models.Model):
    """What an exchange of kind 'course' is for the group that holds it: the need it answers, hours, childcare
    and the way there (seed items C17, C29). Seats, attendance and certificates are the exchange's."""

    class Childcare(models.TextChoices):
        NONE = "none", _("No childcare")
        ASKED = "asked", _("Childcare when asked for")
        THERE = "there", _("Childcare on the spot")

    exchange = models.OneToOneField(Exchange, models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, related_name="courses")
    need = models.CharField(max_length=14, choices=Need)
    need_words = models.JSONField(default=dict, blank=True, validators=[validate_texts])
    hours = models.JSONField(default=dict, blank=True, validators=[validate_texts])
    childcare = models.CharField(max_length=5, choices=Childcare, default=Childcare.NONE)
    way_there = models.JSONField(default=dict, blank=True, validators=[validate_texts])
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    warned_at = models.DateTimeField(null=True, blank=True, help_text="its drop-out was pointed out")

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return str(self.exchange)

    def get_absolute_url(self) -> str:
        """Its page at the group."""
        return reverse("groups:course", args=[self.group.public_id, self.exchange.public_id])


class Dropout(models.Model):
    """Somebody stopped coming to a course, and why; the seat keeps its history in the exchange."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="+")
    course = models.ForeignKey(Course, models.CASCADE, related_name="dropouts")
    on = models.DateField()
    reason = models.CharField(max_length=12, choices=LeftReason)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return str(self.course)
