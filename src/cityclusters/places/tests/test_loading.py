"""Loading the gazetteer: once, again, and after an update, without ever losing a place that is in use."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cityclusters.places import bulk, gazetteer
from cityclusters.places.gazetteer import City, find_province, is_a_name, province_name
from cityclusters.places.loading import Loaded, load_countries, load_places, stable_id
from cityclusters.places.models import Place, PlaceName

COUNTRIES = {"UZ", "JO", "PE", "GH"}
YICHUNS = {1786746, 2033413}
KHIVA = 1513604


@pytest.fixture(scope="module")
def world() -> list[City]:
    """A part of the real package: four countries and the two Yichuns."""
    return [
        city for city in gazetteer.cities(15000) if city.country in COUNTRIES or city.geoname_id in YICHUNS
    ]


@pytest.fixture
def load(world: list[City], db: None, monkeypatch: pytest.MonkeyPatch) -> "type[Load]":
    monkeypatch.setattr(bulk, "LONGEST_GAP", 0)
    monkeypatch.setattr(Load, "cities", list(world))
    monkeypatch.setattr(gazetteer, "cities", lambda threshold: list(Load.cities))
    load_countries()
    return Load


class Load:
    """The package as it is now, to be changed by a test, and a run of the loading."""

    cities: list[City] = []

    @classmethod
    def run(cls) -> Loaded:
        return load_places()

    @classmethod
    def change(cls, geoname_id: int, **fields: Any) -> None:
        cls.cities = [
            city._replace(**fields) if city.geoname_id == geoname_id else city for city in cls.cities
        ]


def test_everything_arrives_with_names_and_provinces(load: "type[Load]") -> None:
    done = load.run()
    assert done.added == len(load.cities) + 5, "and our own further places"
    assert Place.objects.count() == done.added
    assert (
        PlaceName.objects.count()
        == done.names
        + 5
        + PlaceName.objects.filter(place__geoname_id=None).exclude(own=True, whole=True).count()
    )
    khiva = Place.objects.get(geoname_id=KHIVA)
    assert (khiva.name, khiva.province_code, khiva.province) == ("Khiva", "UZ-XO", "Xorazm")
    assert (khiva.zone, khiva.population_source, khiva.population_year) == (
        "Asia/Samarkand",
        "GeoNames",
        None,
    )
    assert Place.objects.called("Хива") == [khiva]
    assert Place.objects.called("Dodowa", "GH")[0].province_code == "GH-AA"


def test_PL1_the_two_Yichuns_have_their_provinces(load: "type[Load]") -> None:
    load.run()
    found = Place.objects.called("Yichun", "CN")
    assert [place.label("en") for place in found] == ["Yichun, Jiangxi, China", "Yichun, Heilongjiang, China"]
    assert [place.province_code for place in found] == ["CN-JX", "CN-HL"]
    assert [place.name for place in Place.objects.called("宜春")] == ["Yichun"]
    assert Place.objects.called("宜春") == [found[0]]
    assert Place.objects.called("伊春") == [found[1]]


def test_names_that_repeat_have_labels_of_their_own(load: "type[Load]") -> None:
    load.run()
    repeated = Place.objects.filter(repeats=True)
    labels = [place.label("en") for place in repeated]
    assert len(labels) >= 6
    assert len(set(labels)) == len(labels)


def test_a_second_run_changes_nothing(load: "type[Load]") -> None:
    load.run()
    before = list(Place.objects.order_by("pk").values())
    names = list(PlaceName.objects.order_by("pk").values())
    assert load.run() == Loaded(0, 0, 0, 0)
    assert list(Place.objects.order_by("pk").values()) == before
    assert list(PlaceName.objects.order_by("pk").values()) == names


def test_a_newer_package_corrects_and_never_deletes(load: "type[Load]") -> None:
    load.run()
    khiva = Place.objects.get(geoname_id=KHIVA)
    load.cities = load.cities[1:]  # the package drops a city
    load.change(KHIVA, name="Xiva", population=120_000, names=("Khiva", "Xīwa"))
    done = load.run()
    assert (done.added, done.changed) == (0, 1)
    assert Place.objects.count() == len(load.cities) + 1 + 5
    again = Place.objects.get(geoname_id=KHIVA)
    assert (again.pk, again.public_id, again.name) == (khiva.pk, khiva.public_id, "Xiva")
    assert again.population == 120_000
    assert Place.objects.called("Xīwa") == [again]
    own = PlaceName.objects.get(place=again, own=True, whole=True)
    assert (own.folded, own.size) == ("xiva", 120_000)


def test_what_people_decided_stays(load: "type[Load]") -> None:
    load.run()
    Place.objects.filter(geoname_id=KHIVA).update(
        kind=Place.Kind.MUNICIPALITY,
        population=93_000,
        population_year=2021,
        population_source="Census",
    )
    load.change(KHIVA, population=120_000, zone="Asia/Tashkent")
    load.run()
    khiva = Place.objects.get(geoname_id=KHIVA)
    assert (khiva.kind, khiva.population, khiva.population_source) == ("municipality", 93_000, "Census")
    assert khiva.zone == "Asia/Tashkent"


def test_a_place_that_an_officer_added_is_recognised(load: "type[Load]") -> None:
    khiva_row = next(city for city in load.cities if city.geoname_id == KHIVA)
    load.cities = [city for city in load.cities if city is not khiva_row]
    load.run()
    added = Place.objects.create(
        name="Khiva", country_id="UZ", zone="Asia/Samarkand", latitude=41.37, longitude=60.36
    )
    load.cities = [*load.cities, khiva_row]
    assert load.run().added == 0
    added.refresh_from_db()
    assert (added.geoname_id, added.province_code) == (KHIVA, "UZ-XO")


def test_other_writers_get_gaps_but_not_where_nobody_works_yet(
    load: "type[Load]", monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite, where a writer shuts out the others."""
    gaps: list[float] = []
    monkeypatch.setattr("cityclusters.places.bulk.time.sleep", gaps.append)
    load.run()
    assert gaps == []
    load.change(KHIVA, population=120_000)
    load.run()
    assert bool(gaps) is (connection.vendor == "sqlite")


