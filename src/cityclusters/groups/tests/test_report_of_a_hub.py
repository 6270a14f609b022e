"""The report of a hub: by sex, small cells protected, attrition shown, the same in every file (HU6, HU7)."""

import io
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from cityclusters.core.ids import secret_code
from cityclusters.groups.hub import report
from cityclusters.groups.hub.reading import Period, use
from cityclusters.groups.models import Booking, Group, NeedsProfile, OutcomeCheck, Participant
from cityclusters.groups.tests import making, making_hub
from cityclusters.groups.tests.making_booking import booked, facility
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.surveys.reporting.parts import Section, Table

AsPerson = Callable[[Person | None], Client]


@pytest.fixture
def hub(amman: Place, amman_city: Organisation, trainer: Person) -> Group:
    return making.group(amman, manager=trainer, organisation=amman_city)


def _files(hub: Group, count: int, sex: str = "female", **profile: str) -> list[Participant]:
    rows = [
        Participant(group=hub, once=secret_code(), sex=sex, state="active", first_service_on=hub.today())
        for _number in range(count)
    ]
    made = Participant.objects.bulk_create(rows)
    NeedsProfile.objects.bulk_create(
        NeedsProfile(participant=row, needs=["digital"], work="none", **profile) for row in made
    )
    return made


def _section(hub: Group, title: str) -> Section:
    made = report.build(hub, report.default_period(hub.today()))
    return next(section for section in made.sections if section.title == title)


def _table(hub: Group, caption: str, section: str = "People") -> Table:
    return next(table for table in _section(hub, section).tables if table.caption == caption)


def test_HU7_answers_of_few_are_not_counted_at_all(hub: Group) -> None:
    _files(hub, 40, disability="no")
    _files(hub, 9, disability="yes")
    table = _table(hub, "Disability")
    assert table.rows == []
    assert table.notes == ["Not shown: it would be about fewer than 10 people."]
    _files(hub, 1, disability="yes")
    assert next(row.cells[0].text for row in _table(hub, "Disability").rows).endswith("(10 of 50)")


def test_HU7_nor_can_they_be_computed_from_who_did_not_answer(hub: Group) -> None:
    _files(hub, 40, refugee="no")
    _files(hub, 12, refugee="yes")
    assert _table(hub, "Refugee").rows
    _files(hub, 3)  # fewer than ten were not asked
    assert _table(hub, "Refugee").rows == []


def test_HU6_counts_of_few_men_are_not_shown_by_sex(hub: Group) -> None:
    _files(hub, 40)
    _files(hub, 3, sex="male")
    table = _table(hub, "Work at the start")
    assert table.columns == ["Everybody"]  # with women beside it, the three men would be known
    assert any("fewer than 10" in note for note in table.notes)
    _files(hub, 20, sex="male")
    assert _table(hub, "Work at the start").columns == ["Everybody", "Women", "Men"]


def test_HU6_outcomes_show_who_was_not_reached(hub: Group) -> None:
    rows = _files(hub, 30)
    checks = [
        OutcomeCheck(
            participant=row, months=6, due_on=hub.today(), state="answered" if number < 20 else "not_reached",
            work="employed" if number < 12 else "none" if number < 20 else "",
            registered="yes" if number < 4 else "", first_sale_on=hub.today() if number < 4 else None,
            sales=Decimal(150) if number < 15 else None, currency="JOD" if number < 15 else "",
        )
        for number, row in enumerate(rows)
    ]  # fmt: skip
    OutcomeCheck.objects.bulk_create(checks)
    NeedsProfile.objects.update(sales=Decimal(100), currency="JOD")
    section = _section(hub, "After 6 months")
    facts = dict(section.facts)
    assert (facts["To be asked"], facts["Answered"], facts["Not reached"]) == ("30", "20", "10")
    assert facts["Businesses started after the first service"] == "4"
    words = [row.cells[0].text for row in section.tables[0].rows]
    assert words[0] == "40 % (12 of 30)"  # of all who completed, not of those who answered
    assert words[3] == "33 % (10 of 30)"
    assert "same 15 people" in section.paragraphs[0]
    assert "15.00 more" not in section.paragraphs[0]
    assert "50 % of the total" in section.paragraphs[0]


def test_HU6_money_of_few_is_not_said(hub: Group) -> None:
    (row,) = _files(hub, 1)
    NeedsProfile.objects.update(sales=Decimal(100), currency="JOD")
    OutcomeCheck.objects.create(
        participant=row, months=6, due_on=hub.today(), state="answered", work="employed",
        sales=Decimal(777), currency="JOD",
    )  # fmt: skip
    paragraphs = _section(hub, "After 6 months").paragraphs
    assert paragraphs == ["Sales in JOD are not shown: fewer than 10 people stated them twice."]


def test_the_same_numbers_in_every_file(hub: Group, trainer: Person, as_person: AsPerson) -> None:
    _files(hub, 40, disability="no")
    _files(hub, 9, disability="yes")
    making_hub.course(hub, trainer, days=-1)
    browser, there = as_person(trainer), f"/groups/{hub.public_id}/report"
    page = browser.get(f"{there}/").content.decode()
    assert "Not shown: it would be about fewer than 10 people." in page
    document = Document(io.BytesIO(browser.get(f"{there}.docx").content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Not shown: it would be about fewer than 10 people." in text
    sheets = load_workbook(io.BytesIO(b"".join(browser.get(f"{there}.xlsx"))))
    cells = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert "Not shown: it would be about fewer than 10 people." in cells
    assert "9" not in cells
    assert browser.get(f"{there}/?first=2030-01-01&last=2020-01-01").status_code == 200


def test_the_report_is_for_those_who_run_the_group(
    hub: Group, stranger: Person, officer: Person, newcomer: Person, as_person: AsPerson
) -> None:
    there = f"/groups/{hub.public_id}/report/"
    assert as_person(stranger).get(there).status_code == 200  # acts for the city that runs it
    assert as_person(officer).get(there).status_code == 403
    assert as_person(newcomer).get(there).status_code == 403


def test_H5_hours_of_use_leave_out_who_did_not_come(hub: Group, newcomer: Person, trainer: Person) -> None:
    row = facility(hub, places=2)
    came, missed = booked(row, newcomer, 9, 11), booked(row, trainer, 9, 11)
    Booking.objects.filter(pk=came.pk).update(state="done")
    Booking.objects.filter(pk=missed.pk).update(state="no_show")
    last = hub.today() + timedelta(days=4)
    (found,) = use(hub, Period(hub.today(), last), last)
    assert (found.open_hours, found.used_hours) == (100.0, 2.0)  # five days of ten hours at two places


def test_the_report_asks_the_same_number_of_questions_whatever_its_length(
    hub: Group, trainer: Person, stranger: Person
) -> None:
    period = report.default_period(hub.today())

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            report.build(Group.objects.select_related("place").get(pk=hub.pk), period)
        return len(found)

    def grow(number: int) -> None:
        _files(hub, number)
        for one in range(number):
            run = making_hub.course(hub, trainer, f"Course {one}", days=-1)
            run.exchange.register(stranger, by=trainer)
            booked(facility(hub, f"Machine {one}"), trainer)

    grow(1)
    few = queries()
    grow(10)
    assert queries() == few <= 20
