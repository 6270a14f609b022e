"""Downloads are counted without persons, declared uses with their organisation (seed items B20, B21)."""

from collections.abc import Callable

from django.test import Client

from cityclusters.booklets import choosing, own_data
from cityclusters.booklets.models import Booklet, DeclaredUse, Edition, EditionDownload
from cityclusters.booklets.tests import shelf
from cityclusters.people import consents
from cityclusters.people.models import Person
from cityclusters.practices.models import Practice

Browsers = Callable[[Person | None], Client]


def test_downloads_are_counted_by_day_and_not_for_editors(
    as_person: Browsers, booklet: Booklet, officer: Person
) -> None:
    shelf.published(booklet, officer)
    browser, address = as_person(None), f"/booklets/{booklet.public_id}/1/en"
    for ending in ("pdf", "pdf", "epub"):
        answer = browser.get(f"{address}.{ending}")
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.getvalue()
    browser.head(f"{address}.pdf")
    as_person(officer).get(f"{address}.pdf")
    rows = EditionDownload.objects.order_by("kind").values_list("kind", "count")
    assert list(rows) == [("epub", 1), ("pdf", 2)]
    page = browser.get(booklet.get_absolute_url()).content.decode()
    assert "<b>3</b> downloads" in page
    assert "not readers" in page
    for wrong in ("en.exe", "xx.pdf", "../../etc/passwd"):
        assert browser.get(f"/booklets/{booklet.public_id}/1/{wrong}").status_code == 404


def test_B21_an_organisation_declares_its_use_once_and_can_take_it_back(
    as_person: Browsers,
    booklet: Booklet,
    officer: Person,
    stranger: Person,
    newcomer: Person,
    amman_city: object,
) -> None:
    shelf.published(booklet, officer)
    address = f"/booklets/{booklet.public_id}/uses/"
    organisation = getattr(amman_city, "public_id")  # noqa: B009  # the fixture is an Organisation
    form = {"organisation": organisation, "way": "training", "text": "With 40 market women <b>"}
    stranger.language = "en"
    stranger.save()
    browser = as_person(stranger)
    assert browser.post(address, form).status_code == 302
    assert "known already" in browser.post(address, form).content.decode()
    page = as_person(None).get(booklet.get_absolute_url()).content.decode()
    assert "With 40 market women &lt;b&gt;" in page
    assert "<b>1</b> organisations that say they use it" in page
    assert as_person(newcomer).post(address, form).status_code == 200
    use = DeclaredUse.objects.get()
    assert as_person(newcomer).post(f"{address}{use.public_id}/withdrawal/").status_code == 404
    browser.post(f"{address}{use.public_id}/withdrawal/")
    assert "<b>0</b> organisations" in as_person(None).get(booklet.get_absolute_url()).content.decode()


def test_B20_a_practice_names_the_booklets_that_hold_it(
    as_person: Browsers, booklet: Booklet, stall: Practice, officer: Person
) -> None:
    browser = as_person(None)
    shelf.frozen(booklet, officer)
    assert "In these booklets" not in browser.get(stall.get_absolute_url()).content.decode()
    shelf.published(booklet, officer)
    page = browser.get(stall.get_absolute_url()).content.decode()
    assert "In these booklets" in page
    edition = browser.get(Edition.objects.published().get().get_absolute_url()).content.decode()
    assert f"/practices/{stall.public_id}/versions/1/?in=en" in edition
    assert browser.get(f"/booklets/{booklet.public_id}/99/").status_code == 404
    assert browser.get(f"/booklets/{booklet.public_id}/99999/").status_code == 404


def test_erasing_a_person_takes_her_name_out_of_the_credits(
    booklet: Booklet, stall: Practice, officer: Person, second_officer: Person
) -> None:
    consents.give(stall.author, "directory")
    consents.give(second_officer, "directory")
    choosing.add_editor(booklet, officer, second_officer)
    edition = shelf.published(booklet, officer)[0]
    author = stall.author
    assert "Deputy mayor of Khiva" in edition.source["practices"][0]["credits"][0]["name"]
    assert edition.source["editors"][0]["person"] == second_officer.public_id
    assert own_data.collect(second_officer)["booklets_edited"]
    own_data.erase(author)
    own_data.erase(second_officer)
    edition.refresh_from_db()
    assert edition.source["practices"][0]["credits"] == edition.source["editors"] == []
    assert edition.revision == 3
    assert not booklet.editors.exists()
