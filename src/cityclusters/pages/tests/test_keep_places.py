"""Officers and administrators keep the list of places: add, change, merge; each act is in the journal."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place, PlaceName

AsPerson = Callable[[Person | None], Client]

DODOWA = {
    "name": "Dodowa",
    "other_names": "Dodoa\n\nДодова",
    "kind": "city",
    "country": "UZ",
    "province": "uz-xo",
    "zone": "Asia/Samarkand",
    "latitude": "5.883",
    "longitude": "-0.098",
    "source": "Gazetteer of the country, 2021",
}


def test_an_officer_adds_a_place_that_is_missing(as_person: AsPerson, officer: Person, khiva: Place) -> None:
    answer = as_person(officer).post("/places/new/", DODOWA)
    place = Place.objects.get(name="Dodowa")
    assert answer["Location"] == place.get_absolute_url()
    assert (place.province_code, place.province, place.source) == ("UZ-XO", "Xorazm", DODOWA["source"])
    assert Place.objects.called("Додова") == [place]
    entry = Entry.objects.get(act="place.added")
    assert (entry.actor, entry.subject_id) == (officer, place.public_id)


def test_a_name_that_is_known_is_asked_back_once(as_person: AsPerson, officer: Person, khiva: Place) -> None:
    browser = as_person(officer)
    twin = {**DODOWA, "name": "KHIVA"}
    page = browser.post("/places/new/", twin).content.decode()
    assert Place.objects.filter(folded="khiva").count() == 1
    assert "Such a place is known already" in page
    assert khiva.get_absolute_url() in page
    assert "Gazetteer of the country, 2021" in page, "what was typed is still there"
    browser.post("/places/new/", {**twin, "another": "on"})
    assert Place.objects.filter(folded="khiva").count() == 2
    khiva.refresh_from_db()
    assert khiva.repeats, "rule PL1 holds for added places too"


def test_a_place_on_the_same_spot_is_asked_back(as_person: AsPerson, officer: Person, khiva: Place) -> None:
    spot = {**DODOWA, "latitude": "41.379", "longitude": "60.365"}
    assert khiva.label() in as_person(officer).post("/places/new/", spot).content.decode()
    assert not Place.objects.filter(name="Dodowa").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "!!!"),
        ("country", "QQ"),
        ("zone", "Mars/Base"),
        ("latitude", "91"),
        ("latitude", "nan"),
        ("longitude", "x"),
        ("kind", "planet"),
        ("source", ""),
        ("population", "-3"),
        ("population_year", "2999"),
        ("name", "x" * 300),
        ("latitude", "1e999"),
    ],
)
def test_bad_entries_are_refused_and_come_back(
    as_person: AsPerson, officer: Person, khiva: Place, field: str, value: str
) -> None:
    answer = as_person(officer).post("/places/new/", {**DODOWA, field: value})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not Place.objects.filter(name="Dodowa").exists()


def test_PL3_a_population_without_year_is_warned_of(
    as_person: AsPerson, officer: Person, khiva: Place
) -> None:
    page = as_person(officer).post("/places/new/", {**DODOWA, "population": "12000"}, follow=True)
    assert "Its population has no year or no source yet." in page.content.decode()
    assert Entry.objects.get(act="place.added").details["sourced"] is False


def test_the_kind_is_changed_and_recorded(as_person: AsPerson, administrator: Person, khiva: Place) -> None:
    address = f"/places/{khiva.public_id}/edit/"
    as_person(administrator).post(address, {"kind": "municipality", "parent": ""})
    khiva.refresh_from_db()
    assert khiva.kind == Place.Kind.MUNICIPALITY
    assert Entry.objects.get(act="place.changed").details == {"fields": ["kind"], "kind": "municipality"}
    as_person(administrator).post(address, {"kind": "municipality", "parent": ""})
    assert Entry.objects.filter(act="place.changed").count() == 1, "nothing changed, nothing recorded"


def test_no_place_is_a_part_of_itself(
    as_person: AsPerson, officer: Person, khiva: Place, bukhara: Place
) -> None:
    bukhara.parent = khiva
    bukhara.save()
    answer = as_person(officer).post(
        f"/places/{khiva.public_id}/edit/", {"kind": "city", "parent": "Bukhara"}
    )
    assert "cannot be a part of itself" in answer.content.decode()


def test_PL2_merging_moves_records_and_keeps_the_old_id(
    as_person: AsPerson, officer: Person, khiva: Place, khiva_city: Organisation, bukhara: Place
) -> None:
    khiva.add_names(["Хива"])
    browser = as_person(officer)
    address = f"/places/{khiva.public_id}/merger/"
    asked = browser.post(address, {"into": "Bukhara"}).content.decode()
    assert "Are these the same place?" in asked
    assert Place.objects.get(pk=khiva.pk).state == Place.State.ACTIVE, (
        "nothing happens before the second page"
    )
    answer = browser.post(address, {"into": "Bukhara", "into_id": bukhara.public_id, "sure": "yes"})
    assert answer["Location"] == bukhara.get_absolute_url()
    khiva_city.refresh_from_db()
    assert khiva_city.place == bukhara
    assert Place.objects.called("Хива") == [bukhara]
    assert not PlaceName.objects.filter(place=khiva).exists()
    assert browser.get(khiva.get_absolute_url())["Location"] == bukhara.get_absolute_url()
    entry = Entry.objects.get(act="place.merged")
    assert (entry.subject_id, entry.details["duplicate_id"]) == (bukhara.public_id, khiva.public_id)
    assert entry.details["records"] >= 1


def test_merging_a_chain_leads_to_its_end(
    as_person: AsPerson, officer: Person, khiva: Place, bukhara: Place
) -> None:
    third = Place.objects.create(name="Xiva", country_id="UZ", zone="UTC")
    browser = as_person(officer)
    for gone, stays in [(third, khiva), (khiva, bukhara)]:
        browser.post(
            f"/places/{gone.public_id}/merger/", {"into": "", "into_id": stays.public_id, "sure": "y"}
        )
    assert browser.get(f"/places/{third.public_id}/")["Location"] == bukhara.get_absolute_url()
    assert {name.name for name in bukhara.names.filter(whole=True)} == {"Bukhara", "Khiva", "Xiva"}


def test_merging_twins_leaves_one_whose_name_does_not_repeat(
    as_person: AsPerson, officer: Person, yichuns: list[Place]
) -> None:
    gone, stays = yichuns
    as_person(officer).post(
        f"/places/{gone.public_id}/merger/", {"into": "", "into_id": stays.public_id, "sure": "y"}
    )
    stays.refresh_from_db()
    assert not stays.repeats
    assert Place.objects.called("Yichun") == [stays]


@pytest.mark.parametrize("into", ["Khiva", "Amman", "Atlantis", ""])
def test_a_place_is_not_merged_with_itself_nor_across_countries(
    as_person: AsPerson, officer: Person, khiva: Place, amman: Place, into: str
) -> None:
    answer = as_person(officer).post(f"/places/{khiva.public_id}/merger/", {"into": into, "sure": "yes"})
    assert answer.status_code == 200
    khiva.refresh_from_db()
    assert khiva.state == Place.State.ACTIVE


def test_others_see_no_such_pages(
    as_person: AsPerson, newcomer: Person, khiva_deputy: Person, khiva: Place
) -> None:
    pages = ["/places/new/", f"/places/{khiva.public_id}/edit/", f"/places/{khiva.public_id}/merger/"]
    for page in pages:
        assert as_person(newcomer).get(page).status_code == 404
        assert as_person(khiva_deputy).post(page, DODOWA).status_code == 404
        assert as_person(None).get(page).status_code == 302
    assert "merger" not in as_person(newcomer).get(khiva.get_absolute_url()).content.decode()


def test_the_page_of_a_place_shows_its_organisations_and_the_acts(
    as_person: AsPerson, officer: Person, khiva: Place, khiva_city: Organisation
) -> None:
    page = as_person(officer).get(khiva.get_absolute_url()).content.decode()
    assert "Municipality of Khiva" in page
    assert f"/places/{khiva.public_id}/merger/" in page
    assert "Municipality of Khiva" in as_person(None).get(khiva.get_absolute_url()).content.decode()
