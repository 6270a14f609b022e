"""The pages of translations in a browser without JavaScript, and what its script would send."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.models import Practice, Translation, TranslationAsk
from cityclusters.practices.tests.translating import corrected, published, reviewed, words
from cityclusters.practices.tests.translation_server import serving
from cityclusters.practices.translating import translations

Browsers = Callable[[Person | None], Client]
HTML: Any = {"headers": {"accept": "text/html"}}


@pytest.fixture
def practice(reads_english: Person, khiva: Place, khiva_city: Organisation) -> Practice:
    return published(reads_english, khiva, khiva_city)


@pytest.fixture
def reader(stranger: Person) -> Person:
    """A focal point who has the pages in English."""
    stranger.language = "en"
    stranger.save()
    return stranger


def form_of(page: str) -> dict[str, str]:
    """The hidden fields of the work page."""
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', page).group(1)  # type: ignore[union-attr]
        for name in ("seen", "page")
    }


def test_from_the_wish_to_the_reader(
    practice: Practice, as_person: Browsers, newcomer: Person, reader: Person, officer: Person
) -> None:
    languages = f"/practices/{practice.public_id}/translations/"
    asking = as_person(newcomer)
    assert "I need it in Français" in asking.get(languages).text
    asking.post(f"{languages}wishes/", {"language": "fr"})
    assert "1 person asks for it" in asking.get(languages).text

    translator = as_person(reader)
    listed = translator.get("/translations/").text
    assert "A market for women" in listed
    assert "English into French" in listed
    sent = translator.post(f"{languages}turns/", {"language": "fr"})
    row = Translation.objects.get()
    assert sent["Location"] == row.get_absolute_url()
    page = translator.get(row.get_absolute_url()).text
    assert "0 of 9 parts are done." in page
    assert 'lang="fr" dir="ltr"' in page
    given = {**form_of(page), **words(row)}
    translator.post(row.get_absolute_url(), {**given, "summary": "", "act": "save"}, **HTML)
    assert "8 of 9 parts are done." in translator.get(row.get_absolute_url()).text
    page = translator.get(row.get_absolute_url()).text
    translator.post(row.get_absolute_url(), {**given, **form_of(page), "act": "hand_in"}, **HTML)

    reviewer = as_person(officer)
    assert "A market for women" in reviewer.get("/translations/?show=in_review").text
    reviewer.post(f"{row.get_absolute_url()}turn/review/")
    page = reviewer.get(row.get_absolute_url()).text
    assert "Approve: everybody can read it" in page
    reviewer.post(
        row.get_absolute_url(),
        {**given, **form_of(page), "title": "Un marché pour les femmes", "act": "approve"},
        **HTML,
    )
    read = as_person(None).get(f"{practice.get_absolute_url()}?in=fr").text
    assert '<span lang="fr" dir="ltr">Un marché pour les femmes</span>' in read
    assert "reviewed by a member" in read
    assert f'hreflang="fr" href="http://localhost:8000{practice.get_absolute_url()}?in=fr"' in read
    assert TranslationAsk.objects.get().answered_at is not None


def test_the_script_saves_and_learns_the_next_number(
    practice: Practice, as_person: Browsers, reader: Person
) -> None:
    row, browser = translations.begin(practice, "fr", reader), as_person(reader)
    saved = browser.post(row.get_absolute_url(), {"seen": "0", "page": "p", "title": "Un"})
    assert saved.json() == {"saved": True, "stale": False, "seen": "1", "problem": ""}
    other = browser.post(row.get_absolute_url(), {"seen": "0", "page": "q", "title": "Le"})
    assert (other.json()["saved"], other.json()["stale"]) == (False, True)
    page = browser.get(row.get_absolute_url()).text
    assert 'value="Le"' in page  # hers from the other device, and beside it what stands there
    assert ">Un<" in page
    given = {**form_of(page), "title": "Le marché"}
    assert browser.post(row.get_absolute_url(), {**given, "act": "save"}, **HTML).status_code == 302
    assert Translation.objects.get().content["title"] == "Le marché"
    assert "Somebody else, or another device" not in browser.get(row.get_absolute_url()).text


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 40, "١"])
def test_nonsense_from_the_form_is_no_fault(
    practice: Practice, as_person: Browsers, reader: Person, seen: str
) -> None:
    row = translations.begin(practice, "fr", reader)
    sent = as_person(reader).post(row.get_absolute_url(), {"seen": seen, "page": "x" * 99, "title": "\x00"})
    assert sent.status_code == 200


def test_what_is_refused_comes_back_filled_in(
    practice: Practice, as_person: Browsers, reader: Person
) -> None:
    row, browser = translations.begin(practice, "fr", reader), as_person(reader)
    given = {"seen": "0", "page": "p", "title": "Un", "act": "hand_in"}
    sent = browser.post(row.get_absolute_url(), given, **HTML)
    assert sent.status_code == 200
    assert "Parts that are still to do: 8." in sent.text
    assert 'value="Un"' in sent.text
    translations.give_back(row, reader)
    sent = browser.post(row.get_absolute_url(), {"seen": "1", "page": "p", "title": "Deux"}, **HTML)
    assert "not with you any more" in sent.text
    script = browser.post(row.get_absolute_url(), {"seen": "1", "page": "p", "title": "Deux"})
    assert script.json()["saved"] is False


def test_unfinished_words_are_for_those_who_work_on_them(
    practice: Practice, as_person: Browsers, reader: Person, newcomer: Person, bukhara_deputy: Person
) -> None:
    row = translations.begin(practice, "fr", reader)
    translations.save(row, reader, {"title": "Très secret"}, revision=0, page="p")
    assert "Très secret" not in as_person(newcomer).get(row.get_absolute_url()).text
    assert "Très secret" in as_person(bukhara_deputy).get(row.get_absolute_url()).text
    for page in (practice.get_absolute_url(), f"{practice.get_absolute_url()}?in=fr"):
        assert "Très secret" not in as_person(newcomer).get(page).text


def test_markup_in_a_translation_is_inert(
    practice: Practice, as_person: Browsers, reader: Person, officer: Person
) -> None:
    row = translations.begin(practice, "fr", reader)
    evil = "<script>alert(1)</script>"
    texts = {key: f"{text} {evil}" for key, text in words(row).items()}
    translations.save(row, reader, texts, revision=0, page="p")
    assert evil not in as_person(reader).get(row.get_absolute_url()).text
    translations.hand_in(row, reader)
    translations.approve(translations.take_review(row, officer), officer)
    assert evil not in as_person(None).get(f"{practice.get_absolute_url()}?in=fr").text


def test_an_outdated_translation_says_so_with_the_difference(
    practice: Practice, as_person: Browsers, reader: Person, officer: Person
) -> None:
    reviewed(practice, reader, officer)
    corrected(practice, failed="The first place was too small.")
    read = as_person(None).get(f"{practice.get_absolute_url()}?in=fr").text
    assert "This translation is of version 1; the original changed on" in read
    assert re.search(r"<del>.*?far.*?</del>", read)
    assert "translation of an older version" in read
    row = translations.begin(practice, "fr", reader)
    page = as_person(reader).get(row.get_absolute_url()).text
    assert "the original has changed" in page
    assert page.count("carried over: the original is the same") == 8
    assert "8 of 9 parts are done." in page


def test_my_languages_and_filters(practice: Practice, as_person: Browsers, reader: Person) -> None:
    translations.ask(practice, "fr", reader)
    browser = as_person(reader)
    assert browser.post("/translations/languages/", {"languages": ["en", "fr"]}).status_code == 302
    assert "Your languages: English and French." in browser.get("/translations/").text
    for query, shown in (
        ("?to=fr&source=en", True),
        ("?to=es", False),
        ("?theme=nothing", True),
        ("?show=in_work", False),
        ("?show=<b>&to=<b>&page=x", True),
    ):
        assert ("A market for women" in browser.get(f"/translations/{query}").text) is shown, query
    assert browser.post("/translations/languages/", {"languages": ["xx"]}).status_code == 200


def test_a_draft_by_a_machine_on_the_page(
    practice: Practice, as_person: Browsers, reader: Person, settings: Any
) -> None:
    author, languages = practice.author, f"/practices/{practice.public_id}/translations/"
    browser = as_person(author)
    assert "No translation service is set up on this site." in browser.get(languages).text
    with serving() as server:
        settings.TRANSLATE_URL = server.url
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
        browser.post(f"{languages}machine/", {"language": "fr"})
    page = browser.get(languages).text
    assert "There is a draft by LibreTranslate (127.0.0.1), which readers do not see." in page
    row = Translation.objects.get()
    assert as_person(reader).post(f"{row.get_absolute_url()}machine/", {"shown": "yes"}).status_code == 403
    browser.post(f"{row.get_absolute_url()}machine/", {"shown": "yes"})
    read = as_person(None).get(f"{practice.get_absolute_url()}?in=fr").text
    assert "Machine translation, not reviewed." in read
    assert "fr:A MARKET FOR WOMEN" in read
