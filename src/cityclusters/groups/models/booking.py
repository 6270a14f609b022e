"""Facilities, machines, tools and hours of advice that a group lends to its women and men (rule HU3)."""

from datetime import date, datetime, time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.groups.models.group import Group
from cityclusters.people.models import Person

WEEKDAYS = 7
MOST_PLACES = 200


class FacilityQuerySet(models.QuerySet["Facility"]):
    """Questions about what can be booked."""

    def in_use(self) -> "FacilityQuerySet":
        """Those that are not taken out of use."""
        return self.filter(retired_at=None)


class Facility(models.Model):
    """One thing to book: a room, a machine, a tool, an hour with an adviser.

    `hours` maps the number of a weekday (0 is Monday) to [opens, closes] as clocks show them at the group's
    place; a day that is not in it is closed. `places` people can use it at once."""

    class Kind(models.TextChoices):
        ROOM = "room", _("Room or workplace")
        MACHINE = "machine", _("Machine")
        TOOL = "tool", _("Tool")
        ADVICE = "advice", _("An hour with an adviser")

    class OpenTo(models.TextChoices):
        MEMBERS = "members", _("Members and participants")
        ACCOUNTS = "accounts", _("Everybody with an account")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True, help_text="of the form: sending twice gives one")
    group = models.ForeignKey(Group, models.CASCADE, related_name="facilities")
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.ROOM)
    names = models.JSONField(validators=[validate_texts])
    notes = models.JSONField(default=dict, blank=True, validators=[validate_texts])
    places = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    hours = models.JSONField(default=dict, blank=True)
    open_to = models.CharField(max_length=8, choices=OpenTo, default=OpenTo.MEMBERS)
    needs_briefing = models.BooleanField(default=False)
    briefing_days = models.PositiveSmallIntegerField(default=365, validators=[MinValueValidator(1)])
    needs_approval = models.BooleanField(default=True)
    longest_hours = models.PositiveSmallIntegerField(default=4, validators=[MinValueValidator(1)])
    lends_days = models.PositiveSmallIntegerField(default=0, help_text="0: never overnight")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")

    objects = FacilityQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name_plural = "facilities"
        constraints = [
            models.CheckConstraint(condition=models.Q(places__gte=1), name="facility_has_a_place"),
        ]

    def __str__(self) -> str:
        return pick(self.names).text or self.public_id

    def get_absolute_url(self) -> str:
        """Its page with the week."""
        return reverse("groups:facility", args=[self.group.public_id, self.public_id])

    def opening(self, day: date) -> tuple[time, time] | None:
        """From when to when it is open on that day at the group's place; None where it is closed."""
        found = self.hours.get(str(day.weekday()))
        return (time.fromisoformat(found[0]), time.fromisoformat(found[1])) if found else None


class Closure(models.Model):
    """From one moment to another nobody can use it: maintenance, a course, a holiday."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="closures")
    start = models.DateTimeField()
    end = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, help_text="in which the reason is written")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="closure_ends_later"),
        ]

    def __str__(self) -> str:
        return self.reason


class Briefing(models.Model):
    """A safety briefing that somebody had: who gave it, on which day, until when it is valid."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="briefings")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    given_on = models.DateField()
    valid_until = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("given_on")), name="briefing_is_valid_after_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_on} – {self.valid_until}"


class BookingQuerySet(models.QuerySet["Booking"]):
    """Questions about bookings."""

    def holding(self) -> "BookingQuerySet":
        """Those that hold a place: asked for, approved, checked in."""
        return self.filter(state__in=Booking.HOLDING)

    def between(self, start: datetime, end: datetime) -> "BookingQuerySet":
        """Those of which some part lies in the time."""
        return self.filter(start__lt=end, end__gt=start)


class Booking(models.Model):
    """Somebody's time with a facility. A booking that was asked for holds its place until it is answered."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        APPROVED = "approved", _("Approved")
        CHECKED_IN = "checked_in", _("Checked in")
        DONE = "done", _("Done")
        NO_SHOW = "no_show", _("Did not come")
        CANCELLED = "cancelled", _("Cancelled")

    HOLDING = (State.ASKED, State.APPROVED, State.CHECKED_IN)

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True, help_text="of the form: sending twice gives one")
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="bookings")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    start = models.DateTimeField()
    end = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    note = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=8, help_text="in which the note is written")
    mail_ok = models.BooleanField(default=False, help_text="she agreed to get mail about it")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", help_text="who booked")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True, help_text="done, or given back")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    state_before = models.CharField(max_length=10, blank=True, help_text="for taking the cancellation back")
    revision = models.PositiveIntegerField(default=0, help_text="of its entry in calendars")
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="booking_ends_later"),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | models.Q(cancelled_at__isnull=False),
                name="cancelled_booking_says_when",
            ),
        ]
        indexes = [models.Index(fields=["facility", "state", "start"], name="booking_at")]

    def __str__(self) -> str:
        """Neutral: the journal and titles name no facility, which could be an hour of advice."""
        return f"{self.start:%Y-%m-%d %H:%M} UTC"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("groups:booking", args=[self.facility.group.public_id, self.public_id])
