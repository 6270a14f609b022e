"""Reports of projects: by sex, protected, as a page, DOCX and XLSX; results in words; the overview."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.models import Indicator, Outcome, Plan, Project, TeamMember
from cityclusters.projects.monitoring import acts as numbers
from cityclusters.projects.reporting import acts, building, overview
from cityclusters.projects.tests import making, making_plans

SignIn = Callable[[Person | None], Client]


@pytest.fixture
def project(khiva_city: Organisation, reads_english: Person, newcomer: Person) -> Project:
    """A plan in force and two approved quarters: 20 and 9 in the first, two women and ten men more."""
    made = making.project(khiva_city, lead=reads_english)
    making.team(made, newcomer, TeamMember.Role.REPORTER, starts=date(2020, 1, 1))
    making_plans.in_force(made, reads_english)
    indicator = Indicator.objects.select_related("project").get()
    for code, female, male in (("2026-Q1", 20, 9), ("2026-Q2", 22, 19)):
        value = numbers.fill(indicator, code, newcomer, female=female, male=male, other=0, not_stated=0)
        numbers.approve(value, reads_english)
    return made


def table(project: Project, caption: str) -> Any:
    made = building.of_project(project)
    return next(one for section in made.sections for one in section.tables if one.caption == caption)


def test_CO8_the_report_is_by_sex_with_targets(project: Project) -> None:
    found = table(project, "People, by sex")
    said = dict(zip(found.columns, [cell.text for cell in found.rows[0].cells], strict=True))
    assert (said["Women"], said["Men"], said["All"], said["Share of women"]) == ("22", "19", "41", "54%")
    assert (said["Target: women"], said["Women, in percent of the target"]) == ("55", "40%")


def test_a_small_difference_is_not_in_the_report(project: Project) -> None:
    rows = table(project, "People trained in drying fruit").rows
    assert [row.label for row in rows] == ["2026-Q1", "2026-Q2"]
    assert rows[0].cells[0].hidden
    assert rows[1].cells[0].text == "22"
    made = building.of_project(project)
    assert any("Small counts" in warning for warning in made.warnings)


def test_only_approved_numbers_are_in_the_report(project: Project, newcomer: Person) -> None:
    indicator = Indicator.objects.select_related("project").get()
    numbers.fill(indicator, "2026-Q3", newcomer, female=90, male=60)
    assert len(table(project, "People trained in drying fruit").rows) == 2


def test_a_span_leaves_out_other_periods(project: Project) -> None:
    made = building.of_project(project, first=date(2026, 4, 1))
    tables = [one for section in made.sections for one in section.tables]
    found = next(one for one in tables if one.caption == "People trained in drying fruit")
    assert [row.label for row in found.rows] == ["2026-Q2"]


@pytest.mark.parametrize("kind", ["page", "docx", "xlsx"])
def test_page_and_files_hide_the_same(project: Project, as_person: SignIn, kind: str) -> None:
    url = reverse("projects:report", args=[project.public_id])
    answer: Any = as_person(None).get(url, {"format": kind})
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind == "docx":
        document = Document(io.BytesIO(content))
        cells = [cell.text for grid in document.tables for row in grid.rows for cell in row.cells]
    elif kind == "xlsx":
        book = load_workbook(io.BytesIO(content))
        cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    else:
        cells = content.decode().replace("<", "\n<").split("\n")
    assert any("not shown" in cell for cell in cells)
    assert "20" not in cells


def test_a_group_of_projects_in_one_report(
    project: Project, khiva_city: Organisation, khiva_deputy: Person, as_person: SignIn
) -> None:
    other = making.project(khiva_city, lead=khiva_deputy, kind=Project.Kind.PARTNERSHIP)
    making.project(khiva_city, kind=Project.Kind.LOCAL_PLAN)
    found = building.of_projects([project, other])
    assert len(found.sections) == 2
    answer: Any = as_person(None).get(reverse("projects:reports"))
    assert len(answer.context["report"].sections) == 2
    one: Any = as_person(None).get(reverse("projects:reports"), {"kind": "partnership"})
    assert len(one.context["report"].sections) == 1


def test_the_report_of_a_group_asks_as_much_for_ten_projects(
    project: Project, khiva_city: Organisation, khiva_deputy: Person, as_person: SignIn,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for _number in range(5):
        making_plans.in_force(making.project(khiva_city, lead=khiva_deputy), khiva_deputy)
    with django_assert_max_num_queries(20):
        assert as_person(None).get(reverse("projects:reports")).status_code == 200
    client = as_person(khiva_deputy)
    with django_assert_max_num_queries(20):
        assert client.get(reverse("projects:report", args=[project.public_id])).status_code == 200


def test_C24_a_result_in_words_has_day_facility_and_source(
    project: Project, khiva_deputy: Person, newcomer: Person, as_person: SignIn
) -> None:
    client = as_person(khiva_deputy)
    typed = {"statement": "The drying centre works", "kind": "facility", "on": "2026-03-01"}
    typed |= {"facility": "Drying centre, cooperative", "language": "en"}
    url = reverse("projects:outcome-new", args=[project.public_id])
    assert client.post(url, typed).status_code == 422
    client.post(url, typed | {"source": "Visit in March"})
    row = Outcome.objects.get()
    assert (row.facility, row.source) == ("Drying centre, cooperative", "Visit in March")
    assert row.on == date(2026, 3, 1)
    shown = as_person(None).get(reverse("projects:outcomes", args=[project.public_id])).content.decode()
    assert "The drying centre works" in shown
    assert "Visit in March" in table(project, "Results in words").rows[0].cells[-1].text
    with pytest.raises(NotPossible):
        acts.take_back(row, newcomer)
    one = reverse("projects:outcome", args=[project.public_id, row.public_id])
    as_person(khiva_deputy).post(one, {"remove": "1"})
    assert not Outcome.objects.exists()


def test_the_overview_counts_targets_by_sex_and_lights(project: Project) -> None:
    Indicator.objects.update(women_met=True, men_met=False)
    found = overview.of([project], date(2026, 7, 10))
    assert (found.women, found.men, found.late) == ((1, 1), (0, 1), 0)
    assert overview.of([project], date(2026, 12, 31)).lines[0].red == 1


def test_the_overview_asks_as_much_with_ten_times_as_many_projects(
    project: Project, khiva_city: Organisation, khiva_deputy: Person, as_person: SignIn,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for _number in range(9):
        other = making.project(khiva_city, lead=khiva_deputy)
        for name in range(5):
            Indicator.objects.create(project=other, name=f"I{name}", language="en", type="stock")
    with django_assert_max_num_queries(12):
        page = as_person(None).get(reverse("projects:overview"))
    assert page.status_code == 200
    assert Plan.objects.count() == 1


def test_team_projects_and_local_plans_are_not_in_the_public_overview(
    project: Project, khiva_city: Organisation, as_person: SignIn
) -> None:
    making.project(khiva_city, kind=Project.Kind.LOCAL_PLAN)
    making.project(khiva_city, shown_to=Project.Audience.TEAM)
    answer: Any = as_person(None).get(reverse("projects:overview"))
    assert [line.project for line in answer.context["overview"].lines] == [project]
    assert as_person(None).get(reverse("projects:overview"), {"format": "xlsx"}).status_code == 200
