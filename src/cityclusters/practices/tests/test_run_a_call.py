"""A call from draft to evaluation: who makes it, when it opens and closes, what is late, what is shown."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.core.texts import make_texts
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import acts
from cityclusters.practices.judging import calls, criteria, deciding
from cityclusters.practices.judging import jobs as judging_jobs
from cityclusters.practices.models import Call, CallManager, Practice
from cityclusters.practices.models.choices import State
from cityclusters.practices.tests import judged
from cityclusters.practices.tests.translating import reviewed
from cityclusters.spaces.models import Theme

Browser = Callable[[Person | None], Client]


def _entries(**more: str) -> dict[str, object]:
    day = judged.today()
    return {
        "title": "Good practices", "title__language": "en", "purpose": "Tell us.", "purpose__language": "en",
        "languages": ["en", "ar"], "who": "anyone", "opens_on": f"{day:%Y-%m-%d}",
        "closes_on": f"{day + timedelta(days=9):%Y-%m-%d}", "zone": "Asia/Samarkand", "once": secret_code(),
        **more,
    }  # fmt: skip


def test_officers_and_focal_points_make_calls(
    officer: Person, khiva_deputy: Person, newcomer: Person, khiva_city: Organisation,
    programme: Organisation, themes: list[Theme], as_person: Browser,
) -> None:  # fmt: skip
    own = str(khiva_city.pk)
    assert as_person(newcomer).post("/calls/new/", _entries()).status_code == 403
    answer = as_person(khiva_deputy).post("/calls/new/", _entries(organisation=str(programme.pk)))
    assert answer.status_code == 200
    browser, entries = as_person(khiva_deputy), _entries(organisation=own, themes=themes[0].pk)
    assert {browser.post("/calls/new/", entries)["Location"] for _click in range(2)} == {
        Call.objects.get().get_absolute_url()
    }
    call = Call.objects.get()
    assert (call.organisation, call.state, list(call.themes.all())) == (khiva_city, "draft", [themes[0]])
    assert list(call.managers.all()) == [khiva_deputy]
    words = {"organisation": "Cities Programme", "title": "Second"}
    assert as_person(officer).post("/calls/new/", _entries(**words)).status_code == 302
    assert Call.objects.count() == 2


def test_a_refused_form_comes_back_filled_in(officer: Person, as_person: Browser) -> None:
    wrong = _entries(closes_on="2020-01-01", organisation="Nobody knows this")
    page = as_person(officer).post("/calls/new/", wrong).content.decode()
    assert "The last day is before the first." in page
    assert "Good practices" in page
    assert not Call.objects.exists()


def test_nobody_else_sees_a_draft(
    officer: Person, khiva_deputy: Person, programme: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    call = judged.make_call(officer, programme, themes)
    for person in (None, khiva_deputy):
        assert as_person(person).get(call.get_absolute_url()).status_code == 404
        assert "Good practices on COVID-19" not in as_person(person).get("/calls/").content.decode()
    assert as_person(officer).get(call.get_absolute_url()).status_code == 200


def test_it_opens_and_closes_by_the_day_in_its_own_zone(
    officer: Person, programme: Organisation, themes: list[Theme], monkeypatch: pytest.MonkeyPatch
) -> None:
    call = judged.make_call(
        officer, programme, themes, zone="Asia/Samarkand",  # five hours before UTC
        opens_on=datetime(2030, 3, 1, tzinfo=UTC).date(), closes_on=datetime(2030, 3, 10, tzinfo=UTC).date(),
    )  # fmt: skip
    calls.announce(call, officer)
    assert (call.state, call.opens_alone) == ("draft", True)
    states = []
    for now in ["2030-02-28T18:59", "2030-02-28T19:00", "2030-03-10T18:59", "2030-03-10T19:00"]:
        moment = datetime.fromisoformat(f"{now}:00+00:00")
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        call.refresh_from_db()
        takes = call.takes_entries()
        for _minute in range(2):
            judging_jobs.follow_the_calls()
        call.refresh_from_db()
        states.append((takes, call.state))
    assert states == [(False, "draft"), (False, "open"), (True, "open"), (False, "closed")]
    assert Entry.objects.filter(act="call.opened", actor=None).count() == 1
    assert Entry.objects.filter(act="call.closed", actor=None).count() == 1


def test_opening_and_closing_by_hand_has_a_reason(
    officer: Person, programme: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    call = judged.make_call(officer, programme, themes, opens_on=judged.today() + timedelta(days=3))
    browser, page = as_person(officer), call.get_absolute_url()
    browser.post(f"{page}acts/early-opening/", {"reason": ""})
    call.refresh_from_db()
    assert call.state == "draft"
    browser.post(f"{page}acts/early-opening/", {"reason": "Everything is ready"})
    call.refresh_from_db()
    assert (call.state, call.opens_on) == ("open", judged.today())
    browser.post(f"{page}acts/closing/", {"reason": "Enough practices"})
    call.refresh_from_db()
    assert call.state == "closed"
    assert "Enough practices" in Client().get(page).content.decode()
    for act in ("opening", "closing", "early-opening"):
        assert browser.post(f"{page}acts/{act}/", {"reason": "Again"}).status_code == 302
    assert browser.get(f"{page}acts/nonsense/").status_code == 404
    call.refresh_from_db()
    assert call.state == "closed"


def test_more_time_is_announced(
    call: Call, practice: Practice, officer: Person, reads_english: Person, as_person: Browser
) -> None:
    before, later = call.closes_on, call.closes_on + timedelta(days=7)
    calls.close(call, officer)
    page, browser = call.get_absolute_url(), as_person(officer)
    earlier = {"last_day": f"{before - timedelta(days=1):%Y-%m-%d}", "reason": "Less"}
    browser.post(f"{page}acts/extension/", earlier)
    call.refresh_from_db()
    assert (call.state, call.closes_on) == ("closed", before)
    for _click in range(2):
        browser.post(f"{page}acts/extension/", {"last_day": f"{later:%Y-%m-%d}", "reason": "Many ask"})
    call.refresh_from_db()
    assert (call.state, call.closes_on, call.extended) == ("open", later, True)
    shown = Client().get(page).content.decode()
    assert "the last day was moved" in shown
    assert "Many ask" in shown
    letter = Letter.objects.get(key__startswith="call-extended:")
    assert letter.person == practice.author
    assert "Many ask" in letter.body


def test_late_practices_keep_their_draft_and_go_without_the_call(
    call: Call, practice: Practice, officer: Person, as_person: Browser, reads_english: Person
) -> None:
    calls.close(call, officer)
    page = as_person(practice.author).get(call.get_absolute_url()).content.decode()
    assert practice.title in page
    assert "without the call" in page
    assert "Tell your practice" not in page
    acts.submit(practice, practice.author)
    practice.refresh_from_db()
    assert (practice.state, practice.call) == (State.SUBMITTED, None)


def test_the_last_minute_counts_and_the_next_does_not(
    call: Call, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also before the worker has closed the call."""
    end = call.ends_at
    monkeypatch.setattr(timezone, "now", lambda: end)
    assert acts.comes_late(practice)
    monkeypatch.setattr(timezone, "now", lambda: end - timedelta(seconds=1))
    assert not acts.comes_late(practice)


