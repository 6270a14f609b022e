"""Counts of counselling leave only for enough people (HU1, HU2); old cases are erased (SA5)."""

from datetime import date, timedelta
from io import StringIO

from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from cityclusters.groups.counselling import acts, counts, jobs
from cityclusters.groups.models import CounsellingCase, CounsellingCount, Group
from cityclusters.groups.tests.making_counsel import TODAY, Browser, many, write
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person


def test_HU1_only_counts_of_enough_people_leave_the_room(
    hub: Group, trainer: Person, newcomer: Person, as_person: Browser, officer: Person
) -> None:
    many(hub, trainer, 4, date(2025, 3, 1), ("work",))
    many(hub, trainer, 5, date(2025, 9, 1), ("work",))
    counts.count_up(TODAY)
    first, second = CounsellingCount.objects.order_by("starts")
    assert (first.people, first.sessions, first.topics) == (None, None, {})
    assert (second.people, second.sessions, second.topics) == (5, 5, {"work": 5})
    page = as_person(newcomer).get(f"/desk/g/{hub.public_id}/").content.decode()
    assert "Too few to show" in page
    assert "July to December 2025" in page
    assert as_person(officer).get(f"/desk/g/{hub.public_id}/").status_code == 404


def test_HU1_a_count_never_changes(hub: Group, trainer: Person) -> None:
    """Else the difference of two counts would tell who came."""
    many(hub, trainer, 5, date(2025, 9, 1), ())
    counts.count_up(TODAY)
    many(hub, trainer, 1, date(2025, 9, 2), ())
    assert counts.count_up(TODAY) == 0
    assert CounsellingCount.objects.get().people == 5


def test_HU1_a_half_year_that_runs_is_not_counted(hub: Group, trainer: Person) -> None:
    many(hub, trainer, 6, date(2026, 1, 5), ())
    counts.count_up(date(2026, 7, 10))
    assert not CounsellingCount.objects.exists()
    counts.count_up(date(2026, 7, 15))
    assert CounsellingCount.objects.get().people == 6


def test_HU2_topics_are_counted_in_people_and_beside_nothing(hub: Group, trainer: Person) -> None:
    many(hub, trainer, 5, date(2025, 9, 1), ("work", "law"))
    many(hub, trainer, 3, date(2025, 9, 1), ("violence",))
    once_more = CounsellingCase.objects.order_by("pk")[0]
    write(once_more, trainer, date(2025, 9, 8), ("violence",))
    counts.count_up(TODAY)
    row = CounsellingCount.objects.get()
    assert row.topics == {"work": 5, "law": 5}  # four people spoke of violence: too few
    fields = {field.name for field in CounsellingCount._meta.get_fields()}
    assert fields == {"id", "group", "starts", "people", "sessions", "topics", "counted_at"}
    assert {"sex", "person", "member"}.isdisjoint(f.name for f in CounsellingCase._meta.get_fields())


def test_SA5_a_case_is_erased_twelve_months_after_its_last_session(
    hub: Group, trainer: Person, settings: Settings
) -> None:
    today = timezone.localdate()
    old, young = acts.open_case(hub, trainer, "Old"), acts.open_case(hub, trainer, "Young")
    CounsellingCase.objects.update(opened_on=date(2020, 1, 1))
    for case, days in ((old, 366), (young, 365)):
        case.refresh_from_db()
        write(case, trainer, today - timedelta(days=days))
    out = StringIO()
    call_command("erase_old_cases", "--dry-run", stdout=out)
    assert "1 cases would be erased" in out.getvalue()
    assert CounsellingCase.objects.count() == 2
    call_command("erase_old_cases", stdout=out)
    assert CounsellingCase.objects.get() == young
    assert CounsellingCount.objects.exists()  # counted before it went
    assert Entry.objects.filter(act="groups_counselling.kept_long_enough", actor=None).count() == 1
    jobs.count_and_erase()
    assert CounsellingCase.objects.count() == 1
