"""Organisations and people who make an exchange happen, and what they give."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.exchanges.models import Contribution, Contributor, Exchange, Partner, Session
from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Person

MOST = Decimal("99999999999999.99")


def session_label(session: Session) -> str:
    """Its title with the day and time in the event's zone."""
    return f"{session.local_start():%Y-%m-%d %H:%M} {session}"


class PartnerForm(forms.Form):
    """An organisation in a role."""

    organisation = OrganisationField(label=_("Organisation"))
    role = forms.ChoiceField(label=_("Role"), choices=Partner.Role.choices)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.person = person


class ContributionForm(forms.Form):
    """What an organisation promises."""

    organisation = OrganisationField(label=_("Organisation"))
    kind = forms.ChoiceField(label=_("What it gives"), choices=Contribution.Kind.choices)
    quantity = forms.DecimalField(
        label=_("How much"), required=False, min_value=Decimal("0.01"), max_value=MOST, decimal_places=2
    )
    unit = forms.CharField(
        label=_("Currency or unit"),
        required=False,
        max_length=30,
        help_text=_("For example USD, trainers or trainer days"),
    )
    description = forms.CharField(label=_("Description"), required=False, max_length=300)
    pledged_at = DayField(label=_("Promised on"))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.person = person
        self.initial.setdefault("pledged_at", timezone.localdate())

    def clean(self) -> dict[str, Any]:
        """Money needs an amount and its currency; anything else an amount or words."""
        data = self.cleaned_data
        quantity, unit = data.get("quantity"), (data.get("unit") or "").strip()
        if data.get("kind") == Contribution.Kind.MONEY:
            currency = unit.upper()
            if "quantity" in data and quantity is None:
                self.add_error("quantity", _("Write the amount of money."))
            if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
                self.add_error("unit", _("Write the currency with its three letters, for example USD."))
            data["unit"] = currency
        elif quantity is None and not data.get("description") and "quantity" in data:
            self.add_error("description", _("Say what is given."))
        elif quantity is not None and not unit:
            self.add_error("unit", _("Say of what this is the number."))
        return data


class DeliveryForm(forms.Form):
    """What arrived, and when."""

    on = DayField(label=_("Arrived on"))
    quantity = forms.DecimalField(
        label=_("How much arrived"),
        required=False,
        min_value=Decimal("0.01"),
        max_value=MOST,
        decimal_places=2,
    )

    rate = forms.DecimalField(
        label=_("US dollars for one of this currency"),
        required=False,
        min_value=Decimal("0.00000001"),
        max_digits=16,
        decimal_places=8,
        help_text=_("For example 0.14. Without it the money is not counted in dollars."),
    )
    rate_on = DayField(label=_("Day of the rate"), required=False)

    def __init__(self, *args: Any, given: Contribution | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given is None or given.kind != Contribution.Kind.MONEY or given.unit == "USD":
            del self.fields["rate"]
            del self.fields["rate_on"]

    def clean(self) -> dict[str, Any]:
        """A rate holds for a day."""
        data = self.cleaned_data
        if data.get("rate") and not data.get("rate_on") and "rate_on" not in self.errors:
            self.add_error("rate_on", _("Say of which day this rate is."))
        return data

    def clean_on(self) -> Any:
        """Nothing arrives tomorrow."""
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class SessionChoice(forms.ModelChoiceField[Session]):
    """A session of the exchange."""

    def label_from_instance(self, obj: Session) -> str:
        """Day, time and title."""
        return session_label(obj)


class AskForm(forms.Form):
    """Somebody who is asked to speak, train, moderate …"""

    role = forms.ChoiceField(label=_("Role"), choices=Contributor.Role.choices)
    post = forms.CharField(
        label=_("Post at the time of the event"),
        max_length=200,
        help_text=_("It stays as it is, whatever comes later."),
    )
    organisation = OrganisationField(label=_("Organisation at the time of the event"))
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_(
            "She gets a letter and answers herself. Leave empty for somebody known by the post alone."
        ),
    )
    name = forms.CharField(
        label=_("Name"), required=False, max_length=150, help_text=_("As the person writes it.")
    )
    sex = forms.ChoiceField(
        label=_("Sex, as the person stated it to you"),
        choices=Person.Sex.choices,
        required=False,
        help_text=_("Never from a name or a title. People with an account state it themselves."),
    )
    session = SessionChoice(
        Session.objects.none(), label=_("Session"), required=False, empty_label=_("The whole exchange")
    )
    topic = forms.CharField(label=_("Topic"), required=False, max_length=300)

    def __init__(self, *args: Any, exchange: Exchange, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sessions: Any = self.fields["session"]
        sessions.queryset = exchange.sessions.select_related("exchange")
        organisation: Any = self.fields["organisation"]
        organisation.person = person

    def clean(self) -> dict[str, Any]:
        """A name belongs to an account, and an account to an address."""
        data = self.cleaned_data
        if data.get("name") and not data.get("email") and "email" in data:
            self.add_error("email", _("A name is kept only with an address. Write the address, or no name."))
        return data


class ContributorForm(AskForm):
    """Changing what was written about a contributor; the person stays the same."""

    def __init__(self, *args: Any, contributor: Contributor, **kwargs: Any) -> None:
        super().__init__(*args, exchange=contributor.exchange, **kwargs)
        del self.fields["email"]
        del self.fields["name"]
        if contributor.person_id:
            del self.fields["sex"]

    @classmethod
    def values_of(cls, contributor: Contributor) -> dict[str, Any]:
        """What stands in the record."""
        names = ("role", "post", "organisation", "sex", "session", "topic")
        return {name: getattr(contributor, name) for name in names}


class RosterForm(forms.Form):
    """Whom of the roster to ask, and for what."""

    role = forms.ChoiceField(label=_("Role"), choices=Contributor.Role.choices)
    session = SessionChoice(
        Session.objects.none(), label=_("Session"), required=False, empty_label=_("The whole exchange")
    )
    topic = forms.CharField(label=_("Topic"), required=False, max_length=300)
    people = forms.MultipleChoiceField(
        label=_("Whom to ask"), error_messages={"required": _("Choose at least one person.")}
    )

    def __init__(self, *args: Any, exchange: Exchange, known: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["session"].queryset = exchange.sessions.select_related("exchange")
        fields["people"].choices = [(one.person.public_id, str(one.person)) for one in known]
        fields["people"].widget = forms.CheckboxSelectMultiple(choices=fields["people"].choices)
