"""Offers as a spreadsheet: a line for each window, a dry run naming each bad cell, then all or nothing."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Offer, Window
from cityclusters.support.offers.sheet import COLUMNS
from cityclusters.support.tests import making_offers as making

Browser = Callable[[Person | None], Client]
FIRST = (timezone.now() + timedelta(days=50)).date().isoformat()
LAST = (timezone.now() + timedelta(days=60)).date().isoformat()
NEW = {
    "title": "Study tours", "text": "Three days at the market", "language": "en", "themes": "e-commerce",
    "languages": "en, Русский", "sdg_targets": "5.5", "until": LAST, "form": "study_tour", "places": "3",
    "from": FIRST, "to": LAST,
}  # fmt: skip
MORE = {"form": "Training course", "places": "12", "from": FIRST, "to": LAST, "together": "yes"}


def _file(rows: Sequence[dict[str, Any]]) -> SimpleUploadedFile:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("offers.csv", out.getvalue().encode())


@pytest.fixture
def browser(
    reads_english: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> Client:
    return as_person(reads_english)


def test_a_dry_run_and_then_the_offers(browser: Client) -> None:
    page = browser.post("/offers/upload/", {"file": _file([NEW, MORE])}).text
    assert "New, as a draft" in page
    assert not Offer.objects.exists()
    for _press in range(2):
        browser.post("/offers/upload/confirmation/")
    offer = Offer.objects.get()
    assert (offer.state, offer.languages, offer.sdg_targets) == ("draft", ["en", "ru"], ["5.5"])
    assert [(row.modality, row.slots, row.cohort) for row in offer.windows.order_by("pk")] == [
        ("study_tour", 3, False),
        ("training", 12, True),
    ]


def test_taken_away_and_brought_back_it_changes_what_was_changed(
    browser: Client,
    reads_english: Person,
    khiva_city: Organisation,
    themes: list[Theme],
    second_officer: Person,
) -> None:
    offer = making.opened(reads_english, khiva_city, [themes[1]], second_officer)
    book = load_workbook(io.BytesIO(browser.get("/offers/own.xlsx").getvalue()))
    lines = [[cell for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    row = dict(zip(lines[0], lines[1], strict=True))
    assert (row["offer"], row["places"]) == (offer.public_id, 2)
    changed: dict[str, Any] = {str(name): "" if value is None else value for name, value in row.items()} | {
        "places": 5
    }
    page = browser.post("/offers/upload/", {"file": _file([changed])}).text
    assert "Changed" in page
    browser.post("/offers/upload/confirmation/")
    offer.refresh_from_db()
    assert (offer.windows.get().slots, offer.state, offer.waits_for_check) == (5, "open", False)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("themes", "astrology", "There is no theme"),
        ("languages", "Klingon", "There is no language"),
        ("sdg_targets", "99.9", "no SDG target"),
        ("form", "party", "Write one of these forms"),
        ("places", "many", "whole number"),
        ("places", "0", "whole number"),
        ("from", "someday", "year-month-day"),
        ("to", "2020-01-01", "is before the first"),
        ("until", "32.13.2026", "year-month-day|no such day"),
        ("title", "=1+1", "formula"),
        ("organisation", "Somewhere else", "one of your organisations"),
        ("offer", "zzzzzzzzzz", "None of your offers"),
        ("window", "zzzzzzzzzz", "no window with this id"),
        ("together", "perhaps", "Write “yes”"),
    ],
)
def test_each_bad_cell_is_named(browser: Client, column: str, value: str, said: str) -> None:
    page = browser.post("/offers/upload/", {"file": _file([NEW | {column: value}])}).text
    assert any(words in page for words in said.split("|")), said
    assert f"<code>{column}</code>" in page
    browser.post("/offers/upload/confirmation/")
    assert not Offer.objects.exists()


def test_others_offers_are_not_touched(
    bukhara_deputy: Person,
    reads_english: Person,
    khiva_city: Organisation,
    themes: list[Theme],
    second_officer: Person,
    as_person: Browser,
    newcomer: Person,
) -> None:
    offer = making.opened(reads_english, khiva_city, [themes[1]], second_officer)
    other = as_person(bukhara_deputy)
    assert (
        "None of your offers"
        in other.post("/offers/upload/", {"file": _file([NEW | {"offer": offer.public_id}])}).text
    )
    assert as_person(newcomer).get("/offers/upload/").status_code == 404
    assert as_person(newcomer).get("/offers/own.xlsx").status_code == 404


def test_held_places_and_likes_are_told_in_the_dry_run(
    browser: Client,
    reads_english: Person,
    khiva_city: Organisation,
    themes: list[Theme],
    second_officer: Person,
) -> None:
    offer = making.opened(reads_english, khiva_city, [themes[1]], second_officer)
    Window.objects.update(held=2)
    room = offer.windows.get()
    line = NEW | {"offer": offer.public_id, "window": room.public_id, "places": "1"}
    assert "2 places are held already" in browser.post("/offers/upload/", {"file": _file([line])}).text
    like = browser.post("/offers/upload/", {"file": _file([NEW | {"title": offer.title}])}).text
    assert "has a like offer" in like


def test_no_spreadsheet_is_no_crash(browser: Client) -> None:
    for content in (b"", b"\x00\x01", b"a,b\n", b"title\n"):
        file = SimpleUploadedFile("offers.csv", content)
        assert browser.post("/offers/upload/", {"file": file}).status_code == 200
    assert browser.post("/offers/upload/confirmation/").status_code == 302
