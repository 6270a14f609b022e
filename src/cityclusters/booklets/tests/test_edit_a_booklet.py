"""Editors choose, order and write; others do not know of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.booklets import choosing, editions
from cityclusters.booklets.models import Booklet, EditionFile
from cityclusters.booklets.source import build
from cityclusters.booklets.tests import shelf
from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Call, CallManager, Practice

Browsers = Callable[[Person | None], Client]


def _order(booklet: Booklet) -> list[str]:
    return [item.practice.public_id for item in booklet.items.select_related("practice")]


def test_a_focal_point_makes_a_booklet_of_her_organisation(
    as_person: Browsers, reads_english: Person, khiva_city: Organisation, stall: Practice
) -> None:
    browser = as_person(reads_english)
    form = {"title": "Stalls", "title__language": "en", "organisation": "Municipality of Khiva"}
    assert browser.post("/booklets/new/", form).status_code == 302
    booklet = Booklet.objects.get()
    assert (booklet.organisation, booklet.languages) == (khiva_city, ["en"])
    browser.post(
        f"/booklets/{booklet.public_id}/manage/practices/", {"practice": [stall.public_id, "nonsense"]}
    )
    assert _order(booklet) == [stall.public_id]
    other = {**form, "organisation": "Municipality of Bukhara"}
    assert browser.post("/booklets/new/", other).status_code == 200
    assert Booklet.objects.count() == 1


def test_up_and_down_work_without_a_script(
    as_person: Browsers, officer: Person, booklet: Booklet, stall: Practice, workshop: Practice
) -> None:
    browser = as_person(officer)
    choosing.set_part(booklet, officer, workshop.public_id, make_texts("en", en="Workshops"))
    address = f"/booklets/{booklet.public_id}/manage/practices/{stall.public_id}"
    assert browser.post(f"{address}/down/").status_code == 302
    assert _order(booklet) == [workshop.public_id, stall.public_id]
    assert [item.part for item in booklet.items.all()] == [{}, {"_": "en", "en": "Workshops"}]
    browser.post(f"{address}/down/")
    assert _order(booklet) == [workshop.public_id, stall.public_id]
    browser.post(f"{address}/up/")
    assert browser.post(f"{address}/sideways/").status_code == 404
    assert _order(booklet) == [stall.public_id, workshop.public_id]
    page = browser.get(f"/booklets/{booklet.public_id}/manage/").content.decode()
    assert "Workshops" in page


def test_a_heading_stays_when_its_first_practice_leaves(
    officer: Person, booklet: Booklet, stall: Practice, workshop: Practice
) -> None:
    choosing.set_part(booklet, officer, stall.public_id, make_texts("en", en="Women"))
    choosing.remove(booklet, officer, stall.public_id)
    assert build_parts(booklet) == ["Women"]


def build_parts(booklet: Booklet) -> list[str]:
    source = build(booklet, "en", number=0, note={}, at=booklet.created_at).source
    return [row["part"]["text"] for row in source["practices"] if row["part"]]


def test_a_call_gives_all_its_practices_with_one_press(
    as_person: Browsers, officer: Person, newcomer: Person, programme: Organisation, stall: Practice,
    workshop: Practice,
) -> None:  # fmt: skip
    call = Call.objects.create(
        title=make_texts("en", en="Call"), purpose=make_texts("en", en="Why"), organisation=programme,
        opens_on="2026-01-01", closes_on="2026-02-01", state="evaluated",
    )  # fmt: skip
    CallManager.objects.create(call=call, person=newcomer)
    Practice.objects.filter(pk=stall.pk).update(call=call)
    browser = as_person(newcomer)
    form = {"title": "Of the call", "title__language": "en", "organisation": "Cities Programme"}
    assert as_person(None).get(f"/booklets/new/?call={call.public_id}").status_code == 302
    browser.post(f"/booklets/new/?call={call.public_id}", form)
    booklet = Booklet.objects.get()
    assert (booklet.call, _order(booklet)) == (call, [stall.public_id])
    Practice.objects.filter(pk=workshop.pk).update(call=call)
    assert "1 published practice of the call" in browser.get(booklet_work(booklet)).content.decode()
    browser.post(f"{booklet_work(booklet)}practices/all/")
    assert _order(booklet) == [stall.public_id, workshop.public_id]
    page = browser.get(call.get_absolute_url()).content.decode()
    assert f"/booklets/new/?call={call.public_id}" in page


def booklet_work(booklet: Booklet) -> str:
    return f"/booklets/{booklet.public_id}/manage/"


def test_drafts_are_for_editors_alone(
    as_person: Browsers, officer: Person, stranger: Person, newcomer: Person, booklet: Booklet
) -> None:
    shelf.frozen(booklet, officer)
    editions.proof(booklet, "en", officer)
    shelf.work()
    addresses = [
        booklet.get_absolute_url(),
        f"/booklets/{booklet.public_id}/1/en.pdf",
        f"/booklets/{booklet.public_id}/0/en.pdf",
        f"/booklets/{booklet.public_id}/1/en/cover/",
    ]
    for browser in map(as_person, (None, stranger, newcomer)):
        assert [browser.get(address).status_code for address in addresses] == [404] * 4
        assert booklet.public_id not in browser.get("/booklets/").content.decode()
    assert as_person(officer).get(addresses[1]).status_code == 200
    assert as_person(stranger).get(booklet_work(booklet)).status_code == 404
    assert as_person(stranger).post(f"{booklet_work(booklet)}editions/1/publication/").status_code == 404
    assert "In the making" in as_person(officer).get("/booklets/").content.decode()


def test_an_editor_is_added_by_an_officer_alone(
    as_person: Browsers, officer: Person, newcomer: Person, booklet: Booklet
) -> None:
    as_person(officer).post(f"{booklet_work(booklet)}editors/", {"email": "Newcomer@mail.example"})
    browser = as_person(newcomer)
    assert browser.get(booklet_work(booklet)).status_code == 200
    assert browser.post(f"{booklet_work(booklet)}editors/", {"email": "x@y.example"}).status_code == 403
    as_person(officer).post(f"{booklet_work(booklet)}editors/{newcomer.public_id}/removal/")
    assert browser.get(booklet_work(booklet)).status_code == 404


def test_the_editor_sees_pages_and_progress_without_a_script(
    as_person: Browsers, officer: Person, booklet: Booklet
) -> None:
    browser = as_person(officer)
    address = f"{booklet_work(booklet)}proofs/"
    assert browser.post(f"{address}fr/").status_code == 302  # not one of its languages
    browser.post(f"{address}en/")
    waiting = browser.get(address).content.decode()
    assert "data-reload" in waiting
    EditionFile.objects.update(state="making", done=1)
    assert "1 of 2 practices" in browser.get(address).content.decode()
    shelf.work()
    page = browser.get(f"{address}?in=en&from=3").content.decode()
    assert page.count("<img") == 4
    assert "Page 3 of" in page
    picture = browser.get(f"{address}en/3.png")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/png")
    assert browser.get(f"{address}en/99.png").status_code == 404
    assert browser.get(f"{address}en/booklet.pdf").getvalue().startswith(b"%PDF")
    choosing.change(booklet, officer, paper="a4")
    assert "has been changed since" in browser.get(address).content.decode()


def test_texts_are_saved_and_kept_as_drafts(as_person: Browsers, officer: Person, booklet: Booklet) -> None:
    browser = as_person(officer)
    address = f"{booklet_work(booklet)}texts/"
    browser.post(
        f"/drafts/booklet-{booklet.public_id}/", {"preface": "Half a thou", "preface__language": "en"}
    )
    assert "Half a thou" in browser.get(address).content.decode()
    form = {
        "title": "Markets", "title__language": "en", "preface": "Why", "preface__language": "en",
        "languages": ["en", "ru"], "paper": "a4", "colour": "night",
    }  # fmt: skip
    assert browser.post(address, {**form, "colour": "none"}).status_code == 200
    assert browser.post(address, form).status_code == 302
    booklet.refresh_from_db()
    assert (booklet.languages, booklet.paper, booklet.preface["en"]) == (["en", "ru"], "a4", "Why")
    assert "Half a thou" not in browser.get(address).content.decode()


def test_the_missing_languages_are_decided_on_one_page(
    as_person: Browsers, officer: Person, booklet: Booklet, stall: Practice
) -> None:
    choosing.change(booklet, officer, languages=["en", "ru"])
    browser = as_person(officer)
    address = f"{booklet_work(booklet)}languages/"
    assert "2 decisions are open" in browser.get(address).content.decode()
    sent = {"all:ru": "original", f"{stall.public_id}:ru": "leave", f"{stall.public_id}:en": "leave"}
    browser.post(address, sent)
    assert [item.missing for item in booklet.items.all()] == [{"ru": "leave"}, {"ru": "original"}]
    assert "Everything is decided" in browser.get(address).content.decode()


@pytest.mark.parametrize("page", ["practices/", "texts/", "languages/", "proofs/", "editions/", ""])
def test_every_page_of_the_work_opens_for_an_empty_booklet(
    as_person: Browsers, officer: Person, programme: Organisation, page: str
) -> None:
    made = choosing.create(officer, programme, title=make_texts("en", en="Empty"))
    assert as_person(officer).get(booklet_work(made) + page).status_code == 200
    refused = as_person(officer).post(f"{booklet_work(made)}editions/", {})
    assert "nothing to print" in refused.content.decode()