def test_the_first_loading_writes_in_larger_pieces() -> None:
    rows = range(bulk.CHUNK * 20)
    assert [len(part) for part in bulk.chunks(rows, alone=True)] == [bulk.CHUNK * 10] * 2


def test_ids_are_the_same_on_every_server() -> None:
    assert stable_id(KHIVA) == stable_id(KHIVA) != stable_id(KHIVA + 1)
    assert len(stable_id(KHIVA)) == 10


def test_the_command_says_what_it_does(load: "type[Load]") -> None:
    out = io.StringIO()
    call_command("load_places", stdout=out)
    assert "countries: 250" in out.getvalue()
    assert f"places: {len(load.cities) + 5} added, 0 corrected" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("load_places", "--threshold=7")


def test_an_unknown_threshold_is_refused() -> None:
    with pytest.raises(ValueError, match="not from 7"):
        gazetteer.cities(7)


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Khiva", True),
        ("Хива", True),
        ("al-Qāhira", True),
        ("'s-Hertogenbosch", True),
        ("宜春市", True),
        ("TAS", False),
        ("NYC", False),
        ("http://example.org/Khiva", False),
        ("ta shen gan", False),
        ("Saniti ጁliya", False),
        ("12345", False),
        ("", False),
    ],
)
def test_only_names_are_kept(text: str, is_name: bool) -> None:
    assert is_a_name(text) is is_name


def test_provinces_by_code_and_by_name() -> None:
    assert province_name("CN-JX") == "Jiangxi"
    assert province_name("ES-MC") == "Región de Murcia"
    assert province_name("XX-1") == ""
    assert find_province("uz-xo", "UZ") == ("UZ-XO", "Xorazm")
    assert find_province("Jiangxi Sheng", "CN") == ("CN-JX", "Jiangxi")
    assert find_province("Jiangxi", "UZ") == ("", "Jiangxi")
    assert find_province("", "UZ") == ("", "")
