"""Who makes an exchange happen: organisations in roles, people in roles, and what was given."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.exchanges.models.session import Session
from cityclusters.people.models import Organisation, Person


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
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    decided_at = models.DateTimeField(null=True, blank=True)


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
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity=None) | models.Q(quantity__gt=0), name="contribution_is_positive"
            )
        ]
