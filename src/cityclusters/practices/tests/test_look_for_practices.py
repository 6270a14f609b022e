"""The list with its filters, similar practices, side by side, the map, the spreadsheet, and who knows."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import citations, related, who_knows
from cityclusters.practices.models import Practice, Result, Translation
from cityclusters.practices.tests.making import draft, publish, write
from cityclusters.questions.models import Question
from cityclusters.spaces.models import Space, Theme

Browser = Callable[[Person | None], Client]


@pytest.fixture
def washing(
    reads_english: Person, khiva: Place, khiva_city: Organisation, officer: Person, themes: list[Theme]
) -> Practice:
    practice = draft(reads_english, khiva, khiva_city)
    practice.themes.add(themes[0])
    practice.sdg_targets, practice.audiences, practice.value_chain = ["5.5", "16.1"], ["policy"], "Soap"
    practice.save()
    write(practice, budget="12,000 USD")
    Result.objects.create(practice=practice, statement="In use", value="40")
    publish(practice, officer)
    return practice


@pytest.fixture
def markets(
    bukhara_deputy: Person, bukhara: Place, bukhara_city: Organisation, officer: Person, themes: list[Theme]
) -> Practice:
    practice = draft(bukhara_deputy, bukhara, bukhara_city, title="Online markets", language="ru")
    practice.themes.add(*themes)
    practice.level = "lesson"
    practice.save()
    publish(practice, officer)
    return practice


def _found(browser: Client, query: str) -> set[str]:
    page = browser.get(f"/practices/?{query}").content.decode()
    return {title for title in ("Handwashing stations", "Online markets") if f"{title}</a>" in page}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Handwashing stations", "Online markets"}),
        ("q=WASHING", {"Handwashing stations"}),
        ("theme=e-commerce", {"Online markets"}),
        ("theme=covid-19", {"Handwashing stations", "Online markets"}),
        ("level=lesson", {"Online markets"}),
        ("language=ru", {"Online markets"}),
        ("goal=5", {"Handwashing stations"}),
        ("goal=1", set()),
        ("goal=16", {"Handwashing stations"}),
        ("audience=policy", {"Handwashing stations"}),
        ("chain=soap", {"Handwashing stations"}),
        ("country=UZ", {"Handwashing stations", "Online markets"}),
        ("country=PE&theme=nonsense", {"Handwashing stations", "Online markets"}),
        ("theme=covid-19&page=99", {"Handwashing stations", "Online markets"}),
        ("q=%25&page=x", {"Handwashing stations", "Online markets"}),
    ],
)
def test_filters(
    query: str, titles: set[str], washing: Practice, markets: Practice, as_person: Browser
) -> None:
    assert _found(as_person(None), query) == titles


def test_a_place_and_an_organisation_filter_too(
    washing: Practice, markets: Practice, khiva: Place, bukhara_city: Organisation, as_person: Browser
) -> None:
    visitor = as_person(None)
    assert _found(visitor, f"place={khiva.public_id}") == {"Handwashing stations"}
    assert _found(visitor, f"organisation={bukhara_city.public_id}") == {"Online markets"}
    for page in (khiva.get_absolute_url(), f"/organisations/{bukhara_city.public_id}/"):
        assert "Practices</h2>" in visitor.get(page).content.decode()


def test_a_practice_is_found_in_the_language_of_a_reviewed_translation(
    washing: Practice, as_person: Browser, khiva_deputy: Person, officer: Person
) -> None:
    assert washing.version is not None
    content = {**washing.version.content, "title": "محطات"}
    Translation.objects.create(
        version=washing.version, language="ar", content=content, state="reviewed", translator=khiva_deputy,
        reviewer=officer, reviewed_at=timezone.now(),
    )  # fmt: skip
    page = as_person(None).get("/practices/?language=ar&lang=ar").content.decode()
    assert "محطات" in page


def test_the_map_counts_places(washing: Practice, markets: Practice, as_person: Browser) -> None:
    page = as_person(None).get("/practices/?view=map").content.decode()
    assert "Khiva, Uzbekistan" in page
    assert "<svg" in page


def test_two_to_four_side_by_side(washing: Practice, markets: Practice, as_person: Browser) -> None:
    visitor = as_person(None)
    address = f"/practices/compare/?with={washing.public_id}&with={markets.public_id}"
    page = visitor.get(address).content.decode()
    assert "12,000 USD" in page
    assert "Nothing is said about it." in page
    assert "as stated by the author" in page
    for few in ("", f"?with={washing.public_id}", "?with=zz,%27", "?with=" + "a," * 400):
        assert "Choose two to 4" in visitor.get(f"/practices/compare/{few}").content.decode()


def test_the_empty_list_says_what_to_do(db: None, as_person: Browser) -> None:
    assert "Yours can be the first" in as_person(None).get("/practices/").content.decode()


def test_similar_practices_share_themes_and_words(washing: Practice, markets: Practice) -> None:
    assert washing.version is not None
    assert related.related(washing, washing.version) == [markets]


def test_addresses_of_practices_become_cards(washing: Practice, newcomer: Person) -> None:
    cards = citations.find(["/practices/", washing.get_absolute_url(), "/practices/zzzzzzzzzz/"], newcomer)
    assert [(card.title, card.words) for card in cards] == [("Handwashing stations", "Khiva, Uzbekistan")]


def test_cities_with_practices_in_the_words_of_a_question_know(
    washing: Practice, markets: Practice, spaces: list[Space], themes: list[Theme], newcomer: Person
) -> None:
    question = Question.objects.create(
        space=spaces[0], author=newcomer, language="en", title="Handwashing stations at markets?", text="How?"
    )
    question.themes.set(themes[:1])
    found = who_knows.wrote_about_it(question, 10)
    assert [row.organisation for row in found] == [washing.organisation, markets.organisation]
    assert "Handwashing stations" in found[0].why


def test_22_the_spreadsheet_runs_no_formula(
    washing: Practice, officer: Person, newcomer: Person, as_person: Browser
) -> None:
    assert washing.version is not None
    washing.version.content["title"] = "=HYPERLINK(1)"
    washing.version.save()
    content = as_person(officer).get("/practices.xlsx").getvalue()
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert sheet["A2"].data_type in {"s", "inlineStr"}
    assert as_person(newcomer).get("/practices.xlsx").status_code == 404
