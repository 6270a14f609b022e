"""Session: one part of the programme, in UTC, with its track."""

import zoneinfo
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.exchanges.times import on_day_after
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

if TYPE_CHECKING:
    from cityclusters.exchanges.models.attendance import Attendance

BACKWARDS = _("The session ends before it starts.")


class Session(models.Model):
    """A session from `start` to `end` (UTC); attendance is counted inside these."""

    COPIED = ("title", "track", "language", "counts", "link", "room")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="sessions")
    title = models.JSONField(_("title"), validators=[validate_texts])
    track = models.CharField(_("track"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    start = models.DateTimeField(_("starts"))
    end = models.DateTimeField(_("ends"))
    counts = models.BooleanField(_("counts for attendance"), default=True)
    link = models.URLField(_("link to this session"), blank=True, max_length=500)
    room = models.CharField(_("room"), max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False, help_text="of its calendar entry")
    changed_at = models.DateTimeField(auto_now=True)
    recording = models.URLField(_("link to the recording"), blank=True, max_length=500)

    if TYPE_CHECKING:
        attendances: models.Manager[Attendance]

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="session_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["exchange", "start"], name="session_programme")]

    def __str__(self) -> str:
        return pick(self.title).text or self.public_id

    def local_start(self, zone: str = "") -> datetime:
        """The start on a clock in `zone` (the event's by default)."""
        return self.start.astimezone(zoneinfo.ZoneInfo(zone or self.exchange.zone))

    def local_end(self, zone: str = "") -> datetime:
        """The end on a clock in `zone` (the event's by default)."""
        return self.end.astimezone(zoneinfo.ZoneInfo(zone or self.exchange.zone))

    @classmethod
    @transaction.atomic
    def add(cls, by: Person, exchange: Exchange, **fields: Any) -> "Session":
        """A new session (`title`, `start`, `end` and more). Raises NotPossible for one that ends before it
        starts, or in an exchange that is over."""
        session = cls(exchange=exchange, **fields)
        session._check()
        session.save()
        record(by, "session.added", exchange, organisation=exchange.organiser, session=session.public_id)
        session._told()
        return session

    @transaction.atomic
    def change(self, by: Person, **fields: Any) -> list[str]:
        """Changes the fields given and returns the names of those that differ now; its entry in calendars
        gets a new number. Raises NotPossible as `add` does."""
        changed = [name for name, value in fields.items() if getattr(self, name) != value]
        for name, value in fields.items():
            setattr(self, name, value)
        if not changed:
            return []
        self._check()
        self.revision += 1
        self.save()
        record(
            by,
            "session.changed",
            self.exchange,
            organisation=self.exchange.organiser,
            session=self.public_id,
            fields=changed,
        )
        self._told()
        return changed

    def copy_to_next_day(self, by: Person) -> "Session":
        """The same session at the same clock time on the next day in the event's zone. Raises NotPossible
        where the clock does not show that time there."""
        zone = self.exchange.zone
        fields = {name: getattr(self, name) for name in self.COPIED}
        start, end = on_day_after(self.start, zone), on_day_after(self.end, zone)
        return Session.add(by, self.exchange, start=start, end=end, **fields)

    @transaction.atomic
    def remove(self, by: Person) -> None:
        """Takes it out of the programme; calendars that have it show it as cancelled.

        Raises NotPossible once somebody attended it."""
        self._check_not_over()
        if self.attendances.exists():
            raise NotPossible(_("People have attended this session, so it stays in the programme."))
        RemovedSession.objects.create(
            exchange=self.exchange,
            session_id=self.public_id,
            title=self.title,
            start=self.start,
            end=self.end,
            revision=self.revision + 1,
        )
        record(by, "session.removed", self.exchange, organisation=self.exchange.organiser, session=str(self))
        self._told()
        self.delete()

    @transaction.atomic
    def attach_recording(self, by: Person, link: str, *, off_record_kept: bool) -> None:
        """Shows where the recording is. Rule EX5: only after a notice that came before the session, and
        with the word of who attaches it that nobody who stays off record is in it.

        Raises NotPossible where either is missing."""
        exchange = self.exchange
        given = exchange.recording_notice_at
        if not exchange.recording_notice or given is None or given > self.start:
            raise NotPossible(_("There was no notice of a recording before this session."))
        shy = exchange.registrations.filter(state="confirmed", off_record=True).count()
        if shy and not off_record_kept:
            raise NotPossible(
                _("Confirm that the people who stay off record can neither be seen nor heard in it.")
            )
        self.recording = link
        self.save(update_fields=["recording"])
        record(by, "session.recording", exchange, organisation=exchange.organiser, session=self.public_id)

    def _told(self) -> None:
        """The exchange is newer now, for calendars and feeds; those registered get a letter."""
        self.exchange.save(update_fields=["changed_at"])
        self.exchange.tell("changed")

    def _check(self) -> None:
        self._check_not_over()
        if self.end <= self.start:
            raise NotPossible(BACKWARDS)

    def _check_not_over(self) -> None:
        if self.exchange.state in (Exchange.State.REPORTED, Exchange.State.CANCELLED):
            raise NotPossible(
                _("The programme stays as it is: the state of the exchange is “%(state)s”.")
                % {"state": self.exchange.get_state_display()}
            )


class RemovedSession(models.Model):
    """What calendars that already hold a removed session need to know to take it out."""

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="removed_sessions")
    session_id = models.CharField(max_length=10, unique=True)
    title = models.JSONField()
    start = models.DateTimeField()
    end = models.DateTimeField()
    revision = models.PositiveIntegerField()
    removed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["start", "pk"]

    def __str__(self) -> str:
        return self.session_id
