"""A trial beside the run that it is compared with: how many more are served, and who moves."""

from collections import defaultdict
from typing import Any, NamedTuple

from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.support.models import Choice, Need, Offer, Run, Window
from cityclusters.support.rounds import words
from cityclusters.support.rounds.forms import countries_in_words

Windows = dict[int, frozenset[int]]
"""The windows of each need, all by key."""


class Move(NamedTuple):
    """A need that the trial gives something else: where, the hosts before and after ('' for none)."""

    city: str
    title: str
    before: str
    after: str
    kind: str
    """'gains', 'loses' or 'moves'."""


def comparison(request: PersonRequest, trial: Run) -> dict[str, Any]:
    """What the page of a trial shows."""
    assert trial.base_id is not None
    base = Run.objects.light().get(pk=trial.base_id)
    base.round = trial.round
    before, after = _given(base), _given(trial)
    needs = sorted(need for need in {*before, *after} if before.get(need) != after.get(need))
    page = paged(request, needs)
    return {
        "run": trial,
        "base": base,
        "round": trial.round,
        "tried": tried(trial.changes),
        "gain": trial.served - base.served,
        "counts": _kinds(needs, before, after),
        "page": page,
        "moves": _moves(list(page.object_list), before, after),
        "can_keep": bool(trial.changes.get("pin") or trial.changes.get("rules")),
        "hosts_decide": bool(trial.changes.get("places") or trial.changes.get("offers")),
        "is_open": trial.round.state == "open",
        "staying": round(100 * float({**trial.round.rules, **trial.changes.get("rules", {})}["stability"])),
    }


def _given(run: Run) -> Windows:
    found: dict[int, set[int]] = defaultdict(set)
    for need, window in Choice.objects.filter(run=run, rank=1).values_list("need", "window"):
        found[need].add(window)
    return {need: frozenset(windows) for need, windows in found.items()}


def _kind(before: frozenset[int] | None, after: frozenset[int] | None) -> str:
    had, has = len(before or ()), len(after or ())
    return "moves" if had == has else "gains" if has > had else "loses"


def _kinds(needs: list[int], before: Windows, after: Windows) -> dict[str, int]:
    counts = {"gains": 0, "loses": 0, "moves": 0}
    for need in needs:
        counts[_kind(before.get(need), after.get(need))] += 1
    return counts


def _moves(needs: list[int], before: Windows, after: Windows) -> list[Move]:
    keys = {key for given in (before, after) for need in needs for key in given.get(need, ())}
    windows = Window.objects.filter(pk__in=keys).select_related("offer__organisation", "offer__place")
    names = {window.pk: words.host_name(window.offer) for window in windows}
    rows = Need.objects.filter(pk__in=needs).select_related("place").order_by("place__name", "pk")

    def hosts(given: frozenset[int] | None) -> str:
        return "; ".join(sorted(names.get(key, "") for key in given or ()))

    return [
        Move(
            need.place.label(),
            need.title,
            hosts(before.get(need.pk)),
            hosts(after.get(need.pk)),
            _kind(before.get(need.pk), after.get(need.pk)),
        )
        for need in rows
    ]


class Tried(NamedTuple):
    """What a trial changes, for the page: places, hosts, pairs, and rules as (name of the rule, value)."""

    places: list[tuple[str, str, int]]
    hosts: list[str]
    pairs: list[tuple[str, str]]
    rules: list[tuple[str, int]]
    limits: list[tuple[str, int]]
    no_limits: bool


def tried(changes: dict[str, Any]) -> Tried:
    """The changes of a trial by name."""
    places, pairs = changes.get("places", {}), changes.get("pin", [])
    windows = Window.objects.filter(public_id__in=places).select_related(
        "offer__organisation", "offer__place"
    )
    offers = [*changes.get("offers", ()), *(offer for _need, offer in pairs)]
    names = {
        offer.public_id: words.host_name(offer)
        for offer in Offer.objects.filter(public_id__in=offers).select_related("organisation", "place")
    }
    needs = {
        need.public_id: need.place.label()
        for need in Need.objects.filter(public_id__in=[need for need, _offer in pairs]).select_related(
            "place"
        )
    }
    rules = changes.get("rules", {})
    return Tried(
        [
            (words.host_name(row.offer), words.form_name(row.modality), int(places[row.public_id]))
            for row in windows
        ],
        [names[offer] for offer in changes.get("offers", ()) if offer in names],
        [(needs[need], names[offer]) for need, offer in pairs if need in needs and offer in names],
        [
            (name, round(100 * rules[name]) if name != "shortlist" else rules[name])
            for name in ("acceptable", "stability", "shortlist")
            if name in rules
        ],
        countries_in_words(rules),
        rules.get("country_capacity") == {},
    )
