"""The report on a round tells whose needs they are: by region, size and group of countries, and who was never
served before, each with its base (rules MA2, MA8)."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from cityclusters.people.models import Person
from cityclusters.support.models import Match, Round
from cityclusters.support.rounds import publishing
from cityclusters.support.rounds.report import build, counted, run_of
from cityclusters.support.tests import making_rounds as making
from cityclusters.surveys.reporting.parts import Report

pytestmark = pytest.mark.django_db
CITIES = [  # country, inhabitants, whether the only host of their theme has room for them
    ("UZ", 20_000, True), ("UZ", 200_000, True), ("UZ", None, False), ("NP", 20_000, False),
    ("PE", 2_000_000, True),
]  # fmt: skip


@pytest.fixture
def round_(officer: Person) -> Round:
    """Five needs that ask for China; three of them are served. The Peruvian city had a host before."""
    served, other = making.theme(), making.theme("waste")
    window = making.window(making.offer(making.city("Nanjing", "CN"), served), 9)
    making.window(making.offer(making.city("Paris", "FR"), making.theme("buses")), 9)
    for number, (country, population, has_host) in enumerate(CITIES):
        city = making.city(f"City {number}", country, population=population)
        need = making.need(city, served if has_host else other, wishes=["CN"], modalities=[making.VISIT])
    earlier = Round.objects.create(
        once="x", title="Earlier", state="closed", seed="1", next_on=making.NEXT_ON
    )
    before = making.need(need.organisation, served, title="Before", state="met")
    Match.objects.create(
        round=earlier, need=before, window=window, score=0.5, state="agreed",
        need_accepted_at=earlier.opened_at, host_accepted_at=earlier.opened_at,
    )  # fmt: skip
    made = making.round_of(officer)
    making.calculated(made, officer)
    return made


def _report(round_: Round) -> Report:
    run = run_of(round_)
    assert run is not None
    return build(round_, counted(round_, run), names=True)


def _cells(report: Report, caption: str) -> dict[str, list[str]]:
    tables = [table for section in report.sections for table in section.tables if table.caption == caption]
    return {row.label: [cell.text for cell in row.cells] for table in tables for row in table.rows}


def test_MA2_by_region_of_the_city(round_: Round) -> None:
    assert _cells(_report(round_), "By region of the city") == {
        "Central Asia": ["3", "2 of 3", "2 of 3", "2 of 3", "1 of 3"],
        "South America": ["1", "1 of 1", "1 of 1", "1 of 1", "0 of 1"],
        "Southern Asia": ["1", "0 of 1", "0 of 1", "0 of 1", "1 of 1"],
    }


def test_MA2_by_size_of_the_city(round_: Round) -> None:
    found = _cells(_report(round_), "By size of the city")
    assert {label: (cells[0], cells[3], cells[4]) for label, cells in found.items()} == {
        "under 50,000 inhabitants": ("2", "1 of 2", "1 of 2"),
        "50,000 to 300,000 inhabitants": ("1", "1 of 1", "0 of 1"),
        "1 to 5 million inhabitants": ("1", "1 of 1", "0 of 1"),
        "Not known": ("1", "0 of 1", "1 of 1"),
    }


def test_MA2_by_group_of_countries(round_: Round) -> None:
    found = _cells(_report(round_), "By group of countries")
    assert {label: (cells[0], cells[3]) for label, cells in found.items()} == {
        "Countries of the global South": ("5", "3 of 5"),
        "Landlocked developing countries": ("4", "2 of 4"),  # Uzbekistan and Nepal
        "Least developed countries": ("1", "0 of 1"),
    }


def test_MA8_who_never_had_a_host_before_is_counted_apart(round_: Round) -> None:
    report = _report(round_)
    facts = dict(fact for section in report.sections for fact in section.facts)
    assert facts["Cities that never had a host before: served"] == "2 of 4"
    assert facts["Ranked last: never had a host before"] == "2"
    assert facts["Ranked last: in a least developed country"] == "1"
    assert facts["Ranked last: under 50,000 inhabitants"] == "1"


def test_the_downloads_hold_the_same_tables(round_: Round, officer: Person, client: Client) -> None:
    run = run_of(round_)
    assert run is not None
    publishing.publish(round_, officer, run)
    content = client.get(f"/rounds/{round_.public_id}/report.xlsx").getvalue()
    book = load_workbook(io.BytesIO(content))
    cells = [str(cell) for sheet in book.worksheets for row in sheet.values for cell in row if cell]
    for label in ("Southern Asia", "under 50,000 inhabitants", "Least developed countries", "China"):
        assert any(label in cell for cell in cells), label
    assert not any("City 3" in cell for cell in cells), "no city is named to everybody"
