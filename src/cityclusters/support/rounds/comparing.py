"""A trial beside the run that it is compared with: how many more are served, and who moves."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import Count, Q

from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.support.models import Choice, Need, Offer, Outcome, Run, Window
from cityclusters.support.rounds import words
from cityclusters.support.rounds.forms import countries_in_words
from cityclusters.support.words import points

Windows = dict[int, dict[int, float]]
"""The windows of each need with their scores, all by key."""
Hosts = list[tuple[str, int]]
"""Hosts by name, with their points of 100."""


class Move(NamedTuple):
    """A need that the trial gives something else: where, the hosts before and after, and why it has the
    earlier ones no more."""

    city: str
    title: str
    before: Hosts
    after: Hosts
    kind: str
    """'gains', 'loses' or 'moves'."""
    why: list[str]


def comparison(request: PersonRequest, trial: Run) -> dict[str, Any]:
    """What the page of a trial shows."""
    assert trial.base_id is not None
    base = Run.objects.light().get(pk=trial.base_id)
    base.round = trial.round
    before, after = _given(base), _given(trial)
    needs = sorted(
        need for need in {*before, *after} if set(before.get(need, ())) != set(after.get(need, ()))
    )
    page = paged(request, needs)
    return {
        "run": trial,
        "base": base,
        "round": trial.round,
        "tried": tried(trial.changes),
        "gain": trial.served - base.served,
        "counts": _kinds(needs, before, after),
        "page": page,
        "moves": _moves(trial, list(page.object_list), before, after),
        "wished": _wished(base, trial),
        "keeps_pairs": bool(trial.changes.get("pin")),
        "keeps_rules": bool(trial.changes.get("rules")),
        "hosts_decide": bool(trial.changes.get("places") or trial.changes.get("offers")),
        "is_open": trial.round.state == "open",
        "staying": round(100 * float({**trial.round.rules, **trial.changes.get("rules", {})}["stability"])),
    }


def _given(run: Run) -> Windows:
    found: Windows = defaultdict(dict)
    for need, window, score in Choice.objects.filter(run=run, rank=1).values_list("need", "window", "score"):
        found[need][window] = score
    return dict(found)


def _wished(base: Run, trial: Run) -> dict[str, int]:
    """How many needs name somebody, and how many of them get that, before and in the trial; one query."""
    before, after = (Q(run=run, as_wished=True) for run in (base, trial))
    return Outcome.objects.filter(run__in=[base, trial]).aggregate(
        any=Count("pk", Q(run=trial, wishes=True)), before=Count("pk", before), after=Count("pk", after)
    )


def _kind(before: dict[int, float], after: dict[int, float]) -> str:
    had, has = len(before), len(after)
    return "moves" if had == has else "gains" if has > had else "loses"


def _kinds(needs: list[int], before: Windows, after: Windows) -> dict[str, int]:
    counts = {"gains": 0, "loses": 0, "moves": 0}
    for need in needs:
        counts[_kind(before.get(need, {}), after.get(need, {}))] += 1
    return counts


def _moves(trial: Run, needs: list[int], before: Windows, after: Windows) -> list[Move]:
    keys = {key for given in (before, after) for need in needs for key in given.get(need, ())}
    windows = Window.objects.filter(pk__in=keys).select_related("offer__organisation", "offer__place")
    names = {window.pk: words.host_name(window.offer) for window in windows}
    rows = Need.objects.filter(pk__in=needs).select_related("place").order_by("place__name", "pk")
    moved = Outcome.objects.filter(run=trial, need__in=needs).values_list("need", "moved")
    codes = {need: dict.fromkeys(line["code"] for line in lines) for need, lines in moved}

    def hosts(given: dict[int, float]) -> Hosts:
        return sorted((names[key], points(score)) for key, score in given.items() if key in names)

    return [
        Move(
            need.place.label(),
            need.title,
            hosts(before.get(need.pk, {})),
            hosts(after.get(need.pk, {})),
            _kind(before.get(need.pk, {}), after.get(need.pk, {})),
            [words.in_words(words.MOVED, code) for code in codes.get(need.pk, ())],
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
