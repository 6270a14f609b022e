"""Rule FollowUp: what, who, when; open, then done or dropped, with an outcome."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from cityclusters.core.tests.together import together
from cityclusters.journal.follow_ups import open_follow_up
from cityclusters.journal.models import Entry, FollowUp
from cityclusters.journal.models.follow_up import AlreadyOpen, NotOpen
from cityclusters.people.models import Organisation, Person

TODAY = date(2020, 11, 10)


@pytest.fixture
def follow_up(khiva_city: Organisation, officer: Person, khiva_deputy: Person) -> FollowUp:
    return open_follow_up(
        "need", khiva_city, "Answer Khiva", officer, TODAY, organisation=khiva_city, contact=khiva_deputy
    )


def acts(row: FollowUp) -> list[str]:
    return list(Entry.objects.about(row).order_by("pk").values_list("act", flat=True))


def test_FollowUp_one_is_open_per_kind_and_subject(
    follow_up: FollowUp, khiva_city: Organisation, officer: Person, second_officer: Person
) -> None:
    again = open_follow_up("need", khiva_city, "Another title", second_officer, TODAY)
    assert again == follow_up
    assert again.owner == officer
    other_kind = open_follow_up("survey_report", khiva_city, "Write the report", officer, TODAY)
    assert other_kind != follow_up
    assert acts(follow_up) == ["follow_up.opened"]
    follow_up.close(officer, "They meet in March.")
    assert open_follow_up("need", khiva_city, "A new need", officer, TODAY) != follow_up


def test_FollowUp_points_to_the_page_of_its_subject(follow_up: FollowUp, khiva_city: Organisation) -> None:
    assert follow_up.url == khiva_city.get_absolute_url()


@pytest.mark.parametrize(
    ("due", "light"),
    [
        (TODAY - timedelta(days=1), "red"),
        (TODAY, "yellow"),
        (TODAY + timedelta(days=7), "yellow"),
        (TODAY + timedelta(days=8), "green"),
    ],
)
def test_FollowUp_is_green_yellow_or_red(follow_up: FollowUp, due: date, light: str) -> None:
    follow_up.due = due
    assert follow_up.light(TODAY) == light
    follow_up.save()
    for colour in ("red", "yellow", "green"):
        found = FollowUp.objects.all().coloured(colour, TODAY).exists()
        assert found is (colour == light)


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_FollowUp_is_closed_with_an_outcome(follow_up: FollowUp, officer: Person, state: str) -> None:
    with pytest.raises(ValueError, match="outcome"):
        follow_up.close(officer, "  ", state)
    follow_up.close(officer, "They meet in March.", state)
    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.outcome) == (state, "They meet in March.")
    assert follow_up.closed_by == officer
    assert follow_up.closed_at is not None
    assert acts(follow_up) == ["follow_up.opened", f"follow_up.{state}"]
    with pytest.raises(NotOpen):
        follow_up.close(officer, "Twice")


def test_FollowUp_the_database_refuses_a_close_without_outcome(follow_up: FollowUp) -> None:
    with pytest.raises(IntegrityError):
        FollowUp.objects.update(state="done")


def test_FollowUp_is_handed_over(follow_up: FollowUp, officer: Person, second_officer: Person) -> None:
    follow_up.hand_over(officer, second_officer)
    assert FollowUp.objects.get().owner == second_officer
    line = Entry.objects.about(follow_up).get(act="follow_up.handed_over")
    assert line.details == {"before": officer.public_id, "after": second_officer.public_id}


def test_FollowUp_is_moved_with_a_reason(follow_up: FollowUp, officer: Person) -> None:
    with pytest.raises(ValueError, match="reason"):
        follow_up.move(officer, TODAY + timedelta(days=9), "")
    follow_up.reminded_at = timezone.now()
    follow_up.move(officer, TODAY + timedelta(days=9), "The mayor is away.")
    row = FollowUp.objects.get()
    assert row.due == TODAY + timedelta(days=9)
    assert row.reminded_at is None
    line = Entry.objects.about(row).get(act="follow_up.moved")
    assert line.details == {"before": "2020-11-10", "after": "2020-11-19", "reason": "The mayor is away."}


def test_FollowUp_is_opened_again(follow_up: FollowUp, officer: Person) -> None:
    with pytest.raises(NotOpen):
        follow_up.reopen(officer, "It is open")
    follow_up.close(officer, "Agreed.")
    follow_up.reopen(officer, "The agreement fell through.")
    row = FollowUp.objects.get()
    assert (row.state, row.outcome, row.closed_by) == ("open", "", None)
    line = Entry.objects.about(row).get(act="follow_up.reopened")
    assert line.details == {"reason": "The agreement fell through.", "outcome": "Agreed."}


def test_FollowUp_is_not_opened_beside_another_open_one(
    follow_up: FollowUp, khiva_city: Organisation, officer: Person
) -> None:
    follow_up.close(officer, "Agreed.")
    open_follow_up("need", khiva_city, "A new need", officer, TODAY)
    with pytest.raises(AlreadyOpen):
        follow_up.reopen(officer, "Again")
    assert follow_up.state == "done"
    assert acts(follow_up)[-1] == "follow_up.done"


def test_FollowUp_is_seen_by_its_owner_and_by_those_who_run_the_programme(
    follow_up: FollowUp, officer: Person, administrator: Person, newcomer: Person, khiva_deputy: Person
) -> None:
    follow_up.hand_over(officer, newcomer)
    sees = {
        person.name: FollowUp.objects.all().visible_to(person).exists()
        for person in (officer, administrator, newcomer, khiva_deputy)
    }
    assert sees == {
        officer.name: True,
        administrator.name: True,
        newcomer.name: True,
        khiva_deputy.name: False,
    }


@pytest.mark.django_db(transaction=True)
def test_FollowUp_two_people_open_and_close_at_once(khiva_city: Organisation, officer: Person) -> None:
    for _trial in range(8):
        FollowUp.objects.all().delete()
        problems = together(*[lambda: open_follow_up("need", khiva_city, "Answer", officer, TODAY)] * 6)
        assert problems == []
        row = FollowUp.objects.get()
        assert acts(row) == ["follow_up.opened"]
        problems = together(*[lambda: FollowUp.objects.get().close(officer, "Done.")] * 4)
        assert [type(problem) for problem in problems] == [NotOpen] * 3
        assert acts(row) == ["follow_up.opened", "follow_up.done"]
