"""Who makes an exchange happen: organisations in roles, people in roles, and what was given."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import public_id
from cityclusters.exchanges import letters
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.exchanges.models.session import Session
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Practice


class Partner(models.Model):
    """An organisation's role in an exchange."""

    class Role(models.TextChoices):
        INITIATOR = "initiator", _("Initiator")
        ORGANISER = "organiser", _("Organiser")
        CO_ORGANISER = "co_organiser", _("Co-organiser")
        SUPPORTER = "supporter", _("Supporter")
        HOST = "host", _("Host")
        FUNDER = "funder", _("Funder")
        IN_KIND = "in_kind", _("In-kind supporter")
        TECHNICAL = "technical", _("Technical partner")

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=12, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exchange", "organisation", "role"], name="partner_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"

    @classmethod
    @transaction.atomic
    def add(cls, by: Person, exchange: Exchange, organisation: Organisation, role: str) -> "Partner":
        """Gives the organisation the role; asking twice changes nothing."""
        partner, new = cls.objects.get_or_create(exchange=exchange, organisation=organisation, role=role)
        if new:
            record(by, "partner.added", exchange, organisation=organisation, role=role)
        return partner

    @transaction.atomic
    def remove(self, by: Person) -> None:
        """Takes the role away. Raises NotPossible for the role of the organiser itself."""
        if self.role == self.Role.ORGANISER and self.organisation_id == self.exchange.organiser_id:
            raise NotPossible(_("This organisation organises the exchange; it keeps the role."))
        record(by, "partner.removed", self.exchange, organisation=self.organisation, role=self.role)
        self.delete()


class Contributor(models.Model):
    """A person's role: office and organisation as of the event, because people change jobs (A7).

    `person` may be empty: somebody known by her post alone. Asked, then confirmed by herself or by the
    officer for her; only confirmed ones count."""

    class Role(models.TextChoices):
        SPEAKER = "speaker", _("Speaker")
        TRAINER = "trainer", _("Trainer")
        MODERATOR = "moderator", _("Moderator")
        PANELLIST = "panellist", _("Panellist")
        INTERPRETER = "interpreter", _("Interpreter")
        RAPPORTEUR = "rapporteur", _("Rapporteur")
        OBSERVER = "observer", _("Observer")

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="contributors")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="contributors")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    post = models.CharField(_("post at the time of the event"), max_length=200)
    sex = models.CharField(max_length=11, choices=Person.Sex, blank=True, default="")
    role = models.CharField(_("role"), max_length=11, choices=Role)
    topic = models.CharField(_("topic"), max_length=300, blank=True)
    # What she presents; it may be the practice of a city of a third country (seed item B10).
    practice = models.ForeignKey(Practice, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    # Those who shape what is said in the room: balance is looked at among them (rule EX6).
    ON_STAGE = (Role.SPEAKER, Role.TRAINER, Role.MODERATOR, Role.PANELLIST)

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="contributor_asked")]

    def __str__(self) -> str:
        return f"{self.post}, {self.organisation}"

    def get_absolute_url(self) -> str:
        """Where the person says yes or no."""
        return reverse("exchanges:contributor", args=[self.public_id])

    @classmethod
    @transaction.atomic
    def ask(
        cls,
        by: Person,
        exchange: Exchange,
        *,
        organisation: Organisation,
        post: str,
        role: str,
        person: Person | None = None,
        session: Session | None = None,
        topic: str = "",
        sex: str = "",
    ) -> "Contributor":
        """Asks for a contribution. With a person she gets a letter and answers herself, and her sex is
        what she stated; without one (known by the post alone) the officer confirms, and `sex` is what the
        person stated to the organisers. Asking the same person for the same thing gives the first row."""
        if person is not None:
            known = exchange.contributors.filter(person=person, role=role, session=session)
            if (row := known.exclude(state=cls.State.DECLINED).first()) is not None:
                return row
        made = cls.objects.create(
            exchange=exchange,
            session=session,
            person=person,
            organisation=organisation,
            post=post,
            sex=person.sex if person is not None else sex,
            role=role,
            topic=topic,
            asked_by=by,
        )
        record(by, "contributor.asked", made, organisation=organisation, role=role)
        letters.asked_to_contribute(made)
        return made

    @transaction.atomic
    def answer(self, by: Person, yes: bool) -> None:
        """Says yes or no: the person herself, or somebody of the organisers for her. The last word
        counts. A yes keeps her sex as she states it on that day."""
        row = Contributor.objects.select_for_update().get(pk=self.pk)
        wanted = self.State.CONFIRMED if yes else self.State.DECLINED
        if row.state == wanted:
            return
        self.state, self.decided_by, self.decided_at = wanted, by, timezone.now()
        if self.person is not None:
            self.sex = self.person.sex
        self.save(update_fields=["state", "decided_by", "decided_at", "sex"])
        record(by, f"contributor.{wanted}", self, organisation=self.organisation, role=self.role)

    @transaction.atomic
    def present(self, by: Person, practice: Practice | None) -> None:
        """Says which practice she presents; None for none."""
        self.practice = practice
        self.save(update_fields=["practice"])
        shown = practice.public_id if practice else ""
        record(by, "contributor.presents", self, organisation=self.organisation, practice=shown)

    @transaction.atomic
    def change(self, by: Person, **fields: Any) -> None:
        """Changes post, organisation, role, session, topic or (for somebody without an account) sex."""
        for name, value in fields.items():
            setattr(self, name, value)
        if self.person is not None:
            self.sex = self.person.sex
        self.save(update_fields=[*fields, "sex"])
        record(by, "contributor.changed", self, organisation=self.organisation, fields=list(fields))

    @transaction.atomic
    def remove(self, by: Person) -> None:
        """Takes the row away, with what it says in the journal."""
        record(by, "contributor.removed", self.exchange, organisation=self.organisation, role=self.role)
        self.delete()


