"""Writing beside a local plan, its phases and its warnings (rules LP1 to LP3, LP6, LP7)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.localplans import acts, gates
from cityclusters.projects.localplans.money import totals
from cityclusters.projects.models import Action, Consultation, FinanceSource, Plan, Project, ReportCount
from cityclusters.projects.tests.local_plans import DAY, action, driver, local_plan, published, seat

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person | None], Client]
State = FinanceSource.State


@pytest.fixture
def project(khiva_city: Organisation, reads_english: Person) -> Project:
    return local_plan(khiva_city, reads_english)


@pytest.fixture
def writer(as_person: SignIn, reads_english: Person) -> Client:
    return as_person(reads_english)


def _codes(project: Project, phase: str) -> list[str]:
    return [lack.code for lack in gates.missing(project, phase)]


def _post(writer: Client, project: Project, room: str, **fields: Any) -> Any:
    return writer.post(f"/projects/{project.public_id}/outline/{room}/new/", fields)


def test_LP2_a_driver_needs_a_source(writer: Client, project: Project) -> None:
    fields = {"level": "community", "statement": "Shops close at night", "evidence": "study", "source": ""}
    assert _post(writer, project, "reasons", **fields).status_code == 422
    assert not project.drivers.exists()
    assert _post(writer, project, "reasons", **{**fields, "source": "Study of 2019"}).status_code == 302
    assert project.drivers.get().language == "en"
    assert Entry.objects.filter(act="projects_local.changed").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        driver(project, source="")


def test_LP2_an_action_that_answers_no_driver_keeps_the_draft_open(project: Project) -> None:
    assert _codes(project, "drafted") == ["local_actions"]
    loose = action(project, None)
    assert _codes(project, "drafted") == [f"local_driver_{loose.key}"]
    loose.objective.driver = driver(project)
    loose.objective.save()
    assert _codes(project, "drafted") == []


def test_LP2_a_driver_that_an_objective_answers_stays(writer: Client, project: Project) -> None:
    kept = driver(project)
    action(project, kept)
    address = f"/projects/{project.public_id}/outline/rows/{kept.public_id}/removal/"
    assert "An objective of the plan answers this driver" in writer.post(address).content.decode()
    assert project.drivers.exists()


def test_LP3_adopted_needs_the_act_and_women_with_a_vote(
    writer: Client, project: Project, reads_english: Person
) -> None:
    assert _codes(project, "adopted") == ["local_act", "local_women_vote"]
    act = {"act_title": "Ordinance on equality", "act_on": "2022-10-28", "act_source": "Official gazette"}
    answer = writer.post(f"/projects/{project.public_id}/outline/basis/", {**act, "act_source": ""})
    assert answer.status_code == 422
    assert writer.post(f"/projects/{project.public_id}/outline/basis/", act).status_code == 302
    assert _codes(project, "adopted") == ["local_women_vote"]
    seat(project, votes=False)
    seat(project, women_organisation=False)
    seat(project, starts=date(2022, 11, 1))
    assert _codes(project, "adopted") == ["local_women_vote"]
    seat(project)
    assert _codes(project, "adopted") == []


def test_LP3_only_confirmed_money_counts(project: Project, reads_english: Person) -> None:
    done = action(project, driver(project))
    source = FinanceSource(name="Region", kind="national", currency="PEN", asked=Decimal(1000), since=DAY)
    acts.write_row(project, reads_english, source, {})
    for state in (State.APPLIED, State.PLEDGED):
        acts.take_step(source, reads_english, state, Decimal(1000), DAY)
    assert _codes(project, "financed") == ["local_money"]
    with pytest.raises(NotPossible):
        acts.take_step(source, reads_english, State.CONFIRMED, Decimal(1000), DAY)
    acts.take_step(source, reads_english, State.CONFIRMED, Decimal(999), DAY, "Budget line 7")
    (line,) = totals([done], project.finance.all())
    assert (line.confirmed, line.missing, line.percent) == (Decimal(999), Decimal(1), 99)
    acts.take_step(source, reads_english, State.CONFIRMED, Decimal(1000), DAY, "Budget line 8")
    assert _codes(project, "financed") == []
    with pytest.raises(NotPossible):
        acts.take_step(source, reads_english, State.SPENT, Decimal(1001), DAY, "Receipts")
    assert source.steps.count() == 5


def test_LP3_money_in_another_currency_covers_nothing(project: Project) -> None:
    done = action(project, driver(project))
    project.finance.create(
        name="Donor", kind="cooperation", currency="USD", state=State.CONFIRMED, confirmed=5000, since=DAY,
        language="en",
    )  # fmt: skip
    assert [line.missing for line in totals([done], project.finance.all())] == [Decimal(1000), Decimal(0)]
    assert _codes(project, "financed") == ["local_money"]


def test_LP3_refused_money_does_not_count_any_more(project: Project, reads_english: Person) -> None:
    source = project.finance.create(
        name="Donor", kind="cooperation", currency="PEN", state=State.CONFIRMED, confirmed=5000, since=DAY,
        language="en",
    )  # fmt: skip
    acts.take_step(source, reads_english, State.REFUSED, None, DAY)
    assert totals([], project.finance.all())[0].confirmed == 0
    with pytest.raises(NotPossible):
        acts.remove_row(project, reads_english, FinanceSource.objects.get(pk=source.pk))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"count": 9}, "Fewer than 10 could tell of somebody"),
        ({"year": 2999}, "Only years that are over"),
        ({"source": ""}, "required"),
    ],
)
def test_LP6_counts_are_yearly_and_at_least_ten(
    writer: Client, project: Project, fields: dict[str, Any], words: str
) -> None:
    right = {"year": 2021, "what": "Reports to the police", "count": 10, "source": "Yearbook"}
    answer = _post(writer, project, "counts", **{**right, **fields})
    assert words in answer.content.decode()
    assert not ReportCount.objects.exists()
    assert _post(writer, project, "counts", **right).status_code == 302
    assert "counted already" in _post(writer, project, "counts", **right).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        project.report_counts.create(year=2020, what="x", count=9, source="y", language="en")


def test_LP6_counts_have_no_arrow(writer: Client, project: Project) -> None:
    for year, count in ((2019, 20), (2020, 31)):
        project.report_counts.create(year=year, what="Reports", count=count, source="Yearbook", language="en")
    page = writer.get(f"/projects/{project.public_id}/outline/").content.decode()
    assert "More reports are not more violence" in page
    assert not [sign for sign in ("↑", "↓", "▲", "+55", "55 %") if sign in page]


def test_LP7_what_a_plan_has_not_is_warned_of_and_answered(writer: Client, project: Project) -> None:
    row = action(project, driver(project))
    found = gates.cautions(project, gates.actions_of(gates.plan_of(project)))
    assert [one.code for one in found] == ["men", "prevention", "referral"]
    address = f"/projects/{project.public_id}/outline/"
    assert "No action engages men and boys" in writer.get(address).content.decode()
    assert writer.post(f"{address}reasons-given/men/", {"reason": ""}).status_code == 422
    assert writer.post(f"{address}reasons-given/men/", {"reason": "Another plan does"}).status_code == 302
    assert "Another plan does" in writer.get(address).content.decode()
    Action.objects.filter(pk=row.pk).update(engages_men=True, kind=Action.Kind.PREVENTION)
    found = gates.cautions(project, gates.actions_of(gates.plan_of(project)))
    assert [one.code for one in found] == ["referral"]
    assert writer.get(f"{address}reasons-given/men/").status_code == 404


def test_the_phases_ask_for_what_they_are_called_after(project: Project) -> None:
    asked = {
        "initiated": "legal", "mapped": "actors", "evidence": "drivers", "consulted": "consulted",
        "reviewed": "review",
    }  # fmt: skip
    for phase, code in asked.items():
        assert _codes(project, phase) == [f"local_{code}"]
    action(project, driver(project), cost=None, currency="")
    assert len(_codes(project, "costed")) == 1
    project.consultations.create(on=DAY, about="draft", form="Assembly", male=30, language="en")
    assert _codes(project, "consulted") == ["local_consulted"]
    project.consultations.create(on=DAY, about="draft", form="Workshop", female=24, language="en")
    assert _codes(project, "consulted") == []


def test_other_kinds_of_projects_have_no_such_phases_and_pages(
    writer: Client, project: Project, reads_english: Person
) -> None:
    Project.objects.filter(pk=project.pk).update(kind=Project.Kind.PARTNERSHIP)
    project.refresh_from_db()
    assert _codes(project, "adopted") == []
    assert writer.get(f"/projects/{project.public_id}/outline/").status_code == 404
    with pytest.raises(NotPossible):
        acts.write_basis(project, reads_english, {})


def test_who_is_not_of_the_team_writes_nothing(as_person: SignIn, project: Project, stranger: Person) -> None:
    published(project)
    with pytest.raises(NotPossible):
        acts.write_basis(project, stranger, {})
    assert as_person(stranger).get(f"/projects/{project.public_id}/outline/basis/").status_code == 404
    answer = as_person(None).get(f"/projects/{project.public_id}/outline/basis/")
    assert (answer.status_code, answer["Location"]) == (302, "/hello/")


def test_a_form_sent_twice_adds_one_driver(writer: Client, project: Project) -> None:
    fields = {"level": "society", "statement": "Laws are late", "evidence": "law", "source": "Law of 2015"}
    for _time in range(2):
        assert _post(writer, project, "reasons", once="k" * 27, **fields).status_code == 302
    assert project.drivers.count() == 1


def test_institutions_are_listed_as_on_a_day(
    writer: Client, project: Project, khiva_city: Organisation
) -> None:
    fields = {"name": "Health centre", "part": "care", "starts": "2021-05-01", "source": "Minutes"}
    assert _post(writer, project, "institutions", **fields).status_code == 302
    project.institutions.create(
        organisation=khiva_city, part="steering", starts=DAY, source="Ordinance", language="en"
    )
    address = f"/projects/{project.public_id}/outline/institutions/"
    assert (
        "1 institution had a part on 1 January 2022"
        in writer.get(f"{address}?on=2022-01-01").content.decode()
    )
    assert "2 institutions had a part" in writer.get(address).content.decode()
    assert writer.get(f"{address}?on=%00x").status_code in (200, 400)
    assert _post(writer, project, "institutions", **{**fields, "ends": "2020-01-01"}).status_code == 422
    assert _post(writer, project, "institutions", **{**fields, "name": ""}).status_code == 422


def test_a_plan_in_force_is_read_before_a_draft_by_nobody_but_its_team(project: Project) -> None:
    action(project, driver(project))
    project.plans.create(number=2, state=Plan.State.DRAFT, language="en")
    assert gates.plan_of(project) == project.plans.get(number=2)
    assert gates.in_force(project) == project.plans.get(number=1)
    assert Consultation.objects.count() == 0
