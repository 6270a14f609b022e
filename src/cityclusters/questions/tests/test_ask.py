"""Asking in a space."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cityclusters.core.errors import NotPossible
from cityclusters.core.private_data import PRIVATE
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Consent, Person
from cityclusters.questions import asking, limits, moderation
from cityclusters.questions.models import Question
from cityclusters.questions.similar import similar
from cityclusters.questions.standing import usual
from cityclusters.questions.tests.conftest import Answers, Asks
from cityclusters.spaces import bans
from cityclusters.spaces.models import Space, Theme

SignIn = Callable[[Person | None], Client]
TITLE = "How do women weavers reach buyers online?"


def _typed(space: Space, **more: object) -> dict[str, object]:
    return {
        "title": TITLE,
        "text": "We have 40 weavers.",
        "language": "uz",
        "themes": [theme.pk for theme in space.themes.all()],
        "visibility": "public",
        **more,
    }


def test_asking_makes_a_member_keeps_the_post_and_tells_the_steward(
    steward: Person, reads_english: Person, space: Space, as_person: SignIn
) -> None:
    browser = as_person(reads_english)
    page = browser.get(reverse("questions:ask", args=[space.slug]))
    assert "By asking you become a member" in page.content.decode()
    mandate = reads_english.mandates.get()
    answer = browser.post(reverse("questions:ask", args=[space.slug]), _typed(space, mandate=mandate.pk))
    question = Question.objects.get()
    assert answer.headers["Location"] == question.get_absolute_url()
    assert space.membership_of(reads_english) is not None
    assert (question.post, question.organisation) == ("Deputy mayor", mandate.organisation)
    assert (question.language, question.state) == ("uz", "visible")
    assert Entry.objects.filter(act="question.asked", organisation=mandate.organisation).count() == 1
    letter = Letter.objects.get(person=steward)
    assert TITLE in letter.subject
    assert "We have 40 weavers." in letter.body
    assert letter.headers["In-Reply-To"].startswith(f"<question-{question.public_id}@")


def test_the_language_of_writing_is_the_persons_choice_not_the_pages(
    reads_english: Person, space: Space, as_person: SignIn, ask: Asks
) -> None:
    Question.objects.filter(pk=ask(reads_english).pk).update(language="uz")
    page = as_person(reads_english).get(reverse("questions:ask", args=[space.slug]) + "?lang=fr")
    assert '<option value="uz" selected>' in page.content.decode()


def test_SP1_a_question_carries_several_themes_and_gender_as_a_marker(
    question: Question, themes: list[Theme], steward: Person, as_person: SignIn
) -> None:
    address = reverse("questions:post-sort", args=["question", question.public_id])
    typed = {
        "themes": [theme.pk for theme in themes],
        "language": "en",
        "marker": "2",
        "visibility": "public",
    }
    assert as_person(steward).post(address, typed).status_code == 302
    question.refresh_from_db()
    assert {theme.pk for theme in question.themes.all()} == {theme.pk for theme in themes}
    assert question.marker == "2"
    assert not any("gender" in theme.code for theme in Theme.objects.all())


def test_similar_questions_are_shown_before_and_the_text_stays(
    question: Question, bukhara_deputy: Person, space: Space, as_person: SignIn
) -> None:
    assert similar("Where do weavers sell their scarves online?", bukhara_deputy) == [question]
    assert similar("Clean water for schools", bukhara_deputy) == []
    browser, address = as_person(bukhara_deputy), reverse("questions:ask", args=[space.slug])
    title = "Where do weavers sell their scarves online?"
    page = browser.post(address, _typed(space, title=title)).content.decode()
    assert "Somebody has asked something like it" in page
    assert question.get_absolute_url() in page
    assert "We have 40 weavers." in page
    assert Question.objects.count() == 1
    assert browser.post(address, _typed(space, title=title, seen="1")).status_code == 302
    assert Question.objects.count() == 2


def test_pressing_twice_asks_once(reads_english: Person, space: Space, as_person: SignIn) -> None:
    browser, address = as_person(reads_english), reverse("questions:ask", args=[space.slug])
    typed = _typed(space, once="a" * 27)
    first, second = browser.post(address, typed), browser.post(address, typed)
    assert Question.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_a_draft_comes_back_and_goes_with_the_question(
    reads_english: Person, space: Space, as_person: SignIn
) -> None:
    browser, address = as_person(reads_english), reverse("questions:ask", args=[space.slug])
    browser.post(reverse("journal:draft", args=[f"question-{space.slug}"]), {"title": "Half a thought"})
    assert 'value="Half a thought"' in browser.get(address).content.decode()
    browser.post(address, _typed(space))
    assert "Half a thought" not in browser.get(address).content.decode()


def test_a_newcomers_first_post_waits_and_links_are_flagged(
    steward: Person, newcomer: Person, ask: Asks, as_person: SignIn
) -> None:
    plain = ask(newcomer)
    linked = ask(newcomer, title="Cheap pills", text="See https://pills.example now")
    assert (plain.state, plain.held_for) == ("held", "first")
    assert (linked.state, linked.held_for) == ("held", "links")
    assert as_person(None).get(plain.get_absolute_url()).status_code == 404
    assert as_person(newcomer).get(plain.get_absolute_url()).status_code == 200
    assert "with links" in as_person(steward).get(reverse("questions:desk")).content.decode()
    assert Letter.objects.filter(person=steward).count() == 1, "one letter a day, however much waits"


def test_somebody_sent_away_can_ask_no_more(
    newcomer: Person, officer: Person, space: Space, ask: Asks, as_person: SignIn
) -> None:
    bans.ban(space, newcomer, officer, "Advertising")
    with pytest.raises(NotPossible):
        ask(newcomer)
    page = as_person(newcomer).get(reverse("questions:ask", args=[space.slug])).content.decode()
    assert "t write in this space." in page
    assert not Question.objects.exists()


def test_only_so_much_in_an_hour(reads_english: Person, ask: Asks, settings: Settings) -> None:
    settings.POSTS_AN_HOUR = 3
    for _number in range(3):
        ask(reads_english)
    with pytest.raises(NotPossible) as refusal:
        ask(reads_english)
    assert str(refusal.value) == str(limits.TOO_MANY)
    assert Question.objects.count() == 3


def test_the_author_is_named_only_if_she_agreed_to_be_listed(
    question: Question, reads_english: Person, as_person: SignIn
) -> None:
    page = as_person(None).get(question.get_absolute_url()).content.decode()
    assert "Deputy mayor" in page
    assert "Municipality of Khiva" in page
    assert "Deputy mayor of Khiva" not in page
    Consent.objects.create(person=reads_english, purpose="directory", text_version="1")
    page = as_person(None).get(question.get_absolute_url()).content.decode()
    assert "Deputy mayor of Khiva" in page


def test_a_question_for_members_is_nowhere_for_others(
    reads_english: Person, bukhara_deputy: Person, space: Space, ask: Asks, as_person: SignIn
) -> None:
    hidden = ask(reads_english, title="Whom to bribe no more", visibility="members")
    for reader in (None, bukhara_deputy):
        browser = as_person(reader)
        assert browser.get(hidden.get_absolute_url()).status_code == 404
        for address in (reverse("questions:list"), space.get_absolute_url()):
            assert "bribe" not in browser.get(address).content.decode()
        assert similar("Whom to bribe no more", bukhara_deputy) == []
    space.join(bukhara_deputy)
    assert as_person(bukhara_deputy).get(hidden.get_absolute_url()).status_code == 200
    assert hidden not in Question.objects.public()


def test_the_post_must_be_hers(
    reads_english: Person, bukhara_deputy: Person, space: Space, as_person: SignIn
) -> None:
    foreign = bukhara_deputy.mandates.get()
    address = reverse("questions:ask", args=[space.slug])
    answer = as_person(reads_english).post(address, _typed(space, mandate=foreign.pk))
    assert answer.status_code == 200
    assert not Question.objects.exists()


def test_words_before_a_change_stay_readable_and_the_time_is_limited(
    question: Question,
    reads_english: Person,
    bukhara_deputy: Person,
    as_person: SignIn,
    settings: Settings,
) -> None:
    address = reverse("questions:post-edit", args=["question", question.public_id])
    browser = as_person(reads_english)
    browser.post(address, {"title": "How do weavers sell abroad?", "text": "Other words."})
    page = as_person(None).get(question.get_absolute_url()).content.decode()
    assert "How do weavers sell abroad?" in page
    assert "edited" in page
    history = reverse("questions:post-history", args=["question", question.public_id])
    assert "Tell us." in as_person(None).get(history).content.decode()
    settings.EDIT_HOURS = 0
    asking.answer(bukhara_deputy, question, asking.Text("en", "Yes."), standing=usual(bukhara_deputy))
    assert browser.post(address, {"title": "x", "text": "y"}).status_code == 403


def test_what_was_answered_for_members_only_is_not_opened_to_everybody(
    reads_english: Person, bukhara_deputy: Person, steward: Person, ask: Asks, answer: Answers,
    as_person: SignIn,
) -> None:  # fmt: skip
    hidden = ask(reads_english, visibility="members")
    hidden.space.join(bukhara_deputy)
    answer(bukhara_deputy, hidden, "In confidence")
    address = reverse("questions:post-sort", args=["question", hidden.public_id])
    typed = {"themes": [theme.pk for theme in hidden.themes.all()], "language": "en", "marker": ""}
    for person in (reads_english, steward):
        page = as_person(person).post(address, {**typed, "visibility": "public"})
        assert page.status_code == 200
        assert as_person(None).get(hidden.get_absolute_url()).status_code == 404
    with pytest.raises(NotPossible):
        asking.sort(bukhara_deputy, hidden, themes=[], language="en", marker="", visibility="members")


def test_27_a_newcomer_does_not_put_links_into_her_first_post_afterwards(
    newcomer: Person, steward: Person, ask: Asks
) -> None:
    question = ask(newcomer)
    moderation.release(question, steward)
    with pytest.raises(NotPossible):
        asking.edit(newcomer, question, text="Cheap loans: https://loans.example", title=question.title)
    assert asking.edit(newcomer, question, text="Tell us more.", title=question.title)


def test_who_has_to_choose_files_again_is_told_so(
    question: Question, bukhara_deputy: Person, space: Space, as_person: SignIn
) -> None:
    browser, address = as_person(bukhara_deputy), reverse("questions:ask", args=[space.slug])
    attached = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n")
    page = browser.post(address, _typed(space, title=question.title, attached=attached)).content.decode()
    assert "Somebody has asked something like it" in page
    assert "Choose your files again" in page
    assert "Choose your files again" not in browser.post(address, _typed(space, title="")).content.decode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to malika@weavers.example", True),
        ("Call +998 90 123-45-67", True),
        ("اتصل بنا ٠٧٩٥١٢٣٤٥٦", True),
        ("Her card is AB1234567", True),
        ("In 2019–2021 it cost 300,000 dollars for 1,200 women.", False),
        ("From 10.11.2021 to 12.11.2021, 14:00-16:30", False),
        ("682,000 masks; 55 % of 4 000 000 people", False),
        ("See https://khiva.example/file/20211110123456.pdf", False),
    ],
)
def test_SA8_addresses_and_numbers_of_people_are_pointed_out(
    text: str, found: bool, reads_english: Person, space: Space, as_person: SignIn
) -> None:
    page = as_person(reads_english).post(
        reverse("questions:ask", args=[space.slug]), _typed(space, text=text), follow=True
    )
    assert Question.objects.get().text == text, "a warning, not a refusal"
    assert (str(PRIVATE) in page.content.decode()) is found
