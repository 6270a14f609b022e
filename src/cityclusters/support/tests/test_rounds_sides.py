"""What of a need and an offer a round compares: the practices behind an offer are evidence, a window has its
own languages and days, an SDG target in common is a subject in common."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cityclusters.people.models import Person
from cityclusters.practices.tests.adopting import draft, published
from cityclusters.support.models import Choice, Need, Offer, Run
from cityclusters.support.rounds.publishing import publish
from cityclusters.support.tests import making_rounds as making

pytestmark = pytest.mark.django_db
SUBJECT = "Night buses for hospital nurses"


def _host(name: str, **fields: Any) -> Offer:
    """One of hosts that differ in their names alone, with room."""
    made = making.offer(making.city(name, "CN", 32.0, 118.0), making.theme(), title="Come", **fields)
    making.window(made, 1)
    return made


def _first(run: Run, need: Need) -> Offer:
    return Choice.objects.select_related("window__offer").get(run=run, need=need, rank=1).window.offer


def _text_part(run: Run) -> float:
    """What the text adds to the score of the only first choice."""
    parts = Choice.objects.get(run=run, rank=1).parts
    return float(sum(value for name, value in parts if name == "text"))


def test_the_practices_behind_an_offer_speak_for_it(officer: Person) -> None:
    hosts = [_host(f"Host {number}") for number in range(4)]
    need = making.need(
        making.city("Khiva", "UZ"), making.theme(), title=SUBJECT, problem="Our nurses walk home."
    )
    round_ = making.round_of(officer)
    before = making.calculated(round_, officer)
    other = next(offer for offer in hosts if offer != _first(before, need))
    assert _text_part(before) == 0
    other.practices.add(published(officer, other.organisation, SUBJECT))
    later = making.calculated(round_, officer, {"rules": {"stability": 0.0}})
    assert _first(later, need) == other
    assert _text_part(later) > 0


def test_a_practice_that_nobody_can_read_is_no_evidence(officer: Person) -> None:
    host = _host("Host")
    host.practices.add(draft(officer, host.organisation, SUBJECT))
    making.need(making.city("Khiva", "UZ"), making.theme(), title=SUBJECT, problem="They walk.")
    assert _text_part(making.calculated(making.round_of(officer), officer)) == 0


def test_what_the_offer_says_of_itself_is_evidence_too(officer: Person) -> None:
    _host("Plain")
    told = making.offer(making.city("Told", "CN", 32.0, 118.0), making.theme(), title=SUBJECT)
    making.window(told, 1)
    need = making.need(making.city("Khiva", "UZ"), making.theme(), title=SUBJECT)
    assert _first(making.calculated(making.round_of(officer), officer), need) == told


@pytest.mark.parametrize(
    ("offers", "window", "wants", "served"),
    [
        (["en"], [], ["en"], 1),
        (["en"], [], ["fr"], 0),
        (["en"], ["fr"], ["fr"], 1),  # the window says it for its own days
        (["en"], ["fr"], ["en"], 0),
        ([], [], ["fr"], 1),  # what names no language takes all
    ],
)
def test_a_window_has_its_own_languages(
    offers: list[str], window: list[str], wants: list[str], served: int, officer: Person
) -> None:
    made = making.offer(making.city("Host", "CN"), making.theme(), languages=offers)
    making.window(made, 1, languages=window)
    making.need(making.city("Khiva", "UZ"), making.theme(), languages=wants)
    assert making.calculated(making.round_of(officer), officer).served == served


@pytest.mark.parametrize(
    ("need", "served"),
    [
        ({}, 1),
        ({"window_start": 100, "window_end": 200}, 1),
        ({"window_start": 181}, 0),
        ({"window_end": 29}, 0),
        ({"window_end": 30}, 1),
    ],
)
def test_a_host_is_found_in_the_weeks_that_suit(need: dict[str, int], served: int, officer: Person) -> None:
    """The window is open from the 30th day to the 180th."""
    today = timezone.localdate()
    making.window(making.offer(making.city("Host", "CN"), making.theme()), 1)
    days = {name: today + timedelta(days=number) for name, number in need.items()}
    making.need(making.city("Khiva", "UZ"), making.theme(), **days)
    assert making.calculated(making.round_of(officer), officer).served == served


@pytest.mark.parametrize(("target", "served"), [("11.2", 1), ("5.5", 0)])
def test_an_sdg_target_in_common_is_a_subject_in_common(target: str, served: int, officer: Person) -> None:
    offer = making.offer(making.city("Host", "CN"), making.theme(), sdg_targets=["11.2"])
    making.window(offer, 1)
    making.need(making.city("Khiva", "UZ"), making.theme("waste"), sdg_targets=[target])
    assert making.calculated(making.round_of(officer), officer).served == served


def test_further_choices_are_kept_with_a_published_round_in_their_order(officer: Person) -> None:
    for number in range(3):
        _host(f"Host {number}")
    need = making.need(making.city("Khiva", "UZ"), making.theme())
    round_ = making.round_of(officer, rules={"shortlist": 3})
    run = making.calculated(round_, officer)
    publish(round_, officer, run)
    rows = list(need.matches.order_by("rank").values_list("rank", "state"))
    assert rows == [(1, "proposed"), (2, "suggested"), (3, "suggested")]
    assert need.matches.values("window__offer").distinct().count() == 3
