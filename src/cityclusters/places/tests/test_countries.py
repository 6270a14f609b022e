"""Countries: one dated list, names in the reader's language."""

import pytest
from babel import Locale
from django.utils.translation import override

from cityclusters.places.countries import (
    country_choices,
    country_name,
    find_country,
    list_date,
    list_source,
    listed,
)
from cityclusters.places.loading import load_countries
from cityclusters.places.models import Country


def test_PL4_names_and_States_come_from_one_dated_list() -> None:
    assert list_date().year >= 2025
    assert "United Nations" in list_source()
    assert sum(row.is_state for row in listed().values()) == 195
    assert country_name("PS", "en") == "State of Palestine"
    assert country_name("BO", "es") == "Bolivia (Estado Plurinacional de)"
    assert all(row.region for row in listed().values())


def test_PL5_States_and_territories_are_told_apart(db: None) -> None:
    assert load_countries() == 250
    assert Country.objects.filter(kind=Country.Kind.STATE).count() == 195
    kinds = dict(Country.objects.filter(code__in=["UZ", "VA", "PS", "GP", "HK"]).values_list("code", "kind"))
    assert kinds == {"UZ": "state", "VA": "state", "PS": "state", "GP": "territory", "HK": "territory"}
    assert set(Country.objects.values_list("as_of", flat=True)) == {list_date()}


def test_loading_twice_changes_nothing_and_corrects_what_differs(db: None) -> None:
    load_countries()
    Country.objects.filter(code="UZ").update(kind=Country.Kind.TERRITORY)
    assert load_countries() == 250
    assert Country.objects.get(code="UZ").kind == Country.Kind.STATE
    assert Country.objects.count() == 250


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_every_country_has_a_name_in_every_language_of_ours(language: str) -> None:
    names = dict(country_choices(language))
    assert set(names) == set(listed())
    assert all(name and name != code for code, name in names.items())
    cldr = Locale.parse(language).territories
    same = sum(names[code] == cldr.get(code) for code in names)
    assert same > 190, "most names are CLDR's"


def test_names_follow_the_reader() -> None:
    assert [country_name("UZ", code) for code in ("en", "fr", "es", "ar")] == [
        "Uzbekistan",
        "Ouzbékistan",
        "Uzbekistán",
        "أوزبكستان",
    ]
    with override("fr"):
        assert country_name("JO") == "Jordanie"
    assert country_name("QQ", "fr") == "QQ"
    assert country_name("JO", "xx") == "Jordan"


def test_choices_stand_in_alphabetical_order_whatever_the_accents() -> None:
    names = [name for _, name in country_choices("fr")]
    assert names.index("Égypte") < names.index("Émirats arabes unis") < names.index("Espagne")
    assert names.index("Éthiopie") < names.index("Fidji")


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["Uzbekistan", "Ўзбекистон", "Oʻzbekiston", "Узбекистан", "uz", "UZB", "أوزبكستان"], "UZ"),
        (["中国", "China", "Chine", "PR China"], "CN"),
        (["viet nam", "Vietnam"], "VN"),
        (["Cote d'Ivoire", "Côte d’Ivoire", "Ivory Coast"], "CI"),
        (["Turkey", "Türkiye", "TR"], "TR"),
        (["DR Congo", "Democratic Republic of the Congo"], "CD"),
        (["Jiangxi", "", "ZZ", "💥"], ""),
    ],
)
def test_a_country_is_found_by_any_of_its_names(texts: list[str], code: str) -> None:
    assert {text: find_country(text) for text in texts} == dict.fromkeys(texts, code)
