"""Joining a team, leaving it, handing over its lead; balance only where it can be told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges.balance import of
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.models import Project
from cityclusters.projects.team import acts, checks, facts, words
from cityclusters.projects.tests import making

DAY = date(2024, 5, 2)


def test_somebody_joins_and_gets_one_letter(
    khiva_city: Organisation, khiva_deputy: Person, newcomer: Person
) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    made = acts.add(project, khiva_deputy, newcomer, "cda", decides=True)
    assert acts.add(project, khiva_deputy, newcomer, "cda", decides=True) == made
    assert Letter.objects.filter(person=newcomer).count() == 1
    assert Entry.objects.filter(act="projects_team.joined").count() == 1


def test_the_letter_about_a_local_plan_says_nothing_of_it(
    khiva_city: Organisation, khiva_deputy: Person, newcomer: Person
) -> None:
    project = making.project(khiva_city, kind=Project.Kind.LOCAL_PLAN, lead=khiva_deputy)
    acts.add(project, khiva_deputy, newcomer, "member")
    letter = Letter.objects.get(person=newcomer)
    assert str(project) not in letter.subject + letter.body
    assert project.public_id not in letter.body


def test_others_change_no_team(khiva_city: Organisation, khiva_deputy: Person, newcomer: Person) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    making.team(project, newcomer, "cda", decides=True)
    with pytest.raises(NotPossible):
        acts.add(project, newcomer, newcomer, "lead")


def test_the_lead_is_handed_over_on_a_day(
    khiva_city: Organisation, khiva_deputy: Person, newcomer: Person
) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    lead = project.team.get()
    first = timezone.localdate() + timedelta(days=10)
    made = acts.hand_over(lead, khiva_deputy, newcomer, first)
    lead.refresh_from_db()
    assert lead.ends == first - timedelta(days=1)
    assert made.decides
    assert not made.is_on()
    assert made.is_on(first)
    with pytest.raises(NotPossible):
        acts.hand_over(lead, khiva_deputy, khiva_deputy, first)


def test_everybody_may_end_her_own_part(
    khiva_city: Organisation, khiva_deputy: Person, newcomer: Person
) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    mine = making.team(project, newcomer, "member", starts=DAY)
    acts.finish(mine, newcomer)
    with pytest.raises(NotPossible):
        acts.finish(project.team.get(person=khiva_deputy), newcomer)


# -- balance ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("women", "men", "balanced"),
    [(1, 1, True), (1, 2, True), (2, 3, True), (1, 3, False), (2, 5, False), (3, 0, False)],
)  # fmt: skip
def test_T22_small_teams_are_judged_by_what_is_attainable(women: int, men: int, balanced: bool) -> None:
    assert of(["female"] * women + ["male"] * men).balanced is balanced


def test_missing_data_is_not_balance() -> None:
    few = of(["female", "male", "", ""])
    assert not few.balanced
    assert words.verdict(few) == "Too few have stated their sex to say anything about balance."


def test_GM01_balance_is_taken_of_those_who_decide(
    khiva_city: Organisation, khiva_deputy: Person, bukhara_deputy: Person, newcomer: Person
) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    making.team(project, bukhara_deputy, "specialist", decides=True)
    making.team(project, bukhara_deputy, "reporter")
    making.team(project, newcomer, "member")
    known = facts.today(project)
    assert (known.people, known.everybody.total) == (3, 3)
    assert known.deciding.balanced
    assert known.deciding.total == 2


def test_GM02_keeps_the_first_phase_open_until_all_are_briefed_and_the_focal_point_has_time(
    khiva_city: Organisation, khiva_deputy: Person, newcomer: Person
) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    focal = making.team(project, newcomer, "gender")
    assert [lack.code for lack in checks.missing(project, "identification")] == [
        "team_unbriefed",
        "team_focal",
    ]
    acts.change(project.team.get(person=khiva_deputy), khiva_deputy, briefed_on=DAY)
    acts.change(focal, khiva_deputy, briefed_on=DAY, days_per_month=Decimal(2))
    assert checks.missing(project, "identification") == []
    assert checks.missing(project, "vision") == []


# -- pages --------------------------------------------------------------------------------------------


def test_the_team_is_for_those_who_work_on_it(
    client: Client, khiva_city: Organisation, reads_english: Person, newcomer: Person, stranger: Person
) -> None:
    project = making.project(khiva_city, lead=reads_english)
    making.team(project, newcomer, "member")
    url = reverse("projects:team", args=[project.public_id])
    assert client.get(url).status_code == 302
    for person, status in ((stranger, 404), (newcomer, 200), (reads_english, 200)):
        client.force_login(person)
        assert client.get(url).status_code == status
    page = client.get(url).content.decode()
    assert "No gender focal point is named" in page


def test_a_form_adds_once_and_comes_back_filled_in(
    client: Client, khiva_city: Organisation, reads_english: Person, newcomer: Person
) -> None:
    project = making.project(khiva_city, lead=reads_english)
    client.force_login(reads_english)
    url = reverse("projects:team-add", args=[project.public_id])
    sent = {"person": "nobody@mail.example", "role": "cda", "starts": "2024-05-02", "days_per_month": "3"}
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert b"nobody@mail.example" in answer.content
    for _twice in range(2):
        assert client.post(url, {**sent, "person": newcomer.email or ""}).status_code == 302
    assert project.team.filter(person=newcomer).count() == 1


def test_a_visitor_of_a_local_plan_is_not_sent_to_sign_in_with_its_address(
    client: Client, khiva_city: Organisation
) -> None:
    project = making.project(khiva_city, kind=Project.Kind.LOCAL_PLAN)
    answer = client.get(reverse("projects:team", args=[project.public_id]))
    assert answer.status_code == 302
    assert project.public_id not in answer["Location"]
    assert "no-store" in answer["Cache-Control"]
