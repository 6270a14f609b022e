"""A text that is too long comes back as it was typed, with a message, also where a browser checks nothing."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.people.models import Organisation, Person
from cityclusters.practices.adoption import adaptations
from cityclusters.practices.judging import dialogue
from cityclusters.practices.models import Adaptation, Message, Practice, Review
from cityclusters.practices.models.choices import State
from cityclusters.practices.tests import judged, making

Browser = Callable[[Person | None], Client]


def _long(number: int) -> str:
    return f"begins {'x' * number} ends"


def _kept(answer: object, typed: str) -> str:
    """The page that came back: with all that was typed, and an error beside it."""
    assert getattr(answer, "status_code", 0) == 200
    page = getattr(answer, "content", b"").decode()
    assert typed in page
    assert 'class="errorlist"' in page or 'role="alert"' in page
    return str(page)


def test_an_answer_of_the_author(practice: Practice, reads_english: Person, as_person: Browser) -> None:
    judged.hand_in(practice)
    first = dialogue.ask(practice, practice.author, "How many taps?")
    other = dialogue.ask(practice, practice.author, "Since when?")
    browser, typed = as_person(reads_english), _long(4000)
    address = reverse("practices:reply", args=[practice.public_id, first.pk])
    page = _kept(browser.post(address, {"text": typed}), typed)
    assert page.count(typed) == 1, "it stands below its own question alone"
    assert f'id="text-{other.pk}"' in page
    assert not Message.objects.filter(from_author=True).exists()
    lines = "a\r\n" * 1999
    assert browser.post(address, {"text": lines}).status_code == 302, (
        "a line end counts once, as in a browser"
    )


def test_an_answer_that_comes_too_late(practice: Practice, reads_english: Person, as_person: Browser) -> None:
    judged.hand_in(practice)
    question = dialogue.ask(practice, practice.author, "How many taps?")
    Practice.objects.filter(pk=practice.pk).update(state=State.REJECTED)
    address = reverse("practices:reply", args=[practice.public_id, question.pk])
    _kept(as_person(reads_english).post(address, {"text": "Forty taps"}), "Forty taps")


def test_a_question_of_a_manager(practice: Practice, second_officer: Person, as_person: Browser) -> None:
    judged.hand_in(practice)
    typed = _long(2000)
    address = reverse("practices:ask-author", args=[practice.public_id])
    page = _kept(as_person(second_officer).post(address, {"text": typed, "section": "done"}), typed)
    assert '<option value="done" selected>' in page
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("route", "field", "most"), [("review-question", "text", 2000), ("review-conflict", "words", 300)]
)
def test_a_reviewer_s_question_or_conflict(
    route: str, field: str, most: int, review: Review, jordanian: Person, as_person: Browser
) -> None:
    typed = _long(most)
    page = _kept(
        as_person(jordanian).post(reverse(f"practices:{route}", args=[review.public_id]), {field: typed}),
        typed,
    )
    assert 'name="score_' in page or "Hand the review in" in page, "her review can still be written"
    review.refresh_from_db()
    assert review.state == Review.State.ACCEPTED
    assert not Message.objects.exists()


def test_why_a_reviewer_is_asked_no_longer(
    review: Review, second_officer: Person, as_person: Browser
) -> None:
    typed = _long(300)
    address = reverse("practices:end-review", args=[review.practice.public_id, review.public_id])
    _kept(as_person(second_officer).post(address, {"reason": typed}), typed)
    review.refresh_from_db()
    assert review.state == Review.State.ACCEPTED, "nothing is taken back without the reason that was given"


def test_why_a_city_is_not_adapting_it(
    practice: Practice, amman_city: Organisation, stranger: Person, officer: Person, as_person: Browser
) -> None:
    making.publish(practice, officer)
    named = adaptations.name(officer, practice, amman_city, language="en", note="")
    typed = _long(500)
    address = reverse("practices:deny-adaptation", args=[practice.public_id, named.public_id])
    _kept(as_person(stranger).post(address, {"reason": typed}), typed)
    assert Adaptation.objects.get().state == Adaptation.State.NAMED
