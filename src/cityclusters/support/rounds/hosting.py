"""The hosts of a run: their places, who gets them, and what the broker wanted that could not hold."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from cityclusters.support.models import Choice, Match, Need, Offer, Run, Window
from cityclusters.support.models.choices import HOLDING
from cityclusters.support.rounds import words

Guests = defaultdict[int, list[tuple[str, str]]]
"""By a window's key its guests: the public id of the need, and the city."""


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
    """The windows that the run knew, by city: hosts that have confirmed since are not among them."""
    lines = Run.objects.filter(pk=run.pk).values_list("problem__offers", flat=True).get()
    return (
        Window.objects.filter(public_id__in=[line["id"] for line in lines or ()])
        .select_related("offer__organisation", "offer__place")
        .order_by("offer__place__name", "starts", "pk")
    )


def shown(run: Run, rows: Iterable[Window]) -> list[ShownWindow]:
    """The windows with the cities that get their places; two queries."""
    found = list(rows)
    guests = guests_of(run, found)
    kept = kept_for(run, found, guests)
    return [
        ShownWindow(
            window,
            words.host_name(window.offer),
            words.form_name(window.modality),
            guests[window.pk],
            max(0, window.slots - len(guests[window.pk]) - len(kept[window.pk])),
            len(kept[window.pk]),
        )
        for window in found
    ]


def guests_of(run: Run, found: Sequence[Window]) -> Guests:
    """The cities to which the run gives the places of these windows; one query."""
    guests: Guests = defaultdict(list)
    choices = Choice.objects.filter(run=run, rank=1, window__in=found).select_related("need__place")
    for choice in choices.order_by("need__place__name", "pk"):
        guests[choice.window_id].append((choice.need.public_id, choice.need.place.label()))
    return guests


def kept_for(run: Run, found: Sequence[Window], guests: Guests) -> Guests:
    """The other cities that had places in these windows when the run was asked for; one query."""
    rows = Match.objects.filter(window__in=found, state__in=HOLDING, proposed_at__lt=run.asked_at)
    kept: Guests = defaultdict(list)
    for match in rows.select_related("need__place").order_by("need__place__name", "pk"):
        city = (match.need.public_id, match.need.place.label())
        if city not in guests[match.window_id]:
            kept[match.window_id].append(city)
    return kept


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
