"""Numbers of a project: filled in, checked by another, locked; by sex against the plan of their time."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.models import Aim, Indicator, Project, TeamMember, Value
from cityclusters.projects.monitoring import acts, due, jobs, own_data, reading, waiting
from cityclusters.projects.planning import acts as plan_acts
from cityclusters.projects.progress import period_on
from cityclusters.projects.tests import making, making_plans

SignIn = Callable[[Person | None], Client]


@pytest.fixture
def project(khiva_city: Organisation, reads_english: Person, newcomer: Person) -> Project:
    """With a plan in force since January 2026; the newcomer reports, the deputy leads."""
    made = making.project(khiva_city, lead=reads_english)
    making.team(made, newcomer, TeamMember.Role.REPORTER, starts=date(2020, 1, 1))
    making_plans.in_force(made, reads_english)
    return made


@pytest.fixture
def indicator(project: Project, newcomer: Person) -> Indicator:
    found = Indicator.objects.select_related("project").get()
    found.reporter = newcomer
    found.save()
    return found


def fill(indicator: Indicator, by: Person, code: str, female: int, male: int, **fields: Any) -> Value:
    return acts.fill(indicator, code, by, female=female, male=male, other=0, not_stated=1, **fields)


def test_another_person_approves(indicator: Indicator, newcomer: Person, khiva_deputy: Person) -> None:
    value = fill(indicator, newcomer, "2026-Q1", 20, 9)
    assert (value.total, value.state) == (Decimal(30), Value.State.DRAFT)
    with pytest.raises(NotPossible, match="Somebody else"):
        acts.approve(value, newcomer)
    acts.approve(value, khiva_deputy)
    value.refresh_from_db()
    assert (value.state, value.approved_by) == (Value.State.APPROVED, khiva_deputy)
    own = fill(indicator, khiva_deputy, "2026-Q2", 30, 9)
    with pytest.raises(NotPossible, match="Somebody else"):
        acts.approve(own, khiva_deputy)
    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.filter(pk=own.pk).update(
            state="approved", approved_by=khiva_deputy, approved_at=timezone.now()
        )


def test_only_approved_numbers_count(indicator: Indicator, newcomer: Person, khiva_deputy: Person) -> None:
    value = fill(indicator, newcomer, "2026-Q1", 20, 9)
    indicator.refresh_from_db()
    assert (indicator.total, indicator.reported_until) == (None, date(2026, 3, 31))
    acts.approve(value, khiva_deputy)
    indicator.refresh_from_db()
    assert (indicator.female, indicator.male) == (Decimal(20), Decimal(9))
    assert (indicator.not_stated, indicator.total) == (Decimal(1), Decimal(30))
    assert (indicator.women_met, indicator.all_met) == (False, False)


def test_a_change_keeps_what_stood_and_is_checked_again(
    indicator: Indicator, newcomer: Person, khiva_deputy: Person
) -> None:
    value = fill(indicator, newcomer, "2026-Q1", 20, 9)
    acts.approve(value, khiva_deputy)
    with pytest.raises(NotPossible, match="Say why"):
        fill(indicator, newcomer, "2026-Q1", 21, 9)
    changed = fill(indicator, newcomer, "2026-Q1", 21, 9, reason="One list was missing")
    assert changed.pk == value.pk
    assert (changed.state, changed.approved_by) == (Value.State.DRAFT, None)
    change = changed.changes.get()
    assert (change.before["female"], change.after["female"], change.reason) == (
        "20",
        "21",
        "One list was missing",
    )


def test_a_locked_number_stays(indicator: Indicator, newcomer: Person, khiva_deputy: Person) -> None:
    value = fill(indicator, newcomer, "2026-Q1", 20, 9)
    with pytest.raises(NotPossible):
        acts.lock(value, khiva_deputy)
    acts.approve(value, khiva_deputy)
    with pytest.raises(NotPossible):
        acts.lock(value, newcomer)
    acts.lock(value, khiva_deputy)
    with pytest.raises(NotPossible, match="locked"):
        fill(indicator, newcomer, "2026-Q1", 21, 9, reason="Again")
    acts.unlock(value, khiva_deputy, "A list was missing")
    fill(indicator, newcomer, "2026-Q1", 21, 9, reason="Again")


def test_all_so_far_does_not_fall_without_a_reason(indicator: Indicator, newcomer: Person) -> None:
    fill(indicator, newcomer, "2026-Q1", 20, 9)
    with pytest.raises(NotPossible, match="women"):
        fill(indicator, newcomer, "2026-Q2", 19, 12)
    fill(indicator, newcomer, "2026-Q2", 19, 12, fall_reason="Two were counted twice")
    with pytest.raises(NotPossible, match="men"):
        fill(indicator, newcomer, "2026-Q1", 10, 15)


@pytest.mark.parametrize("code", ["2026-01", "2026", "2026-Q9", "2099-Q1", ""])
def test_a_period_of_another_rhythm_or_not_over_is_refused(
    indicator: Indicator, newcomer: Person, code: str
) -> None:
    with pytest.raises(NotPossible, match="period"):
        fill(indicator, newcomer, code, 1, 1)


def test_nothing_filled_in_is_no_zero(indicator: Indicator, newcomer: Person, stranger: Person) -> None:
    with pytest.raises(NotPossible, match="number"):
        acts.fill(indicator, "2026-Q1", newcomer)
    with pytest.raises(NotPossible, match="Only whoever"):
        fill(indicator, stranger, "2026-Q1", 1, 1)


def test_CO8_progress_is_by_sex_against_the_version_of_its_time(
    project: Project, indicator: Indicator, newcomer: Person, khiva_deputy: Person
) -> None:
    first = fill(indicator, newcomer, "2026-Q1", 11, 9)
    second = fill(indicator, newcomer, "2026-Q3", 44, 9)
    for value in (first, second):
        acts.approve(value, khiva_deputy)
    new = plan_acts.begin(project, khiva_deputy, "en")
    plan_acts.write_indicator(new, khiva_deputy, new.aims.get(), {"target_female": 88, "target": 133})
    making_plans.endorse(new)
    plan_acts.put_in_force(new, khiva_deputy, date(2026, 7, 1))
    later, earlier = reading.series(project, indicator)
    assert earlier.plan is not None
    assert later.plan is not None
    assert (earlier.plan.number, later.plan.number) == (1, 2)
    assert [(one.side, one.progress.percent) for one in earlier.sides[:2]] == [("female", 20), ("male", 20)]
    assert later.sides[0].progress.percent == 50
    assert (earlier.women, later.women) == (55, 83)
    line = reading.board(project, date(2026, 10, 2))[0]
    assert (line.sides[0].target, line.light) == (88, "green")


def test_the_kept_standing_is_what_the_numbers_say(
    project: Project, indicator: Indicator, newcomer: Person, khiva_deputy: Person
) -> None:
    Indicator.objects.update(type="periodic")
    for code, female in (("2026-Q1", 5), ("2026-Q2", 7), ("2026-Q3", 1)):
        acts.approve(fill(indicator, newcomer, code, female, 2), khiva_deputy)
    indicator.refresh_from_db()
    assert (indicator.female, indicator.male) == (Decimal(13), Decimal(6))
    assert (indicator.total, indicator.period) == (Decimal(22), "2026-Q3")


def test_a_target_of_the_period_goes_before_the_one_of_the_plan(
    project: Project, indicator: Indicator, newcomer: Person
) -> None:
    Aim.objects.get().targets.create(period="2026-Q1", female=20, male=10, total=30)
    fill(indicator, newcomer, "2026-Q1", 10, 10)
    row = reading.series(project, indicator)[0]
    assert [one.target for one in row.sides] == [20, 10, None, None, 30]


def test_who_has_reported_and_who_has_not(indicator: Indicator, newcomer: Person) -> None:
    asked = due.of_person(newcomer, date(2026, 7, 10))[0]
    assert ([period.code for period in asked.periods], asked.light) == (["2026-Q1", "2026-Q2"], "red")
    fill(indicator, newcomer, "2026-Q1", 1, 1)
    asked = due.of_person(newcomer, date(2026, 7, 10))[0]
    assert ([period.code for period in asked.periods], asked.light) == (["2026-Q2"], "yellow")
    assert asked.next == "2026-Q2"


def test_late_numbers_and_unchecked_ones_keep_monitoring_open(
    project: Project, indicator: Indicator, newcomer: Person
) -> None:
    assert due.missing(project, "vision") == []
    assert [lack.code for lack in due.missing(project, "monitoring")] == ["numbers"]
    fill(indicator, newcomer, "2026-Q1", 1, 1)
    assert "drafts" in [lack.code for lack in due.missing(project, "monitoring")]


def test_one_letter_for_a_period_and_no_name_in_it(indicator: Indicator, newcomer: Person) -> None:
    jobs.remind()
    jobs.remind()
    letter = Letter.objects.get(person=newcomer)
    assert str(indicator.project) not in letter.subject + letter.body
    assert "/my-numbers/" in letter.body


def test_a_number_is_filled_in_on_one_screen(
    indicator: Indicator, newcomer: Person, khiva_deputy: Person, as_person: SignIn
) -> None:
    client = as_person(newcomer)
    assert "People trained" in client.get(reverse("projects:my-numbers")).content.decode()
    url = reverse("projects:my-number", args=[indicator.public_id, "2026-Q1"])
    refused = client.post(url, {"female": "-3", "male": "4", "note": "Course in March"})
    assert refused.status_code == 422
    assert "Course in March" in refused.content.decode()
    paper = SimpleUploadedFile("list.pdf", b"%PDF-1.7 list", content_type="application/pdf")
    answer = client.post(url, {"female": "12", "male": "4", "note": "Course in March", "file": paper})
    assert answer.status_code == 302
    value = Value.objects.get()
    assert (value.female, value.other, value.total, value.file_name) == (
        Decimal(12),
        None,
        Decimal(16),
        "list.pdf",
    )
    client = as_person(khiva_deputy)
    page = [indicator.project.public_id, indicator.public_id, value.public_id]
    assert client.get(reverse("projects:number-evidence", args=page)).status_code == 200
    client.post(reverse("projects:number-approve", args=page))
    client.post(reverse("projects:number-lock", args=page))
    value.refresh_from_db()
    assert value.state == Value.State.LOCKED
    assert "Locked" in client.get(indicator.get_absolute_url()).content.decode()


def test_a_number_is_given_back_with_words(
    indicator: Indicator, newcomer: Person, khiva_deputy: Person, as_person: SignIn
) -> None:
    value = fill(indicator, newcomer, "2026-Q1", 12, 4)
    page = [indicator.project.public_id, indicator.public_id, value.public_id]
    as_person(khiva_deputy).post(
        reverse("projects:number-give-back", args=page), {"reason": "March is missing"}
    )
    assert due.of_person(newcomer)[0].next == "2026-Q1"
    mine = as_person(newcomer).get(reverse("projects:my-numbers")).content.decode()
    assert "March is missing" in mine


def test_others_do_not_find_the_screen(indicator: Indicator, stranger: Person, as_person: SignIn) -> None:
    for code in ("2026-Q1", "2026-05", "2099-Q1"):
        url = reverse("projects:my-number", args=[indicator.public_id, code])
        assert as_person(stranger).get(url).status_code == 404


def test_what_waits_is_on_my_work(indicator: Indicator, newcomer: Person, khiva_deputy: Person) -> None:
    assert [item.light for item in waiting.items(newcomer)] == ["red"]
    assert waiting.items(khiva_deputy) == []
    fill(indicator, newcomer, "2026-Q1", 12, 4)
    assert "1" in waiting.items(khiva_deputy)[0].title


def test_another_unit_has_one_number(project: Project, khiva_deputy: Person) -> None:
    sales = Indicator.objects.create(
        project=project, name="Sales", language="en", unit="money", type="periodic"
    )
    value = acts.fill(sales, "2026-Q1", khiva_deputy, total=Decimal("12.50"))
    assert (value.total, value.female) == (Decimal("12.50"), None)


def test_a_person_takes_her_numbers_along_and_is_erased(
    indicator: Indicator, newcomer: Person, khiva_deputy: Person
) -> None:
    fill(indicator, newcomer, "2026-Q1", 12, 4)
    assert own_data.collect(newcomer)["numbers_filled"][0]["period"] == "2026-Q1"
    own_data.erase(newcomer)
    assert Value.objects.get().by is None
    assert Indicator.objects.get().reporter is None


def test_the_board_asks_as_much_with_ten_times_as_many_rows(
    project: Project, indicator: Indicator, newcomer: Person, khiva_deputy: Person, as_person: SignIn,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for number in range(12):
        row = Indicator.objects.create(project=project, name=f"I{number}", language="en", type="stock")
        fill(row, newcomer, "2026-Q1", number, 1)
    client = as_person(khiva_deputy)
    with django_assert_max_num_queries(20):
        assert client.get(reverse("projects:numbers", args=[project.public_id])).status_code == 200
    with django_assert_max_num_queries(20):
        assert client.get(indicator.get_absolute_url()).status_code == 200
    with django_assert_max_num_queries(20):
        assert as_person(newcomer).get(reverse("projects:my-numbers")).status_code == 200
    assert period_on("quarter", date(2026, 5, 1)).code == "2026-Q2"
