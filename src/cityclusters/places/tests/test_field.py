"""Choosing a place in a form, with JavaScript and without."""

import pytest
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from cityclusters.places.fields import NONE_OF_THESE, PlaceField
from cityclusters.places.models import Place


class CityForm(forms.Form):
    city = PlaceField(label="City")


class OptionalForm(forms.Form):
    city = PlaceField(label="City", required=False)


def posted(**values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(values)
    return data


def test_a_name_that_only_one_place_bears_is_enough(khiva: Place) -> None:
    for words in ["Khiva", "khiva ", "Khiva, Uzbekistan", "KHIVA، UZ"]:
        form = CityForm(posted(city=words))
        assert form.is_valid(), words
        assert form.cleaned_data["city"] == khiva


def test_PL1_two_Yichuns_come_back_with_their_provinces_to_choose_from(yichuns: list[Place]) -> None:
    form = CityForm(posted(city="Yichun"))
    assert not form.is_valid()
    assert form.errors["city"] == ["Several places fit. Choose the one you mean."]
    page = str(form)
    assert 'value="Yichun"' in page, "what was typed is still there"
    for place, province in zip(yichuns, ["Jiangxi", "Heilongjiang"], strict=True):
        assert f'value="{place.public_id}"> Yichun, {province}, China' in page
    assert _("None of these") in page
    chosen = CityForm(posted(city="Yichun", city_before="Yichun", city_choice=yichuns[1].public_id))
    assert chosen.is_valid()
    assert chosen.cleaned_data["city"] == yichuns[1]


def test_a_name_that_is_not_exact_is_asked_back(khiva: Place) -> None:
    form = CityForm(posted(city="Khiv"))
    assert not form.is_valid()
    assert form.errors["city"] == [
        "Is one of these the place you mean? Choose it, or correct the name.",
    ]
    assert khiva.public_id in str(form)


def test_none_of_these_says_what_to_do(yichuns: list[Place], khiva: Place) -> None:
    form = CityForm(posted(city="Yichun", city_before="Yichun", city_choice=NONE_OF_THESE))
    assert form.errors["city"] == ["Then try another spelling, or ask a programme officer to add the place."]
    corrected = CityForm(posted(city="Khiva", city_before="Yichun", city_choice=NONE_OF_THESE))
    assert corrected.is_valid()
    assert corrected.cleaned_data["city"] == khiva


def test_an_unknown_name_is_refused(khiva: Place) -> None:
    form = CityForm(posted(city="Atlantis"))
    assert form.errors["city"] == [
        "No place of that name is known. Try another spelling, or only the first letters."
    ]


def test_a_suggestion_is_taken_by_its_id(yichuns: list[Place]) -> None:
    label = yichuns[1].label()
    form = CityForm(posted(city=label, city_id=yichuns[1].public_id))
    assert form.is_valid()
    assert form.cleaned_data["city"] == yichuns[1]


def test_words_changed_after_a_choice_count_more_than_its_id(khiva: Place, bukhara: Place) -> None:
    form = CityForm(posted(city="Bukhara", city_id=khiva.public_id))
    assert form.is_valid()
    assert form.cleaned_data["city"] == bukhara


def test_the_label_that_was_filled_in_is_understood_again(yichuns: list[Place]) -> None:
    form = CityForm(posted(city=yichuns[0].label("fr")))
    assert form.is_valid()
    assert form.cleaned_data["city"] == yichuns[0]


def test_PL2_the_id_of_a_merged_place_gives_the_new_one(khiva: Place, bukhara: Place) -> None:
    Place.objects.filter(pk=khiva.pk).update(state=Place.State.MERGED, merged_into=bukhara)
    form = CityForm(posted(city="", city_id=khiva.public_id))
    assert form.is_valid()
    assert form.cleaned_data["city"] == bukhara


def test_empty_is_refused_where_a_place_is_needed_and_taken_where_not(khiva: Place) -> None:
    assert CityForm(posted(city="")).errors["city"] == ["This field is required."]
    form = OptionalForm(posted(city=""))
    assert form.is_valid()
    assert form.cleaned_data["city"] is None


@pytest.mark.parametrize("words", ["💥" * 300, "'\"<script>", "%_\\", ",,,", "\u202e", "0"])
def test_strange_words_are_refused_and_shown_escaped(khiva: Place, words: str) -> None:
    form = CityForm(posted(city=words, city_id="x" * 5000, city_choice="0000000000"))
    assert not form.is_valid()
    assert "<script>" not in str(form)


def test_a_country_limits_the_field(yichuns: list[Place], khiva: Place) -> None:
    class UzbekForm(forms.Form):
        city = PlaceField(country="UZ")

    assert UzbekForm(posted(city="Khiva")).is_valid()
    assert not UzbekForm(posted(city="Yichun")).is_valid()
    assert not UzbekForm(posted(city="", city_id=yichuns[0].public_id)).is_valid()


def test_an_initial_place_is_shown_by_its_label_and_is_no_change(khiva: Place, bukhara: Place) -> None:
    for initial in (khiva, khiva.pk):
        page = str(CityForm(initial={"city": initial}))
        assert 'value="Khiva, Uzbekistan"' in page
        assert f'value="{khiva.public_id}"' in page
    same = CityForm(posted(city="Khiva, Uzbekistan", city_id=khiva.public_id), initial={"city": khiva})
    assert not same.has_changed()
    other = CityForm(posted(city="Bukhara", city_id=khiva.public_id), initial={"city": khiva})
    assert other.has_changed()


def test_the_box_names_its_suggestions_and_its_problem(yichuns: list[Place]) -> None:
    page = str(CityForm(posted(city="Yichun")))
    assert 'data-suggest-url="/places/suggest/"' in page
    assert 'aria-invalid="true"' in page
    assert 'for="id_city"' in page
    assert "<fieldset" in page
    assert "<legend>" in page


def test_choices_of_one_form_do_not_reach_another(yichuns: list[Place]) -> None:
    CityForm(posted(city="Yichun")).is_valid()
    assert yichuns[0].public_id not in str(CityForm())
