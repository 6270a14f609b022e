"""The lists of themes: seven, as the programme's texts have them, in all languages, mapped onto the areas."""

import json
import unicodedata

import pytest
from django.conf import settings

from cityclusters.core.texts import pick
from cityclusters.people.models import Person
from cityclusters.spaces.models import Space, Theme
from cityclusters.spaces.sdg import goals, is_target
from cityclusters.spaces.setup import FILE, load_themes

SEVEN = [
    "COVID-19 Response and Public Health",
    "Disaster Risk Reduction and Mitigation in Resilient Cities",
    "Sustainable Tourism, Heritage Protection and Creative Economy",
    "Sustainable Agriculture Value Chain Development",
    "E-Commerce, Digitization and Smart Cities",
    "Sustainable Transport and Air Quality",
    "Waste Management, Green Cities and Renewable Energy",
]
LANGUAGES = {code for code, _name in settings.CONTENT_LANGUAGES}
pytestmark = pytest.mark.django_db


def test_there_are_seven_themes_with_a_space_each() -> None:
    assert load_themes()
    themes = Theme.objects.filter(vocabulary="cities-clusters")
    assert [pick(theme.names, "en").text for theme in themes] == SEVEN
    assert [list(space.themes.all()) for space in Space.objects.all()] == [[theme] for theme in themes]


def test_gender_is_no_theme() -> None:
    """Rule SP1: it is a marker, not one of the list."""
    load_themes()
    assert not [theme for theme in Theme.objects.all() if "gender" in pick(theme.names, "en").text.lower()]


def test_the_seven_areas_map_onto_the_themes_both_ways() -> None:
    load_themes()
    areas = Theme.objects.filter(vocabulary="areas-2020")
    assert areas.count() == 7
    assert all(area.same_as.filter(vocabulary="cities-clusters").exists() for area in areas)
    themes = Theme.objects.filter(vocabulary="cities-clusters")
    assert all(theme.same_as.filter(vocabulary="areas-2020").exists() for theme in themes)


def test_what_a_curator_changed_stays(officer: Person) -> None:
    load_themes()
    assert not load_themes()
    theme = Theme.objects.get(code="waste")
    theme.rename(officer, {"_": "en", "en": "Waste"})
    theme.retire(officer)
    theme.map_to(officer, [])
    Space.objects.get(slug="waste").change(officer, [], names={"_": "en", "en": "Another name"})
    assert not load_themes()
    theme.refresh_from_db()
    assert theme.names == {"_": "en", "en": "Waste"}
    assert theme.retired_at is not None
    assert not theme.same_as.exists()
    assert Space.objects.get(slug="waste").names["en"] == "Another name"


def scripts(text: str) -> set[str]:
    return {unicodedata.name(char).split()[0] for char in text if char.isalpha()}


def test_every_name_stands_in_every_language_and_in_its_script() -> None:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    for vocabulary in data["vocabularies"]:
        for theme in vocabulary["themes"]:
            assert set(theme["names"]) == LANGUAGES
            assert len(set(theme["names"].values())) == len(LANGUAGES), theme["code"]
            assert "ARABIC" in scripts(theme["names"]["ar"])
            assert "CYRILLIC" in scripts(theme["names"]["ru"])
            assert "CJK" in scripts(theme["names"]["zh"])
    for space in data["spaces"]:
        assert set(space["purpose"]) == {"en", "fr", "es", "ar"}


def test_the_goals_have_names_and_their_targets_are_known() -> None:
    for language in LANGUAGES:
        assert list(goals(language)) == list(range(1, 18))
        assert len(set(goals(language).values())) == 17
    assert goals("en")[5] == "Gender equality"
    assert goals("ar")[5] == "المساواة بين الجنسين"
    assert goals("de") == goals("en")
    assert is_target("5.5")
    assert is_target("8.a")
    assert not any(map(is_target, ["5", "5.10", "8.c", "18.1", "", "5.5 "]))
