"""Registration: a person's seat or place in the line; office and organisation as of the event."""

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import public_id, secret_code
from cityclusters.exchanges import letters
from cityclusters.journal.acts import record
from cityclusters.people import consents
from cityclusters.people.models import Consent, Organisation, Person


class Registration(models.Model):
    """One per person and exchange. The waiting list is ordered by `queued_at`, then by row."""

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        CONFIRMED = "confirmed", _("Confirmed")
        WAITLISTED = "waitlisted", _("On the waiting list")
        DECLINED = "declined", _("Declined")
        CANCELLED = "cancelled", _("Cancelled")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey("exchanges.Exchange", models.CASCADE, related_name="registrations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(_("post"), max_length=200, blank=True)
    delegation_head = models.BooleanField(_("leads the delegation"), default=False)
    access_needs = models.CharField(_("access needs"), max_length=300, blank=True)
    off_record = models.BooleanField(_("stays out of recordings"), default=False)
    listed = models.BooleanField(_("shown in the list of participants"), default=False)
    state = models.CharField(max_length=10, choices=State, default=State.CONFIRMED)
    was_invited = models.BooleanField(default=False)
    queued_at = models.DateTimeField(null=True, blank=True)
    registered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Opens her own calendar, which holds the joining link: given to nobody else, changed on request.
    calendar_code = models.CharField(max_length=27, unique=True, default=secret_code, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exchange", "person"], name="one_registration_per_person"),
            models.CheckConstraint(
                condition=~models.Q(state="waitlisted") | models.Q(queued_at__isnull=False),
                name="waiting_has_a_place_in_line",
            ),
        ]
        indexes = [models.Index(fields=["exchange", "state", "queued_at"], name="registration_queue")]

    def __str__(self) -> str:
        return f"{self.exchange} ({self.get_state_display()})"

    def get_absolute_url(self) -> str:
        """The page of the registration."""
        return reverse("exchanges:registration", args=[self.public_id])

    @property
    def takes_part(self) -> bool:
        """Holds a seat."""
        return self.state == self.State.CONFIRMED

    @property
    def named(self) -> str:
        """What somebody who named her by an address may read: her name once she said yes, before that the
        address alone, so that nobody learns whose it is."""
        answered = self.state not in (self.State.INVITED, self.State.DECLINED)
        return str(self.person) if answered or not self.person.email else self.person.email

    def place_in_line(self) -> int:
        """1 for the first who waits; 0 for somebody who does not wait."""
        if self.state != self.State.WAITLISTED:
            return 0
        line = Registration.objects.filter(exchange=self.exchange_id, state=self.State.WAITLISTED)
        before = models.Q(queued_at__lt=self.queued_at) | models.Q(queued_at=self.queued_at, pk__lt=self.pk)
        return line.filter(before).count() + 1

    def take_place(self, by: Person, *, notify: bool = True) -> None:
        """Takes a seat, or the end of the line. Only under the exchange's lock: see Exchange.register."""
        free = self.exchange.has_free_seat()
        self.state = self.State.CONFIRMED if free else self.State.WAITLISTED
        self.queued_at = None if free else timezone.now()
        self.cancelled_at = None
        self.save()
        act = "registration.confirmed" if free else "registration.waitlisted"
        record(by, act, self, organisation=self.organisation)
        if notify:
            letters.confirmed(self) if free else letters.waiting(self)

    def move_up(self) -> None:
        """From the line to a free seat. Only under the exchange's lock: see Exchange.promote."""
        self.state, self.queued_at = self.State.CONFIRMED, None
        self.save(update_fields=["state", "queued_at"])
        record(None, "registration.promoted", self, organisation=self.organisation)
        letters.promoted(self)

    @transaction.atomic
    def accept(self) -> None:
        """Says yes to an invitation: a seat, or the end of the line where all are taken.

        Raises NotPossible where there is no invitation to answer or registration is over."""
        self._lock()
        if self.state not in (self.State.INVITED, self.State.DECLINED):
            raise NotPossible(_("This invitation has been answered already."))
        self.exchange.check_open(True, self)
        self.registered_at = timezone.now()
        self.take_place(self.person)
        consents.give(self.person, Consent.Purpose.EVENT)

    @transaction.atomic
    def decline(self) -> None:
        """Says no to an invitation. Raises NotPossible where there is none to answer."""
        self._lock()
        if self.state != self.State.INVITED:
            raise NotPossible(_("This invitation has been answered already."))
        self.state = self.State.DECLINED
        self.save(update_fields=["state"])
        record(self.person, "registration.declined", self, organisation=self.organisation)

    @transaction.atomic
    def cancel(self, by: Person, *, notify: bool = True) -> None:
        """Gives the seat or the place in the line back; the first in line gets a free seat at once.
        `notify=False` writes her no letter.

        Cancelling twice changes nothing. Raises NotPossible when the exchange is over."""
        self._lock()
        if self.state not in (self.State.CONFIRMED, self.State.WAITLISTED, self.State.INVITED):
            return
        if self.exchange.state in ("done", "reported"):
            raise NotPossible(_("The exchange is over, so the registration stays as it is."))
        self.state, self.cancelled_at = self.State.CANCELLED, timezone.now()
        self.save(update_fields=["state", "cancelled_at"])
        record(by, "registration.cancelled", self, organisation=self.organisation)
        if notify:
            letters.cancelled(self)
        self.exchange.promote()

    @transaction.atomic
    def restore(self, by: Person) -> None:
        """Undoes a cancellation: the seat while nobody has taken it, the old place in the line.

        Raises NotPossible when the seat is gone."""
        self._lock()
        if self.state != self.State.CANCELLED:
            return
        self.exchange.check_open(False, self)
        waited = self.queued_at is not None
        if waited:
            self.state, self.cancelled_at = self.State.WAITLISTED, None
            self.save(update_fields=["state", "cancelled_at"])
            record(by, "registration.restored", self, organisation=self.organisation)
            self.exchange.promote()
            self.refresh_from_db(fields=["state", "queued_at"])
        elif self.exchange.has_free_seat():
            self.take_place(by)
        else:
            raise NotPossible(_("Somebody else has the seat now. You can join the waiting list."))

    @transaction.atomic
    def change(self, by: Person, **choices: object) -> None:
        """Changes what the person chose: post, organisation, access needs, listed, off record."""
        for name, value in choices.items():
            setattr(self, name, value)
        self.save(update_fields=list(choices))
        record(by, "registration.changed", self, organisation=self.organisation, fields=list(choices))

    def _lock(self) -> None:
        """Locks the exchange, then reads the present state: two acts on one seat follow one another."""
        self.exchange.lock()
        self.refresh_from_db(fields=["state", "queued_at", "cancelled_at"])
