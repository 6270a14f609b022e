"""A host makes an offer, names its room, hands it in; an officer of somewhere else verifies it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.core.tests.together import together
from cityclusters.journal.models import Draft, Entry, Letter
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.practices.adoption import adaptations
from cityclusters.practices.tests.adopting import published
from cityclusters.spaces.models import Theme
from cityclusters.support.matches import places
from cityclusters.support.models import Match, Offer, Window
from cityclusters.support.models.choices import MatchState
from cityclusters.support.offers import acts, rules, states, windows
from cityclusters.support.tests import making_offers as making

Browser = Callable[[Person | None], Client]
State = Offer.State


@pytest.fixture
def offer(
    reads_english: Person, khiva_city: Organisation, themes: list[Theme], second_officer: Person
) -> Offer:
    return making.opened(reads_english, khiva_city, [themes[1]], second_officer)


@pytest.fixture
def room(offer: Offer) -> Window:
    return offer.windows.get()


def _typed(city: Organisation, theme: Theme, **more: Any) -> dict[str, Any]:
    return {
        "organisation": city.public_id,
        "title": "Study tours to our craft market",
        "text": "Three days with the women who run it.",
        "language": "en",
        "languages": ["en", "ru"],
        "themes": [theme.pk],
        "expires_on": (timezone.localdate() + timedelta(days=100)).isoformat(),
        "once": secret_code(),
        **more,
    }


def _room_typed(**more: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "modality": "study_tour",
        "slots": "3",
        "starts": (today + timedelta(days=30)).isoformat(),
        "ends": (today + timedelta(days=33)).isoformat(),
        **more,
    }


def test_a_host_offers_something_and_an_officer_verifies_it(
    reads_english: Person,
    khiva_city: Organisation,
    themes: list[Theme],
    second_officer: Person,
    as_person: Browser,
) -> None:
    browser = as_person(reads_english)
    response = browser.post("/offers/new/", _typed(khiva_city, themes[1], sdg_targets="5.5, 8.3"))
    offer = Offer.objects.get()
    assert response["Location"] == f"/offers/{offer.public_id}/windows/new/"
    assert (offer.state, offer.place, offer.sdg_targets) == (State.DRAFT, khiva_city.place, ["5.5", "8.3"])
    page = browser.get(f"/offers/{offer.public_id}/").text
    assert "at least one window" in page
    assert "Hand in to be verified" not in page
    browser.post(f"/offers/{offer.public_id}/windows/new/", _room_typed())
    browser.post(f"/offers/{offer.public_id}/submission/")
    assert as_person(None).get(f"/offers/{offer.public_id}/").status_code == 404
    judge = as_person(second_officer)
    assert "Study tours to our craft market" in judge.get("/offers/?whose=check").text
    assert judge.post(f"/offers/{offer.public_id}/verification/").status_code == 302
    offer.refresh_from_db()
    assert (offer.state, offer.verified_by) == (State.OPEN, second_officer)
    assert offer.confirmed_at == offer.submitted_at
    shown = as_person(None).get("/offers/").text
    assert "Study tours to our craft market" in shown
    assert "3 of 3 places left" in shown
    assert Letter.objects.filter(person=reads_english, subject__contains="verified").count() == 1


def test_nobody_offers_for_an_organisation_of_others(
    khiva_city: Organisation,
    bukhara_deputy: Person,
    newcomer: Person,
    themes: list[Theme],
    as_person: Browser,
) -> None:
    assert as_person(newcomer).get("/offers/new/").status_code == 404
    refused = as_person(bukhara_deputy).post("/offers/new/", _typed(khiva_city, themes[1]))
    assert refused.status_code == 200
    with pytest.raises(NotPossible):
        making.draft(bukhara_deputy, khiva_city, themes)
    assert not Offer.objects.exists()


def test_the_same_form_sent_twice_makes_one_offer(
    reads_english: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    typed = _typed(khiva_city, themes[1])
    addresses = {as_person(reads_english).post("/offers/new/", typed)["Location"] for _press in range(2)}
    assert len(addresses) == Offer.objects.count() == 1


def test_a_like_offer_is_found_while_it_is_typed(
    offer: Offer, reads_english: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    browser = as_person(reads_english)
    typed = _typed(khiva_city, themes[1], title="Workshops on online shops, virtual")
    refused = browser.post("/offers/new/", typed).text
    assert offer.title in refused
    assert "keep both" in refused
    assert browser.post("/offers/new/", {**typed, "not_the_same": "on"}).status_code == 302
    other = _typed(khiva_city, themes[0], title="Clean water for schools")
    assert browser.post("/offers/new/", other).status_code == 302


def test_evidence_is_the_hosts_own_or_adapted_by_it(
    reads_english: Person,
    bukhara_deputy: Person,
    khiva_city: Organisation,
    bukhara_city: Organisation,
    themes: list[Theme],
    as_person: Browser,
) -> None:
    own = published(reads_english, khiva_city, "Night market")
    theirs = published(bukhara_deputy, bukhara_city, "Shade for stalls")
    foreign = published(bukhara_deputy, bukhara_city, "Bus lanes")
    adaptations.declare(reads_english, theirs, khiva_city, language="en", plan="The same")
    assert set(acts.evidence([khiva_city.pk])) == {own, theirs}
    browser = as_person(reads_english)
    refused = browser.post("/offers/new/", _typed(khiva_city, themes[1], practices=[foreign.public_id]))
    assert refused.status_code == 200
    ids = [own.public_id, theirs.public_id]
    assert browser.post("/offers/new/", _typed(khiva_city, themes[1], practices=ids)).status_code == 302
    assert set(Offer.objects.get().practices.all()) == {own, theirs}


def test_PE4_neither_the_author_nor_a_colleague_verifies(
    officer: Person, second_officer: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    """An officer with a post in an office below the host is of the host."""
    Mandate.objects.create(
        person=officer, organisation=khiva_city, post="Adviser", may_act=True, state="confirmed",
        start=date(2020, 1, 1), decided_by=second_officer, decided_at=timezone.now(),
    )  # fmt: skip
    below = Organisation.objects.create(
        names={"_": "en", "en": "Office"}, kind="other", parent=khiva_city, state="verified"
    )
    Mandate.objects.create(
        person=second_officer, organisation=below, post="Clerk", state="confirmed",
        start=date(2020, 1, 1), decided_by=officer, decided_at=timezone.now(),
    )  # fmt: skip
    offer = making.draft(officer, khiva_city, themes)
    making.window(offer, officer)
    states.submit(offer, officer)
    for judge in (officer, second_officer):
        assert not rules.may_verify(judge, offer)
        with pytest.raises(NotPossible):
            states.verify(offer, judge)
        assert as_person(judge).post(f"/offers/{offer.public_id}/verification/").status_code == 404
    offer.refresh_from_db()
    assert offer.state == State.DRAFT


def test_what_is_not_accepted_goes_back_with_the_reason(
    reads_english: Person,
    khiva_city: Organisation,
    themes: list[Theme],
    second_officer: Person,
    as_person: Browser,
) -> None:
    offer = making.draft(reads_english, khiva_city, themes)
    making.window(offer, reads_english)
    states.submit(offer, reads_english)
    judge = as_person(second_officer)
    address = f"/offers/{offer.public_id}/refusal/"
    assert judge.post(address, {"reason": ""}).status_code == 200
    judge.post(address, {"reason": "Say who pays the travel."})
    offer.refresh_from_db()
    assert (offer.state, offer.waits_for_check) == (State.DRAFT, False)
    page = as_person(reads_english).get(f"/offers/{offer.public_id}/").text
    assert "Say who pays the travel." in page
    letter = Letter.objects.get(subject__contains="not accepted")
    assert "Say who pays the travel." in letter.body
    states.submit(offer, reads_english)
    states.verify(offer, second_officer)
    assert offer.state == State.OPEN


def test_an_open_offer_needs_its_last_day_and_room(
    reads_english: Person, khiva_city: Organisation, themes: list[Theme]
) -> None:
    offer = making.draft(reads_english, khiva_city, themes, expires_on=None)
    with pytest.raises(NotPossible, match="last day"):
        states.submit(offer, reads_english)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(state=State.OPEN)


def test_other_words_are_verified_again_while_it_stays_open(
    offer: Offer, reads_english: Person, second_officer: Person, themes: list[Theme], as_person: Browser
) -> None:
    values: dict[str, Any] = {
        "text": offer.text,
        "language": "en",
        "languages": ["en"],
        "themes": [themes[1].pk],
    }
    values |= {"expires_on": offer.expires_on, "title": offer.title, "sdg_targets": "8.3"}
    browser, address = as_person(reads_english), f"/offers/{offer.public_id}/edit/"
    browser.post(address, values)
    offer.refresh_from_db()
    assert (offer.sdg_targets, offer.waits_for_check) == (["8.3"], False)
    browser.post(address, {**values, "title": "Something else"})
    offer.refresh_from_db()
    assert (offer.state, offer.waits_for_check) == (State.OPEN, True)
    assert list(Offer.objects.to_verify()) == [offer]
    states.verify(offer, second_officer)
    assert (offer.state, offer.waits_for_check) == (State.OPEN, False)


# -- room --------------------------------------------------------------------------------------------


def test_MA1_never_fewer_places_than_are_held(
    offer: Offer, room: Window, reads_english: Person, bukhara_city: Organisation, as_person: Browser
) -> None:
    made = making.need(bukhara_city, reads_english)
    making.match(made, room, MatchState.BOTH)
    fields = {name: getattr(room, name) for name in windows.FIELDS}
    windows.change(room, reads_english, **{**fields, "slots": 1})
    offer.refresh_from_db()
    assert offer.state == State.FULL
    with pytest.raises(NotPossible):
        windows.change(room, reads_english, **{**fields, "slots": 0})
    with pytest.raises(NotPossible, match="days stay"):
        windows.change(room, reads_english, **{**fields, "ends": room.ends + timedelta(days=1)})
    typed = _room_typed(modality=room.modality, slots="4", starts=room.starts, ends=room.ends)
    as_person(reads_english).post(f"/offers/{offer.public_id}/windows/{room.public_id}/", typed)
    offer.refresh_from_db()
    assert offer.state == State.OPEN
    with pytest.raises(IntegrityError), transaction.atomic():
        Window.objects.filter(pk=room.pk).update(slots=0)


@pytest.mark.django_db(transaction=True)
def test_MA1_a_place_taken_while_the_host_lowers_them(
    offer: Offer, room: Window, reads_english: Person
) -> None:
    """Both in the same moment, eight times: never more held than there are, and the state follows."""
    fields = {name: getattr(room, name) for name in windows.FIELDS}

    def take() -> None:
        with transaction.atomic():
            places.take(Window.objects.get(pk=room.pk))

    for _trial in range(8):
        Window.objects.filter(pk=room.pk).update(slots=2, held=1)
        Offer.objects.filter(pk=offer.pk).update(state=State.OPEN)
        faults = together(take, lambda: windows.change(room, reads_english, **{**fields, "slots": 1}))
        room.refresh_from_db()
        offer.refresh_from_db()
        assert [type(fault) for fault in faults if not isinstance(fault, NotPossible)] == []
        assert len(faults) == 1
        assert room.held <= room.slots
        assert (offer.state == State.FULL) == (room.held == room.slots)


def test_a_window_with_a_live_match_stays(
    offer: Offer, room: Window, reads_english: Person, bukhara_city: Organisation, as_person: Browser
) -> None:
    made = making.match(making.need(bukhara_city, reads_english), room)
    address = f"/offers/{offer.public_id}/windows/{room.public_id}/"
    as_person(reads_english).post(f"{address}removal/")
    assert Window.objects.filter(pk=room.pk, slots=2).exists()
    Match.objects.filter(pk=made.pk).update(state=MatchState.LAPSED)
    as_person(reads_english).post(f"{address}removal/")
    room.refresh_from_db()
    assert (room.slots, windows.shown(offer)) == (0, [])  # the record of the match keeps its window
    assert as_person(reads_english).get(address).status_code == 404
    offer.refresh_from_db()
    assert offer.state == State.FULL
    fresh = making.window(offer, reads_english)
    offer.refresh_from_db()
    assert offer.state == State.OPEN
    windows.remove(fresh, reads_english)
    assert not Window.objects.filter(pk=fresh.pk).exists()


def test_D14_the_same_room_for_the_next_terms(
    offer: Offer, room: Window, reads_english: Person, as_person: Browser
) -> None:
    address = f"/offers/{offer.public_id}/windows/{room.public_id}/terms/"
    browser = as_person(reads_english)
    assert browser.post(address, {"months": "0", "times": "3"}).status_code == 200
    for _press in range(2):
        browser.post(address, {"months": "6", "times": "3"})
    rows = list(offer.windows.order_by("starts"))
    assert [row.starts for row in rows] == [windows.later(room.starts, 6 * term) for term in range(4)]
    assert {(row.slots, row.modality, row.held) for row in rows} == {(2, "online_exchange", 0)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"slots": "0"}, {"slots": "1001"}, {"slots": "x"}, {"modality": "party"}, {"ends": "2020-01-01"},
        {"starts": "2099-13-01"}, {"languages": ["xx"]},
    ],
)  # fmt: skip
def test_room_that_makes_no_sense_is_refused(
    wrong: dict[str, Any], offer: Offer, reads_english: Person, as_person: Browser
) -> None:
    address = f"/offers/{offer.public_id}/windows/new/"
    assert as_person(reads_english).post(address, _room_typed(**wrong)).status_code == 200
    assert offer.windows.count() == 1


def test_not_too_many_windows(offer: Offer, room: Window, reads_english: Person) -> None:
    for months in (13, 17, 19, 23):
        windows.repeat(room, reads_english, months=months, times=12)
    with pytest.raises(NotPossible, match="at most"):
        windows.repeat(room, reads_english, months=11, times=12)


# -- who sees and does what ----------------------------------------------------------------------------


def test_others_neither_see_drafts_nor_change_offers(
    offer: Offer,
    room: Window,
    reads_english: Person,
    bukhara_deputy: Person,
    khiva_city: Organisation,
    themes: list[Theme],
    as_person: Browser,
) -> None:
    hidden = making.draft(reads_english, khiva_city, themes, title="Hidden")
    browser = as_person(bukhara_deputy)
    one = f"/offers/{offer.public_id}"
    assert browser.get(f"/offers/{hidden.public_id}/").status_code == 404
    assert browser.get(f"{one}/").status_code == 200
    for page in ("edit", "windows/new", f"windows/{room.public_id}", "pause", "closing", "confirmation"):
        assert browser.get(f"{one}/{page}/").status_code == 404, page
    for act in (states.pause, states.close):
        with pytest.raises(NotPossible):
            act(offer, bukhara_deputy, "No")
    with pytest.raises(NotPossible):
        windows.remove(room, bukhara_deputy)


def test_a_draft_of_the_form_is_kept(
    reads_english: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    browser = as_person(reads_english)
    browser.post("/drafts/offer-new/", {"title": "Half written", "languages": ["fr"]})
    assert "Half written" in browser.get("/offers/new/").text
    browser.post("/offers/new/", _typed(khiva_city, themes[1]))
    assert not Draft.objects.filter(person=reads_english).exists()


def test_each_act_has_its_line(offer: Offer) -> None:
    said = list(Entry.objects.filter(act__startswith="offer.").order_by("pk").values_list("act", flat=True))
    assert said == ["offer.made", "offer.submitted", "offer.verified", "offer.opened"]


def test_a_broken_day_is_no_crash(
    reads_english: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    for wrong in (
        {"expires_on": "2020-01-01"},
        {"title": "\x00"},
        {"themes": ["none"]},
        {"sdg_targets": "99"},
    ):
        typed = _typed(khiva_city, themes[1], **wrong)
        assert as_person(reads_english).post("/offers/new/", typed).status_code == 200
    assert not Offer.objects.exists()
