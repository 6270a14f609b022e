"""The journal on screen: filters, names of people as they are today, downloads."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from cityclusters.journal.acts import record
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space

SignIn = Callable[[Person | None], Client]
PAGE = reverse("pages:audit")


@pytest.fixture
def lines(officer: Person, newcomer: Person, khiva_city: Organisation, spaces: list[Space]) -> None:
    record(officer, "organisation.verified", khiva_city, organisation=khiva_city, note="=EVIL()")
    record(newcomer, "space.joined", spaces[0])
    record(officer, "role.given", newcomer, role="officer")
    record(None, "made.up_act", spaces[1])
    Entry.objects.filter(act="space.joined").update(at=datetime(2020, 11, 10, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"verified", "joined", "Role", "made: up act"}),
        ("act=space.joined", {"joined"}),
        ("actor=newcomer", {"joined"}),
        ("actor=PROGRAMME OFFICER", {"verified", "Role"}),
        ("subject=khiva", {"verified"}),
        ("subject=newcomer", {"Role"}),
        ("since=2020-11-10&until=2020-11-10", {"joined"}),
        ("until=2020-11-09", set()),
        ("act=nonsense&since=31.02.2020&page=-4", {"verified", "joined", "Role", "made: up act"}),
    ],
)
def test_filters(as_person: SignIn, officer: Person, lines: None, query: str, shown: set[str]) -> None:
    body = as_person(officer).get(f"{PAGE}?{query}").content.decode()
    table = body[body.find("<tbody>") :] if "<tbody>" in body else ""
    words = {"verified": "Organisation verified", "joined": "Space joined", "Role": "Role given"}
    found = {
        name for name in ("verified", "joined", "Role", "made: up act") if words.get(name, name) in table
    }
    assert found == shown


def test_people_are_named_as_they_are_today(
    as_person: SignIn, officer: Person, newcomer: Person, lines: None
) -> None:
    body = as_person(officer).get(f"{PAGE}?act=role.given").content.decode()
    assert "Newcomer" in body
    newcomer.name, newcomer.email, newcomer.state = "", None, "erased"
    newcomer.save()
    body = as_person(officer).get(f"{PAGE}?act=role.given").content.decode()
    assert "Newcomer" not in body


def test_the_journal_is_taken_away(as_person: SignIn, officer: Person, lines: None) -> None:
    browser = as_person(officer)
    text = browser.get(f"{PAGE}?act=organisation.verified&format=csv").getvalue().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["Thing"] == "Municipality of Khiva"
    assert row["Details"] == "note: =EVIL()"
    sheet = load_workbook(io.BytesIO(browser.get(f"{PAGE}?format=xlsx").getvalue())).active
    assert sheet is not None
    assert sheet.max_row == 5


def test_ten_times_the_lines_need_as_many_queries(
    as_person: SignIn, officer: Person, khiva_city: Organisation,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    browser, counts = as_person(officer), []
    for number in (3, 30):
        for _ in range(number):
            record(officer, "organisation.verified", khiva_city, organisation=khiva_city)
        with django_assert_max_num_queries(12) as asked:
            browser.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_it_is_for_those_who_run_the_programme(
    as_person: SignIn, newcomer: Person, steward: Person, administrator: Person
) -> None:
    statuses = [
        as_person(person).get(PAGE).status_code for person in (None, newcomer, steward, administrator)
    ]
    assert statuses == [302, 404, 404, 200]
