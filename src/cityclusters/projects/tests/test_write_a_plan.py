"""Writing a plan: versions, what the gate answers, putting it in force, what became of actions."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.projects import phases
from cityclusters.projects.models import Action, Indicator, Objective, Plan, Project
from cityclusters.projects.planning import acts, judging, money, versions
from cityclusters.projects.tests import making, making_plans

SignIn = Callable[[Person | None], Client]


@pytest.fixture
def project(khiva_city: Organisation, reads_english: Person) -> Project:
    return making.project(khiva_city, lead=reads_english)


def codes(plan: Plan) -> list[str]:
    """What the gate says blocks it."""
    plan.refresh_from_db()
    return [said.code for said in judging.answer(plan, judging.parts_of(plan)).errors]


def test_CO2_the_gate_opens_step_by_step(project: Project, khiva_deputy: Person) -> None:
    plan = acts.begin(project, khiva_deputy, "en")
    assert codes(plan) == ["G1", "G1", "G1", "G1", "G2", "G7"]
    found = making_plans.findings(project)
    goal = making_plans.objective(plan, khiva_deputy, found[0])
    assert codes(plan) == ["G6", "G7"]
    making_plans.action(plan, khiva_deputy, goal)
    making_plans.indicator(plan, khiva_deputy, goal, target_male=40)
    assert codes(plan) == ["G5"]
    aim = plan.aims.get()
    acts.write_indicator(plan, khiva_deputy, aim, {"target_male": 45})
    assert codes(plan) == []


def test_CO3_a_plan_for_women_alone_passes_with_its_reason(project: Project, khiva_deputy: Person) -> None:
    plan = making_plans.complete(project, khiva_deputy, target=164, target_female=164, target_male=None)
    Action.objects.update(engages_men=False)
    assert codes(plan) == ["G3", "G7"]
    acts.frame(plan, khiva_deputy, {"single_sex": "female"})
    assert codes(plan) == ["G12"]
    acts.frame(plan, khiva_deputy, {"single_sex_reason": "A cooperative of 164 women"})
    assert codes(plan) == []


def test_CO4_a_target_below_todays_share_only_warns(project: Project, khiva_deputy: Person) -> None:
    plan = making_plans.complete(project, khiva_deputy, baseline_female=60, baseline_male=40)
    answer = judging.answer(plan, judging.parts_of(plan))
    assert (answer.passes, [said.code for said in answer.warnings]) == (True, ["G9"])
    assert answer.warnings[0].url.endswith("#id_target_female")


def test_CO5_only_an_endorsed_version_comes_into_force(project: Project, khiva_deputy: Person) -> None:
    plan = making_plans.complete(project, khiva_deputy)
    with pytest.raises(NotPossible, match="endorsed"):
        acts.put_in_force(plan, khiva_deputy)
    making_plans.endorse(plan)
    acts.put_in_force(plan, khiva_deputy, date(2026, 1, 1))
    assert Plan.objects.get().state == Plan.State.IN_FORCE
    assert Entry.objects.filter(act="projects_plan.in_force").count() == 1


def test_CO5_an_endorsed_version_and_one_in_force_are_not_edited(
    project: Project, khiva_deputy: Person
) -> None:
    plan = making_plans.complete(project, khiva_deputy)
    making_plans.endorse(plan)
    for _again in range(2):
        with pytest.raises(NotPossible, match=r"endorsed|can't be changed"):
            acts.frame(plan, khiva_deputy, {"men_reason": "None"})
        acts.put_in_force(plan, khiva_deputy)


def test_a_new_version_copies_and_leaves_the_old_one_alone(project: Project, khiva_deputy: Person) -> None:
    old = making_plans.in_force(project, khiva_deputy)
    new = acts.begin(project, khiva_deputy, "en")
    assert acts.begin(project, khiva_deputy, "en") == new
    assert (new.number, new.state) == (2, Plan.State.DRAFT)
    assert new.objectives.get().key == old.objectives.get().key
    assert new.aims.get().indicator == old.aims.get().indicator
    acts.write_objective(new, khiva_deputy, new.objectives.get(), {"text": "Another aim"})
    assert old.objectives.get().text != "Another aim"
    making_plans.endorse(new)
    acts.put_in_force(new, khiva_deputy, date(2026, 7, 1))
    old.refresh_from_db()
    assert (old.state, old.in_force_until) == (Plan.State.SUPERSEDED, date(2026, 7, 1))


def test_CO8_the_version_in_force_at_the_time_is_found(project: Project, khiva_deputy: Person) -> None:
    making_plans.in_force(project, khiva_deputy)
    new = acts.begin(project, khiva_deputy, "en")
    making_plans.endorse(new)
    acts.put_in_force(new, khiva_deputy, date(2026, 7, 1))
    plans = list(project.plans.all())
    days = [date(2025, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2030, 1, 1)]
    found = [versions.in_force_at(plans, day) for day in days]
    assert [plan.number for plan in found if plan] == [1, 1, 2, 2]


def test_what_an_indicator_counts_stays_once_it_was_in_force(project: Project, khiva_deputy: Person) -> None:
    making_plans.in_force(project, khiva_deputy)
    new = acts.begin(project, khiva_deputy, "en")
    acts.write_indicator(
        new, khiva_deputy, new.aims.get(), {"unit": "money", "target": 90, "source": "Lists"}
    )
    indicator = Indicator.objects.get()
    assert (indicator.unit, indicator.source, new.aims.get().target) == ("people", "Lists", Decimal(90))


def test_the_database_knows_one_draft(project: Project, khiva_deputy: Person) -> None:
    acts.begin(project, khiva_deputy, "en")
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(project=project, number=2, language="en")


def test_who_does_not_write_in_the_project_is_refused(project: Project, newcomer: Person) -> None:
    with pytest.raises(NotPossible):
        acts.begin(project, newcomer, "en")


def test_CO1_the_phase_of_the_plan_waits_for_a_plan_in_force(project: Project, khiva_deputy: Person) -> None:
    assert [lack.code for lack in versions.missing(project, "action_plan")] == ["plan"]
    assert versions.missing(project, "selection") == []
    making_plans.complete(project, khiva_deputy, target_male=40)
    assert [lack.code for lack in versions.missing(project, "action_plan")] == ["G5"]
    Plan.objects.all().delete()
    making_plans.in_force(project, khiva_deputy)
    assert versions.missing(project, "action_plan") == []
    assert phases.missing(project, "action_plan") is not None


def test_only_a_complete_version_is_ready_to_be_endorsed(project: Project, khiva_deputy: Person) -> None:
    assert versions.version(project, None) is None
    plan = acts.begin(project, khiva_deputy, "en")
    assert versions.version(project, None) is None
    making_plans.complete(project, khiva_deputy)
    found = versions.version(project, None)
    assert found is not None
    assert (found.number, found.url) == (1, plan.get_absolute_url())


def test_CO7_money_for_equality_and_what_reaches_women(project: Project, khiva_deputy: Person) -> None:
    plan = making_plans.complete(project, khiva_deputy)
    goal = plan.objectives.get()
    making_plans.action(plan, khiva_deputy, goal, tag="mainstreamed", cost=3000, women_percent=None)
    making_plans.action(plan, khiva_deputy, goal, tag="none", cost=2000, women_percent=50)
    making_plans.action(plan, khiva_deputy, goal, cost=900, currency="EUR")
    dollars, euros = money.of_actions(Action.objects.all())
    assert (dollars.currency, euros.currency) == ("USD", "EUR")
    assert (dollars.cost, dollars.targeted, dollars.mainstreamed) == (
        Decimal(10_000),
        Decimal(5000),
        Decimal(3000),
    )
    assert (dollars.women, dollars.stated, dollars.women_percent, dollars.stated_percent) == (
        Decimal(5000),
        Decimal(7000),
        71,
        70,
    )


def test_what_became_of_an_action_needs_evidence_when_done(project: Project, khiva_deputy: Person) -> None:
    plan = making_plans.in_force(project, khiva_deputy)
    action = Action.objects.select_related("objective__plan").get(objective__plan=plan)
    fields = {"state": "done", "on": date(2026, 3, 1), "evidence": "", "link": ""}
    with pytest.raises(NotPossible, match="shows"):
        acts.note_step(project, khiva_deputy, action, fields)
    acts.note_step(project, khiva_deputy, action, fields | {"evidence": "List of the course"})
    new = acts.begin(project, khiva_deputy, "en")
    assert Action.objects.get(objective__plan=new).key == project.action_steps.get().action


def test_the_gate_answers_as_one_types(project: Project, khiva_deputy: Person, as_person: SignIn) -> None:
    plan = making_plans.complete(project, khiva_deputy)
    client = as_person(khiva_deputy)
    url = reverse("projects:plan-gate", args=[project.public_id, plan.number, "indicator", "new"])
    typed = {"name": "Jobs", "unit": "people", "target": "10", "target_female": "6", "target_male": "3"}
    said = client.post(url, typed).content.decode()
    assert "do not add up" in said
    assert "baseline_female" in said
    typed |= {"target_male": "4", "baseline_female": "1", "baseline_male": "2"}
    assert "The gate is open" in client.post(url, typed).content.decode()
    assert plan.aims.count() == 1
    frame = reverse("projects:plan-gate", args=[project.public_id, plan.number, "frame", "new"])
    assert "Say why" in client.post(frame, {"single_sex": "female"}).content.decode()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_refused_form_comes_back_filled_in(
    project: Project, khiva_deputy: Person, as_person: SignIn, headers: dict[str, str]
) -> None:
    plan = making_plans.complete(project, khiva_deputy)
    url = reverse("projects:plan-action-new", args=[project.public_id, plan.number])
    client = as_person(khiva_deputy)
    answer = client.post(url, {"title": "Build a dryer", "cost": "5", "due": "soon"}, headers=headers)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Build a dryer" in page
    assert "Say in which currency" in page


def test_a_plan_is_written_in_pages(project: Project, khiva_deputy: Person, as_person: SignIn) -> None:
    finding = making_plans.findings(project)[0]
    client = as_person(khiva_deputy)
    home = reverse("projects:plan", args=[project.public_id])
    assert "There is no plan yet" in client.get(home).content.decode()
    version = client.post(reverse("projects:plan-new", args=[project.public_id])).headers["Location"]
    client.post(f"{version}objectives/new/", {"text": "A", "gender": "on", "finding": finding.public_id})
    goal = Objective.objects.get()
    assert goal.finding == finding
    typed = {"objective": goal.public_id, "title": "Train", "owner": "CDA", "cost": "5", "currency": "usd"}
    client.post(f"{version}actions/new/", typed | {"due": "2027-01-31", "engages_men": "on"})
    client.post(f"{version}indicators/new/", {"name": "Trained", "unit": "people", "type": "periodic",
        "direction": "up", "rhythm": "month", "target": "9", "target_female": "5", "target_male": "4",
        "baseline_due": "2026-12-31", "objective": goal.public_id})  # fmt: skip
    page = client.get(version).content.decode()
    assert "The gate is open" in page
    aim = Plan.objects.get().aims.get()
    way = f"{version}indicators/{aim.indicator.public_id}/targets/"
    first = client.get(way).context["form"].periods[0]
    client.post(way, {f"{first}__female": "2", f"{first}__male": "1"})
    assert (aim.targets.get().period, aim.targets.get().female) == (first, Decimal(2))
    client.post(f"{version}indicators/{aim.indicator.public_id}/", {"remove": "1"})
    assert not Indicator.objects.exists()


def test_numbers_of_today_that_nobody_knows_leave_no_empty_list(
    project: Project, khiva_deputy: Person, as_person: SignIn
) -> None:
    unknown = {"baseline_female": None, "baseline_male": None, "baseline_due": date(2030, 1, 1)}
    plan = making_plans.complete(project, khiva_deputy, **unknown)
    page = as_person(khiva_deputy).get(plan.get_absolute_url()).content.decode()
    assert "known by 1 January 2030" in page
    assert '<ul class="plain small"></ul>' not in page


def test_a_draft_is_the_teams(project: Project, khiva_deputy: Person, as_person: SignIn) -> None:
    plan = making_plans.complete(project, khiva_deputy)
    url = plan.get_absolute_url()
    assert as_person(None).get(url).status_code == 404
    making_plans.endorse(plan)
    acts.put_in_force(plan, khiva_deputy)
    assert as_person(None).get(url).status_code == 200


def test_the_page_of_a_plan_asks_as_much_with_ten_times_as_many_rows(
    project: Project,
    khiva_deputy: Person,
    as_person: SignIn,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    plan = making_plans.complete(project, khiva_deputy)
    for _number in range(10):
        goal = making_plans.objective(plan, khiva_deputy, None)
        making_plans.action(plan, khiva_deputy, goal)
        making_plans.indicator(plan, khiva_deputy, goal)
    client = as_person(khiva_deputy)
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
        assert client.get(plan.get_absolute_url()).status_code == 200
