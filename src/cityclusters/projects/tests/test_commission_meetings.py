"""Seats, quorum, meetings, decisions and what the commission endorses (rules CO5 and LP3)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.commission import counting, endorsing, meetings, seats
from cityclusters.projects.models import Commission, CommissionMeeting, Project, Seat
from cityclusters.projects.tests import making

DAY = date(2024, 5, 2)
SINCE = date(2024, 1, 1)


@pytest.fixture
def cluster(khiva_city: Organisation, reads_english: Person) -> Project:
    return making.project(khiva_city, lead=reads_english)


@pytest.fixture
def commission(cluster: Project, khiva_deputy: Person) -> Commission:
    made = seats.set_up(cluster, khiva_deputy, name="Commission", quorum_percent=50, least=2, least_women=0)
    made.project = cluster
    return made


@pytest.fixture
def table(commission: Commission, khiva_deputy: Person) -> list[Seat]:
    """Four votes, two of them of women, one of a women's organisation; and one seat without a vote."""
    rows = [
        ("Chair of the cooperative", "female", True, True),
        ("Owner of a mill", "male", True, False),
        ("Home-based producer", "female", True, False),
        ("Head of the market", "", True, False),
        ("Adviser", "male", False, False),
    ]
    return [
        seats.add(
            commission, khiva_deputy, kind="small", post=post, sex=sex, votes=votes,
            women_organisation=women, starts=SINCE,
        )
        for post, sex, votes, women in rows
    ]  # fmt: skip


