"""Finding places: by any script and spelling, exact names first, larger places first."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from cityclusters.places.models import Country, Place, PlaceName

Make = Callable[..., Place]


@pytest.fixture
def make(countries: dict[str, Country]) -> Make:
    """A place by its name; further names in `also`."""

    def place(name: str, country: str = "PE", *, also: tuple[str, ...] = (), **fields: object) -> Place:
        values = {"zone": "UTC", **fields}
        row = Place.objects.create(name=name, country_id=country, **values)
        row.add_names(also)
        return row

    return place


def names(places: list[Place]) -> list[str]:
    return [place.name for place in places]


def test_a_place_is_found_by_its_name_in_any_script(khiva: Place, bukhara: Place) -> None:
    khiva.add_names(["Xiva", "Хива", "خیوه", "希瓦"])
    for words in ["Khiva", "khi", "XIVA", "Хива", "хив", "خيوه", "希", "Khiva, Uzbekistan", "Khiva, UZ"]:
        assert Place.objects.search(words) == [khiva], words
    assert Place.objects.search("Khiva", "CN") == []


def test_a_name_typed_in_cyrillic_finds_the_latin_one(make: Make) -> None:
    kokand = make("Qo‘qon", "UZ")
    assert Place.objects.search("Қўқон") == [kokand]
    assert Place.objects.called("Қўқон", "UZ") == [kokand]


def test_exact_names_come_first_then_names_that_begin_so_then_later_words(make: Make) -> None:
    make("Villa Santa", population=9_000_000)
    make("Santander", population=500)
    make("Santiago", population=900)
    make("Other", also=("Santaland",), population=8_000_000)
    make("Santa", population=10)
    make("Somewhere", also=("Santa",), population=7_000_000)
    found = names(Place.objects.search("santa"))
    assert found == ["Santa", "Somewhere", "Santander", "Other", "Villa Santa"]


def test_of_two_alike_the_larger_comes_first_and_the_unknown_last(make: Make) -> None:
    make("Rosario", "PE", population=None)
    make("Rosario", "CN", population=10)
    make("Rosario", "UZ", population=1000)
    assert [place.country_id for place in Place.objects.search("Rosario")] == ["UZ", "CN", "PE"]


def test_later_words_are_found_but_little_words_are_not(make: Make) -> None:
    make("Villa de Guadalupe")
    assert names(Place.objects.search("guadalupe")) == ["Villa de Guadalupe"]
    assert Place.objects.search("de gua") == []
    assert Place.objects.called("Guadalupe") == []


def test_two_letters_find_by_the_shown_name_only_and_one_letter_exactly(make: Make) -> None:
    make("Khiva", "UZ", also=("Xivva", "Ö"))
    assert names(Place.objects.search("kh")) == ["Khiva"]
    assert Place.objects.search("xi") == []
    assert Place.objects.search("k") == []
    assert names(Place.objects.search("Ö")) == ["Khiva"]


def test_merged_and_dissolved_places_are_not_found(make: Make, khiva: Place) -> None:
    make("Khivabad", "UZ", state=Place.State.DISSOLVED)
    assert Place.objects.search("khiva") == [khiva]


def test_a_province_after_a_comma_chooses(yichuns: list[Place]) -> None:
    jiangxi, heilongjiang = yichuns
    assert Place.objects.search("Yichun, Jiangxi, China") == [jiangxi]
    assert Place.objects.called("Yichun, heilong") == [heilongjiang]
    assert Place.objects.called("Yichun، China") == [jiangxi, heilongjiang]
    assert Place.objects.called("Yichun, Sichuan, China") == []


@pytest.mark.parametrize("words", ["", " ", "'", ",", ",,China", "%", "_", "\\", "\x00", "a" * 5000, "𝕏𝕏"])
def test_words_that_name_nothing_find_nothing(khiva: Place, words: str) -> None:
    assert Place.objects.search(words.replace("\x00", "")) == []


def test_a_search_takes_two_queries_however_many_places(
    make: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        make(f"Santa {number}")
    with django_assert_num_queries(2):
        found = Place.objects.search("santa")
        assert [place.label("en") for place in found]
    for number in range(30):
        make(f"Santa Maria {number}", also=(f"Sankta {number}",))
    with django_assert_num_queries(2):
        assert len([place.label("en") for place in Place.objects.search("santa")]) == 20


def test_renaming_and_growing_reach_the_search(make: Make) -> None:
    place = make("Leninabad", "UZ", population=1)
    place.name, place.population = "Khujand", 5
    place.save()
    row = PlaceName.objects.get(place=place, folded="khujand")
    assert (row.own, row.size, row.country) == (True, 5, "UZ")
    assert Place.objects.search("Leninabad") == [place]
