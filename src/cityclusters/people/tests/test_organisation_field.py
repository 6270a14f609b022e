"""The form field for an organisation: typed, asked back, chosen."""

import pytest
from django import forms

from cityclusters.core.texts import make_texts
from cityclusters.people.fields import Asked, OrganisationField, label
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    organisation = OrganisationField(label="Organisation")


class OpenForm(forms.Form):
    organisation = OrganisationField(label="Organisation", unknown_allowed=True)


@pytest.fixture
def halls(khiva: Place, bukhara: Place) -> list[Organisation]:
    return [
        Organisation.objects.create(
            names=make_texts("en", en="City Hall"), kind="local_authority", place=place, state="verified"
        )
        for place in (khiva, bukhara)
    ]


def test_an_exact_name_is_enough(khiva_city: Organisation) -> None:
    form = Form({"organisation": "municipality of KHIVA"})
    assert form.is_valid()
    assert form.cleaned_data["organisation"] == khiva_city


def test_two_of_one_name_are_asked_back_with_their_places(halls: list[Organisation]) -> None:
    form = Form({"organisation": "City Hall"})
    assert not form.is_valid()
    page = str(form)
    assert "Several organisations fit" in page
    assert "City Hall (Bukhara, Uzbekistan)" in page
    assert 'value="City Hall"' in page
    chosen = {"organisation": "City Hall", "organisation_before": "City Hall"}
    again = Form({**chosen, "organisation_choice": halls[1].public_id})
    assert again.is_valid()
    assert again.cleaned_data["organisation"] == halls[1]


def test_a_choice_made_for_other_words_is_void(halls: list[Organisation], khiva_city: Organisation) -> None:
    form = Form(
        {
            "organisation": "Municipality of Khiva",
            "organisation_before": "City Hall",
            "organisation_choice": halls[1].public_id,
        }
    )
    assert form.is_valid()
    assert form.cleaned_data["organisation"] == khiva_city


def test_part_of_a_name_is_asked_back(khiva_city: Organisation) -> None:
    form = Form({"organisation": "khiva"})
    assert not form.is_valid()
    assert "Is one of these" in str(form)
    assert khiva_city.public_id in str(form)


def test_a_name_that_nobody_knows_is_refused_or_left_to_the_form(db: None) -> None:
    assert "No organisation of that name" in str(Form({"organisation": "Ministry of Nowhere"}))
    form = OpenForm({"organisation": "Ministry of Nowhere"})
    assert form.is_valid()
    assert form.cleaned_data["organisation"] is None
    field = form.fields["organisation"]
    assert isinstance(field, OrganisationField)
    assert field.words == "Ministry of Nowhere"


def test_none_of_these_leaves_the_name_to_the_form(khiva_city: Organisation) -> None:
    typed = {"organisation": "Khiva", "organisation_before": "Khiva", "organisation_choice": "none"}
    assert OpenForm(typed).is_valid()
    assert not Form(typed).is_valid()


def test_what_the_person_may_not_see_cannot_be_chosen(khiva_city: Organisation, newcomer: Person) -> None:
    khiva_city.state = "rejected"
    khiva_city.save()
    assert not Form({"organisation": "x", "organisation_id": khiva_city.public_id}).is_valid()
    assert not Form({"organisation": "Municipality of Khiva"}).is_valid()


def test_nothing_typed_is_required_or_none(db: None) -> None:
    assert not Form({}).is_valid()
    assert OrganisationField(required=False).clean(Asked()) is None


@pytest.mark.parametrize("junk", ["\x00", "x" * 5000, "%_\\", "<script>alert(1)</script>"])
def test_junk_is_refused_and_inert(junk: str) -> None:
    form = Form({"organisation": junk, "organisation_id": junk})
    assert not form.is_valid()
    assert "<script>" not in str(form)


def test_words_changed_without_javascript_win_over_the_old_choice(
    khiva_city: Organisation, bukhara_city: Organisation
) -> None:
    kept = Form({"organisation": label(khiva_city), "organisation_id": khiva_city.public_id})
    assert kept.is_valid()
    assert kept.cleaned_data["organisation"] == khiva_city
    changed = Form({"organisation": "Municipality of Bukhara", "organisation_id": khiva_city.public_id})
    assert changed.is_valid()
    assert changed.cleaned_data["organisation"] == bukhara_city
    emptied = OrganisationField(required=False)
    assert emptied.clean(Asked("", khiva_city.public_id)) is None
