"""The queue and the page of one follow-up: filters, downloads, changes, refusals."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from cityclusters.journal.acts import record
from cityclusters.journal.models import FollowUp
from cityclusters.people.models import Organisation, Person

SignIn = Callable[[Person | None], Client]
LIST = reverse("journal:follow-ups")


def follow_up(owner: Person, days: int = 0, **fields: object) -> FollowUp:
    number = FollowUp.objects.count()
    values: dict[str, object] = {"kind": "need", "title": f"Task {number}", "subject_id": str(number)}
    values |= {"owner": owner, "due": timezone.localdate() + timedelta(days=days), "subject_kind": "x.y"}
    return FollowUp.objects.create(**values | fields)


def page(browser: Client, row: FollowUp, change: str = "", **typed: object) -> str:
    if not change:
        return browser.get(row.get_absolute_url()).content.decode()
    address = reverse("journal:follow-up-change", args=[row.public_id, change])
    return browser.post(address, typed, follow=True).content.decode()


def test_the_most_urgent_stands_first(as_person: SignIn, officer: Person, second_officer: Person) -> None:
    follow_up(officer, 30, title="Green one")
    follow_up(second_officer, -3, title="Red one")
    follow_up(officer, 3, title="Yellow one")
    body = as_person(officer).get(LIST).content.decode()
    assert body.index("Red one") < body.index("Yellow one") < body.index("Green one")
    assert "Red: overdue" in body


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Red", "Yellow", "Green"}),
        ("light=red", {"Red"}),
        ("light=green&kind=need", {"Green"}),
        ("kind=survey", {"Yellow"}),
        ("state=done", {"Done"}),
        ("state=all", {"Red", "Yellow", "Green", "Done"}),
        ("owner={second}", {"Red"}),
        ("light=purple&kind=%00&owner=nobody&state=x", {"Red", "Yellow", "Green"}),
    ],
)
def test_filters(
    as_person: SignIn, officer: Person, second_officer: Person, query: str, shown: set[str]
) -> None:
    follow_up(second_officer, -3, title="Task Red")
    follow_up(officer, 3, title="Task Yellow", kind="survey_late")
    follow_up(officer, 30, title="Task Green")
    follow_up(officer, title="Task Done", state="done", outcome="Fine")
    answer = as_person(officer).get(f"{LIST}?{query.format(second=second_officer.public_id)}")
    assert answer.status_code == (400 if "%00" in query else 200)
    if answer.status_code == 200:
        body = answer.content.decode()
        assert {name for name in ("Red", "Yellow", "Green", "Done") if f"Task {name}" in body} == shown


def test_the_filtered_list_is_taken_away(
    as_person: SignIn, officer: Person, khiva_city: Organisation
) -> None:
    follow_up(officer, -1, title="=EVIL()", organisation=khiva_city)
    follow_up(officer, 30, title="Not this one")
    browser = as_person(officer)
    text = browser.get(f"{LIST}?light=red&format=csv").getvalue().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["What to do"] == "'=EVIL()"
    assert (row["Colour"], row["Organisation"]) == ("Red", "Municipality of Khiva")
    content = browser.get(f"{LIST}?light=red&format=xlsx").getvalue()
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert sheet["E2"].value == "=EVIL()"
    assert sheet["E2"].data_type == "s"


def test_ten_times_the_records_need_as_many_queries(
    as_person: SignIn, officer: Person, khiva_city: Organisation,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    browser = as_person(officer)
    counts = []
    for number in (2, 20):
        for _ in range(number):
            follow_up(officer, organisation=khiva_city)
        with django_assert_max_num_queries(12) as asked:
            browser.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_owner_sees_and_changes_her_own_only(
    as_person: SignIn, officer: Person, newcomer: Person
) -> None:
    hers, other = follow_up(newcomer, title="Hers"), follow_up(officer, title="Another")
    browser = as_person(newcomer)
    body = browser.get(LIST).content.decode()
    assert "Hers" in body
    assert "Another" not in body
    assert browser.get(other.get_absolute_url()).status_code == 404
    missing = browser.post(reverse("journal:follow-up-change", args=[other.public_id, "drop"]))
    assert missing.status_code == 404
    page(browser, hers, "outcome", outcome="Met them.")
    hers.refresh_from_db()
    assert hers.state == "done"


def test_an_administrator_sees_but_leaves_the_work_to_officers(
    as_person: SignIn, officer: Person, administrator: Person
) -> None:
    row = follow_up(officer)
    browser = as_person(administrator)
    assert "Hand it over" not in page(browser, row)
    answer = browser.post(reverse("journal:follow-up-change", args=[row.public_id, "drop"]), {"outcome": "x"})
    assert answer.status_code == 403


def test_each_change_by_its_form(as_person: SignIn, officer: Person, second_officer: Person) -> None:
    row, browser = follow_up(officer), as_person(officer)
    later = timezone.localdate() + timedelta(days=9)
    assert "has another day" in page(browser, row, "due-date", due=later.isoformat(), reason="Ill")
    assert "has another owner" in page(browser, row, "owner", owner=second_officer.public_id)
    assert "is dropped" in page(browser, row, "drop", outcome="No answer")
    body = page(browser, row, "reopening", reason="They wrote")
    assert "is open again" in body
    assert "is done" in page(browser, row, "outcome", outcome="Agreed")
    row.refresh_from_db()
    assert (row.due, row.owner, row.state, row.outcome) == (later, second_officer, "done", "Agreed")
    body = page(browser, row)
    for said in ("Ill", "No answer", "They wrote", "Agreed", f"now: {second_officer.name}"):
        assert said in body


@pytest.mark.parametrize(
    ("change", "typed", "says"),
    [
        ("outcome", {"outcome": "  "}, "This field is required"),
        ("due-date", {"due": "2001-02-29", "reason": "kept text"}, "no 29 February"),
        ("due-date", {"due": "2001-02-28", "reason": "kept text"}, "has passed already"),
        ("due-date", {"due": "2099-01-01", "reason": "kept text"}, "more than three years"),
        ("owner", {"owner": "nobody"}, "Select a valid choice"),
    ],
)
def test_a_refused_form_comes_back_filled_in(
    as_person: SignIn, officer: Person, change: str, typed: dict[str, str], says: str
) -> None:
    row = follow_up(officer)
    body = page(as_person(officer), row, change, **typed)
    assert says in body
    assert typed.get("reason", "") in body
    row.refresh_from_db()
    assert row.state == "open"


def test_people_who_don_t_run_the_programme_can_t_become_owner(
    as_person: SignIn, officer: Person, newcomer: Person
) -> None:
    row = follow_up(officer)
    page(as_person(officer), row, "owner", owner=newcomer.public_id)
    row.refresh_from_db()
    assert row.owner == officer


def test_two_people_close_it(as_person: SignIn, officer: Person) -> None:
    row = follow_up(officer)
    page(as_person(officer), row, "outcome", outcome="First")
    body = page(as_person(officer), row, "outcome", outcome="Second")
    assert "Somebody has changed this follow-up" in body
    row.refresh_from_db()
    assert row.outcome == "First"


def test_the_history_is_written_for_readers(
    as_person: SignIn, officer: Person, second_officer: Person
) -> None:
    row = follow_up(officer)
    row.hand_over(officer, second_officer)
    record(officer, "follow_up.moved", row, before="2020-11-10", after="2020-02-30", reason="2020-13-01")
    body = page(as_person(officer), row)
    assert f"before: {officer.name}; now: {second_officer.name}" in body
    assert "before: 10 November 2020; now: 2020-02-30" in body


def test_an_unknown_change_is_no_page(as_person: SignIn, officer: Person) -> None:
    row = follow_up(officer)
    assert as_person(officer).post(f"{row.get_absolute_url()}explode/").status_code == 404
