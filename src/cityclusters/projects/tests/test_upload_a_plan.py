"""A whole plan as a spreadsheet: taken away, changed, uploaded after a dry run."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from cityclusters.people.models import Organisation, Person
from cityclusters.projects.models import Aim, Objective, Plan, Project
from cityclusters.projects.planning.sheet import COLUMNS
from cityclusters.projects.tests import making, making_plans

SignIn = Callable[[Person | None], Client]


@pytest.fixture
def project(khiva_city: Organisation, reads_english: Person) -> Project:
    return making.project(khiva_city, lead=reads_english)


def taken_away(client: Client, plan: Plan) -> list[list[Any]]:
    """The lines of the download, the heading first."""
    url = reverse("projects:plan-table", args=[plan.project.public_id, plan.number])
    answer: Any = client.get(url)
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def uploaded(client: Client, project: Project, lines: list[list[Any]]) -> str:
    """The page of the dry run."""
    book = Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("plan.xlsx", out.getvalue())
    url = reverse("projects:plan-upload", args=[project.public_id])
    return client.post(url, {"file": file}).content.decode()


def line(**cells: Any) -> list[Any]:
    return [cells.get(name, "") for name in COLUMNS]


def test_a_plan_comes_back_as_it_was_taken_away(
    project: Project, khiva_deputy: Person, as_person: SignIn
) -> None:
    plan = making_plans.complete(project, khiva_deputy)
    client = as_person(khiva_deputy)
    lines = taken_away(client, plan)
    assert lines[0] == list(COLUMNS)
    assert [row[0] for row in lines[1:]] == ["objective", "action", "indicator"]
    page = uploaded(client, project, lines)
    assert "Cells to correct" not in page
    assert "Take this plan over" in page
    key = Objective.objects.get().key
    client.post(reverse("projects:plan-upload-confirm", args=[project.public_id]))
    again = taken_away(client, plan)
    assert again == lines
    assert Objective.objects.get().key == key


def test_what_is_new_is_added_and_what_is_left_out_goes(
    project: Project, khiva_deputy: Person, as_person: SignIn
) -> None:
    plan = making_plans.complete(project, khiva_deputy)
    client = as_person(khiva_deputy)
    head, *_old = taken_away(client, plan)
    finding = project.findings.first()
    assert finding is not None
    lines = [
        head,
        line(line="objective", text="New aim", gender="yes", finding=finding.public_id),
        line(line="action", text="Train", owner="CDA", cost="12.5", currency="eur", due="2027-01-31"),
        line(line="Indicator", text="Women trained", unit="People", type="periodic", target=5,
             target_female=3, target_male=2, baseline_due="2026-12-31", direction="", rhythm=""),
    ]  # fmt: skip
    page = uploaded(client, project, lines)
    assert "Take this plan over" in page
    assert plan.objectives.get().text != "New aim"
    client.post(reverse("projects:plan-upload-confirm", args=[project.public_id]))
    goal = plan.objectives.get()
    assert (goal.text, goal.gender, goal.actions.get().currency) == ("New aim", True, "EUR")
    aim = Aim.objects.get()
    assert (aim.target_female, aim.objective, aim.indicator.rhythm) == (Decimal(3), goal, "quarter")


def test_each_bad_cell_is_named_and_nothing_changes(
    project: Project, khiva_deputy: Person, as_person: SignIn
) -> None:
    plan = making_plans.complete(project, khiva_deputy)
    client = as_person(khiva_deputy)
    lines = [
        list(COLUMNS),
        line(line="action", text="Nowhere"),
        line(line="objective", text="Aim", gender="perhaps"),
        line(line="action", text="Build", cost="much", currency="xyz", due="soon"),
        line(line="indicator", text="People", unit="people", type="sometimes", target_female="-1"),
        line(line="goal", text="What"),
        line(line="objective", id="zzzzzzzzzz", text="Not ours"),
    ]
    page = uploaded(client, project, lines)
    for words in ("cost", "currency", "due", "gender", "type", "target_female", "id"):
        assert f"<code>{words}</code>" in page
    assert "Take this plan over" not in page
    client.post(reverse("projects:plan-upload-confirm", args=[project.public_id]))
    assert plan.objectives.get().text != "Aim"


def test_without_a_draft_there_is_nothing_to_upload_to(
    project: Project, khiva_deputy: Person, as_person: SignIn
) -> None:
    making_plans.in_force(project, khiva_deputy)
    answer = as_person(khiva_deputy).get(reverse("projects:plan-upload", args=[project.public_id]))
    assert answer.status_code == 302
