"""Shipments: their lines, receipt, handing out, corrections and evidence."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Person
from cityclusters.support.giving import shipments
from cityclusters.support.giving.forms.asking import EVERYBODY
from cityclusters.support.giving.forms.fields import HowMuch, acting_field, packs_field
from cityclusters.support.giving.shipments import Counted, Packed
from cityclusters.support.models import Evidence, Line, Pledge, Shipment

NUMBER_WORDS = {
    "sent": _("Packs sent"),
    "accepted": _("Packs accepted"),
    "rejected": _("Packs rejected"),
    "distributed": _("Packs handed out"),
}


class ShipmentForm(forms.Form):
    """Who sends to whom, under which number, and who pays; the lines stand beside it."""

    donor = OrganisationField(label=_("Who sends"))
    recipient = OrganisationField(label=_("Who receives"))
    reference = forms.CharField(
        label=_("Number of the shipment"),
        required=False,
        max_length=60,
        help_text=_("On the waybill. With it, the report of the other side is known to be about the same."),
    )
    shipped_on = DayField(label=_("Shipped on"), required=False, help_text=_("Empty while it is prepared."))
    payer = forms.ChoiceField(
        label=_("Who pays the transport?"),
        choices=[
            ("donor", _("The donor")),
            ("recipient", _("The recipient")),
            ("other", _("Somebody else, still to be found")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        help_text=EVERYBODY,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, person: Person, pledge: Pledge | None, by_recipient: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if pledge is not None:
            del fields["donor"], fields["recipient"]
            fields["payer"].initial = "donor" if pledge.freight else "other"
        else:
            mine, theirs = ("recipient", "donor") if by_recipient else ("donor", "recipient")
            fields[mine] = acting_field(person, fields[mine].label)
            fields[theirs].person = person

    def clean_shipped_on(self) -> Any:
        """Nothing was shipped tomorrow."""
        return _not_to_come(self.cleaned_data["shipped_on"])


def _not_to_come(day: Any) -> Any:
    if day is not None and day > timezone.localdate():
        raise forms.ValidationError(_("This day is still to come."))
    return day


class PackedForm(HowMuch):
    """One line of a shipment."""

    expires_on = DayField(label=_("Can be used until"), required=False)
    certificate = forms.CharField(
        label=_("Certificate"),
        required=False,
        max_length=120,
        help_text=_("Of medical goods: its number or name."),
    )
    warned = forms.CharField(
        label=_("Reason to send it all the same"),
        required=False,
        max_length=300,
        help_text=_("Only where a warning asks for it."),
    )
    rate = forms.DecimalField(
        label=_("US dollars for one of this currency"),
        required=False,
        min_value=Decimal("0.00000001"),
        max_digits=16,
        decimal_places=8,
        help_text=_("Of money. Without it, it is not counted in dollars."),
    )
    rate_on = DayField(label=_("Day of the rate"), required=False)

    def clean(self) -> dict[str, Any]:
        """What speaks against sending it needs a reason (rule AI4); a rate belongs to a day."""
        data, item = super().clean(), self.meant()
        if item is not None:
            found = shipments.warnings(item, data.get("expires_on"), data.get("certificate", ""))
            if found and not data.get("warned"):
                self.add_error("warned", [*found, _("To go on, write the reason; it is kept.")])
            elif not found:
                data["warned"] = ""
        if data.get("rate") and not data.get("rate_on") and "rate_on" not in self.errors:
            self.add_error("rate_on", _("Say of which day this rate is."))
        return data


def packed(data: dict[str, Any]) -> Packed:
    """One line as the act wants it."""
    names = ("item", "unit_size", "currency", "expires_on", "certificate", "warned", "rate", "rate_on")
    return Packed(sent=data["packs"], **{name: data[name] for name in names})


class ReceiptForm(forms.Form):
    """What arrived of each line, in packs."""

    on = DayField(label=_("Arrived on"))
    more_to_come = forms.BooleanField(label=_("The rest is still on its way"), required=False)

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        self.fields["on"].initial = timezone.localdate()
        for line in self.lines:
            self.fields[f"accepted-{line.pk}"] = packs_field(
                label=_("Packs accepted"), min_value=Decimal(0), initial=_or(line.accepted, line.sent)
            )
            self.fields[f"rejected-{line.pk}"] = packs_field(
                label=_("Packs rejected"), min_value=Decimal(0), initial=_or(line.rejected, Decimal(0))
            )
            self.fields[f"reason-{line.pk}"] = forms.CharField(
                label=_("Why some was rejected"), required=False, max_length=300, initial=line.reason
            )

    def clean_on(self) -> Any:
        """Nothing arrives tomorrow."""
        return _not_to_come(self.cleaned_data["on"])

    @property
    def rows(self) -> list[tuple[Line, list[forms.BoundField]]]:
        """Each line with its fields."""
        names = ("accepted", "rejected", "reason")
        return [(line, [self[f"{name}-{line.pk}"] for name in names]) for line in self.lines]

    @property
    def counted(self) -> dict[int, Counted]:
        """What was said of each line, by its key."""
        data = self.cleaned_data
        return {
            line.pk: Counted(
                data[f"accepted-{line.pk}"], data[f"rejected-{line.pk}"], data[f"reason-{line.pk}"]
            )
            for line in self.lines
        }


def _or(value: Decimal | None, other: Decimal) -> str:
    return f"{(other if value is None else value).normalize():f}"


class DistributionForm(forms.Form):
    """What was handed out of each line, in packs."""

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if line.accepted]
        for line in self.lines:
            self.fields[f"packs-{line.pk}"] = packs_field(
                label=_("%(item)s: packs handed out") % {"item": line.item},
                min_value=Decimal(0),
                initial=_or(line.distributed, line.accepted or Decimal(0)),
                help_text=_("Accepted: %(packs)s") % {"packs": _or(line.accepted, Decimal(0))},
            )

    @property
    def packs(self) -> dict[int, Decimal]:
        """By the keys of the lines."""
        return {line.pk: self.cleaned_data[f"packs-{line.pk}"] for line in self.lines}


class CorrectionForm(forms.Form):
    """Another number, and why."""

    which = forms.ChoiceField(label=_("Which number"))
    value = packs_field(label=_("The right number of packs"), min_value=Decimal(0))
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=EVERYBODY)

    def __init__(self, *args: Any, lines: Iterable[Line], sides: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed, self.sides = set(sides), {line.pk: line for line in lines}
        choices = []
        for line in self.sides.values():
            for side, names in shipments.correctable(line).items():
                for name in names if side in allowed else ():
                    now = getattr(line, name)
                    words = {"item": line.item, "number": NUMBER_WORDS[name], "now": _or(now, Decimal(0))}
                    choices.append((f"{name}-{line.pk}", _("%(item)s, %(number)s: now %(now)s") % words))
        field: Any = self.fields["which"]
        field.choices = choices

    @property
    def line(self) -> Line:
        """The line that is corrected."""
        return self.sides[int(self.cleaned_data["which"].partition("-")[2])]

    @property
    def name(self) -> str:
        """The number of the line that is corrected."""
        return str(self.cleaned_data["which"].partition("-")[0])


class ShowForm(forms.Form):
    """Whether everybody may see it, and how those in it agreed."""

    shown = forms.BooleanField(label=_("Everybody may see it"), required=False)
    agreed = forms.ChoiceField(
        label=_("Are there people in it?"),
        required=False,
        choices=Evidence.Agreed.choices,
        widget=forms.RadioSelect,
    )
    agreed_on = DayField(label=_("Agreed on"), required=False)

    def clean(self) -> dict[str, Any]:
        """What everybody sees says how it was agreed."""
        data = self.cleaned_data
        if data.get("shown"):
            if not data.get("agreed") and "agreed" not in self.errors:
                self.add_error("agreed", _("Say how those in it agreed, or that nobody can be recognised."))
            elif data.get("agreed") != Evidence.Agreed.NOBODY and not data.get("agreed_on"):
                self.add_error("agreed_on", _("Say on which day it was agreed."))
        return data


class EvidenceForm(ShowForm):
    """A photo or a signed paper."""

    file = forms.FileField(
        label=_("Photo (JPEG, PNG or WebP) or signed paper (PDF)"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
        help_text=_(
            "A PDF is kept as it is, with what the file says about its author and its title. Remove that "
            "first where others should not read it."
        ),
    )
    words = forms.CharField(label=_("What it shows"), max_length=300, help_text=_("One sentence."))
    field_order = ["file", "words", "shown", "agreed", "agreed_on"]


def first_line(pledge: Pledge) -> dict[str, Any]:
    """The line of a shipment that keeps a pledge in one go."""
    size = pledge.unit_size
    packs, odd = divmod(pledge.quantity, size)
    first = {"packs": pledge.quantity, "unit_size": 1} if odd else {"packs": packs, "unit_size": size}
    return {"item": pledge.item, "currency": pledge.currency, **first}


def payer_of(shipment_form: ShipmentForm, donor: Any, recipient: Any) -> Any:
    """The organisation that pays; None where it is still to be found."""
    return {"donor": donor, "recipient": recipient}.get(shipment_form.cleaned_data["payer"])


def state_of(shipment_form: ShipmentForm) -> str:
    """Shipped where it has a day, else being prepared."""
    left = shipment_form.cleaned_data["shipped_on"] is not None
    return Shipment.State.SHIPPED if left else Shipment.State.PREPARED