class Contribution(models.Model):
    """What an organisation gives: money, goods or people's time; pledged, then delivered and confirmed."""

    class Kind(models.TextChoices):
        MONEY = "money", _("Money")
        KIND = "kind", _("In kind")
        PEOPLE = "people", _("People's time")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="contributions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(_("what"), max_length=6, choices=Kind)
    quantity = models.DecimalField(_("how much"), max_digits=16, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("currency or unit"), max_length=30, blank=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    pledged_at = models.DateField(_("pledged on"), default=timezone.localdate)
    delivered_at = models.DateField(_("delivered on"), null=True, blank=True)
    delivered_quantity = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    # Money of another currency counts in US dollars only with its rate and the day of the rate (rule AI3).
    rate = models.DecimalField(
        _("rate to US dollars"), max_digits=16, decimal_places=8, null=True, blank=True
    )
    rate_on = models.DateField(_("day of the rate"), null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity=None) | models.Q(quantity__gt=0), name="contribution_is_positive"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()}"

    @property
    def state(self) -> str:
        """pledged, delivered (said by those who gave or got it), confirmed (by an officer), withdrawn."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.confirmed_at or self.confirmed_by_id:
            return "confirmed"
        return "delivered" if self.delivered_at else "pledged"

    @classmethod
    @transaction.atomic
    def pledge(
        cls, by: Person, exchange: Exchange, organisation: Organisation, **fields: Any
    ) -> "Contribution":
        """Notes what the organisation promises (`kind`, `quantity`, `unit`, `description`, `pledged_at`)."""
        made = cls.objects.create(exchange=exchange, organisation=organisation, **fields)
        record(by, "contribution.pledged", made, organisation=organisation)
        return made

    @transaction.atomic
    def deliver(
        self,
        by: Person,
        on: date,
        quantity: Decimal | None,
        rate: Decimal | None = None,
        rate_on: date | None = None,
    ) -> None:
        """Notes what arrived and when; what arrived may be less or more than what was promised. Of money the
        rate to US dollars and its day, where somebody knows them.

        Raises NotPossible for what is confirmed or withdrawn already."""
        self._read_again()
        if self.state in ("confirmed", "withdrawn"):
            raise NotPossible(_("This contribution is closed already."))
        self.delivered_at, self.delivered_quantity = on, quantity
        self.rate, self.rate_on = rate, rate_on
        self.save(update_fields=["delivered_at", "delivered_quantity", "rate", "rate_on"])
        record(by, "contribution.delivered", self, organisation=self.organisation)

    @transaction.atomic
    def confirm(self, by: Person) -> None:
        """An officer confirms that it arrived. Raises NotPossible before the delivery is noted, and for
        somebody who is no officer."""
        self._read_again()
        if not by.is_officer:
            raise NotPossible(_("Only a programme officer can confirm a delivery."))
        if self.state != "delivered":
            raise NotPossible(_("Note the delivery first, then confirm it."))
        self.confirmed_by, self.confirmed_at = by, timezone.now()
        self.save(update_fields=["confirmed_by", "confirmed_at"])
        record(by, "contribution.confirmed", self, organisation=self.organisation)

    @transaction.atomic
    def withdraw(self, by: Person) -> None:
        """The promise is taken back. Raises NotPossible once the delivery is confirmed."""
        self._read_again()
        if self.state == "confirmed":
            raise NotPossible(_("This contribution is closed already."))
        self.withdrawn_at = timezone.now()
        self.save(update_fields=["withdrawn_at"])
        record(by, "contribution.withdrawn", self, organisation=self.organisation)

    def _read_again(self) -> None:
        row = Contribution.objects.select_for_update().get(pk=self.pk)
        for name in ("delivered_at", "delivered_quantity", "confirmed_at", "confirmed_by_id", "withdrawn_at"):
            setattr(self, name, getattr(row, name))
