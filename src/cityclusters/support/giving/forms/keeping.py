"""What officers keep: drives and the list of items."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.text_fields import TextsField
from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Person
from cityclusters.support.models import Drive, Item

WORDS = 60
FIELDS = ("title", "text", "alt", "credit", "starts", "ends", "claim", "claim_source", "claim_on")


class DriveForm(forms.Form):
    """An appeal, with a picture."""

    title = TextsField(label=_("Title"), most=200)
    text = TextsField(label=_("What it is about"), most=3000, long=True)
    organisation = OrganisationField(label=_("Who calls for help"))
    starts = DayField(label=_("From"))
    ends = DayField(label=_("Until"), required=False)
    picture = forms.FileField(
        label=_("Picture (JPEG, PNG or WebP)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("Only one in which everybody agreed to be shown."),
    )
    alt = TextsField(label=_("What it shows, for people who cannot see it"), most=300, required=False)
    credit = forms.CharField(label=_("Who took it"), max_length=200, required=False)
    claim = TextsField(
        label=_("What others have published about it"),
        most=1000,
        long=True,
        required=False,
        help_text=_("Quoted on the page with its source; never part of a total."),
    )
    claim_source = forms.CharField(label=_("Where it was published"), max_length=300, required=False)
    claim_on = DayField(label=_("Published on"), required=False)

    def __init__(self, *args: Any, person: Person, drive: Drive, **kwargs: Any) -> None:
        names = (*FIELDS, "organisation_id")
        initial = {name.removesuffix("_id"): getattr(drive, name) for name in names} if drive.pk else {}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.drive = drive
        field: Any = self.fields["organisation"]
        field.person = person

    def clean(self) -> dict[str, Any]:
        """It ends after it begins; a picture says what it shows and who took it, a claim who made it when."""
        data = self.cleaned_data
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", _("It ends before it begins."))
        if data.get("picture") or self.drive.picture:
            for name in ("alt", "credit"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("A picture needs this."))
        if data.get("claim"):
            for name in ("claim_source", "claim_on"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("What others have published is quoted with its source and day."))
        return data

    def filled(self) -> Drive:
        """The drive with what was typed, not saved."""
        for name in (*FIELDS, "organisation"):
            setattr(self.drive, name, self.cleaned_data[name])
        return self.drive


class ItemForm(forms.Form):
    """A thing that can be given. What it is counted in stays as it was first said: sums depend on it."""

    names = TextsField(label=_("Name"), most=WORDS)
    unit = TextsField(label=_("Unit, in the plural"), most=WORDS, help_text=_("For example pieces, or days"))
    measure = forms.ChoiceField(
        label=_("Counted in"),
        choices=[one for one in Item.Measure.choices if one[0] != Item.Measure.MONEY],
    )
    medical = forms.BooleanField(label=_("Medical: needs a certificate and an expiry date"), required=False)
    also = forms.CharField(
        label=_("Other words that spreadsheets use"),
        required=False,
        max_length=500,
        help_text=_("With commas between them."),
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        initial = {}
        if item.pk:
            initial = {name: getattr(item, name) for name in ("names", "unit", "medical")}
            initial["also"] = ", ".join(item.also)
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.item = item
        if item.pk:
            del self.fields["measure"]

    def filled(self) -> Item:
        """The item with what was typed, not saved."""
        data, item = self.cleaned_data, self.item
        item.names, item.unit, item.medical = data["names"], data["unit"], data["medical"]
        item.also = [word.strip() for word in data["also"].split(",") if word.strip()]
        if "measure" in data:
            item.measure = data["measure"]
            goods = item.measure == Item.Measure.PIECES
            item.kind = Item.Kind.GOODS if goods else Item.Kind.PEOPLE
        return item
