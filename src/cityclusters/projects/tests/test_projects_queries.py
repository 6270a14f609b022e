"""The team's pages take few queries, and as many with ten times the rows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cityclusters.people.models import Organisation, Person
from cityclusters.projects.models import Project
from tests import world_projects_registry as world

MOST = 20


def _counts(client: Client, project: Project) -> dict[str, int]:
    found = {}
    for route in ("team", "checklist", "checklist-whole", "risks", "commission"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse(f"projects:{route}", args=[project.public_id])).status_code == 200
        found[route] = len(queries)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("projects:list")).status_code == 200
    return {**found, "list": len(queries)}


@pytest.mark.django_db
def test_pages_of_the_team_ask_little(
    client: Client, khiva_city: Organisation, reads_english: Person
) -> None:
    things = world.things(khiva_city, reads_english)
    project = things["project"]
    client.force_login(reads_english)
    assert project.place is not None
    _counts(client, project)
    few = _counts(client, project)
    for number in range(10):
        world.more(project, project.place, reads_english, number)
    many = _counts(client, project)
    assert max(few.values()) <= MOST, few
    assert many == few
