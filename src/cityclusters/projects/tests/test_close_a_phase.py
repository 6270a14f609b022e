"""Phases close when nothing is missing, in their order, and open again with a reason (rule CO1)."""

import pytest

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.projects import phases
from cityclusters.projects.models import Project
from cityclusters.projects.tests import making


@pytest.fixture
def nothing_missing(settings: object) -> None:
    settings.PHASE_CHECKS = []  # type: ignore[attr-defined]


def test_CO1_a_phase_closes_and_the_next_begins(
    nothing_missing: None, khiva_city: Organisation, khiva_deputy: Person
) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    phases.close_phase(project, "identification", khiva_deputy)
    assert project.phase == "selection"
    phases.close_phase(project, "identification", khiva_deputy)  # twice is once
    assert project.closings.count() == 1
    assert Entry.objects.filter(act="projects_phase.closed").count() == 1


def test_CO1_a_phase_stays_open_while_something_is_missing(
    khiva_city: Organisation, khiva_deputy: Person
) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    with pytest.raises(NotPossible, match="briefing"):
        phases.close_phase(project, "identification", khiva_deputy)
    project.refresh_from_db()
    assert project.phase == "identification"
    assert not project.closings.exists()


def test_only_the_present_phase_closes(
    nothing_missing: None, khiva_city: Organisation, khiva_deputy: Person
) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    for phase in ("diagnosis", "closed", "nothing"):
        with pytest.raises(NotPossible):
            phases.close_phase(project, phase, khiva_deputy)


def test_only_those_who_lead_close(
    nothing_missing: None, khiva_city: Organisation, khiva_deputy: Person, newcomer: Person
) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    making.team(project, newcomer, "cda", decides=True)
    with pytest.raises(NotPossible):
        phases.close_phase(project, "identification", newcomer)


def test_a_phase_opens_again_with_those_after_it(
    nothing_missing: None, khiva_city: Organisation, khiva_deputy: Person
) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    for phase in ("identification", "selection", "governance"):
        phases.close_phase(project, phase, khiva_deputy)
    with pytest.raises(NotPossible):
        phases.reopen_phase(project, "selection", khiva_deputy, " ")
    phases.reopen_phase(project, "selection", khiva_deputy, "Two more candidates came up.")
    assert project.phase == "selection"
    done = [step.phase.code for step in phases.steps(project) if step.is_done]
    assert done == ["identification"]
    assert project.closings.exclude(reopened_at=None).count() == 2
    phases.close_phase(project, "selection", khiva_deputy)
    assert project.phase == "governance"


@pytest.mark.parametrize("kind", Project.Kind.values)
def test_the_last_phase_closes_the_project(
    nothing_missing: None, khiva_city: Organisation, khiva_deputy: Person, kind: str
) -> None:
    project = making.project(khiva_city, kind=kind, lead=khiva_deputy)
    for phase in phases.of_kind(kind)[:-1]:
        phases.close_phase(project, phase.code, khiva_deputy)
    assert (project.phase, project.state) == ("closed", "closed")
    assert phases.missing(project, "closed") == []


def test_a_project_that_does_not_go_on_closes_no_phase(
    nothing_missing: None, khiva_city: Organisation, khiva_deputy: Person
) -> None:
    project = making.project(khiva_city, lead=khiva_deputy, state="suspended", state_reason="Elections")
    with pytest.raises(NotPossible):
        phases.close_phase(project, "identification", khiva_deputy)