@pytest.fixture
def latest(settings: object, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The latest version of a diagnosis, as a list whose last number is ready."""
    numbers = [1]
    settings.ENDORSABLE = {"diagnosis": f"{__name__}.find"}  # type: ignore[attr-defined]
    monkeypatch.setitem(globals(), "READY", numbers)
    return numbers


READY: list[int] = []


def find(project: Project, number: int | None) -> endorsing.Version | None:
    wanted = READY[-1] if number is None else number
    if wanted not in READY:
        return None
    return endorsing.Version(wanted, f"Diagnosis, version {wanted}", project.get_absolute_url())


def _held(commission: Commission, by: Person, came: list[Seat]) -> CommissionMeeting:
    made = meetings.plan(commission, by, on=DAY)
    meetings.hold(made, by, came)
    return made


@pytest.mark.parametrize(
    ("voting", "percent", "least", "needed"),
    [(4, 50, 2, 3), (5, 50, 2, 3), (1, 50, 2, 2), (9, 66, 2, 6), (0, 50, 2, 2)],
)  # fmt: skip
def test_a_quorum_is_more_than_the_share(voting: int, percent: int, least: int, needed: int) -> None:
    assert counting.quorum(Commission(quorum_percent=percent, least=least), voting) == needed


def test_only_votes_make_a_quorum(commission: Commission, khiva_deputy: Person, table: list[Seat]) -> None:
    without = _held(commission, khiva_deputy, [table[0], table[1], table[4]])
    assert (without.votes_present, without.quorum_needed, without.has_quorum) == (2, 3, False)
    with_it = _held(commission, khiva_deputy, table[:3])
    assert (with_it.seats_voting, with_it.votes_present, with_it.has_quorum) == (4, 3, True)
    assert with_it.women_present == 2


def test_the_rule_may_ask_for_women(commission: Commission, khiva_deputy: Person, table: list[Seat]) -> None:
    seats.set_up(commission.project, khiva_deputy, quorum_percent=50, least=2, least_women=2)
    commission.refresh_from_db()
    assert not _held(commission, khiva_deputy, [table[0], table[1], table[3]]).has_quorum
    assert _held(commission, khiva_deputy, table[:3]).has_quorum


def test_a_meeting_keeps_what_stood_on_its_day(
    commission: Commission, khiva_deputy: Person, table: list[Seat]
) -> None:
    held = _held(commission, khiva_deputy, table[:3])
    seats.finish(table[0], khiva_deputy)
    seats.set_up(commission.project, khiva_deputy, quorum_percent=90, least=4, least_women=4)
    held.refresh_from_db()
    assert held.has_quorum
    assert held.attendances.filter(sex="female").count() == 2


def test_a_meeting_to_come_was_not_held(
    commission: Commission, khiva_deputy: Person, table: list[Seat]
) -> None:
    planned = meetings.plan(commission, khiva_deputy, on=timezone.localdate() + timedelta(days=3))
    with pytest.raises(NotPossible):
        meetings.hold(planned, khiva_deputy, table)
    meetings.cancel(planned, khiva_deputy)
    with pytest.raises(NotPossible):
        meetings.change(planned, khiva_deputy, where="School")


def test_sex_of_somebody_with_an_account_is_what_she_stated(
    commission: Commission, khiva_deputy: Person, newcomer: Person
) -> None:
    made = seats.add(
        commission, khiva_deputy, kind="other", person=newcomer, post="", sex="male", votes=True, starts=SINCE
    )
    assert made.sex == ""


def test_a_seat_is_somebodys(commission: Commission, khiva_deputy: Person) -> None:
    with pytest.raises(NotPossible):
        seats.add(commission, khiva_deputy, kind="firm", post=" ", starts=SINCE)


def test_GM11_who_raised_what_is_counted_by_sex(
    commission: Commission, khiva_deputy: Person, table: list[Seat]
) -> None:
    held = _held(commission, khiva_deputy, table[:3])
    meetings.decide(
        held, khiva_deputy, text="Solar dryers", outcome="adopted", proposer=table[0], votes_for=3
    )
    meetings.decide(held, khiva_deputy, text="A road", outcome="later", proposer=table[1])
    meetings.decide(held, khiva_deputy, text="Minutes read", outcome="heard", proposer=None)
    found = counting.raised(commission.project)
    assert (found.total, found.female, found.male, found.not_stated) == (3, 1, 1, 1)


def test_nothing_is_adopted_without_a_quorum_nor_with_votes_that_were_not_there(
    commission: Commission, khiva_deputy: Person, table: list[Seat]
) -> None:
    held = _held(commission, khiva_deputy, table[:1])
    with pytest.raises(NotPossible, match="quorum"):
        meetings.decide(held, khiva_deputy, text="Dryers", outcome="adopted", proposer=None)
    with pytest.raises(NotPossible, match="more votes"):
        meetings.decide(held, khiva_deputy, text="Dryers", outcome="heard", proposer=None, votes_for=2)


def test_LP3_votes_of_womens_organisations_are_counted(
    commission: Commission, khiva_deputy: Person, table: list[Seat]
) -> None:
    assert counting.women_with_vote(commission.project) == 1
    seats.change(table[0], khiva_deputy, kind="small", post="Chair", votes=False, women_organisation=True)
    assert counting.women_with_vote(commission.project) == 0


# -- endorsement --------------------------------------------------------------------------------------


def test_CO5_endorsement_needs_a_quorum(
    commission: Commission, khiva_deputy: Person, table: list[Seat], latest: list[int]
) -> None:
    held = _held(commission, khiva_deputy, table[:2])
    with pytest.raises(NotPossible, match="quorum"):
        endorsing.endorse(held, khiva_deputy, "diagnosis", 1, "Nothing")
    assert endorsing.endorsed(commission.project, "diagnosis", 1) is None


def test_CO5_endorsement_keeps_counts_by_sex_and_what_was_changed(
    commission: Commission, khiva_deputy: Person, table: list[Seat], latest: list[int]
) -> None:
    held = _held(commission, khiva_deputy, table)
    with pytest.raises(NotPossible, match="changed"):
        endorsing.endorse(held, khiva_deputy, "diagnosis", 1, " ")
    made = endorsing.endorse(held, khiva_deputy, "diagnosis", 1, "Hours of women added.")
    assert endorsing.endorse(held, khiva_deputy, "diagnosis", 1, "Again") == made
    assert (made.female, made.male, made.other, made.not_stated, made.present) == (2, 1, 0, 1, 4)
    assert (made.seats_voting, made.quorum_needed, made.held_on) == (4, 3, DAY)
    with pytest.raises(NotPossible, match="stands"):
        meetings.hold(held, khiva_deputy, table[:1])


def test_CO5_a_new_version_is_endorsed_again(
    commission: Commission, khiva_deputy: Person, table: list[Seat], latest: list[int]
) -> None:
    held = _held(commission, khiva_deputy, table)
    endorsing.endorse(held, khiva_deputy, "diagnosis", 1, "Nothing")
    project = commission.project
    assert endorsing.open_versions(project) == []
    latest.append(2)
    assert endorsing.endorsed(project, "diagnosis", 2) is None
    assert [found.number for _what, found in endorsing.open_versions(project)] == [2]
    with pytest.raises(NotPossible, match="latest"):
        endorsing.endorse(held, khiva_deputy, "diagnosis", 3, "Nothing")


def test_an_endorsement_is_taken_back_with_a_reason(
    commission: Commission, khiva_deputy: Person, table: list[Seat], latest: list[int]
) -> None:
    made = endorsing.endorse(_held(commission, khiva_deputy, table), khiva_deputy, "diagnosis", 1, "Nothing")
    with pytest.raises(NotPossible):
        endorsing.withdraw(made, khiva_deputy, "")
    endorsing.withdraw(made, khiva_deputy, "Written to the wrong meeting")
    assert endorsing.endorsed(commission.project, "diagnosis", 1) is None


def test_others_keep_no_records(commission: Commission, khiva_deputy: Person, newcomer: Person) -> None:
    making.team(commission.project, newcomer, "member")
    with pytest.raises(NotPossible):
        seats.set_up(commission.project, newcomer, name="Ours")
    with pytest.raises(NotPossible):
        seats.add(commission, newcomer, kind="firm", post="Owner", starts=SINCE)
    with pytest.raises(NotPossible):
        meetings.plan(commission, newcomer, on=DAY)


# -- pages --------------------------------------------------------------------------------------------


def test_a_meeting_is_planned_held_and_endorses_on_its_pages(
    client: Client, commission: Commission, reads_english: Person, table: list[Seat], latest: list[int]
) -> None:
    key = commission.project.public_id
    client.force_login(reads_english)
    client.post(
        reverse("projects:commission-meeting-new", args=[key]), {"on": "2024-05-02", "support": ["childcare"]}
    )
    meeting = commission.meetings.get()
    one = [key, meeting.public_id]
    came = [seat.public_id for seat in table]
    client.post(reverse("projects:commission-meeting-hold", args=one), {"came": came, "minutes": "We met."})
    sent = {"text": "Dryers", "outcome": "adopted", "proposer": table[0].public_id, "votes_for": "4"}
    client.post(reverse("projects:commission-decide", args=one), sent)
    sent = {"version": "diagnosis:1", "changes": "Hours of women added."}
    assert client.post(reverse("projects:commission-endorse", args=one), sent).status_code == 302
    page = client.get(reverse("projects:commission-meeting", args=one)).content.decode()
    for words in ("There was a quorum", "Child care", "raised by: Female", "Diagnosis, version 1"):
        assert words in page
    page = client.get(reverse("projects:commission", args=[key])).content.decode()
    assert "Women 2, men 1, another answer 0, not stated 1." in page


def test_seats_are_added_and_ended_on_their_pages(
    client: Client, commission: Commission, reads_english: Person, khiva_city: Organisation
) -> None:
    key = commission.project.public_id
    client.force_login(reads_english)
    url = reverse("projects:commission-seat-add", args=[key])
    sent = {"kind": "authority", "starts": "2024-01-01", "votes": "on", "sex": "female"}
    assert client.post(url, sent).status_code == 422
    assert (
        client.post(
            url, {**sent, "organisation_id": khiva_city.public_id, "organisation": str(khiva_city)}
        ).status_code
        == 302
    )
    seat = commission.seats.get()
    assert seat.organisation == khiva_city
    one = [key, seat.public_id]
    assert client.get(reverse("projects:commission-seat", args=one)).status_code == 200
    client.post(reverse("projects:commission-seat-end", args=one), {"last_day": "2024-06-01"})
    seat.refresh_from_db()
    assert seat.ends == date(2024, 6, 1)
