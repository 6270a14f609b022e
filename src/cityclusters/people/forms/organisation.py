"""What officers and focal points write about an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.core.text_fields import TextsField
from cityclusters.people.fields import OrganisationField
from cityclusters.people.forms.parts import LineField
from cityclusters.people.models import Organisation, Person
from cityclusters.places.fields import PlaceField


class OrganisationForm(forms.Form):
    """An organisation, an office or a hub. Its kind, parent and domain are the officers' to change."""

    OFFICERS_ONLY = ("kind", "parent", "domain")
    FIELDS = [
        "names", "kind", "parent", "place", "about", "services", "hours", "eligibility", "contact",
        "address", "website", "domain",
    ]  # fmt: skip

    names = TextsField(label=_("Name"), most=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    parent = OrganisationField(
        label=_("Part of"), help_text=_("The agency of an office, the ministry of a school."), required=False
    )
    place = PlaceField(label=_("Place"), required=False)
    about = TextsField(label=_("What it does"), most=3000, long=True, required=False)
    services = TextsField(label=_("Services"), most=3000, long=True, required=False)
    hours = TextsField(label=_("Opening hours"), most=1000, long=True, required=False)
    eligibility = TextsField(label=_("Who may come"), most=1000, long=True, required=False)
    contact = LineField(label=_("Public contact"), max_length=200, required=False)
    address = LineField(
        label=_("Public address"),
        help_text=_("Never the address of a shelter: everybody can read this."),
        max_length=300,
        required=False,
    )
    website = forms.URLField(label=_("Website"), assume_scheme="https", required=False)
    domain = LineField(
        label=_("E-mail domain"),
        help_text=_("What stands after the @ in its addresses, for example khiva.example."),
        max_length=100,
        required=False,
    )

    def __init__(self, *args: Any, person: Person, row: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["parent"].person = person  # type: ignore[attr-defined]
        if not person.is_officer:
            for name in self.OFFICERS_ONLY if row else ("parent", "domain"):
                del self.fields[name]

    @classmethod
    def of(cls, row: Organisation, person: Person, data: Any = None) -> "OrganisationForm":
        """The form, filled with the organisation."""
        known = {field: getattr(row, field) for field in cls.FIELDS}
        return cls(data, initial=known, person=person, row=row)

    def clean_parent(self) -> Organisation | None:
        """Refuses a parent that would make a loop."""
        parent: Organisation | None = self.cleaned_data["parent"]
        if self.row is not None and not self.row.may_stand_below(parent):
            raise forms.ValidationError(_("It cannot stand below itself or one of its offices."), "loop")
        return parent

    def changed_fields(self) -> dict[str, Any]:
        """The cleaned values of the fields this person may change."""
        return {name: self.cleaned_data[name] for name in self.FIELDS if name in self.fields}


class CheckForm(forms.Form):
    """One person's check of an organisation (rule PE4)."""

    verdict = forms.ChoiceField(
        label=_("What did you find?"),
        choices=[("yes", _("It is what it says it is")), ("no", _("It cannot be accepted"))],
        widget=forms.RadioSelect,
    )
    note = LineField(
        label=_("How you checked it, or why it cannot be accepted"),
        help_text=_("Whoever named it reads a refusal."),
        max_length=300,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A refusal needs its reason."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("verdict") == "no" and not cleaned.get("note"):
            self.add_error("note", forms.ValidationError(_("Write why it cannot be accepted."), "required"))
        return cleaned


class MergeForm(forms.Form):
    """Which organisation stays."""

    into = OrganisationField(label=_("Organisation that stays"))

    def __init__(self, *args: Any, person: Person, duplicate: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].among = (  # type: ignore[attr-defined]
            Organisation.objects.visible_to(person).exclude(pk=duplicate.pk)
        )
