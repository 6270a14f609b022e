"""A need is written, signed for its organisation, changed, shown, withdrawn."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.people.tests.days import days_from_hers
from cityclusters.places.models import Place
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Match, Need
from cityclusters.support.needs import ending, writing
from cityclusters.support.tests.making_matches import window_of
from cityclusters.support.tests.making_needs import draft, signed, typed

Browser = Callable[[Person | None], Client]


@pytest.fixture
def colleague(khiva_city: Organisation, officer: Person) -> Person:
    """She works for Khiva and may not act for it."""
    person = Person.objects.create_user(email="desk@khiva.example", name="Desk officer", language="en")
    Mandate.objects.create(
        person=person, organisation=khiva_city, post="Adviser", state="confirmed", start="2020-01-01"
    )
    return person


def test_PE1_a_focal_point_signs_by_sending(
    reads_english: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    answer = as_person(reads_english).post("/needs/new/", typed(khiva_city, known="1"))
    need = Need.objects.get()
    assert answer["Location"] == f"/needs/{need.public_id}/"
    assert (need.state, need.signed_by, need.organisation) == ("open", reads_english, khiva_city)
    assert need.signed_with is not None
    assert need.signed_with.post == "Deputy mayor"
    assert need.expires_on == days_from_hers(reads_english, 365)
    assert need.place == khiva_city.place
    assert [theme.code for theme in need.themes.all()] == ["e-commerce"]
    assert [wish.country_id for wish in need.wishes.all()] == ["CN"]
    assert Entry.objects.filter(act="support_need.signed").count() == 1


def test_PE1_somebody_else_waits_for_a_focal_point(
    colleague: Person,
    reads_english: Person,
    khiva_city: Organisation,
    themes: list[Theme],
    as_person: Browser,
) -> None:
    as_person(colleague).post("/needs/new/", typed(khiva_city, known="1"))
    need = Need.objects.get()
    assert (need.state, need.signed_at) == ("draft", None)
    letter = Letter.objects.get(person=reads_english)
    assert f"/needs/{need.public_id}/" in letter.body
    with pytest.raises(NotPossible):
        writing.sign(need, colleague)
    page = as_person(colleague).get(f"/needs/{need.public_id}/").content.decode()
    assert "Sign for the organisation" not in page
    assert as_person(colleague).post(f"/needs/{need.public_id}/signature/").status_code == 302
    need.refresh_from_db()
    assert need.state == "draft"
    browser = as_person(reads_english)
    assert "Sign for the organisation" in browser.get(f"/needs/{need.public_id}/").content.decode()
    browser.post(f"/needs/{need.public_id}/signature/")
    need.refresh_from_db()
    assert (need.state, need.signed_by) == ("open", reads_english)
    assert Letter.objects.filter(person=colleague, subject__startswith="Signed").count() == 1


def test_PE1_a_mandate_that_is_over_signs_nothing(
    khiva_deputy: Person, khiva_city: Organisation, themes: list[Theme]
) -> None:
    need = draft(khiva_deputy, khiva_city, themes[1])
    Mandate.objects.filter(person=khiva_deputy).update(end=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NotPossible):
        writing.sign(need, khiva_deputy)
    assert Need.objects.get().state == "draft"


@pytest.mark.parametrize("who", ["bukhara_deputy", "officer", "newcomer"])
def test_PE1_nobody_else_signs(
    who: str, request: pytest.FixtureRequest, khiva_deputy: Person, khiva_city: Organisation,
    themes: list[Theme], as_person: Browser,
) -> None:  # fmt: skip
    need = draft(khiva_deputy, khiva_city, themes[1])
    person: Person = request.getfixturevalue(who)
    answer = as_person(person).post(f"/needs/{need.public_id}/signature/")
    assert answer.status_code == (302 if who == "officer" else 404)
    assert Need.objects.get().state == "draft"


def test_signing_twice_changes_nothing(
    khiva_deputy: Person, khiva_city: Organisation, themes: list[Theme]
) -> None:
    need = signed(khiva_deputy, khiva_city, themes[1])
    before = need.signed_at
    writing.sign(need, khiva_deputy)
    assert Need.objects.get().signed_at == before


def test_a_focal_point_refuses_and_the_author_asks_once_more(
    colleague: Person,
    reads_english: Person,
    khiva_city: Organisation,
    themes: list[Theme],
    as_person: Browser,
) -> None:
    as_person(colleague).post("/needs/new/", typed(khiva_city, known="1"))
    need = Need.objects.get()
    address = f"/needs/{need.public_id}/"
    as_person(reads_english).post(f"{address}refusal/", {"reason": "  "})
    need.refresh_from_db()
    assert need.asked_at is not None  # no reason, no refusal
    as_person(reads_english).post(f"{address}refusal/", {"reason": "Say how many weavers"})
    need = Need.objects.get()
    assert (need.state, need.asked_at, need.end_reason) == ("draft", None, "Say how many weavers")
    letter = Letter.objects.get(person=colleague)
    assert "Say how many weavers" in letter.body
    assert "Say how many weavers" in as_person(colleague).get(address).content.decode()
    as_person(colleague).post(f"{address}request/")
    assert Letter.objects.filter(person=reads_english).count() == 2


def test_a_draft_needs_a_title_only_and_is_whole_before_it_is_signed(
    khiva_deputy: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    sent = typed(khiva_city, problem="", themes=None, modalities=None, languages=None, draft="1")
    as_person(khiva_deputy).post("/needs/new/", sent)
    need = Need.objects.get()
    assert need.state == "draft"
    with pytest.raises(NotPossible):
        writing.sign(need, khiva_deputy)
    address = f"/needs/{need.public_id}/edit/"
    as_person(khiva_deputy).post(address, typed(khiva_city, known="1"))
    need.refresh_from_db()
    assert (need.state, need.problem) == ("open", "Two hundred weavers sell only to passing tourists.")


def test_an_organisation_without_a_place_is_refused_in_words(
    reads_english: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    khiva_city.place = None
    khiva_city.save(update_fields=["place"])
    page = as_person(reads_english).post("/needs/new/", typed(khiva_city, known="1")).content.decode()
    assert "has no place yet" in page
    assert "Two hundred weavers" in page
    assert not Need.objects.exists()


WRONG = [
    ({"title": ""}, "This field is required."),
    ({"themes": None}, "This field is required."),
    ({"modalities": ["magic"]}, "Select a valid choice"),
    ({"window_start": "2026-02-30"}, "There is no such day"),
    ({"window_start": "2026-05-01", "window_end": "2026-04-01"}, "The end is before the beginning."),
    ({"sdg_targets": "5.5, 99.1"}, "99.1"),
    ({"wants": "0"}, "greater than or equal to 1"),
    ({"country_1": "XX"}, "Select a valid choice"),
    ({"wished_place": "Nowhereville"}, "Nowhereville"),
    ({"organisation": "zzzzzzzzzz"}, "Select a valid choice"),
    ({"problem": "x" * 3001}, "at most 3000"),
]


@pytest.mark.parametrize(("change", "words"), WRONG)
def test_a_wrong_form_comes_back_filled_in(
    change: dict[str, Any], words: str, reads_english: Person, khiva_city: Organisation, themes: list[Theme],
    as_person: Browser,
) -> None:  # fmt: skip
    answer = as_person(reads_english).post("/needs/new/", typed(khiva_city, **change))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "Half of them sell online within a year." in page
    assert not Need.objects.exists()


def test_a_wished_city_is_kept_as_a_wish(
    reads_english: Person, khiva_city: Organisation, amman: Place, themes: list[Theme], as_person: Browser
) -> None:
    as_person(reads_english).post("/needs/new/", typed(khiva_city, wished_place="Amman", known="1"))
    wishes = list(Need.objects.get().wishes.all())
    assert [(wish.rank, wish.country_id, wish.place) for wish in wishes] == [
        (1, "CN", None),
        (2, None, amman),
    ]


def test_pressing_twice_states_it_once(
    reads_english: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    browser, sent = as_person(reads_english), typed(khiva_city, known="1", once="a" * 27)
    first, second = browser.post("/needs/new/", sent), browser.post("/needs/new/", sent)
    assert first["Location"] == second["Location"]
    assert Need.objects.count() == 1


def test_who_has_no_organisation_is_told_what_to_do(newcomer: Person, as_person: Browser) -> None:
    assert "You have no organisation yet" in as_person(newcomer).get("/needs/new/").content.decode()


def test_what_is_typed_is_kept_and_comes_back(
    reads_english: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    browser = as_person(reads_english)
    browser.post("/drafts/help-need-new/", typed(khiva_city, title="Half a title"))
    page = browser.get("/needs/new/").content.decode()
    assert "Half a title" in page
    assert "What you wrote before is here again." in page
    browser.post("/needs/new/", typed(khiva_city, known="1"))
    assert "Half a title" not in browser.get("/needs/new/").content.decode()


def test_an_open_need_changes_and_keeps_its_proposal(
    reads_english: Person, khiva_city: Organisation, bukhara_city: Organisation, themes: list[Theme],
    as_person: Browser,
) -> None:  # fmt: skip
    need = signed(reads_english, khiva_city, themes[1])
    match = proposed(need, bukhara_city)
    need.refresh_from_db()
    assert need.state == "proposed"
    answer = as_person(reads_english).post(
        f"/needs/{need.public_id}/edit/", typed(khiva_city, title="Changed")
    )
    assert answer.status_code == 302
    need.refresh_from_db()
    match.refresh_from_db()
    assert (need.title, need.state, match.state) == ("Changed", "proposed", "proposed")
    assert need.changed_at is not None


def test_a_host_reads_that_a_need_has_changed_since_it_was_proposed(
    reads_english: Person, bukhara_deputy: Person, khiva_city: Organisation, bukhara_city: Organisation,
    themes: list[Theme], as_person: Browser,
) -> None:  # fmt: skip
    need = signed(reads_english, khiva_city, themes[1], wishes=["CN"], shown_to="team")
    match = proposed(need, bukhara_city)
    browser, address = as_person(reads_english), f"/needs/{need.public_id}/edit/"
    bukhara_deputy.language = "en"
    bukhara_deputy.save()
    letters = Letter.objects.filter(person=bukhara_deputy)
    browser.post(address, typed(khiva_city))  # other readers alone, and the same words
    assert not letters.exists()
    assert Need.objects.get().changed_at is None
    assert "changed since" not in as_person(bukhara_deputy).get(match.get_absolute_url()).content.decode()
    browser = as_person(reads_english)
    browser.post(address, typed(khiva_city, country_1="JO"))
    browser.post(address, typed(khiva_city, problem="They sell to nobody now."))
    assert "Municipality of Khiva has changed a need" in letters.get().subject
    assert match.get_absolute_url() in letters.get().body
    page = as_person(bukhara_deputy).get(match.get_absolute_url()).content.decode()
    assert "The need was changed since it was proposed" in page
    assert "They sell to nobody now." in page
    Match.objects.update(proposed_at=timezone.now())
    page = as_person(bukhara_deputy).get(match.get_absolute_url()).content.decode()
    assert "changed since it was proposed" not in page


def proposed(need: Need, host: Organisation) -> Match:
    """A proposal of a window of the host."""
    window = window_of(host, 2)
    Need.objects.filter(pk=need.pk).update(state="proposed")
    return Match.objects.create(
        need=need, window=window, score=0.5, state="proposed", proposed_at=timezone.now(),
        answer_by=timezone.localdate() + timedelta(days=21),
    )  # fmt: skip


def test_withdrawing_says_why_and_lets_the_host_go(
    reads_english: Person, bukhara_deputy: Person, khiva_city: Organisation, bukhara_city: Organisation,
    themes: list[Theme], as_person: Browser,
) -> None:  # fmt: skip
    need = signed(reads_english, khiva_city, themes[1])
    match = proposed(need, bukhara_city)
    address = f"/needs/{need.public_id}/withdrawal/"
    as_person(reads_english).post(address, {"reason": ""})
    assert Need.objects.get().state == "proposed"
    as_person(reads_english).post(address, {"reason": "We found the money ourselves"})
    need.refresh_from_db()
    match.refresh_from_db()
    assert (need.state, need.end_reason) == ("withdrawn", "We found the money ourselves")
    assert match.state == "lapsed"
    letter = Letter.objects.get(person=bukhara_deputy)
    assert "We found the money ourselves" in letter.body
    assert "deputy@khiva.example" not in letter.body  # rule MA6
    assert not Need.objects.open().exists()


def test_what_a_host_accepted_is_not_withdrawn_here(
    khiva_deputy: Person, khiva_city: Organisation, themes: list[Theme]
) -> None:
    need = signed(khiva_deputy, khiva_city, themes[1])
    Need.objects.update(state="accepted")
    with pytest.raises(NotPossible):
        ending.withdraw(need, khiva_deputy, "No more")
    assert Need.objects.get().state == "accepted"


def test_who_may_read_it_can_change(
    reads_english: Person, bukhara_deputy: Person, khiva_city: Organisation, themes: list[Theme],
    as_person: Browser,
) -> None:  # fmt: skip
    need = signed(reads_english, khiva_city, themes[1])
    address = f"/needs/{need.public_id}/"
    assert as_person(bukhara_deputy).get(address).status_code == 200
    as_person(reads_english).post(f"{address}readers/", {"shown_to": "team"})
    assert as_person(bukhara_deputy).get(address).status_code == 404
    assert as_person(bukhara_deputy).post(f"{address}readers/", {"shown_to": "members"}).status_code == 404
    as_person(reads_english).post(f"{address}readers/", {"shown_to": "everybody"})
    assert Need.objects.get().shown_to == "team"


def test_a_host_reads_what_was_proposed_to_it_and_no_names(
    reads_english: Person, bukhara_deputy: Person, khiva_city: Organisation, bukhara_city: Organisation,
    themes: list[Theme], as_person: Browser,
) -> None:  # fmt: skip
    need = signed(reads_english, khiva_city, themes[1], shown_to="team")
    address = f"/needs/{need.public_id}/"
    assert as_person(bukhara_deputy).get(address).status_code == 404
    proposed(need, bukhara_city)
    page = as_person(bukhara_deputy).get(address).content.decode()
    assert "Two hundred weavers" in page
    assert str(reads_english) not in page
    assert "Withdraw" not in page


def test_drafts_of_others_are_nobodys_business(
    khiva_deputy: Person, bukhara_deputy: Person, khiva_city: Organisation, themes: list[Theme],
    as_person: Browser,
) -> None:  # fmt: skip
    need = draft(khiva_deputy, khiva_city, themes[1], title="Nobody has read this")
    for address in (f"/needs/{need.public_id}/", f"/needs/{need.public_id}/edit/"):
        assert as_person(bukhara_deputy).get(address).status_code == 404
    assert "Nobody has read this" not in as_person(bukhara_deputy).get("/needs/?state=all").content.decode()
    ending.withdraw(need, khiva_deputy, "Not needed")
    assert as_person(bukhara_deputy).get(f"/needs/{need.public_id}/").status_code == 404
