"""Meetings of a group: written down once, changed, taken away and brought back; leaders and needs."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cityclusters.core.ids import secret_code
from cityclusters.groups.meetings import acts, own_data
from cityclusters.groups.models import Group, Meeting
from cityclusters.groups.tests.making import group, keep, member
from cityclusters.journal.models import Entry
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.places.models import Place
from cityclusters.support.models import Need

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person | None], Client]
NOTEBOOK = "/groups/meetings/notebook/"


@pytest.fixture
def weavers(amman: Place, newcomer: Person) -> Group:
    """A self-help group that somebody facilitates."""
    made = group(amman, kind=Group.Kind.SELF_HELP, parts=["meetings"])
    keep(made, newcomer, "facilitator")
    return made


def entry(made: Group, **fields: Any) -> dict[str, Any]:
    """What a device sends."""
    return {
        "id": secret_code(), "group": made.public_id, "on": made.today().isoformat(), "where": "Tree",
        "topics": "Prices of wool", "decisions": "", "present": [], "guests": "2", "needs": "",
        "language": "en", **fields,
    }  # fmt: skip


def send(browser: Client, sent: Any) -> Any:
    return browser.post(f"{NOTEBOOK}entries/", json.dumps(sent), content_type="application/json")


def test_C16_a_facilitator_writes_a_meeting_down(
    weavers: Group, newcomer: Person, as_person: AsPerson
) -> None:
    came = member(weavers, "First", "female")
    member(weavers, "Second")
    sent = {
        "on": weavers.today().isoformat(), "where": "Old market", "topics": "Wool",
        "decisions": "Buy together", "present": [came.public_id], "guests": "1",
        "needs": "A loom\n- Child care", "language": "en", "once": secret_code(),
    }  # fmt: skip
    page = f"{weavers.get_absolute_url()}meetings/new/"
    for _twice in range(2):
        as_person(newcomer).post(page, sent)
    made = Meeting.objects.get()
    assert (made.present.get(), made.guests, made.by) == (came, 1, newcomer)
    assert [row.text for row in made.needs.order_by("rank")] == ["A loom", "Child care"]
    assert Entry.objects.filter(act="groups_meeting.held").count() == 1
    text = as_person(newcomer).get(made.get_absolute_url()).text
    assert "Buy together" in text
    assert "First" in text


def test_a_meeting_says_something_and_is_not_to_come(
    weavers: Group, newcomer: Person, as_person: AsPerson
) -> None:
    page = f"{weavers.get_absolute_url()}meetings/new/"
    tomorrow = (weavers.today() + timedelta(days=1)).isoformat()
    text = as_person(newcomer).post(page, {"on": tomorrow, "topics": "Wool", "language": "en"}).text
    assert "still to come" in text
    text = as_person(newcomer).post(page, {"on": weavers.today().isoformat(), "language": "en"}).text
    assert "Say who came" in text
    assert not Meeting.objects.exists()


def test_members_read_and_others_do_not(
    weavers: Group, newcomer: Person, trainer: Person, officer: Person, as_person: AsPerson
) -> None:
    came = member(weavers, "Quiet member", person=trainer)
    made, _new = acts.keep(
        weavers, newcomer, client_id=secret_code(), on=weavers.today(), language="en", topics="Wool",
        present=[came],
    )  # fmt: skip
    page = made.get_absolute_url()
    assert as_person(officer).get(page).status_code == 403
    text = as_person(trainer).get(page).text
    assert "Wool" in text
    assert "Quiet member" not in text
    assert as_person(trainer).get(f"{page}edit/").status_code == 403
    assert "Wool" not in as_person(None).get(weavers.get_absolute_url()).text


def test_a_meeting_is_taken_away_and_brought_back(
    weavers: Group, newcomer: Person, as_person: AsPerson
) -> None:
    made, _new = acts.keep(
        weavers, newcomer, client_id=secret_code(), on=weavers.today(), language="en", topics="Wool"
    )
    browser = as_person(newcomer)
    browser.post(f"{made.get_absolute_url()}removal/")
    assert "1 meeting in the last" not in browser.get(weavers.get_absolute_url()).text
    browser.post(f"{made.get_absolute_url()}return/")
    assert "1 meeting in the last" in browser.get(weavers.get_absolute_url()).text


def test_changing_keeps_who_came_although_she_left(
    weavers: Group, newcomer: Person, as_person: AsPerson
) -> None:
    gone = member(weavers, "Left since", left=weavers.today())
    made, _new = acts.keep(
        weavers, newcomer, client_id=secret_code(), on=weavers.today(), language="en", present=[gone]
    )
    page = f"{made.get_absolute_url()}edit/"
    assert "Left since" in as_person(newcomer).get(page).text
    sent = {
        "on": weavers.today().isoformat(),
        "present": [gone.public_id],
        "language": "en",
        "topics": "More",
    }
    as_person(newcomer).post(page, sent)
    made.refresh_from_db()
    assert (made.topics, made.present.get()) == ("More", gone)


def test_attendance_is_counted_since_joining(weavers: Group, newcomer: Person, as_person: AsPerson) -> None:
    old, new = member(weavers, "Old"), member(weavers, "New", joined=weavers.today())
    for days, came in [(10, [old]), (0, [old, new])]:
        on = weavers.today() - timedelta(days=days)
        acts.keep(weavers, newcomer, client_id=secret_code(), on=on, language="en", present=came)
    page = f"{weavers.get_absolute_url()}meetings/"
    lines = as_person(newcomer).get(page).context["attendance"]
    assert {(line.member.name, line.came, line.of) for line in lines} == {("Old", 2, 2), ("New", 1, 1)}


def test_the_list_of_meetings_takes_few_queries(
    weavers: Group, newcomer: Person, as_person: AsPerson, django_assert_max_num_queries: Any
) -> None:
    people = [member(weavers, f"Member {number}") for number in range(20)]
    for number in range(15):
        on = weavers.today() - timedelta(days=number)
        acts.keep(weavers, newcomer, client_id=secret_code(), on=on, language="en", present=people)
    browser = as_person(newcomer)
    with django_assert_max_num_queries(20):
        browser.get(f"{weavers.get_absolute_url()}meetings/")


def test_leaders_are_elected_with_their_day(weavers: Group, newcomer: Person, as_person: AsPerson) -> None:
    chair = member(weavers, "The chair")
    page = f"{weavers.get_absolute_url()}leaders/"
    sent = {"member": chair.public_id, "office": "chair", "elected_on": "2024-03-08"}
    for _twice in range(2):
        as_person(newcomer).post(page, sent)
    row = weavers.leaders.get()
    as_person(newcomer).post(f"{page}{row.public_id}/end/")
    row.refresh_from_db()
    assert row.until == weavers.today() - timedelta(days=1)


def test_needs_are_ranked_and_said_to_be_met(weavers: Group, newcomer: Person, as_person: AsPerson) -> None:
    browser, page = as_person(newcomer), f"{weavers.get_absolute_url()}needs/"
    for text in ("A loom", "Child care"):
        browser.post(page, {"text": text, "language": "en", "once": secret_code()})
    second = weavers.needs.get(text="Child care")
    browser.post(f"{page}{second.public_id}/up/")
    assert [row.text for row in weavers.needs.all()] == ["Child care", "A loom"]
    browser.post(f"{page}{second.public_id}/met/")
    assert browser.get(page).context["over"] == [second]


def test_a_need_becomes_one_draft_of_the_organisation(
    amman: Place, amman_city: Organisation, stranger: Person, as_person: AsPerson
) -> None:
    made = group(amman, organisation=amman_city, parts=["meetings"])
    browser, page = as_person(stranger), f"{made.get_absolute_url()}needs/"
    browser.post(page, {"text": "A loom", "language": "en", "once": secret_code()})
    row = made.needs.get()
    answers = [browser.post(f"{page}{row.public_id}/handing/") for _twice in range(2)]
    draft = Need.objects.get()
    assert (draft.title, draft.state, draft.organisation) == ("A loom", "draft", amman_city)
    assert {answer.headers["Location"] for answer in answers} == {f"/needs/{draft.public_id}/edit/"}


def test_a_need_of_a_group_without_an_organisation_is_not_handed_on(
    weavers: Group, newcomer: Person, as_person: AsPerson
) -> None:
    browser, page = as_person(newcomer), f"{weavers.get_absolute_url()}needs/"
    browser.post(page, {"text": "A loom", "language": "en", "once": secret_code()})
    browser.post(f"{page}{weavers.needs.get().public_id}/handing/")
    assert not Need.objects.exists()


def test_an_entry_from_a_device_is_kept_once(weavers: Group, newcomer: Person, as_person: AsPerson) -> None:
    sent, browser = entry(weavers, needs="A loom", waited=True), as_person(newcomer)
    answers = [send(browser, sent).json() for _thrice in range(3)]
    made = Meeting.objects.get()
    assert [answer["kept"] for answer in answers] == [made.public_id] * 3
    assert [answer["new"] for answer in answers] == [True, False, False]
    assert made.without_signal
    assert made.needs.count() == 1


def test_an_entry_that_is_wrong_is_refused_with_words(
    weavers: Group, newcomer: Person, as_person: AsPerson
) -> None:
    browser = as_person(newcomer)
    for sent in [entry(weavers, on="soon"), entry(weavers, id="x"), [], {"id": 4}]:
        answer = send(browser, sent)
        assert answer.status_code == 400
        assert answer.json()["errors"]
    assert not Meeting.objects.exists()


def test_signed_out_or_no_longer_hers_loses_nothing(
    weavers: Group, newcomer: Person, trainer: Person, as_person: AsPerson
) -> None:
    sent = entry(weavers)
    assert send(as_person(None), sent).status_code == 401
    assert send(as_person(trainer), sent).status_code == 403
    weavers.keepers.update(ends=weavers.today() - timedelta(days=1))
    assert send(as_person(newcomer), sent).status_code == 403
    assert not Meeting.objects.exists()


def test_an_id_of_another_group_is_not_taken(
    weavers: Group, khiva: Place, newcomer: Person, as_person: AsPerson
) -> None:
    other = group(khiva, parts=["meetings"])
    keep(other, newcomer, "facilitator")
    sent = entry(weavers)
    send(as_person(newcomer), sent)
    assert send(as_person(newcomer), {**sent, "group": other.public_id}).status_code == 400


def test_the_page_that_the_device_keeps_names_nobody(
    weavers: Group, newcomer: Person, as_person: AsPerson
) -> None:
    member(weavers, "A member by name")
    browser = as_person(newcomer)
    shell = browser.get(f"{NOTEBOOK}?shell").text
    for words in ("A member by name", "Group of Amman", "Newcomer"):
        assert words not in shell
    assert "A member by name" in browser.get(f"{NOTEBOOK}data/").text
    assert "Group of Amman" in browser.get(NOTEBOOK).text
    assert as_person(None).get(f"{NOTEBOOK}data/").json() == {"person": None}


def test_the_worker_sees_the_notebook_alone(as_person: AsPerson) -> None:
    answer = as_person(None).get(f"{NOTEBOOK}worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers


def test_her_data_are_collected_and_forgotten(weavers: Group, newcomer: Person) -> None:
    line = member(weavers, "Newcomer", person=newcomer)
    made, _new = acts.keep(
        weavers, newcomer, client_id=secret_code(), on=weavers.today(), language="en", present=[line]
    )
    assert own_data.collect(newcomer)["group_meetings_attended"]
    own_data.erase(newcomer)
    made.refresh_from_db()
    assert made.by is None


def test_a_post_in_the_organisation_is_needed_to_hand_on(
    amman: Place, amman_city: Organisation, stranger: Person, newcomer: Person, as_person: AsPerson
) -> None:
    made = group(amman, organisation=amman_city, parts=["meetings"])
    keep(made, newcomer, "facilitator")
    browser, page = as_person(newcomer), f"{made.get_absolute_url()}needs/"
    browser.post(page, {"text": "A loom", "language": "en", "once": secret_code()})
    act = f"{page}{made.needs.get().public_id}/handing/"
    browser.post(act)
    assert not Need.objects.exists()
    Mandate.objects.create(person=newcomer, organisation=amman_city, post="Clerk", state="confirmed")
    browser.post(act)
    assert Need.objects.count() == 1


def test_the_notebook_asks_as_much_for_many_groups_as_for_one(
    weavers: Group, amman: Place, newcomer: Person, as_person: AsPerson, django_assert_max_num_queries: Any
) -> None:
    for _n in range(8):
        member(keep(group(amman, parts=["meetings"]), newcomer, "facilitator").group, "Somebody")
    browser = as_person(newcomer)
    with django_assert_max_num_queries(12):
        assert len(browser.get(f"{NOTEBOOK}data/").json()["groups"]) == 9
