"""Abuse 27: sign-ups by the dozen, posts with links, invitations to everybody: queues, limits, caps."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Letter
from cityclusters.people import limits as sign_ups
from cityclusters.people.models import Attempt, Person
from cityclusters.questions import asking, direct
from cityclusters.questions.models import Answer, Asked, Question
from cityclusters.questions.standing import usual
from cityclusters.questions.who_knows import Suggestion
from cityclusters.spaces.models import Space

SignIn = Callable[[Person | None], Client]
LINK = "Cheap loans: https://loans.example/?from=you"


def _typed(space: Space, number: int) -> dict[str, object]:
    return {
        "title": f"Loan number {number} zzz{number:04}",
        "text": LINK,
        "language": "en",
        "visibility": "public",
        "themes": [theme.pk for theme in space.themes.all()],
        "seen": "1",
    }


@pytest.mark.django_db
def test_27_fifty_sign_ups_from_one_network_do_not_all_get_in() -> None:
    kind, most, within = sign_ups.SIGN_UPS_FROM_HERE
    let_in = [Attempt.allow(kind, Attempt.digest("192.0.2.7"), most, within) for _number in range(50)]
    assert sum(let_in) == most < 50


def test_27_a_hundred_posts_with_links_reach_nobody(
    newcomer: Person, steward: Person, spaces: list[Space], as_person: SignIn
) -> None:
    browser, space = as_person(newcomer), spaces[1]
    address = reverse("questions:ask", args=[space.slug])
    statuses = [browser.post(address, _typed(space, number)).status_code for number in range(100)]
    assert statuses.count(302) == Question.objects.count() == 5, "a quarter of twenty in an hour"
    assert set(Question.objects.values_list("state", "held_for")) == {("held", "links")}
    for page in (reverse("questions:list"), space.get_absolute_url(), reverse("questions:replies")):
        assert "loans.example" not in as_person(None).get(page).content.decode()
    assert Letter.objects.filter(person=steward).count() == 1, "the steward is not flooded either"


def test_27_what_is_refused_comes_back_filled_in(
    newcomer: Person, spaces: list[Space], as_person: SignIn, settings: Settings
) -> None:
    settings.POSTS_AN_HOUR = 0
    browser, space = as_person(newcomer), spaces[1]
    address = reverse("questions:ask", args=[space.slug])
    browser.post(address, _typed(space, 1))
    page = browser.post(address, _typed(space, 2))
    assert page.status_code == 200
    assert "Loan number 2" in page.content.decode()


def test_27_many_accounts_fill_the_queue_and_nothing_else(
    newcomer: Person, khiva_deputy: Person, spaces: list[Space], as_person: SignIn
) -> None:
    question = asking.ask(
        khiva_deputy, spaces[1], asking.Text("en", "Tell us.", "How do weavers sell?"),
        themes=spaces[1].themes.all(), standing=usual(khiva_deputy),
    )  # fmt: skip
    Letter.objects.all().delete()
    for number in range(20):
        spammer = Person.objects.create_user(email=f"s{number}@spam.example", name=f"S{number}")
        asking.answer(spammer, question, asking.Text("en", LINK), standing=usual(spammer))
    assert Answer.objects.filter(state="held").count() == 20
    assert not Letter.objects.filter(person=khiva_deputy).exists()
    assert LINK not in as_person(None).get(question.get_absolute_url()).content.decode()


def test_27_links_in_a_note_or_a_search_result_do_not_help(
    newcomer: Person, khiva_deputy: Person, spaces: list[Space], as_person: SignIn
) -> None:
    question = asking.ask(
        khiva_deputy, spaces[1], asking.Text("en", "Tell us.", "How do weavers sell?"),
        themes=spaces[1].themes.all(), standing=usual(khiva_deputy),
    )  # fmt: skip
    address = reverse("questions:ours-too", args=[question.public_id])
    as_person(newcomer).post(address, {"note": LINK})
    page = as_person(None).get(question.get_absolute_url()).content.decode()
    assert "loans.example" not in page
    answer = asking.answer(khiva_deputy, question, asking.Text("en", LINK), standing=usual(khiva_deputy))
    assert answer.is_shown
    assert 'rel="nofollow ugc"' in as_person(None).get(question.get_absolute_url()).content.decode()


def test_27_invitations_to_everybody_are_capped(
    steward: Person, khiva_deputy: Person, spaces: list[Space], settings: Settings
) -> None:
    settings.ASKED_A_MONTH = 2
    people = [Person.objects.create_user(email=f"p{number}@x.example") for number in range(10)]
    wanted = [Suggestion(person, None, "") for person in people]
    sent = 0
    for number in range(5):
        question = asking.ask(
            khiva_deputy, spaces[1], asking.Text("en", "?", f"Question {number}"),
            themes=spaces[1].themes.all(), standing=usual(khiva_deputy),
        )  # fmt: skip
        try:
            sent += len(direct.ask(question, steward, wanted))
        except NotPossible:
            continue
    assert sent == Asked.objects.count() == 20, "ten people, twice each"
