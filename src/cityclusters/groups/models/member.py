"""Members of a group, by name for those who keep it, and as counts by sex over time (seed item C27)."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.groups.models.group import Group
from cityclusters.people.models import Person


class MemberQuerySet(models.QuerySet["Member"]):
    """Questions about members."""

    def on(self, day: date) -> "MemberQuerySet":
        """Those who belong to the group on the day; the day of leaving is the first one without."""
        return self.filter(
            models.Q(joined=None) | models.Q(joined__lte=day), models.Q(left=None) | models.Q(left__gt=day)
        )


class Member(models.Model):
    """Somebody who belongs to the group, with or without an account here; sex only as she stated it."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, null=True, unique=True, help_text="of the form: twice gives one")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name, as she writes it"), max_length=150)
    sex = models.CharField(
        _("sex, as stated"), max_length=11, choices=Person.Sex, blank=True, default=Person.Sex.NOT_STATED
    )
    joined = models.DateField(_("joined on"), null=True, blank=True)
    left = models.DateField(_("left on"), null=True, blank=True)
    reason = models.CharField(_("why she left"), max_length=200, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["person", "left"], name="groups_member_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left=None)
                | models.Q(joined=None)
                | models.Q(left__gte=models.F("joined")),
                name="groups_member_leaves_after_joining",
            ),
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=models.Q(person__isnull=False, left=None),
                name="groups_one_membership_each",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def belongs(self, day: date) -> bool:
        """Whether she belongs to the group on the day; the same answer as `on`."""
        return (self.joined is None or self.joined <= day) and (self.left is None or self.left > day)


class Headcount(models.Model):
    """How many people of one kind there were on a day, by sex as stated, and who says so.

    Members are not employees: each unit has counts of its own."""

    class Unit(models.TextChoices):
        MEMBERS = "members", _("Members")
        WORKERS = "workers", _("People who work there")
        FOUNDERS = "founders", _("Founders")

    group = models.ForeignKey(Group, models.CASCADE, related_name="headcounts")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    on = models.DateField(_("on"))
    unit = models.CharField(_("of whom"), max_length=8, choices=Unit, default=Unit.MEMBERS)
    female = models.PositiveIntegerField(_("women"), default=0)
    male = models.PositiveIntegerField(_("men"), default=0)
    other = models.PositiveIntegerField(_("another answer"), default=0)
    not_stated = models.PositiveIntegerField(_("not stated"), default=0)
    year_only = models.BooleanField(default=False, help_text="only the year is known")
    source = models.CharField(_("source"), max_length=300)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["group", "on", "unit"], name="groups_one_count_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_unit_display()}: {self.total}"

    @property
    def total(self) -> int:
        """All of them, whatever they answered."""
        return self.female + self.male + self.other + self.not_stated
