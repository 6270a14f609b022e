"""Testimonials (C26, C38) and the consent that is behind each of them, until it is withdrawn (PR5)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, Letter
from cityclusters.people import personal_data
from cityclusters.people.models import Organisation, Person
from cityclusters.practices import limits
from cityclusters.practices.adoption import voice_requests, voices, voices_own_data
from cityclusters.practices.adoption import waiting as adoption_waiting
from cityclusters.practices.models import Practice, VoiceConsent, VoiceRequest
from cityclusters.practices.models import Testimonial as Said
from cityclusters.practices.tests.adopting import on_paper, published

Browser = Callable[[Person | None], Client]
WORDS = "Before I did not dare to ask"
told: list[str] = []


def remember(practice: Practice) -> None:
    """What an upper app would do when something is taken back."""
    told.append(practice.public_id)


@pytest.fixture
def practice(reads_english: Person, khiva_city: Organisation) -> Practice:
    return published(reads_english, khiva_city)


@pytest.fixture
def said(practice: Practice, reads_english: Person) -> Said:
    return voices.quote(
        reads_english, practice, on_paper("trader@mail.example"), text=WORDS, language="en", named="A trader"
    )


def _form(**more: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    return {
        "kind": "story", "text": "لم أكن أجرؤ", "language": "ar", "named": "Trader, Khiva", "said_on": today,
        "how": "spoken", "words": "May be quoted", "given_on": today, "email": "", **more,
    }  # fmt: skip


def _shown(practice: Practice, client: Client) -> str:
    return client.get(practice.get_absolute_url()).text


def test_C38_a_story_in_its_own_language(
    practice: Practice, reads_english: Person, as_person: Browser, client: Client
) -> None:
    address = f"/practices/{practice.public_id}/voices/testimonials/"
    assert as_person(reads_english).post(address, _form()).status_code == 302
    shown = _shown(practice, client)
    assert '<blockquote lang="ar" dir="rtl">' in shown
    assert "Trader, Khiva" in shown
    assert "May be quoted" not in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", ""), ("named", ""), ("how", ""), ("how", "nobody"), ("how", "herself"), ("words", ""),
     ("given_on", ""), ("given_on", "2099-01-01"), ("text", "\x00")],
)  # fmt: skip
def test_PR5_no_words_without_a_consent(
    practice: Practice, reads_english: Person, as_person: Browser, field: str, value: str
) -> None:
    address = f"/practices/{practice.public_id}/voices/testimonials/"
    answer = as_person(reads_english).post(address, _form(**{field: value}))
    assert answer.status_code == 200
    assert not Said.objects.exists()
    assert not VoiceConsent.objects.exists()


def test_pressing_twice_says_it_once(practice: Practice, reads_english: Person, as_person: Browser) -> None:
    address = f"/practices/{practice.public_id}/voices/testimonials/"
    for _press in range(2):
        assert as_person(reads_english).post(address, _form(once="a" * 27)).status_code == 302
    assert Said.objects.count() == 1


def test_PR5_the_database_wants_a_consent(said: Said) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Said.objects.filter(pk=said.pk).update(consent=None)
    for emptied in ({"how": ""}, {"words": ""}, {"given_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            VoiceConsent.objects.filter(pk=said.consent_id).update(**emptied)
    with pytest.raises(IntegrityError), transaction.atomic():  # withdrawn, and the words kept
        VoiceConsent.objects.filter(pk=said.consent_id).update(withdrawn_at=timezone.now())


def test_PR5_withdrawn_by_the_link_of_the_letter_without_an_account(
    practice: Practice, said: Said, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "VOICES_WITHDRAWN", [f"{__name__}.remember"])
    told.clear()
    letter = Letter.objects.get(to="trader@mail.example")
    address = said.consent.get_absolute_url()
    assert letter.secret
    assert f"{settings.SITE_URL}{address}" in letter.body
    page = client.get(address)
    assert WORDS in page.text
    assert "cannot be called back" in page.text
    assert "no-store" in page["Cache-Control"]
    assert WORDS in _shown(practice, client)  # looking at the page changes nothing
    for _press in range(2):
        assert client.post(address).status_code == 302
    assert WORDS not in _shown(practice, client)
    assert WORDS not in client.get(address).text
    assert "no longer shown" in client.get(address).text
    agreed = VoiceConsent.objects.get()
    assert (agreed.words, agreed.email, agreed.how, agreed.person, agreed.given_on) == (
        "",
        "",
        "",
        None,
        None,
    )
    assert not Said.objects.exists()
    assert told == [practice.public_id]
    entry = Entry.objects.get(act="voice.withdrawn")
    assert agreed.code not in f"{entry.url}{entry.subject_id}{entry.subject_label}{entry.details}"


def test_PR5_no_journal_line_holds_the_code(said: Said) -> None:
    lines = [f"{row.url}{row.subject_id}{row.subject_label}{row.details}" for row in Entry.objects.all()]
    assert lines
    assert not any(said.consent.code in line for line in lines)


@pytest.mark.parametrize("code", ["a" * 27, "x", "A" * 27, "%00" * 9, "é" * 27])
def test_a_guessed_code_opens_nothing(said: Said, client: Client, code: str) -> None:
    assert client.get(f"/consents/{code}/").status_code in (400, 404)
    assert client.post(f"/consents/{code}/").status_code in (400, 404)
    assert Said.objects.count() == 1


def test_the_author_removes_words_as_their_speaker_wishes(
    practice: Practice, said: Said, reads_english: Person, as_person: Browser, client: Client
) -> None:
    browser = as_person(reads_english)
    address = f"/practices/{practice.public_id}/voices/testimonials/{said.public_id}/removal/"
    assert WORDS in browser.get(address).text
    assert browser.post(address).status_code == 302
    assert WORDS not in _shown(practice, client)
    assert "no longer shown" in Letter.objects.get(key__endswith=":withdrawn").subject
    assert "1 consent was withdrawn" in browser.get(f"/practices/{practice.public_id}/voices/").text


def _asked(practice: Practice, by: Person, person: Person) -> VoiceRequest:
    return voice_requests.ask(by, practice, person.email or "", "Please tell us")


def test_C26_a_member_is_asked_and_writes_it_herself(
    practice: Practice, reads_english: Person, bukhara_deputy: Person, bukhara_city: Organisation,
    as_person: Browser, client: Client,
) -> None:  # fmt: skip
    typed = {"email": bukhara_deputy.email, "note": "Please tell us"}
    for _press in range(2):
        as_person(reads_english).post(f"/practices/{practice.public_id}/voices/requests/", typed)
    request = VoiceRequest.objects.get()
    assert "Please tell us" in Letter.objects.get(person=bukhara_deputy).body
    [item] = adoption_waiting.items(bukhara_deputy)
    assert item.url == request.get_absolute_url()
    browser = as_person(bukhara_deputy)
    assert 'value="Deputy mayor"' in browser.get(item.url).text
    answer = {
        "kind": "quote", "text": WORDS, "language": "en", "post": "Deputy mayor", "with_name": "on",
        "organisation": bukhara_city.public_id,
    }  # fmt: skip
    assert browser.post(item.url, answer).status_code == 200  # she has not agreed
    for _press in range(2):
        assert browser.post(item.url, {**answer, "agree": "on"}).status_code == 302
    said = Said.objects.get()
    assert said.named == "Deputy mayor of Bukhara, Deputy mayor"
    assert (said.consent.how, said.consent.person) == ("herself", bukhara_deputy)
    assert WORDS in _shown(practice, client)
    assert Letter.objects.filter(person=reads_english, key__endswith=":answered").count() == 1
    # It stands under "What I agree to", and one click from there ends it.
    agreements = browser.get("/me/agreements/").text
    assert said.consent.get_absolute_url() in agreements
    browser.post(said.consent.get_absolute_url())
    assert WORDS not in _shown(practice, client)
    assert said.consent.get_absolute_url() not in browser.get("/me/agreements/").text
    assert Entry.objects.get(act="voice.withdrawn").actor == bukhara_deputy


def test_she_may_say_no(
    practice: Practice, reads_english: Person, bukhara_deputy: Person, as_person: Browser
) -> None:
    request = _asked(practice, reads_english, bukhara_deputy)
    as_person(bukhara_deputy).post(request.get_absolute_url(), {"decline": ""})
    assert "would rather not" in as_person(bukhara_deputy).get(request.get_absolute_url()).text
    assert adoption_waiting.items(bukhara_deputy) == []
    with pytest.raises(NotPossible):
        voice_requests.give(request, bukhara_deputy, text="A", language="en", named="B")
    assert not Said.objects.exists()


def test_nobody_else_answers_for_her(
    practice: Practice, reads_english: Person, bukhara_deputy: Person, stranger: Person, as_person: Browser
) -> None:
    request = _asked(practice, reads_english, bukhara_deputy)
    for person in (reads_english, stranger):
        assert as_person(person).get(request.get_absolute_url()).status_code == 404
        with pytest.raises(NotPossible):
            voice_requests.give(request, person, text="A", language="en", named="B")


def test_asking_tells_nobody_who_has_an_account(
    practice: Practice, reads_english: Person, newcomer: Person, as_person: Browser
) -> None:
    browser, address = as_person(reads_english), f"/practices/{practice.public_id}/voices/requests/"
    pages = [
        browser.post(address, {"email": email}, follow=True).text.replace(email, "-")
        for email in (newcomer.email or "", "nobody@mail.example")
    ]
    assert "If somebody has an account" in pages[0]
    assert "If somebody has an account" in pages[1]
    assert Letter.objects.filter(key__startswith="voice-request").count() == 1
    with pytest.raises(NotPossible, match="your own"):
        voice_requests.ask(reads_english, practice, reads_english.email or "")


def test_no_more_than_twenty_open_requests(
    practice: Practice, reads_english: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_requests, "MOST_OPEN", 2)
    for number in range(2):
        voice_requests.ask(reads_english, practice, f"p{number}@mail.example")
    with pytest.raises(NotPossible):
        voice_requests.ask(reads_english, practice, "p3@mail.example")


def test_27_nobody_has_letters_written_to_strangers_without_end(
    practice: Practice, reads_english: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LETTERS_A_DAY", 2)
    for number in range(4):
        given = on_paper(f"stranger{number}@mail.example" if number < 2 else "")
        voices.quote(reads_english, practice, given, text=WORDS, language="en", named="A trader")
    with pytest.raises(NotPossible, match="tomorrow"):
        voices.quote(
            reads_english, practice, on_paper("third@mail.example"), text=WORDS, language="en", named="A"
        )
    with pytest.raises(NotPossible, match="tomorrow"):
        voice_requests.ask(reads_english, practice, "fourth@mail.example")
    assert Letter.objects.filter(to__endswith="@mail.example").count() == 2


def test_PR5_erasing_a_person_withdraws_her_words(
    practice: Practice, reads_english: Person, newcomer: Person, client: Client
) -> None:
    request = _asked(practice, reads_english, newcomer)
    voice_requests.give(request, newcomer, text=WORDS, language="en", named="Newcomer, trader")
    voices.quote(
        reads_english, practice, on_paper(newcomer.email or ""), text="On paper", language="en", named="She"
    )
    data = voices_own_data.collect(newcomer)
    assert [row["said"] for row in data["agreements_on_practices"]] == [[WORDS], ["On paper"]]
    assert len(data["asked_about_practices"]) == 1
    assert personal_data.gather(newcomer)["agreements_on_practices"]
    personal_data.erase(newcomer)
    assert not Said.objects.exists()
    assert not VoiceRequest.objects.exists()
    assert WORDS not in _shown(practice, client)
    assert VoiceConsent.objects.exclude(withdrawn_at=None).count() == 2


def test_shown_takes_two_queries_for_any_number_of_practices(
    practice: Practice, said: Said, reads_english: Person, khiva_city: Organisation,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    keys = [practice.pk, *(published(reads_english, khiva_city, f"P{n}").pk for n in range(5))]
    with django_assert_num_queries(2):
        found = voices.shown(keys)
    assert [words.text for words in found[practice.pk].testimonials] == [WORDS]
    assert found[keys[1]] == ([], [])
