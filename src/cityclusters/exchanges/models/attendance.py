"""Attendance: intervals of presence, from check-in and from the meeting software's log."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.exchanges.models.registration import Registration
from cityclusters.exchanges.models.session import Session
from cityclusters.people.models import Person


class CheckInCode(models.Model):
    """The code shown in the room during a session; works from some minutes before until the end."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="check_in_code")
    code = models.CharField(max_length=8, unique=True)
    opens_before = models.PositiveSmallIntegerField(default=30, validators=[MinValueValidator(0)])
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)


class ConnectionLog(models.Model):
    """One uploaded log of the meeting software; uploading the same file again changes nothing."""

    class State(models.TextChoices):
        READ = "read", _("Read")
        APPLIED = "applied", _("Applied")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="logs")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    zone = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=State, default=State.READ)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "digest"], name="log_uploaded_once")]


class LogRow(models.Model):
    """A line of a log: matched to a registration by rule or by hand, set aside with a reason, or open."""

    class Match(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        NAME = "name", _("by name")
        HAND = "hand", _("by hand")
        OPEN = "open", _("not matched")
        ASIDE = "aside", _("set aside")

    log = models.ForeignKey(ConnectionLog, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    joined = models.DateTimeField(null=True, blank=True)
    left = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    registration = models.ForeignKey(Registration, models.SET_NULL, null=True, blank=True, related_name="+")
    match = models.CharField(max_length=5, choices=Match, default=Match.OPEN)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "line"], name="log_line_once")]


class Attendance(models.Model):
    """One interval of presence in one session; an open one (`left` empty) counts to the session's end."""

    class Source(models.TextChoices):
        CHECK_IN = "check_in", _("Checked in with the code")
        LOG = "log", _("Connection log")
        OFFICER = "officer", _("Entered by an officer")

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="attendances")
    joined = models.DateTimeField()
    left = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=8, choices=Source)
    log_row = models.ForeignKey(LogRow, models.CASCADE, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left=None) | models.Q(left__gte=models.F("joined")),
                name="left_after_joined",
            ),
            models.UniqueConstraint(
                fields=["session", "registration"],
                condition=models.Q(source="check_in"),
                name="checked_in_once_per_session",
            ),
        ]
