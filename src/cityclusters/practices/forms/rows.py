"""Parts that are lists: steps, results, partners, places, links. The whole list is one form; its rows are
added, moved and removed by buttons, with or without a script."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Person
from cityclusters.places.fields import PlaceField
from cityclusters.practices.forms.fields import LongText
from cityclusters.practices.models import Link, Partner, Practice, Result, WorkStep
from cityclusters.practices.models.choices import PartnerKind, PartnerRole

MOST_ROWS = 60


class StepForm(forms.Form):
    """One step."""

    title = forms.CharField(label=_("Step"), max_length=200)
    text = LongText(label=_("How"), required=False, rows=3, max_length=5000)


class ResultForm(forms.Form):
    """One result. With number, time and source it is a result with its source; without one of them it is
    shown as the author's statement (rule PR2)."""

    statement = forms.CharField(label=_("What changed"), max_length=300)
    value = forms.CharField(label=_("Number"), max_length=40, required=False)
    unit = forms.CharField(
        label=_("Of what"), max_length=80, required=False, help_text=_("For example: women, USD, % of waste")
    )
    period = forms.CharField(
        label=_("When"),
        max_length=80,
        required=False,
        help_text=_("For example: 2021, or March to June 2020"),
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("A report, a register, a survey")
    )


class PartnerForm(forms.Form):
    """One partner, municipal or not (seed item D12)."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=PartnerKind.choices, initial=PartnerKind.COMMUNITY)
    role = forms.ChoiceField(
        label=_("What it did"), choices=PartnerRole.choices, initial=PartnerRole.IMPLEMENTING
    )
    organisation = OrganisationField(
        label=_("Its page here, if it has one"), required=False, unknown_allowed=False
    )


class OtherPlaceForm(forms.Form):
    """One more place."""

    place = PlaceField(label=_("Place"))


class LinkForm(forms.Form):
    """One link."""

    title = forms.CharField(label=_("Title"), max_length=200)
    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")
    rights = forms.CharField(
        label=_("Rights"),
        max_length=200,
        required=False,
        help_text=_("For example: © City of Khiva, CC BY 4.0"),
    )


class Rows(BaseFormSet[forms.Form]):
    """The rows; blank ones don't count."""

    default_error_messages = {
        "missing_management_form": _("Something got lost on the way. Please look at the page again."),
    }

    def initial_form_count(self) -> int:
        """No row is fixed: one that was emptied is taken out."""
        return 0 if self.is_bound else super().initial_form_count()

    def written(self, sent: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows in which something stands, after `is_valid`, as the button that was pressed wants them:
        `up`, `down` or `remove` with the number of a row."""
        rows = [form.cleaned_data if form.has_changed() else {} for form in self.forms]
        for act, step in (("up", -1), ("down", 1), ("remove", 0)):
            number = str(sent.get(act, ""))
            if not number.isdecimal() or len(number) > 3 or int(number) >= len(rows):
                continue
            row = rows.pop(int(number))
            if act != "remove":
                rows.insert(max(0, int(number) + step), row)
        return [row for row in rows if row]


ROW_FORMS: dict[str, type[forms.Form]] = {
    "steps": StepForm,
    "results": ResultForm,
    "partners": PartnerForm,
    "places": OtherPlaceForm,
    "links": LinkForm,
}
ROW_MODELS: dict[str, Any] = {"steps": WorkStep, "results": Result, "partners": Partner, "links": Link}


def rows_form(key: str, person: Person, **kwargs: Any) -> Rows:
    """The form of a list, with one blank row at its end."""
    made = formset_factory(
        ROW_FORMS[key],
        formset=Rows,
        extra=1,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS + 1,
        validate_max=True,
    )
    form = made(prefix=key, **kwargs)
    assert isinstance(form, Rows)
    for row in form.forms:
        if "organisation" in row.fields:
            field: Any = row.fields["organisation"]
            field.person = person
    return form


def rows_of(practice: Practice, key: str) -> list[dict[str, Any]]:
    """What stands in the record."""
    if key == "places":
        places = practice.more_places.select_related("country").order_by("name", "pk")
        return [{"place": place} for place in places]
    names = list(ROW_FORMS[key].base_fields)
    rows = getattr(practice, key).all()
    if key == "partners":
        rows = rows.select_related("organisation__place__country").order_by("pk")
    if key == "links":
        rows = rows.order_by("pk")
    return [{name: getattr(row, name) for name in names} for row in rows]