def test_what_came_back_for_changes_is_never_late(call: Call, practice: Practice, officer: Person) -> None:
    judged.hand_in(practice)
    deciding.screen(practice, officer, State.CHANGES, "Please say when.")
    calls.close(call, officer)
    acts.submit(practice, practice.author)
    practice.refresh_from_db()
    assert (practice.state, practice.call) == (State.SUBMITTED, call)


@pytest.mark.parametrize(("who", "owner", "fits"), [
    ("anyone", False, True), ("cities", False, False), ("cities", True, True), ("organisations", True, True),
])  # fmt: skip
def test_who_may_take_part(who: str, owner: bool, fits: bool, call: Call, practice: Practice) -> None:
    Call.objects.filter(pk=call.pk).update(who=who)
    if not owner:
        Practice.objects.filter(pk=practice.pk).update(organisation=None)
    own = Practice.objects.get(pk=practice.pk)
    if fits:
        acts.submit(own, own.author)
    else:
        with pytest.raises(NotPossible):
            acts.submit(own, own.author)
    own.refresh_from_db()
    assert own.state == (State.SUBMITTED if fits else State.DRAFT)


def test_criteria_are_fixed_by_the_first_review(
    call: Call, practice: Practice, officer: Person, second_officer: Person, jordanian: Person,
    as_person: Browser,
) -> None:  # fmt: skip
    browser, page = as_person(officer), f"{call.get_absolute_url()}criteria/"
    assert "It is clear" in browser.get(page).content.decode()
    assert "This field is required" in browser.post(page, {"add": "yes", "name": ""}).content.decode()
    for name in ("Speed", "Cost"):
        browser.post(page, {"add": "yes", "name": name, "name__language": "en"})
    browser.post(page, {"remove": str(call.criteria.last().pk)})  # type: ignore[union-attr]
    assert [str(row) for row in call.criteria.all()] == ["Speed"]
    judged.screened(practice, officer)
    review = judged.reviewing.ask(practice, officer, [jordanian], judged.reviewing.first_due())[0]
    judged.done(review)
    review.refresh_from_db()
    assert review.scores == {str(call.criteria.get().pk): 4}
    for entries in (
        {"add": "yes", "name": "Late", "name__language": "en"},
        {"remove": str(call.criteria.get().pk)},
    ):
        browser.post(page, entries)
    assert [str(row) for row in call.criteria.all()] == ["Speed"]
    with pytest.raises(NotPossible):
        criteria.add(call, officer, name=make_texts("en", en="Late"), hint={})


