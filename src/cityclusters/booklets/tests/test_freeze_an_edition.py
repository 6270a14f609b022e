"""An edition stays what it was; a corrected one says what changed (rule PR4)."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from cityclusters.booklets import choosing, editions
from cityclusters.booklets.models import Booklet, BookletItem, Edition, PrintPicture
from cityclusters.booklets.source import lacks
from cityclusters.booklets.tests import shelf
from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person
from cityclusters.practices.adoption import pictures, voices
from cityclusters.practices.models import Practice


def test_PR4_later_edits_do_not_change_an_edition(booklet: Booklet, stall: Practice, officer: Person) -> None:
    photo = shelf.picture(stall)
    edition = shelf.published(booklet, officer)[0]
    before, files = edition.source, {kind: shelf.data(edition, kind) for kind in ("pdf", "epub", "docx")}
    shelf.correct(stall, officer, "and a bakery")
    pictures.describe(photo, officer, caption=make_texts("en", en="Another caption"))
    choosing.remove(booklet, officer, stall.public_id)
    choosing.change(booklet, officer, title=make_texts("en", en="Other"), preface={})
    for file in edition.files.all():
        file.state = "waiting"
        file.save()
    shelf.work()
    edition.refresh_from_db()
    assert edition.source == before
    assert {kind: shelf.data(edition, kind) for kind in files} == files
    assert [item.version.number for item in edition.items.all()] == [1, 1]


def test_PR4_a_corrected_edition_says_what_changed_and_the_first_stays(
    booklet: Booklet, stall: Practice, workshop: Practice, officer: Person, client: Client
) -> None:
    first = shelf.published(booklet, officer)[0]
    shelf.correct(stall, officer, "and a bakery")
    with pytest.raises(NotPossible, match="what this edition corrects"):
        editions.freeze(booklet, officer, {})
    second = shelf.published(booklet, officer, "A wrong number")[0]
    assert (second.number, second.note) == (2, "A wrong number")
    assert second.changes == ["Corrected: Market women register a cooperative and a bakery"]
    page = client.get(f"/booklets/{booklet.public_id}/1/").content.decode()
    assert "There is a newer edition" in page
    assert client.get(f"/booklets/{booklet.public_id}/1/en.pdf").status_code == 200
    assert "There is a newer edition" not in client.get(second.get_absolute_url()).content.decode()
    detail = client.get(booklet.get_absolute_url()).content.decode()
    assert "there is a newer one" in detail
    assert first.get_absolute_url().replace("&", "&amp;") in detail


def test_what_comes_and_goes_is_named(
    booklet: Booklet, stall: Practice, workshop: Practice, officer: Person, amman: object
) -> None:
    shelf.published(booklet, officer)
    choosing.remove(booklet, officer, stall.public_id)
    fresh = shelf.practice(officer, workshop.place, mark="in a third city")
    choosing.add(booklet, officer, [fresh])
    changes = shelf.frozen(booklet, officer, "More")[0].changes
    assert changes == [
        "New: Market women register a cooperative in a third city",
        "No longer in it: Market women register a cooperative",
    ]


def test_withdrawn_consents_leave_a_published_edition_at_once(
    booklet: Booklet, stall: Practice, officer: Person, client: Client
) -> None:
    photo, words = shelf.picture(stall), shelf.quote(stall)
    choosing.change(booklet, officer, cover=photo)
    edition = shelf.published(booklet, officer)[0]
    address = f"/booklets/{booklet.public_id}/1/en.epub"
    stored = [file.file.name for file in edition.files.all()] + [PrintPicture.objects.get().file.name]
    assert words.text in edition.source["practices"][0]["quotes"][0]["blocks"][0]["lines"]
    before = shelf.data(edition, "epub")

    voices.withdraw(photo.consent, None)
    voices.withdraw(words.consent, None)
    edition.refresh_from_db()
    assert edition.source["practices"][0]["pictures"] == edition.source["practices"][0]["quotes"] == []
    assert edition.source["cover"] == ""
    assert client.get(address).status_code == 302  # not sent until it is made again
    assert not PrintPicture.objects.exists()

    shelf.work()
    edition.refresh_from_db()
    after = shelf.data(edition, "epub")
    assert len(after) < len(before)
    assert client.get(address).status_code == 200
    assert "withdrew their consent" in client.get(edition.get_absolute_url()).content.decode()
    assert Entry.objects.filter(act="booklet.made_again").count() == 2
    assert stored


@pytest.mark.django_db(transaction=True)
def test_the_files_of_a_withdrawn_picture_are_deleted(
    booklet: Booklet, stall: Practice, officer: Person
) -> None:
    photo = shelf.picture(stall)
    edition = shelf.published(booklet, officer)[0]
    stored = [str(file.file.name) for file in edition.files.all()] + [str(edition.cover.name)]
    stored.append(str(PrintPicture.objects.get().file.name))
    assert all(map(default_storage.exists, stored))
    voices.withdraw(photo.consent, None)
    assert not any(map(default_storage.exists, stored))


def test_a_missing_language_is_decided_before_freezing(
    booklet: Booklet, stall: Practice, workshop: Practice, officer: Person, second_officer: Person
) -> None:
    shelf.translate(stall, "fr", officer, second_officer)
    choosing.change(booklet, officer, languages=["en", "fr"])
    assert [(row.item.practice, row.language, row.kind) for row in lacks(booklet)] == [
        (workshop, "fr", "original")
    ]
    with pytest.raises(NotPossible, match="lack a language"):
        editions.freeze(booklet, officer, {})

    choosing.decide(booklet, officer, {(workshop.public_id, "fr"): BookletItem.Missing.LEAVE}, machine=False)
    french = editions.freeze(booklet, officer, {})[1]
    assert [row["id"] for row in french.source["practices"]] == [stall.public_id]

    choosing.decide(booklet, officer, {(workshop.public_id, "fr"): "original"}, machine=False)
    french = editions.freeze(booklet, officer, make_texts("en", en="More"))[1]
    labelled = french.source["practices"][1]
    assert (labelled["language"], len(labelled["labels"])) == ("en", 1)
    assert "anglais" in labelled["labels"][0]
    assert french.items.get(version=stall.version).translation is not None


def test_machine_drafts_are_printed_only_where_the_editor_allows_it_and_labelled(
    booklet: Booklet, stall: Practice, workshop: Practice, officer: Person
) -> None:
    for made in (stall, workshop):
        shelf.translate(made, "ar", officer, None)
    choosing.change(booklet, officer, languages=["ar"])
    assert [row.kind for row in lacks(booklet)] == ["machine", "machine"]
    choosing.decide(booklet, officer, {}, machine=True)
    assert lacks(booklet) == []
    source = editions.freeze(booklet, officer, {})[0].source
    assert source["rtl"]
    assert any("LibreTranslate" in line for line in source["practices"][0]["labels"])


def test_a_frozen_edition_can_be_dropped_and_a_published_one_stays(booklet: Booklet, officer: Person) -> None:
    shelf.frozen(booklet, officer)
    editions.drop(booklet, 1, officer)
    assert not Edition.objects.exists()
    shelf.published(booklet, officer)
    with pytest.raises(NotPossible, match="stays"):
        editions.drop(booklet, 1, officer)


def test_it_is_not_published_before_its_files_are_made(booklet: Booklet, officer: Person) -> None:
    editions.freeze(booklet, officer, {})
    with pytest.raises(NotPossible, match="not made yet"):
        editions.publish(booklet, 1, officer)
