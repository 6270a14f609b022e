"""Quotations (B12) and practices presented (B10): with consent, on the page and in the report."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.exchanges.as_practice import of_contributor, of_exchange
from cityclusters.exchanges.models import Contributor, Exchange, Quote
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.models import Practice, Version
from cityclusters.practices.versions import freeze

Browser = Callable[[Person | None], Client]
WORDS = "Knowledge comes from our days, not from <books>"


@pytest.fixture
def said(open_training: Exchange, officer: Person, khiva_city: Organisation, as_person: Browser) -> Quote:
    as_person(officer).post(
        f"/exchanges/{open_training.public_id}/manage/quotations/",
        {
            "text": WORDS,
            "text__language": "en",
            "post": "Mayor",
            "organisation": "Municipality of Khiva",
            "consent_note": "Asked by letter",
        },
    )
    return Quote.objects.get(exchange=open_training)


@pytest.fixture
def hub(stranger: Person, amman_city: Organisation, amman: Place) -> Practice:
    """A published practice of a third country."""
    practice = Practice.objects.create(
        author=stranger, organisation=amman_city, place=amman, language="en", title="A hub"
    )
    version = Version.objects.create(
        practice=practice, number=1, language="en", content={"title": "A hub for women"}, facts={}
    )
    practice.version, practice.state, practice.licence = version, "published", "CC-BY-4.0"
    practice.save()
    return practice


def test_B12_a_quotation_is_on_the_page_with_who_said_it(
    said: Quote, open_training: Exchange, client: Client
) -> None:
    page = client.get(open_training.get_absolute_url()).content.decode()
    assert "Knowledge comes from our days, not from &lt;books&gt;" in page
    assert "Municipality of Khiva" in page
    assert "Asked by letter" not in page


def test_B12_a_quotation_is_in_the_report(
    said: Quote, open_training: Exchange, officer: Person, as_person: Browser
) -> None:
    report = as_person(officer).get(f"/exchanges/{open_training.public_id}/report/").content.decode()
    assert "Knowledge comes from our days" in report
    assert "Mayor, Municipality of Khiva" in report


def test_a_withdrawn_quotation_leaves_no_words(
    said: Quote, open_training: Exchange, officer: Person, as_person: Browser, client: Client
) -> None:
    path = f"/exchanges/{open_training.public_id}/manage/quotations/{said.public_id}/withdrawal/"
    as_person(officer).post(path)
    as_person(officer).post(path)
    said.refresh_from_db()
    assert (said.text, said.post, said.consent_note) == ({}, "", "")
    assert "Knowledge" not in client.get(open_training.get_absolute_url()).content.decode()
    assert Entry.objects.filter(act="quote.withdrawn").count() == 1


def test_a_quotation_without_consent_is_refused_with_what_was_typed(
    open_training: Exchange, officer: Person, khiva_city: Organisation, as_person: Browser
) -> None:
    answer = as_person(officer).post(
        f"/exchanges/{open_training.public_id}/manage/quotations/",
        {"text": WORDS, "text__language": "en", "post": "Mayor", "organisation": "Municipality of Khiva"},
    )
    assert answer.status_code == 200
    assert "Knowledge comes" in answer.content.decode()
    assert not Quote.objects.exists()


@pytest.fixture
def speaker(open_training: Exchange, trainer: Person, khiva_city: Organisation) -> Contributor:
    return Contributor.objects.create(
        exchange=open_training,
        organisation=khiva_city,
        person=trainer,
        post="Professor",
        role="speaker",
        topic="Inclusive finance",
        state="confirmed",
    )


def test_B10_a_speaker_attaches_the_practice_of_a_third_country(
    speaker: Contributor, hub: Practice, trainer: Person, as_person: Browser, client: Client
) -> None:
    browser = as_person(trainer)
    path = f"/contributors/{speaker.public_id}/practice/"
    assert "A hub for women" in browser.get(path, {"q": "hub"}).content.decode()
    assert "A hub for women" not in browser.get(path, {"q": "tram"}).content.decode()
    browser.post(path, {"practice": hub.public_id})
    page = client.get(speaker.exchange.get_absolute_url()).content.decode()
    assert "A hub for women" in page
    assert hub.get_absolute_url() in page
    browser.post(path, {"practice": ""})
    assert "A hub for women" not in client.get(speaker.exchange.get_absolute_url()).content.decode()


def test_B10_a_draft_cannot_be_presented(
    speaker: Contributor, hub: Practice, trainer: Person, as_person: Browser
) -> None:
    Practice.objects.filter(pk=hub.pk).update(state="draft", version=None)
    browser = as_person(trainer)
    path = f"/contributors/{speaker.public_id}/practice/"
    assert "A hub" not in browser.get(path).content.decode()
    browser.post(path, {"practice": hub.public_id})
    speaker.refresh_from_db()
    assert speaker.practice is None


def test_C35_what_was_presented_becomes_a_practice_without_typing_again(
    speaker: Contributor, trainer: Person, stranger: Person
) -> None:
    known = of_contributor(speaker.public_id, trainer)
    assert known is not None
    assert known["title"] == "Inclusive finance"
    assert known["made_from"]["from"] == f"contributor:{speaker.public_id}"
    assert of_contributor(speaker.public_id, stranger) is None
    assert of_exchange(speaker.exchange.public_id, stranger) is not None


def test_C35_the_link_of_a_speaker_fills_the_form_and_stays_with_the_practice(
    speaker: Contributor, trainer: Person, stranger: Person, as_person: Browser, client: Client
) -> None:
    address = f"/practices/new/?from=contributor:{speaker.public_id}"
    page = as_person(trainer).get(address).content.decode()
    assert 'value="Inclusive finance"' in page
    assert speaker.exchange.get_absolute_url() in page, "what it was begun from"
    assert 'value="Inclusive finance"' not in as_person(stranger).get(address).content.decode()
    assert speaker.organisation.place is not None
    as_person(trainer).post(
        address,
        {
            "from": f"contributor:{speaker.public_id}",
            "title": "Inclusive finance",
            "place": speaker.organisation.place.label(),
            "done": "We lend to women.",
            "language": "en",
            "organisation": "",
        },
    )
    made = Practice.objects.get(title="Inclusive finance")
    assert set(made.themes.all()) == set(speaker.exchange.themes.all())
    made.licence = "CC-BY-4.0"
    made.save()
    freeze(made, trainer)
    Practice.objects.filter(pk=made.pk).update(state="published")
    assert speaker.exchange.get_absolute_url() in client.get(made.get_absolute_url()).content.decode()
    assert made.made_from["exchange"] == f"exchange:{speaker.exchange.public_id}", "for a booklet of it"
