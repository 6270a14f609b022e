"""Exchange: any meeting (webinar, experience exchange, training, course, study tour)."""

from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.exchanges import letters
from cityclusters.exchanges.models import choices
from cityclusters.exchanges.models.notice import Notice
from cityclusters.exchanges.models.queries import ExchangeQuerySet
from cityclusters.exchanges.models.registration import Registration
from cityclusters.exchanges.times import moment
from cityclusters.journal.acts import record
from cityclusters.people import consents
from cityclusters.people.models import Consent, Organisation, Person
from cityclusters.places.folding import fold
from cityclusters.spaces.models import Space, Theme

if TYPE_CHECKING:
    from cityclusters.exchanges.models.media import Picture, RecordedMessage
    from cityclusters.exchanges.models.partners import Contribution, Contributor, Partner
    from cityclusters.exchanges.models.publication import Publication
    from cityclusters.exchanges.models.quote import Quote
    from cityclusters.exchanges.models.session import RemovedSession, Session


class Exchange(models.Model):
    """A meeting with its programme, its partners, its people and its rules for attendance."""

    Kind = choices.Kind
    State = choices.State
    Mode = choices.Mode
    Marker = choices.Marker
    MOVES = choices.MOVES
    # What a calendar shows: a change of any of these raises the revision of the calendar's entries.
    IN_CALENDAR = ("title", "mode", "link", "venue")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    title = models.JSONField(_("title"), validators=[validate_texts])
    summary = models.JSONField(_("summary"), default=dict, blank=True, validators=[validate_texts])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TRAINING)
    mode = models.CharField(_("mode"), max_length=6, choices=Mode, default=Mode.ONLINE)
    state = models.CharField(max_length=9, choices=State, default=State.IDEA)
    state_reason = models.CharField(max_length=300, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    organiser = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    zone = models.CharField(_("time zone of the event"), max_length=64)
    languages = models.JSONField(_("languages"), default=list)
    interpretation = models.JSONField(_("interpretation into"), default=list)
    audience = models.CharField(_("who it is for"), max_length=200, blank=True)
    open_to_all = models.BooleanField(_("members can register themselves"), default=True)
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    link = models.URLField(_("link to the meeting"), blank=True, max_length=500)
    venue = models.CharField(_("room or address"), max_length=300, blank=True)
    sdg_targets = models.JSONField(_("SDG targets"), default=list)
    marker = models.CharField(_("gender marker"), max_length=1, choices=Marker, blank=True, default="")
    completion_share = models.PositiveSmallIntegerField(
        _("share of minutes for completion, in percent"),
        default=75,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    participation_share = models.PositiveSmallIntegerField(
        _("share of minutes for participation, in percent"),
        default=50,
        validators=[MinValueValidator(50), MaxValueValidator(100)],
    )
    needs_assessment = models.BooleanField(_("completion needs a passed assessment"), default=True)
    recording_notice = models.BooleanField(_("will be recorded, with notice"), default=False)
    recording_notice_at = models.DateTimeField(null=True, blank=True, editable=False)
    balance_reason = models.CharField(_("why the panel is as it is"), max_length=300, blank=True)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    spaces: "models.ManyToManyField[Space, Publication]" = models.ManyToManyField(
        Space, through="Publication", related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    source = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False, help_text="of its calendar entries")
    # Kept beside the texts for lists: the folded titles, and the languages as '|en|fr|'.
    folded = models.TextField(blank=True, editable=False)
    language_marks = models.CharField(max_length=200, blank=True, editable=False)

    objects = ExchangeQuerySet.as_manager()

    if TYPE_CHECKING:
        registrations: models.Manager[Registration]
        partners: models.Manager[Partner]
        contributors: models.Manager[Contributor]
        contributions: models.Manager[Contribution]
        sessions: models.Manager[Session]
        removed_sessions: models.Manager[RemovedSession]
        publications: models.Manager[Publication]
        notices: models.Manager[Notice]
        messages: models.Manager[RecordedMessage]
        pictures: models.Manager[Picture]
        quotes: models.Manager[Quote]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__gte=1), name="exchange_has_a_seat"
            ),
            models.CheckConstraint(
                condition=models.Q(participation_share__gte=50) & models.Q(participation_share__lte=100),
                name="participation_is_at_least_half",
            ),
        ]

    def __str__(self) -> str:
        return pick(self.title).text or self.public_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps what lists filter by beside the texts."""
        titles = [text for language, text in self.title.items() if language != "_"]
        self.folded = " | ".join(fold(text) for text in titles)
        self.language_marks = f"|{'|'.join(self.languages)}|" if self.languages else ""
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "folded", "language_marks", "changed_at"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The page of the exchange."""
        return reverse("exchanges:detail", args=[self.public_id])

    def lock(self) -> None:
        """Waits until nobody else changes this exchange or its seats, until the transaction ends; reads
        again what others may have changed meanwhile."""
        row = Exchange.objects.select_for_update().get(pk=self.pk)
        for name in ("state", "state_reason", "capacity", "open_to_all", "revision"):
            setattr(self, name, getattr(row, name))

    # -- making and changing ------------------------------------------------------------------------

    @classmethod
    @transaction.atomic
    def create(cls, by: Person, organiser: Organisation, *, themes: Any = (), **fields: Any) -> "Exchange":
        """A new idea of the organiser, which `by` owns. The organiser stands among the partners."""
        exchange = cls(owner=by, organiser=organiser, **fields)
        if exchange.recording_notice:
            exchange.recording_notice_at = timezone.now()
        exchange.save()
        exchange.themes.set(themes)
        exchange.partners.create(organisation=organiser, role="organiser")
        record(by, "exchange.created", exchange, organisation=organiser)
        return exchange

    @transaction.atomic
    def change(self, by: Person, *, themes: Any = None, **fields: Any) -> list[str]:
        """Changes the fields given; returns the names of those that are now different.

        A new zone keeps the clock times of the programme as they were typed. More seats let people in from
        the waiting list. Raises NotPossible for fewer seats than are taken, for taking back a recording
        notice once something was recorded, and for times that the new zone does not have."""
        before = Exchange.objects.select_for_update().get(pk=self.pk)
        changed = [name for name, value in fields.items() if getattr(before, name) != value]
        for name in ("state", "state_reason", "revision", "recording_notice_at"):
            setattr(self, name, getattr(before, name))
        for name, value in fields.items():
            setattr(self, name, value)
        if "capacity" in changed:
            self._check_capacity()
        if "recording_notice" in changed:
            self._give_recording_notice()
        if any(name in changed for name in self.IN_CALENDAR):
            self.revision += 1
            self.tell("changed")
        self.save(update_fields=[*fields, "revision", "recording_notice_at"])
        if themes is not None:
            self.themes.set(themes)
        if "zone" in changed:
            self._keep_clock_times(by, before.zone)
        record(by, "exchange.changed", self, organisation=self.organiser, fields=changed)
        self.promote()
        return changed

    def _check_capacity(self) -> None:
        taken = self.registrations.filter(state=Registration.State.CONFIRMED).count()
        if self.capacity is not None and self.capacity < taken:
            raise NotPossible(
                _("%(taken)s people already have a seat, so there cannot be fewer seats.") % {"taken": taken}
            )

    def _give_recording_notice(self) -> None:
        """A recording needs a notice that came before it (rule EX5); those registered are told."""
        if self.recording_notice:
            self.recording_notice_at = timezone.now()
            self.tell("recording")
        elif self.sessions.exclude(recording="").exists():
            raise NotPossible(_("A session has a recording, so its notice cannot be taken back."))
        else:
            self.recording_notice_at = None

    def _keep_clock_times(self, by: Person, old: str) -> None:
        for session in self.sessions.all():
            start, end = session.local_start(old), session.local_end(old)
            session.exchange = self
            session.change(
                by,
                start=moment(start.date(), start.time(), self.zone),
                end=moment(end.date(), end.time(), self.zone),
            )

    # -- states -------------------------------------------------------------------------------------

    @transaction.atomic
    def _move(self, to: str, by: Person | None, act: str, reason: str = "") -> None:
        self.lock()
        if self.state not in self.MOVES[self.State(to)]:
            raise NotPossible(
                _("This cannot be done now: the state of the exchange is “%(state)s”.")
                % {"state": self.get_state_display()}
            )
        self.state, self.state_reason, self.revision = to, reason, self.revision + 1
        self.save(update_fields=["state", "state_reason", "revision"])
        record(by, f"exchange.{act}", self, organisation=self.organiser, reason=reason)

    def plan(self, by: Person) -> None:
        """It will take place, but nobody can register herself yet (also: closes registration)."""
        self._move(self.State.PLANNED, by, "planned")

    def open(self, by: Person) -> None:
        """People can register. Raises NotPossible without a session that is still to come."""
        if not self.sessions.filter(end__gt=timezone.now()).exists():
            raise NotPossible(_("Add a session that is still to come, then open the registration."))
        self._move(self.State.OPEN, by, "opened")

    def start(self) -> None:
        """The first session has begun."""
        self._move(self.State.RUNNING, None, "started")

    def finish(self) -> None:
        """The last session is over."""
        self._move(self.State.DONE, None, "finished")

    def mark_reported(self, by: Person) -> None:
        """The report is complete (rule EX7 is checked by the app that makes the report)."""
        self._move(self.State.REPORTED, by, "reported")

    @transaction.atomic
    def postpone(self, by: Person, reason: str) -> None:
        """Takes it off the calendar for now; everybody registered keeps the seat and is told why."""
        self._move(self.State.POSTPONED, by, "postponed", reason)
        self.tell("postponed", reason)

    @transaction.atomic
    def cancel(self, by: Person, reason: str) -> None:
        """It will not take place; everybody registered is told why."""
        self._move(self.State.CANCELLED, by, "cancelled", reason)
        self.tell("cancelled", reason)

    def tell(self, kind: str, reason: str = "") -> None:
        """Notes that everybody registered gets a letter; the worker writes them."""
        if kind != "changed" or self.state not in (self.State.IDEA, self.State.DONE, self.State.REPORTED):
            Notice.make(self, kind, reason)

    # -- spaces: one record in several, never a copy (seed item A1) ----------------------------------

    @transaction.atomic
    def publish(self, by: Person, space: Space) -> None:
        """Stands in the space from now on; asking twice changes nothing. An idea becomes planned."""
        self.lock()
        made, new = self.publications.get_or_create(space=space, defaults={"by": by})
        if not new:
            return
        if self.state == self.State.IDEA:
            self.plan(by)
        record(by, "exchange.published", self, organisation=self.organiser, space=made.space.slug)

    @transaction.atomic
    def withdraw(self, by: Person, space: Space) -> None:
        """No longer stands in the space; other spaces keep it."""
        gone, _rows = self.publications.filter(space=space).delete()
        if gone:
            record(by, "exchange.withdrawn", self, organisation=self.organiser, space=space.slug)

    # -- seats --------------------------------------------------------------------------------------

    @transaction.atomic
    def register(
        self,
        person: Person,
        *,
        by: Person | None = None,
        organisation: Organisation | None = None,
        post: str = "",
        delegation_head: bool = False,
        access_needs: str = "",
        off_record: bool = False,
        listed: bool = False,
        notify: bool = True,
    ) -> Registration:
        """Gives the person a seat, or the last place in the line where all are taken (rule EX1).

        Asking twice gives the same registration. `by` is who registers her; herself (the default) she agrees
        to what running the exchange needs. Office and organisation are kept as they are now. `notify=False`
        writes no letter. Raises NotPossible where registration is closed to her."""
        self.lock()
        seat = self.registrations.filter(person=person).first()
        if seat is not None and seat.state in (Registration.State.CONFIRMED, Registration.State.WAITLISTED):
            return seat
        herself = by is None or by.pk == person.pk
        self.check_open(herself, seat)
        seat = seat or Registration(exchange=self, person=person)
        seat.exchange = self
        seat.organisation, seat.post, seat.delegation_head = organisation, post, delegation_head
        seat.access_needs, seat.off_record, seat.listed = access_needs, off_record, listed
        seat.registered_by, seat.registered_at = by or person, timezone.now()
        seat.take_place(by or person, notify=notify)
        if herself:
            consents.give(person, Consent.Purpose.EVENT)
        return seat

    def check_open(self, herself: bool, seat: Registration | None) -> None:
        """Whether somebody can still be registered: by herself while it is open to her, by others also
        before and after (walk-ins, and lists that come late)."""
        states = {self.State.OPEN}
        if not herself:
            states |= {self.State.PLANNED, self.State.RUNNING, self.State.DONE}
        elif seat is not None and seat.was_invited:
            states |= {self.State.PLANNED, self.State.RUNNING}
        elif not self.open_to_all:
            raise NotPossible(_("Only people who were invited can take part in this exchange."))
        if self.state not in states:
            raise NotPossible(_("Registration for this exchange is closed."))

    @transaction.atomic
    def invite(
        self,
        person: Person,
        by: Person,
        *,
        organisation: Organisation | None = None,
        post: str = "",
        delegation_head: bool = False,
    ) -> Registration:
        """Asks the person to come; she takes a seat by accepting. Asking twice gives the same invitation.

        Raises NotPossible where people can't be registered any more."""
        self.lock()
        seat = self.registrations.filter(person=person).first()
        if seat is not None and seat.state not in (Registration.State.DECLINED, Registration.State.CANCELLED):
            return seat
        self.check_open(False, seat)
        seat = seat or Registration(exchange=self, person=person)
        seat.state, seat.was_invited, seat.queued_at = Registration.State.INVITED, True, None
        seat.organisation, seat.post, seat.delegation_head = organisation, post, delegation_head
        seat.registered_by, seat.registered_at = by, timezone.now()
        seat.save()
        record(by, "registration.invited", seat, organisation=organisation)
        letters.invited(seat)
        return seat

    def has_free_seat(self) -> bool:
        """Whether a newcomer gets a seat: one is free and nobody waits for it. Call it under the lock."""
        if self.capacity is None:
            return True
        states = self.registrations.values_list("state", flat=True)
        if states.filter(state=Registration.State.WAITLISTED).exists():
            return False
        return states.filter(state=Registration.State.CONFIRMED).count() < self.capacity

    @transaction.atomic
    def promote(self, most: int = 20) -> list[Registration]:
        """Gives free seats to those who wait, in their order, at most `most` at once (the worker goes on
        with the rest); each gets a letter in the same transaction. Returns who got a seat."""
        self.lock()
        if self.state in (self.State.CANCELLED, self.State.DONE, self.State.REPORTED):
            return []
        waiting = self.registrations.filter(state=Registration.State.WAITLISTED).select_related("person")
        if self.capacity is not None:
            taken = self.registrations.filter(state=Registration.State.CONFIRMED).count()
            most = min(most, max(0, self.capacity - taken))
        lucky = list(waiting.order_by("queued_at", "pk")[:most]) if most else []
        for seat in lucky:
            seat.exchange = self
            seat.move_up()
        return lucky
