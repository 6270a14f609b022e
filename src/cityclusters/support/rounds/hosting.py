"""The hosts of a run: their places, who gets them, and what the broker wanted that could not hold."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from cityclusters.support.models import Choice, Match, Need, Offer, Run, Window
from cityclusters.support.models.choices import HOLDING
from cityclusters.support.offers.confirming import confirmed_for
from cityclusters.support.rounds import words


class ShownWindow(NamedTuple):
    """A window with its guests by city."""

    window: Window
    host: str
    form: str
    guests: list[tuple[str, str]]
    """The public id of the need, and the city."""
    left: int
    kept: int
    """Places of cities that are not among the guests: both sides accepted before this calculation."""


def windows(run: Run) -> QuerySet[Window]:
    """Windows of the round's hosts and those that the run used, by city."""
    day = run.asked_at.date()
    given = Choice.objects.filter(run=run, rank=1).values("window")
    confirmed = Q(offer__in=confirmed_for(run.round.opened_at), ends__gte=day)
    return (
        Window.objects.filter(confirmed | Q(pk__in=given))
        .select_related("offer__organisation", "offer__place")
        .order_by("offer__place__name", "starts", "pk")
    )


def shown(run: Run, rows: Iterable[Window]) -> list[ShownWindow]:
    """The windows with the cities that get their places; one query."""
    found = list(rows)
    guests: dict[int, list[tuple[str, str]]] = defaultdict(list)
    choices = Choice.objects.filter(run=run, rank=1, window__in=found).select_related("need__place")
    for choice in choices.order_by("need__place__name", "pk"):
        guests[choice.window_id].append((choice.need.public_id, choice.need.place.label()))
    kept = _kept(run, found, guests)
    return [
        ShownWindow(
            window,
            words.host_name(window.offer),
            words.form_name(window.modality),
            guests[window.pk],
            max(0, window.slots - len(guests[window.pk]) - kept[window.pk]),
            kept[window.pk],
        )
        for window in found
    ]


def _kept(run: Run, found: list[Window], guests: dict[int, list[tuple[str, str]]]) -> Counter[int]:
    """The places of each window, by key, that others had when the run was asked for; one query."""
    rows = Match.objects.filter(window__in=found, state__in=HOLDING, proposed_at__lt=run.asked_at)
    pairs = rows.values_list("window", "need__public_id")
    named = {(window, need) for window, cities in guests.items() for need, _city in cities}
    return Counter(window for window, need in pairs if (window, need) not in named)


def not_held(run: Run) -> list[tuple[str, str, str]]:
    """What the broker set together or was accepted and could not hold: need, host, why. No query where all
    holds."""
    lines: list[dict[str, Any]] = run.answer.get("not_held", [])
    if not lines:
        return []
    needs = Need.objects.filter(public_id__in=[line["need"] for line in lines]).select_related("place")
    offers = Offer.objects.filter(public_id__in=[line["offer"] for line in lines])
    places = {need.public_id: need.place.label() for need in needs}
    hosts = {
        offer.public_id: words.host_name(offer) for offer in offers.select_related("organisation", "place")
    }
    return [
        (places[line["need"]], hosts[line["offer"]], words.in_words(words.NOT_HELD, line["code"]))
        for line in lines
        if line["need"] in places and line["offer"] in hosts
    ]
