"""Requests, pledges and what ends them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Person
from cityclusters.places.fields import PlaceField
from cityclusters.support.giving.forms.fields import HowMuch, acting_field
from cityclusters.support.models import Drive, Item, Request

EVERYBODY = _("Everybody can read this.")


class RequestForm(forms.Form):
    """Who asks, for which place, by when; the lines stand beside it."""

    organisation = forms.Field()
    drive = forms.ChoiceField(label=_("Part of a drive"), required=False)
    place = PlaceField(label=_("Where it is needed"))
    needed_by = DayField(label=_("Needed by"), required=False)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        help_text=EVERYBODY,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, person: Person, drives: Iterable[Drive], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = acting_field(person, _("Who asks"))
        self.drives = {drive.public_id: drive for drive in drives}
        field: Any = self.fields["drive"]
        field.choices = [("", _("None")), *((key, str(drive)) for key, drive in self.drives.items())]

    def clean_drive(self) -> Drive | None:
        """The drive, None for none."""
        return self.drives.get(self.cleaned_data["drive"])

    def clean_needed_by(self) -> Any:
        """A day that is still to come."""
        day = self.cleaned_data["needed_by"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."))
        return day


class PledgeForm(HowMuch):
    """A pledge; to a request (then item and recipient are its own), or a free one."""

    donor = forms.Field()
    to = OrganisationField(label=_("To whom"))
    freight = forms.TypedChoiceField(
        label=_("Who pays the transport?"),
        choices=[("yes", _("The donor")), ("no", _("Somebody else, still to be found"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        initial="yes",
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        help_text=EVERYBODY,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["donor", "to", "item", "packs", "unit_size", "currency", "freight", "note"]

    def __init__(self, *args: Any, person: Person, request: Request | None, items: Iterable[Item], **kw: Any):
        super().__init__(*args, items=items, **kw)
        self.request = request
        self.fields["donor"] = acting_field(person, _("Who gives"))
        to: Any = self.fields["to"]
        to.person = person
        if request is not None:
            del self.fields["to"]
            del self.fields["item"]
            if request.item.kind != Item.Kind.MONEY:
                del self.fields["currency"]
            else:
                del self.fields["unit_size"]
        self.order_fields(self.field_order)

    def meant(self) -> Item | None:
        """Of a request its own."""
        return self.request.item if self.request else super().meant()

    def clean(self) -> dict[str, Any]:
        """Money is pledged in the currency that was asked for."""
        data = super().clean()
        asked = self.request.currency if self.request else ""
        if asked and data.get("currency") != asked and "currency" not in self.errors:
            self.add_error("currency", _("This is asked for in %(currency)s.") % {"currency": asked})
        return data


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=EVERYBODY)
