"""Members by name and in numbers: by sex over time, with small numbers protected, from a list or by hand."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from cityclusters.core.sheets import write_csv
from cityclusters.groups.models import Group, Headcount, Member
from cityclusters.groups.registry.counts import SEXES, numbers_for_all
from cityclusters.groups.tests.making import group, keep, member
from cityclusters.people.models import Person
from cityclusters.places.models import Place

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person | None], Client]


@pytest.fixture
def tahadi(amman: Place, trainer: Person) -> Group:
    """A cooperative that somebody manages."""
    return group(amman, kind=Group.Kind.COOPERATIVE, manager=trainer)


def counted(made: Group, on: date, unit: str = "members", **numbers: int) -> Headcount:
    return made.headcounts.create(on=on, unit=unit, source="Register", **numbers)


def test_C27_membership_by_sex_and_date(tahadi: Group, trainer: Person, as_person: AsPerson) -> None:
    page = f"{tahadi.get_absolute_url()}counts/"
    sent = {
        "unit": "founders", "on": "2013", "female": "164", "male": "0", "other": "0", "not_stated": "0",
        "source": "Its own account",
    }  # fmt: skip
    as_person(trainer).post(page, sent)
    as_person(trainer).post(page, {**sent, "unit": "workers", "on": "2020-05-01"})
    assert {(row.unit, row.total) for row in tahadi.headcounts.all()} == {("founders", 164), ("workers", 164)}
    text = as_person(None).get(tahadi.get_absolute_url()).text
    assert text.count("164") >= 2
    assert "Members are not employees" in text


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((164, 0, 0, 0), (164, 0, 0, 0)),
        ((12, 2, 0, 3), (12, None, 0, None)),
        ((100, 50, 3, 20), (100, 50, None, None)),
        ((2, 1, 0, 0), (None, None, None, None)),
        ((20, 30, 0, 40), (20, 30, 0, 40)),
    ],
)
def test_SU7_a_small_number_is_hidden_with_another(
    numbers: tuple[int, ...], shown: tuple[int | None, ...]
) -> None:
    row = Headcount(**dict(zip(SEXES, numbers, strict=True)))
    assert numbers_for_all(row) == shown


def test_small_numbers_are_for_those_who_keep_it(tahadi: Group, trainer: Person, as_person: AsPerson) -> None:
    counted(tahadi, date(2024, 1, 1), female=40, male=3, not_stated=7)
    assert "not shown" in as_person(None).get(tahadi.get_absolute_url()).text
    assert "not shown" not in as_person(trainer).get(tahadi.get_absolute_url()).text


def test_two_counts_make_a_line(tahadi: Group, as_person: AsPerson) -> None:
    counted(tahadi, date(2020, 1, 1), female=100)
    assert "<polyline" not in as_person(None).get(tahadi.get_absolute_url()).text
    counted(tahadi, date(2024, 1, 1), female=150)
    text = as_person(None).get(tahadi.get_absolute_url()).text
    assert text.index("<table") < text.index("<polyline")


def test_the_list_is_for_those_who_keep_it(
    tahadi: Group, newcomer: Person, officer: Person, as_person: AsPerson
) -> None:
    member(tahadi, "A member of the cooperative")
    page = f"{tahadi.get_absolute_url()}members/"
    assert as_person(officer).get(page).status_code == 403
    assert "A member of the cooperative" not in as_person(None).get(tahadi.get_absolute_url()).text
    keep(tahadi, newcomer, "facilitator")
    assert "A member of the cooperative" in as_person(newcomer).get(page).text


def test_a_member_comes_goes_and_comes_back(tahadi: Group, trainer: Person, as_person: AsPerson) -> None:
    browser, page = as_person(trainer), f"{tahadi.get_absolute_url()}members/"
    sent = {"name": "First member", "sex": "female", "joined": "2020-02-01", "once": "a" * 27}
    for _twice in range(2):
        browser.post(page, {**sent, "once": "b" * 27})
    row = Member.objects.get()
    browser.post(f"{page}{row.public_id}/leaving/", {"left": "2019-01-01"})
    row.refresh_from_db()
    assert row.left is None
    browser.post(f"{page}{row.public_id}/leaving/", {"left": "2024-01-01", "reason": "moved"})
    assert "First member" not in browser.get(page).text
    assert "moved" in browser.get(f"{page}?who=left").text
    browser.post(f"{page}{row.public_id}/return/")
    assert "First member" in browser.get(page).text


def test_an_account_stands_on_the_list_once(
    tahadi: Group, trainer: Person, newcomer: Person, as_person: AsPerson
) -> None:
    member(tahadi, "Newcomer", person=newcomer)
    sent = {"name": "Again", "person": "newcomer@mail.example", "once": "c" * 27}
    text = as_person(trainer).post(f"{tahadi.get_absolute_url()}members/", sent).text
    assert "on the list of members already" in text
    assert Member.objects.count() == 1


def test_the_address_behind_a_line_is_not_shown(
    tahadi: Group, trainer: Person, newcomer: Person, as_person: AsPerson
) -> None:
    row = member(tahadi, "Newcomer", person=newcomer)
    page = f"{tahadi.get_absolute_url()}members/{row.public_id}/"
    assert "newcomer@mail.example" not in as_person(trainer).get(page).text
    as_person(trainer).post(page, {"name": "Newcomer", "sex": ""})
    row.refresh_from_db()
    assert row.person == newcomer
    as_person(trainer).post(page, {"name": "Newcomer", "sex": "", "apart": "on"})
    row.refresh_from_db()
    assert row.person is None


def test_the_list_becomes_a_count(tahadi: Group, trainer: Person, as_person: AsPerson) -> None:
    for sex in ("female", "female", "male", "undisclosed", ""):
        member(tahadi, "Member", sex)
    as_person(trainer).post(f"{tahadi.get_absolute_url()}counts/list/")
    row = tahadi.headcounts.get()
    assert (row.female, row.male, row.other, row.not_stated) == (2, 1, 0, 2)


def test_a_count_is_taken_away_after_a_question(tahadi: Group, trainer: Person, as_person: AsPerson) -> None:
    row = counted(tahadi, date(2024, 1, 1), female=40)
    page = f"{tahadi.get_absolute_url()}counts/{row.public_id}/removal/"
    assert "brought back" in as_person(trainer).post(page).text
    assert tahadi.headcounts.exists()
    as_person(trainer).post(page, {"sure": "yes"})
    assert not tahadi.headcounts.exists()


def _file(rows: list[list[Any]]) -> BytesIO:
    file = BytesIO(write_csv(["Name", "Sex, as stated", "Joined on"], rows))
    file.name = "members.csv"
    return file


def test_an_upload_names_each_bad_cell_and_writes_nothing(
    tahadi: Group, trainer: Person, as_person: AsPerson
) -> None:
    member(tahadi, "Known member")
    rows = [["Known member", "", ""], ["New", "maybe", ""], ["Other", "", "2020-13-01"], ["New", "f", ""]]
    text = as_person(trainer).post(f"{tahadi.get_absolute_url()}members/upload/", {"file": _file(rows)}).text
    for words in ("is on the list already", "maybe", "no such day", "stands in line 3 too"):
        assert words in text
    assert "4 cells need correction" in text
    assert Member.objects.count() == 1


def test_an_upload_is_written_once_when_it_is_confirmed(
    tahadi: Group, trainer: Person, as_person: AsPerson
) -> None:
    browser, page = as_person(trainer), f"{tahadi.get_absolute_url()}members/upload/"
    text = browser.post(page, {"file": _file([["One", "Female", "2020-01-02"], ["Two", "", ""]])}).text
    assert "2 members would be added" in text
    assert not Member.objects.exists()
    for _twice in range(2):
        browser.post(f"{page}confirmation/")
    assert {(row.name, row.sex) for row in Member.objects.all()} == {("One", "female"), ("Two", "")}