def test_managers_add_and_remove_managers_but_never_the_last(
    call: Call, officer: Person, newcomer: Person, khiva_deputy: Person, as_person: Browser
) -> None:
    page = f"{call.get_absolute_url()}team/"
    assert as_person(khiva_deputy).get(page).status_code == 403
    browser = as_person(officer)
    for _click in range(2):
        browser.post(page, {"manager-email": "newcomer@mail.example"})
    assert set(call.managers.all()) == {officer, newcomer}
    assert Letter.objects.filter(person=newcomer, key__startswith="call-manager:").count() == 1
    assert "Nobody with this address" in browser.post(page, {"manager-email": "x@y.example"}).content.decode()
    own = as_person(newcomer)
    assert own.get(f"{call.get_absolute_url()}practices/").status_code == 200
    own.post(f"{page}{officer.public_id}/removal/")
    own.post(f"{page}{newcomer.public_id}/removal/")
    assert list(CallManager.objects.filter(call=call).values_list("person", flat=True)) == [newcomer.pk]


def test_partners_stand_on_the_page(
    call: Call, officer: Person, amman_city: Organisation, as_person: Browser
) -> None:
    browser, page = as_person(officer), call.get_absolute_url()
    for _click in range(2):
        browser.post(f"{page}partners/", {"partner-organisation": "Municipality of Amman"})
    assert Client().get(page).content.decode().count("Municipality of Amman") == 1
    browser.post(f"{page}partners/{amman_city.public_id}/removal/")
    assert "Municipality of Amman" not in Client().get(page).content.decode()


def test_after_the_evaluation_the_page_names_what_is_published_and_nothing_else(
    call: Call, practice: Practice, in_review: Practice, second_officer: Person, officer: Person,
    khiva: Place, bukhara_deputy: Person, as_person: Browser,
) -> None:  # fmt: skip
    refused = judged.write(bukhara_deputy, khiva, title="Refused practice", call=call)
    judged.hand_in(refused)
    for review in in_review.reviews.all():
        judged.done(review)
    deciding.decide(in_review, second_officer, "accept", "Well told.", "lesson")
    calls.close(call, officer)
    with pytest.raises(NotPossible):
        calls.evaluate(call, officer)
    deciding.screen(refused, second_officer, State.REJECTED, "Another theme.")
    page = call.get_absolute_url()
    as_person(officer).post(f"{page}acts/evaluation/")
    call.refresh_from_db()
    assert call.state == "evaluated"
    assert "Handwashing stations" not in Client().get(page).content.decode()
    acts.publish(in_review, second_officer)
    shown = Client().get(page).content.decode()
    assert "Handwashing stations" in shown
    assert "Lesson learned" in shown
    assert "Refused practice" not in shown
    practice.refresh_from_db()
    reviewed(practice, bukhara_deputy, officer, "fr")
    assert f"fr:{practice.title}" in Client().get(f"{page}?lang=fr").content.decode()
    with override_settings(CALL_LINKS=["cityclusters.practices.tests.test_run_a_call.booklet_link"]):
        assert "Make a booklet" in Client().get(page).content.decode()


def booklet_link(call: Call, reader: object) -> list[tuple[str, str]]:
    """What an upper app may offer."""
    return [(f"/booklets/new/?call={call.public_id}", "Make a booklet of them")] if call.evaluated_at else []


def test_the_list_has_open_and_past_calls_and_says_so_when_empty(
    officer: Person, programme: Organisation, themes: list[Theme]
) -> None:
    assert "No call is open" in Client().get("/calls/").content.decode()
    assert "No call has closed yet" in Client().get("/calls/?when=past").content.decode()
    call = judged.make_call(officer, programme, themes)
    calls.announce(call, officer)
    assert "Good practices on COVID-19" in Client().get("/calls/").content.decode()
    calls.close(call, officer, "Done")
    assert "Good practices on COVID-19" in Client().get("/calls/?when=past").content.decode()
    assert Client().get("/calls/?when=nonsense&page=x").status_code == 200
