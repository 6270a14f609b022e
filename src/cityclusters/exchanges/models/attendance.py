"""Attendance: intervals of presence, from check-in, from an officer and from the meeting software's log."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import ALPHABET, public_id, short_code
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.exchanges.models.registration import Registration
from cityclusters.exchanges.models.session import Session
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

CODE_LENGTH = 8
WIDEST_OPENING = 240  # minutes before the session


def plain_code(text: str) -> str:
    """A code as people type it ('ABCD-EFGH', 'abcd efgh') in the form that is stored; '' for what is none."""
    code = "".join(letter for letter in text.lower() if letter.isalnum())
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


class CheckInCode(models.Model):
    """The code shown in the room during a session; works from some minutes before until the end."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="check_in_code")
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    opens_before = models.PositiveSmallIntegerField(
        _("opens so many minutes before the session"),
        default=30,
        validators=[MinValueValidator(0), MaxValueValidator(WIDEST_OPENING)],
    )
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.code[:4]}-{self.code[4:]}"

    def get_absolute_url(self) -> str:
        """Where somebody in the room checks in."""
        return reverse("exchanges:check-in-code", args=[self.code])

    @property
    def opens(self) -> datetime:
        """From when it works."""
        return self.session.start - timedelta(minutes=self.opens_before)

    def is_open(self, at: datetime | None = None) -> bool:
        """Whether it works at the moment (now by default)."""
        return self.opens <= (at or timezone.now()) < self.session.end

    @classmethod
    @transaction.atomic
    def show(cls, session: Session, by: Person) -> "CheckInCode":
        """The session's code; made when it is first asked for."""
        found, made = cls.objects.get_or_create(
            session=session, defaults={"code": short_code(CODE_LENGTH), "made_by": by}
        )
        if made:
            record(by, "check_in.opened", session.exchange, session=session.public_id)
        return found

    @transaction.atomic
    def renew(self, by: Person) -> None:
        """Another code, because the old one went round outside the room; who is checked in stays so."""
        self.code, self.made_by, self.made_at = short_code(CODE_LENGTH), by, timezone.now()
        self.save()
        record(by, "check_in.renewed", self.session.exchange, session=self.session.public_id)


class ConnectionLog(models.Model):
    """One uploaded log of the meeting software; uploading the same file again changes nothing."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        APPLIED = "applied", _("Applied")
        REFUSED = "refused", _("Could not be read")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="logs")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="logs/", null=True)
    digest = models.CharField(max_length=64)
    zone = models.CharField(_("time zone of the log"), max_length=64)
    state = models.CharField(max_length=9, choices=State, default=State.READING)
    problem = models.JSONField(default=dict, help_text="{code, params} of a refusal")
    notices = models.JSONField(default=list, help_text="[[code, params]]")
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    if TYPE_CHECKING:
        rows: RelatedManager["LogRow"]

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["exchange", "digest"], name="log_uploaded_once")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Its page, for those who manage the exchange."""
        return reverse("exchanges:attendance-log", args=[self.exchange.public_id, self.public_id])

    @transaction.atomic
    def withdraw(self, by: Person) -> None:
        """Takes back the minutes it gave; the lines stay to be looked at. Withdrawing twice changes
        nothing. Raises NotPossible while it is read."""
        now = ConnectionLog.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if now.state == self.State.READING:
            raise NotPossible(_("The log is still being read."))
        if now.state != self.State.APPLIED:
            return
        Attendance.objects.filter(log_row__log=now).delete()
        now.state = self.state = self.State.WITHDRAWN
        now.save(update_fields=["state"])
        record(by, "log.withdrawn", now.exchange, organisation=now.exchange.organiser, log=now.public_id)

    def forget_file(self) -> None:
        """Deletes the uploaded file: it is kept only until it is read."""
        if self.file:
            self.file.delete(save=False)
            self.file = None
            self.save(update_fields=["file"])


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
    problem = models.CharField(max_length=40, blank=True, help_text="code; see log_words")
    written = models.CharField(max_length=200, blank=True, help_text="the times as they stand in the file")
    registration = models.ForeignKey(Registration, models.SET_NULL, null=True, blank=True, related_name="+")
    match = models.CharField(max_length=5, choices=Match, default=Match.OPEN)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["log", "line"], name="log_line_once")]
        indexes = [models.Index(fields=["log", "match"], name="log_row_match")]

    def __str__(self) -> str:
        return f"{self.line}: {self.name or self.email}"


class Attendance(models.Model):
    """One interval of presence in one session; an open one (`left` empty) counts to the session's end.

    What lies outside the session is kept and cut off when minutes are counted, so that a session whose
    times are corrected is counted right."""

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
                condition=models.Q(source="check_in", left=None),
                name="checked_in_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["session", "registration"],
                condition=models.Q(source="officer"),
                name="entered_by_an_officer_once",
            ),
            models.UniqueConstraint(fields=["session", "log_row"], name="log_row_once_per_session"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.joined:%H:%M}"

    @classmethod
    @transaction.atomic
    def check_in(
        cls, session: Session, registration: Registration, at: datetime | None = None
    ) -> "Attendance":
        """She is here since now; again is harmless. Locks her registration, so that two clicks are one."""
        Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
        found, made = cls.objects.get_or_create(
            session=session,
            registration=registration,
            source=cls.Source.CHECK_IN,
            left=None,
            defaults={"joined": at or timezone.now(), "by": registration.person},
        )
        if made:
            record(registration.person, "check_in.done", registration, session=session.public_id)
        return found

    @classmethod
    @transaction.atomic
    def check_out(cls, session: Session, registration: Registration, at: datetime | None = None) -> None:
        """She leaves; nothing where she is not checked in."""
        Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
        here = cls.objects.filter(
            session=session, registration=registration, source=cls.Source.CHECK_IN, left=None
        ).first()
        if here is not None:
            here.left = max(at or timezone.now(), here.joined)
            here.save(update_fields=["left"])
            record(registration.person, "check_in.left", registration, session=session.public_id)

    @classmethod
    @transaction.atomic
    def enter(cls, session: Session, registration: Registration, by: Person) -> "Attendance":
        """An officer says that somebody was there the whole session; again is harmless."""
        found, made = cls.objects.get_or_create(
            session=session,
            registration=registration,
            source=cls.Source.OFFICER,
            defaults={"joined": session.start, "by": by},
        )
        if made:
            record(by, "attendance.entered", registration, session=session.public_id)
        return found

    @classmethod
    @transaction.atomic
    def take_back(cls, session: Session, registration: Registration, by: Person) -> None:
        """Undoes what an officer or a check-in entered; a log's lines are undone in the log."""
        rows = cls.objects.filter(session=session, registration=registration).exclude(source=cls.Source.LOG)
        if rows.exists():
            rows.delete()
            record(by, "attendance.taken_back", registration, session=session.public_id)
