"""The page of an agreement says each thing once, and of each side whose word it is."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.people.models import Organisation, Person
from cityclusters.support.matches import agreements, page
from cityclusters.support.models import Agreement
from cityclusters.support.tests.making_matches import (
    accepted,
    choices_of,
    need_of,
    round_by,
    signed,
    window_of,
)

pytestmark = pytest.mark.django_db
Browser = Callable[[Person | None], Client]


@pytest.fixture
def agreement(
    khiva_city: Organisation, amman_city: Organisation, officer: Person, reads_english: Person,
    stranger: Person,
) -> Agreement:  # fmt: skip
    match = choices_of(round_by(officer), need_of(khiva_city), [window_of(amman_city)])[0]
    return signed(accepted(match, reads_english, stranger), reads_english, stranger)


def test_the_kind_stands_once_and_is_confirmed_once(
    agreement: Agreement, officer: Person, as_person: Browser
) -> None:
    browser, url = as_person(officer), agreement.get_absolute_url()
    before = browser.get(url).content.decode()
    assert "Confirm the kind" in before
    assert "<dt>Kind of cooperation</dt>" not in before
    browser.post(f"{url}kind/", {"kind": agreement.type})
    text = browser.get(url).content.decode()
    assert "<dt>Kind of cooperation</dt>" in text
    assert "Confirm the kind" not in text
    assert "Change the kind of cooperation" in text
    agreement.refresh_from_db()
    assert agreement.type_confirmed_by == officer


def test_the_history_says_which_side_shows_the_text(
    agreement: Agreement, reads_english: Person, stranger: Person
) -> None:
    for person in (reads_english, stranger):
        agreements.show(agreement, person, True)
    agreements.show(agreement, stranger, False)
    words = [event.words for event in page.history(agreement)][-3:]
    assert words == [
        "Municipality of Khiva agrees to show everybody what is agreed",
        "Municipality of Amman agrees to show everybody what is agreed",
        "Municipality of Amman hides what is agreed",
    ]
