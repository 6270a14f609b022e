"""Reading a local plan, publishing it, and leaving nothing behind (rules LP1, LP5)."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.localplans import acts
from cityclusters.projects.localplans.urls import LOCAL_PLANS
from cityclusters.projects.models import LocalPlan, Project
from cityclusters.projects.tests.local_plans import DAY, action, driver, local_plan, published

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person | None], Client]


@pytest.fixture
def project(khiva_city: Organisation, reads_english: Person) -> Project:
    return local_plan(khiva_city, reads_english)


def _read(browser: Client, project: Project, more: str = "") -> str:
    answer = browser.get(f"/projects/{project.public_id}/{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_tells_driver_action_owner_cost_and_state(client: Client, project: Project) -> None:
    done = action(project, driver(project))
    project.action_steps.create(action=done.key, state="going", on=DAY)
    project.finance.create(
        action=done.key, name="Region", kind="national", currency="PEN", state="confirmed",
        confirmed=Decimal(250), since=DAY, language="en",
    )  # fmt: skip
    published(project)
    page = _read(client, project).split("plan-story", 1)[1]
    parts = [
        "can&#x27;t leave",
        "National study",
        "Courses for weavers",
        "Municipality",
        "250 confirmed",
        "Going on",
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert "25 %" in page


def test_nobody_reads_it_before_it_is_published(client: Client, as_person: SignIn, project: Project) -> None:
    driver(project)
    assert client.get(f"/projects/{project.public_id}/").status_code == 404
    Project.objects.filter(pk=project.pk).update(shown_to=Project.Audience.PUBLIC)
    assert "own can" not in _read(client, project)
    assert client.get(f"/projects/{project.public_id}/outline/").status_code == 404


def test_LP1_publishing_names_the_words(as_person: SignIn, project: Project, reads_english: Person) -> None:
    driver(project, statement="In 2019 Rosa Quispe, 34 years old, could not leave.")
    leader = as_person(reads_english)
    page = _read(leader, project, "outline/publication/")
    assert "Rosa Quispe" in page
    assert "34 years old" in page
    with pytest.raises(NotPossible, match="Rosa Quispe"):
        acts.publish(project, reads_english, was_read=True)
    assert not LocalPlan.objects.filter(project=project).exclude(published_at=None).exists()


def test_LP1_a_person_reads_it_before_it_is_published(
    as_person: SignIn, project: Project, reads_english: Person
) -> None:
    driver(project)
    leader, address = as_person(reads_english), f"/projects/{project.public_id}/outline/publication/"
    assert "I have read all texts" in leader.post(address, {}).content.decode()
    assert leader.post(address, {"was_read": "on"}).status_code == 302
    project.refresh_from_db()
    assert project.shown_to == Project.Audience.PUBLIC
    acts.withdraw(project, reads_english)
    project.refresh_from_db()
    assert project.shown_to == Project.Audience.TEAM


def test_LP1_names_of_nobody_are_cleared_by_who_leads(
    as_person: SignIn, project: Project, reads_english: Person
) -> None:
    driver(project, statement="In the valley, Quechua is spoken at home and not at the police.")
    leader = as_person(reads_english)
    leader.post(f"/projects/{project.public_id}/outline/words/", {"word": ["Quechua"]})
    acts.publish(project, reads_english, was_read=True)
    with pytest.raises(NotPossible):
        acts.clear(project, reads_english, ["rosa@mail.example"])


def test_LP1_a_text_changed_later_is_hidden_until_it_is_looked_at(
    client: Client, as_person: SignIn, project: Project, reads_english: Person
) -> None:
    row = driver(project)
    published(project)
    acts.write_row(project, reads_english, row, {"statement": "Since 12 May 2021, Rosa Quispe hides."})
    page = _read(client, project)
    assert "Quispe" not in page
    assert "This text is being looked at" in page
    assert "Quispe" in _read(as_person(reads_english), project)


def test_LP1_actions_and_owners_are_looked_at_as_well(client: Client, project: Project) -> None:
    action(project, driver(project), owner="Rosa Quispe", title="Courses for Rosa Quispe")
    published(project)
    assert "Quispe" not in _read(client, project)


def test_LP1_there_is_no_place_to_report_a_case(client: Client, as_person: SignIn, project: Project) -> None:
    action(project, driver(project))
    published(project)
    for more in ("", "outline/", "outline/institutions/", "outline/money/"):
        page = _read(client, project, more)
        assert "<textarea" not in page
        assert 'type="file"' not in page
        assert 'method="post"' not in page


def test_LP1_small_numbers_of_people_are_not_shown_by_sex(
    client: Client, as_person: SignIn, project: Project, reads_english: Person
) -> None:
    project.consultations.create(on=DAY, about="draft", form="Workshop", female=24, male=2, language="en")
    project.consultations.create(on=DAY, about="draft", form="Talk", female=3, language="en")
    published(project)
    page = _read(client, project, "outline/")
    assert "26 people" in page
    assert "fewer than five people" in page
    assert "women 24" not in page
    assert "women 24" in _read(as_person(reads_english), project, "outline/")


def test_LP5_pages_leave_nothing_behind(client: Client, as_person: SignIn, project: Project) -> None:
    action(project, driver(project))
    published(project)
    for more in ("", "outline/", "outline/institutions/"):
        answer = client.get(f"/projects/{project.public_id}/{more}")
        page = answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "<title>Cities Clusters</title>" in page
        assert 'hx-history="false"' in page
        assert 'href="/rest/"' in page
        assert "history of your browser is not erased" in page


def test_LP5_who_has_just_left_gets_the_neutral_page(client: Client, project: Project) -> None:
    published(project)
    client.get("/rest/")
    client.get("/hello/?now")
    for more in ("", "outline/", "outline/money/"):
        assert client.get(f"/projects/{project.public_id}/{more}")["Location"] == "/hello/"


def test_T18_addresses_say_nothing_of_what_the_plan_is_about(project: Project) -> None:
    for route in LOCAL_PLANS:
        words = str(route.pattern).lower()
        assert not [word for word in ("violence", "gbv", "victim", "shelter", "local-plan") if word in words]


def test_the_page_of_a_long_plan_asks_no_more_often(client: Client, project: Project) -> None:
    counts = []
    for number in (1, 9):
        for _row in range(number):
            action(project, driver(project))
            project.consultations.create(on=DAY, about="draft", form="Talk", female=30, language="en")
        published(project)
        made = []
        for more in ("", "outline/", "outline/money/", "outline/institutions/"):
            with CaptureQueriesContext(connection) as queries:
                _read(client, project, more)
            made.append(len(queries))
        counts.append(made)
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 12


def test_what_others_said_is_quoted_with_its_source(client: Client, project: Project) -> None:
    beside = published(project)
    beside.claim, beside.claim_source, beside.claim_on = "more than 30 allied institutions", "News page", DAY
    beside.save()
    page = _read(client, project, "outline/institutions/")
    assert "more than 30 allied institutions" in page
    assert "0 institutions had a part" in page
