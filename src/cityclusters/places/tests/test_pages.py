"""The pages of places: for everybody, in any language, with honest numbers."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cityclusters.places.models import Country, Place


def test_PL2_the_address_of_a_merged_place_leads_to_the_new_one(
    client: Client, khiva: Place, bukhara: Place, amman: Place
) -> None:
    Place.objects.filter(pk=khiva.pk).update(state=Place.State.MERGED, merged_into=bukhara)
    Place.objects.filter(pk=bukhara.pk).update(state=Place.State.MERGED, merged_into=amman)
    answer = client.get(f"/places/{khiva.public_id}/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/places/{amman.public_id}/"


def test_PL3_a_population_without_year_or_source_warns(client: Client, khiva: Place) -> None:
    warning = "The year or the source of this number is not known"
    page = f"/places/{khiva.public_id}/"
    assert warning not in client.get(page).content.decode(), "no number, nothing to warn of"
    Place.objects.filter(pk=khiva.pk).update(population=115_000, population_source="GeoNames")
    answer = client.get(page).content.decode()
    assert warning in answer
    assert "115\u202f000" in answer
    Place.objects.filter(pk=khiva.pk).update(population_year=2021)
    assert warning not in client.get(page).content.decode()


def test_PL4_pages_with_a_map_say_that_it_expresses_no_opinion(client: Client, khiva: Place) -> None:
    for page in ("/places/", "/places/country/UZ/", f"/places/{khiva.public_id}/"):
        assert "express an opinion on the legal status" in client.get(page).content.decode(), page


def test_PL5_States_are_counted_and_territories_stand_apart(
    client: Client, countries: dict[str, Country], khiva: Place
) -> None:
    page = client.get("/places/").content.decode()
    assert "4 States" in page
    assert "1 territory or other area" in page
    assert page.index("4 States") < page.index("Uzbekistan") < page.index("1 territory")
    assert page.index("1 territory") < page.index("Guadeloupe")


def test_the_page_of_a_place_says_what_is_known(client: Client, khiva: Place) -> None:
    khiva.add_names(["Хива", "خیوه", "Xiva"])
    page = client.get(f"/places/{khiva.public_id}/").content.decode()
    for words in ["Khiva", "Хива", "خیوه", "Xiva", "Xorazm", "UZ-XO", "Asia/Samarkand", "41.378, 60.364"]:
        assert words in page, words
    assert "State, by the list of 1 January 2025" in page
    assert "<circle" in page


def test_a_search_shows_provinces_and_finds_nothing_kindly(client: Client, yichuns: list[Place]) -> None:
    page = client.get("/places/", {"q": "伊春 Yichun"}).content.decode()
    assert "No place of that name is known" in page
    page = client.get("/places/", {"q": "yichun"}).content.decode()
    assert "Yichun, Jiangxi, China" in page
    assert "Yichun, Heilongjiang, China" in page


@pytest.mark.parametrize(
    "page",
    [
        "/places/aaaaaaaaaa/",
        "/places/AAAAAAAAAA/",
        "/places/x/",
        "/places/country/QQ/",
        "/places/country/UZUZ/",
        "/places/country/💥/",
    ],
)
def test_what_is_not_there_is_404(client: Client, countries: dict[str, Country], page: str) -> None:
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("query", ["?q=%25", "?page=99999999999", "?page=-1", "?page=x", "?q=" + "a" * 500])
def test_strange_questions_are_answered(client: Client, khiva: Place, query: str) -> None:
    for page in ("/places/", "/places/country/uz/"):
        assert client.get(page + query).status_code == 200


def test_queries_stay_the_same_with_ten_times_the_places(
    client: Client, khiva: Place, bukhara: Place
) -> None:
    def count() -> list[int]:
        counts = []
        for page in ("/places/", "/places/country/UZ/", "/places/?q=khi", f"/places/{khiva.public_id}/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len(queries))
        assert max(counts) <= 12
        return counts

    before = count()
    for number in range(20):
        Place.objects.create(name=f"Khiva {number}", country_id="UZ", zone="UTC").add_names(
            [f"Хива {number}"]
        )
    assert count() == before


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_the_pages_speak_the_readers_language(client: Client, khiva: Place, language: str) -> None:
    page = client.get("/places/country/UZ/", headers={"accept-language": language}).content.decode()
    names = {"fr": "Ouzbékistan", "es": "Uzbekistán", "ar": "أوزبكستان"}
    assert names[language] in page
