"""A question, an answer and a criterion are there once, however often the button is pressed."""

import re
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from cityclusters.people.models import Person
from cityclusters.practices.models import Call, Practice
from cityclusters.practices.tests import judged

AsPerson = Callable[[Person | None], Client]
ONCE = re.compile(r'name="once" value="([^"]+)"')


def _twice(browser: Client, page: str, address: str, **entries: Any) -> None:
    """Sends the form of the page that has a key, two times."""
    key = ONCE.findall(browser.get(page).content.decode())[0]
    for _press in range(2):
        assert browser.post(address, {**entries, "once": key}).status_code == 302


def test_a_question_and_its_answer_are_sent_once(
    in_review: Practice, jordanian: Person, khiva_deputy: Person, second_officer: Person, as_person: AsPerson
) -> None:
    review = in_review.reviews.get(reviewer=jordanian)
    judged.reviewing.accept(review)
    ask = reverse("practices:review-question", args=[review.public_id])
    _twice(as_person(jordanian), review.get_absolute_url(), ask, text="Since when?", section="")
    question = in_review.messages.get()
    answers = reverse("practices:answers", args=[in_review.public_id])
    reply = reverse("practices:reply", args=[in_review.public_id, question.pk])
    _twice(as_person(khiva_deputy), answers, reply, text="Since 2020.")
    assert in_review.messages.count() == 2
    screen = reverse("practices:screen", args=[in_review.public_id])
    ask = reverse("practices:ask-author", args=[in_review.public_id])
    _twice(as_person(second_officer), screen, ask, text="With whom?", section="")
    assert in_review.messages.count() == 3


def test_a_criterion_is_added_once(call: Call, officer: Person, as_person: AsPerson) -> None:
    page = reverse("practices:call-criteria", args=[call.public_id])
    _twice(as_person(officer), page, page, add="yes", name="New", name__language="en", hint__language="en")
    assert call.criteria.count() == 1
