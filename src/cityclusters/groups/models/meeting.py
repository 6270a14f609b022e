"""Meetings of a group, who came, its leaders and its needs (seed item C16)."""

from datetime import date

from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.groups.models.group import Group
from cityclusters.groups.models.member import Member
from cityclusters.people.models import Person
from cityclusters.support.models import Need

MOST_GUESTS = 9_999


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Questions about meetings."""

    def standing(self) -> "MeetingQuerySet":
        """Those that were not taken away."""
        return self.filter(removed_at=None)


class Meeting(models.Model):
    """A meeting that was held: day, place, what was spoken about and decided, who came.

    `client_id` is made on the device on which it was written down: however often it is sent, it is kept
    once. A meeting that was taken away can be brought back."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="meetings")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    client_id = models.CharField(max_length=27, unique=True)
    on = models.DateField(_("day"))
    where = models.CharField(_("place"), max_length=200, blank=True)
    language = models.CharField(max_length=8, help_text="in which it is written")
    topics = models.TextField(_("what you spoke about"), max_length=3000, blank=True)
    decisions = models.TextField(_("what you decided"), max_length=3000, blank=True)
    present = models.ManyToManyField(Member, related_name="meetings", blank=True)
    guests = models.PositiveSmallIntegerField(
        _("others who came"), default=0, validators=[MaxValueValidator(MOST_GUESTS)]
    )
    without_signal = models.BooleanField(default=False, help_text="it waited on a device")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["group", "-on"], name="groups_meetings_of_group")]

    def __str__(self) -> str:
        return f"{self.group} {self.on}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("groups:meeting", args=[self.group.public_id, self.public_id])


class Leader(models.Model):
    """A member whom the others elected to an office, from a day to a day."""

    class Office(models.TextChoices):
        CHAIR = "chair", _("Chair")
        VICE = "vice", _("Deputy chair")
        SECRETARY = "secretary", _("Secretary")
        TREASURER = "treasurer", _("Treasurer")
        OTHER = "other", _("Another office")

    group = models.ForeignKey(Group, models.CASCADE, related_name="leaders")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="offices")
    office = models.CharField(_("office"), max_length=9, choices=Office)
    elected_on = models.DateField(_("elected on"))
    until = models.DateField(_("until"), null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["office", "-elected_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "member", "office"],
                condition=models.Q(until=None),
                name="groups_one_open_office_each",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("elected_on")),
                name="groups_office_ends_after_election",
            ),
        ]

    def __str__(self) -> str:
        return self.get_office_display()

    def holds(self, day: date) -> bool:
        """Whether the office is hers on the day."""
        return self.elected_on <= day and (self.until is None or self.until >= day)


class GroupNeed(models.Model):
    """What a group says it needs, in its order; one can be handed to the ledger of needs as a draft."""

    class Kind(models.TextChoices):
        PRACTICAL = "practical", _("Practical: daily work and life")
        STRATEGIC = "strategic", _("Strategic: position, rights, a say")
        NOT_SAID = "", _("Not said")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        MET = "met", _("Met")
        DROPPED = "dropped", _("No longer needed")

    group = models.ForeignKey(Group, models.CASCADE, related_name="needs")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=40, null=True, unique=True, help_text="of the form: twice gives one")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="needs")
    language = models.CharField(max_length=8, help_text="in which it is written")
    text = models.CharField(_("what you need"), max_length=300)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, blank=True, default="")
    rank = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    stated_on = models.DateField()
    handed = models.ForeignKey(Need, models.SET_NULL, null=True, blank=True, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return self.text
