"""What projects keep about a person is taken along and forgotten; what waits for her; search and API."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.projects import own_data, waiting
from cityclusters.projects.commission import meetings, seats
from cityclusters.projects.gates import acts as gate_acts
from cityclusters.projects.models import Project
from cityclusters.projects.tests import making
from cityclusters.search.sources.projects import PROJECTS

DAY = date(2024, 5, 2)


@pytest.fixture
def cluster(khiva_city: Organisation, reads_english: Person) -> Project:
    return making.project(khiva_city, lead=reads_english)


def test_SA4_her_copy_has_her_parts_answers_and_seats(
    cluster: Project, reads_english: Person, newcomer: Person
) -> None:
    making.team(cluster, newcomer, "gender", briefed_on=DAY)
    gate_acts.answer(cluster, newcomer, "GM05", "no")
    commission = seats.set_up(cluster, reads_english, name="Ours")
    seats.add(commission, reads_english, kind="other", person=newcomer, post="", starts=DAY)
    found = own_data.collect(newcomer)
    assert found["project_parts"][0]["role"] == "gender"
    assert found["checklist_answers"][0]["item"] == "GM05"
    assert len(found["commission_seats"]) == 1


def test_SA4_she_is_forgotten_and_what_was_answered_stays(
    cluster: Project, reads_english: Person, newcomer: Person
) -> None:
    part = making.team(cluster, newcomer, "gender")
    given = gate_acts.answer(cluster, newcomer, "GM05", "no")
    own_data.erase(newcomer)
    part.refresh_from_db()
    given.refresh_from_db()
    assert part.ends is not None
    assert (given.by, given.answer) == (None, "no")


def test_reasons_wait_for_a_second_person_and_not_for_who_gave_them(
    cluster: Project, reads_english: Person, newcomer: Person
) -> None:
    making.team(cluster, newcomer, "gender")
    gate_acts.answer(cluster, reads_english, "GM05", "na", reason="Named by the ministry")
    assert [item.kind for item in waiting.items(newcomer)] == ["Checklist"]
    assert waiting.items(reads_english) == []


def test_a_meeting_that_has_been_waits_for_its_list(cluster: Project, reads_english: Person) -> None:
    commission = seats.set_up(cluster, reads_english, name="Ours")
    commission.project = cluster
    meetings.plan(commission, reads_english, on=DAY)
    assert [(item.kind, item.light) for item in waiting.items(reads_english)] == [("Commission", "red")]


def test_what_waits_of_a_local_plan_does_not_name_it(khiva_city: Organisation, reads_english: Person) -> None:
    plan = making.project(khiva_city, kind=Project.Kind.LOCAL_PLAN, lead=reads_english)
    commission = seats.set_up(plan, reads_english, name="Body")
    commission.project = plan
    meetings.plan(commission, reads_english, on=DAY)
    assert str(plan) not in waiting.items(reads_english)[0].title


def test_SA1_only_public_projects_are_in_the_search(cluster: Project) -> None:
    assert [page.title for page in PROJECTS.pages_of()] == [str(cluster)]
    Project.objects.update(shown_to="team")
    assert list(PROJECTS.pages_of()) == []


def test_public_projects_as_json_and_csv(client: Client, cluster: Project, khiva_city: Organisation) -> None:
    hidden = making.project(khiva_city, title=make_texts("en", en="=HIDDEN()"), shown_to="team")
    data = client.get(reverse("api:projects.json")).json()
    assert [row["id"] for row in data["projects"]] == [cluster.public_id]
    assert data["projects"][0]["lead"]["id"] == khiva_city.public_id
    text = b"".join(client.get(reverse("api:projects.csv"))).decode()
    assert cluster.public_id in text
    assert hidden.public_id not in text
    assert client.get(reverse("api:projects.json"), {"kind": "local_plan"}).json()["projects"] == []
