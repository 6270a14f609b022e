"""The second and third page of signing up: the organisation, asked for as its kind needs it (seed item A24),
and what may be done with the newcomer's data."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.people import consents, limits
from cityclusters.people.fields import OrganisationField
from cityclusters.people.forms.account import sex_field
from cityclusters.people.forms.parts import LineField
from cityclusters.people.forms.sign_up import ALONE, account_field, adult_field
from cityclusters.people.models import Consent, Organisation, Person
from cityclusters.places.fields import PlaceField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Kind = Organisation.Kind
OFFICE = _("Name of your country or regional office")
NEW_NAME = _("Not here yet? Write its full name; a programme officer will look at it.")
ASKED_AT_SIGN_UP = (
    Consent.Purpose.EVENT,
    Consent.Purpose.NEWSLETTER,
    Consent.Purpose.DIRECTORY,
    Consent.Purpose.STATISTICS,
)


class Shape(NamedTuple):
    """What the page asks of somebody from a kind of organisation; an empty label leaves a field out."""

    organisation: "StrOrPromise" = ""
    place: "StrOrPromise" = _("Place")
    place_needed: bool = False
    name: "StrOrPromise" = ""
    parent: "StrOrPromise" = ""
    office: "StrOrPromise" = ""
    about: "StrOrPromise" = ""
    website: bool = False


SHAPES: dict[str, Shape] = {
    Kind.LOCAL: Shape(
        place=_("Your city, district or province"),
        place_needed=True,
        name=_("Official name of its administration"),
    ),
    Kind.NATIONAL: Shape(_("Ministry or agency"), _("Seat"), parent=_("Ministry that it belongs to")),
    Kind.UN: Shape(_("UN entity"), _("Where your office is"), office=OFFICE),
    Kind.MULTILATERAL: Shape(_("Organisation"), _("Where your office is"), office=OFFICE),
    Kind.NGO: Shape(_("Organisation"), website=True),
    Kind.WOMEN: Shape(_("Women's organisation"), place_needed=True, about=_("What you do together")),
    Kind.COOPERATIVE: Shape(
        _("Cooperative or group"),
        _("Village, district or city"),
        place_needed=True,
        about=_("What you make or sell"),
    ),
    Kind.COMPANY: Shape(_("Company"), website=True),
    Kind.BUSINESS: Shape(_("Association"), website=True),
    Kind.UNIVERSITY: Shape(
        _("University or institution"),
        place_needed=True,
        office=_("Faculty, school or institute"),
        website=True,
    ),
    Kind.FOUNDATION: Shape(_("Foundation"), website=True),
    Kind.MEDIA: Shape(_("Newspaper, station or agency"), website=True),
    Kind.OTHER: Shape(_("Organisation"), website=True),
    ALONE: Shape(place=_("Your place")),
}


class WelcomeForm(forms.Form):
    """Finds the newcomer's organisation, or lets her name a new one."""

    def __init__(self, *args: Any, kind: str, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.shape, self.person = kind, SHAPES[kind], person
        self.fields.update(self._asked(person))

    def _asked(self, person: Person) -> Iterator[tuple[str, forms.Field]]:
        shape = self.shape
        if shape.organisation:
            yield (
                "organisation",
                OrganisationField(
                    label=shape.organisation, help_text=NEW_NAME, person=person, unknown_allowed=True
                ),
            )
        if shape.office:
            yield "office", LineField(label=shape.office, max_length=300, required=False)
        if shape.parent:
            yield "parent", OrganisationField(label=shape.parent, person=person, required=False)
        if shape.place:
            yield "place", PlaceField(label=shape.place, required=shape.place_needed)
        if shape.name:
            name = LineField(
                label=shape.name, help_text=_("Only if your city is not here yet."), max_length=300
            )
            name.required = False
            yield "name", name
        if shape.about:
            yield "about", LineField(label=shape.about, max_length=500, required=False)
        if shape.website:
            yield "website", forms.URLField(label=_("Website"), assume_scheme="https", required=False)

    def clean(self) -> dict[str, Any]:
        """A city whose administration nobody has named yet needs that name."""
        cleaned = super().clean() or self.cleaned_data
        place = cleaned.get("place")
        if self.kind == Kind.LOCAL and place and not cleaned.get("name") and not self.authority():
            self.add_error("name", _("Nobody from your city is here yet: write the official name."))
        new = not self.errors and bool(self.new_name() or cleaned.get("office"))
        if new and not limits.may_name_organisation(self.person):
            raise forms.ValidationError(
                _("You have named many organisations today. Go on tomorrow."), "limit"
            )
        return cleaned

    def authority(self) -> Organisation | None:
        """The known local authority of the chosen place: a verified one before others."""
        place = self.cleaned_data.get("place")
        found = Organisation.objects.local_authority_of(place) if place else Organisation.objects.none()
        return min(found, key=lambda row: (row.state != Organisation.State.VERIFIED, row.pk), default=None)

    def new_name(self) -> str:
        """The name of an organisation that is not known here yet; '' where it is."""
        if self.kind == Kind.LOCAL:
            return "" if self.authority() else str(self.cleaned_data["name"])
        field = self.fields.get("organisation")
        known = self.cleaned_data.get("organisation")
        return field.words if isinstance(field, OrganisationField) and known is None else ""


class AgreementsForm(forms.Form):
    """Sex as stated, and consents: all optional, none ticked. Somebody whom an officer invited is asked here
    what others say on the first page of signing up: that she is of age, and that an account is kept."""

    sex = sex_field()

    def __init__(self, *args: Any, invited: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if invited:
            asked = {"adult": adult_field(), "account": account_field()}
            self.fields = {**asked, **self.fields}
        for purpose in ASKED_AT_SIGN_UP:
            self.fields[purpose.value] = forms.BooleanField(label=consents.TEXTS[purpose][1], required=False)

    def given(self) -> list[str]:
        """The purposes that were ticked."""
        asked = [Consent.Purpose.ACCOUNT, *ASKED_AT_SIGN_UP]
        return [purpose.value for purpose in asked if self.cleaned_data.get(purpose.value)]
