"""A published round tells both sides and the cities that wait (MA4); contact data stand nowhere before both
have accepted: not on the page, in letters, the spreadsheet, the API, own data or the search (MA6)."""

import io
import json
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string
from openpyxl import load_workbook

from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.support.matches import acts, own_data, telling
from cityclusters.support.models import Match, Round, Unserved
from cityclusters.support.models.choices import NeedState
from cityclusters.support.tests.making_matches import (
    NEXT_ON,
    accepted,
    choices_of,
    need_of,
    round_by,
    signed,
    window_of,
)

pytestmark = pytest.mark.django_db
Browser = Callable[[Person | None], Client]


@pytest.fixture
def round_(
    khiva_city: Organisation, amman_city: Organisation, bukhara_city: Organisation, officer: Person,
    khiva_deputy: Person, stranger: Person, bukhara_deputy: Person,
) -> Round:  # fmt: skip
    """Khiva has two needs that Amman hosts; Bukhara is left without a host."""
    made = round_by(officer)
    window = window_of(amman_city, slots=2)
    choices_of(made, need_of(khiva_city), [window])
    choices_of(made, need_of(khiva_city, title="Clean water for stalls"), [window])
    waits = need_of(bukhara_city)
    made.needs.add(waits)
    Unserved.objects.create(round=made, need=waits, code="all_full", next_on=NEXT_ON)
    return made


def test_MA4_one_letter_for_each_person_and_side(
    round_: Round, khiva_deputy: Person, stranger: Person, bukhara_deputy: Person
) -> None:
    telling.published(round_)
    telling.published(round_)
    to_city = Letter.objects.get(person=khiva_deputy)
    to_host = Letter.objects.get(person=stranger)
    waits = Letter.objects.get(person=bukhara_deputy)
    assert Letter.objects.count() == 3
    assert (to_city.language, to_host.language) == ("fr", "ar")
    for letter in (to_city, to_host):
        assert "How to run a night market" in letter.body
        assert "Clean water for stalls" in letter.body
        assert all(match.get_absolute_url() in letter.body for match in Match.objects.all())
    assert "given all its places" in waits.body
    assert "1 March 2099" in waits.body
    states = Match.objects.values_list("need__state", flat=True)
    assert set(states) == {NeedState.PROPOSED}


def test_a_published_round_is_told_in_few_queries(
    round_: Round, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        telling.published(round_)


def _hers(person: Person) -> list[str]:
    return [str(person.email), str(person.name)]


def _page(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def _everything(round_: Round, as_person: Browser, reader: Person, officer: Person) -> str:
    """All that leaves the platform about the matches for this reader, and what officers take away."""
    browser = as_person(reader)
    pages = [_page(browser, match.get_absolute_url()) for match in Match.objects.all()]
    pages += [_page(browser, "/matches/"), _page(browser, "/agreements/")]
    for word in ("deputy", "manager", "example"):
        pages.append(_page(browser, f"/search/?q={word}"))
    book = load_workbook(io.BytesIO(b"".join(as_person(officer).get("/matches.xlsx"))))
    sheet = book.active
    assert sheet is not None
    pages += [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]
    pages += list(Letter.objects.exclude(key__contains=":both:").values_list("body", flat=True))
    visitor = as_person(None)
    pages += [visitor.get("/api/agreements.json").content.decode()]
    pages += [b"".join(visitor.get("/api/agreements.csv")).decode()]
    tables = [import_string(path)(reader) for path in settings.PERSONAL_DATA]
    pages += [json.dumps(tables, default=str)]
    return "\n".join(pages)


def test_MA6_nothing_names_the_other_side_before_both_accept(
    round_: Round, as_person: Browser, khiva_deputy: Person, stranger: Person, officer: Person
) -> None:
    telling.published(round_)
    match = Match.objects.order_by("pk")[0]
    acts.accept(match, stranger)
    for reader, other in ((khiva_deputy, stranger), (stranger, khiva_deputy)):
        found = _everything(round_, as_person, reader, officer)
        pages = found.replace(str(reader.name), "").replace(str(reader.email), "")
        assert not [word for word in _hers(other) if word in pages]


def test_MA6_afterwards_only_the_two_sides_and_officers_see_it(
    round_: Round, as_person: Browser, khiva_deputy: Person, stranger: Person, officer: Person,
    bukhara_deputy: Person,
) -> None:  # fmt: skip
    match = accepted(Match.objects.order_by("pk")[0], khiva_deputy, stranger)
    assert str(stranger.email) in _page(as_person(khiva_deputy), match.get_absolute_url())
    assert str(khiva_deputy.email) in _page(as_person(stranger), match.get_absolute_url())
    for reader in (bukhara_deputy, None):
        assert as_person(reader).get(match.get_absolute_url()).status_code in (302, 404)
    made = signed(match, khiva_deputy, stranger)
    public = _page(as_person(None), made.get_absolute_url())
    answer = as_person(None).get("/api/agreements.json").content.decode()
    book = b"".join(as_person(officer).get("/matches.xlsx"))
    sheet = load_workbook(io.BytesIO(book)).active
    assert sheet is not None
    cells = str([cell for row in sheet.iter_rows(values_only=True) for cell in row])
    for person in (khiva_deputy, stranger):
        for word in _hers(person):
            assert word not in public
            assert word not in answer
            assert word not in cells
    assert str(stranger.email) not in json.dumps(own_data.collect(khiva_deputy), default=str)


def test_erasing_leaves_the_act_and_no_person(round_: Round, khiva_deputy: Person, stranger: Person) -> None:
    match = Match.objects.order_by("pk")[0]
    acts.accept(match, khiva_deputy)
    acts.decline(match, stranger, "other", "My own words about it")
    assert own_data.collect(stranger)["matches_answered"][0]["words"] == "My own words about it"
    own_data.erase(stranger)
    own_data.erase(khiva_deputy)
    match.refresh_from_db()
    assert (match.ended_words, match.ended_by, match.need_accepted_by) == ("", None, None)
    assert match.need_accepted_at is not None
