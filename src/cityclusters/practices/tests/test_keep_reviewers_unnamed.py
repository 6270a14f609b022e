"""Who reviews a practice stays unnamed to its author also where she is an officer and reads the journal."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Person, RoleGrant
from cityclusters.practices.models import Practice
from cityclusters.practices.tests import judged

AsPerson = Callable[[Person | None], Client]


@pytest.fixture
def asked(in_review: Practice, khiva_deputy: Person, jordanian: Person, officer: Person) -> Practice:
    """In review, with a question of a reviewer answered; its author is an officer too."""
    RoleGrant.objects.create(person=khiva_deputy, role="officer", given_by=officer)
    review = in_review.reviews.get(reviewer=jordanian)
    judged.reviewing.accept(review)
    question = judged.dialogue.ask(in_review, jordanian, "Since when?", review=review)
    judged.dialogue.answer(question, khiva_deputy, "Since 2020.")
    return in_review


def test_the_journal_shows_an_officer_no_line_about_reviews_of_her_own(
    asked: Practice, khiva_deputy: Person, second_officer: Person, jordanian: Person, as_person: AsPerson
) -> None:
    for query in ("", "?format=csv", f"?actor={jordanian.name}"):
        address = reverse("pages:audit") + query
        response = as_person(khiva_deputy).get(address)
        assert response.status_code == 200
        text = _text(response)
        assert f">{jordanian.name}<" not in text, query
        assert f",{jordanian.name}," not in text, query
        assert jordanian.name in _text(as_person(second_officer).get(address)), "others read all of it"
    assert Entry.objects.filter(actor=jordanian, act="review.accepted").exists()


def test_no_letter_to_a_reviewer_of_her_own_is_shown(
    asked: Practice, khiva_deputy: Person, second_officer: Person, jordanian: Person, as_person: AsPerson
) -> None:
    letters = Letter.objects.filter(person=jordanian)
    assert letters.count() == 2, "asked to review, and answered"
    own, other = as_person(khiva_deputy), as_person(second_officer)
    email = str(jordanian.email)
    assert email not in _text(own.get(reverse("journal:letters")))
    assert email in _text(other.get(reverse("journal:letters")))
    for letter in letters:
        address = reverse("journal:letter", args=[letter.public_id])
        again = reverse("journal:send-letter", args=[letter.public_id])
        assert (own.get(address).status_code, own.post(again).status_code) == (404, 404)
        assert other.get(address).status_code == 200


def _text(response: object) -> str:
    streamed = getattr(response, "streaming_content", None)
    found = b"".join(streamed) if streamed is not None else getattr(response, "content", b"")
    return bytes(found).decode()
