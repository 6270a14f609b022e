"""A season as a problem of the engine, and as a file for `cityclusters match`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from cityclusters.support.engine.build import Limits, NeedColumns, OfferColumns, build
from cityclusters.support.engine.data import STEADY, Names, Problem, Rules
from cityclusters.support.finder.candidates import Progress, find
from cityclusters.support.finder.data import Candidates
from cityclusters.support.models import Window
from cityclusters.support.models.choices import Urgency
from cityclusters.support.rounds.rows import Season
from cityclusters.support.rounds.sides import owners, sides, wished_countries

URGENCY = {Urgency.NORMAL: 0.0, Urgency.SOON: 1.0, Urgency.URGENT: 2.0}
"""The engine's weight: 1 counts a score one and a fifth times, 2 one and a third times."""
DEFAULT_RULES: dict[str, Any] = {
    "acceptable": 0.75,
    "stability": STEADY,
    "shortlist": 3,
    "country_capacity": {},
}


def make(season: Season, progress: Progress | None = None) -> Problem:
    """Finds the candidates and builds the problem. `progress(done, needs)` is called while it scores."""
    asked, given = sides(season)
    split = import_string(settings.MATCH_WORDS)
    found = find(asked, given, season.today.toordinal(), split=split, progress=progress)
    tops = owners(season)
    limits = Limits({}, {code: int(count) for code, count in season.rules["country_capacity"].items()})
    return build(
        NeedColumns(
            ids=[need.public_id for need in season.needs],
            owner=[str(tops[need.organisation_id]) for need in season.needs],
            wants=[max(1, need.wants - need.found_elsewhere) for need in season.needs],
            urgency=[URGENCY[Urgency(need.urgency)] for need in season.needs],
            prefers=[tuple(wished_countries(need)) for need in season.needs],
        ),
        OfferColumns(
            ids=[window.public_id for window in season.windows],
            capacity=[season.capacity[window.public_id] for window in season.windows],
            owner=[str(tops[window.offer.organisation_id]) for window in season.windows],
            country=[window.offer.place.country_id for window in season.windows],
            next_opening=next_openings(season.windows),
            host=[window.offer.public_id for window in season.windows],
        ),
        found.columns(),
        limits,
        _rules(season, found),
        season.previous,
    )


def next_openings(windows: Sequence[Window]) -> list[str | None]:
    """For each window the first day of the next one of its offer that has room; None where there is none."""
    starts: dict[int, list[date]] = defaultdict(list)
    for window in windows:
        if window.left > 0:
            starts[window.offer_id].append(window.starts)
    return [
        min((day.isoformat() for day in starts[window.offer_id] if day > window.starts), default=None)
        for window in windows
    ]


def _rules(season: Season, found: Candidates) -> Rules:
    """The rules with everything settled, as pairs that the engine knows."""
    best = _best_windows(season, found)
    of_offer = season.windows_of()
    pins = []
    for need, offer, _reason in season.pin:
        known = (window.public_id for window in of_offer.get(offer, ()))
        window = best.get((need, offer)) or next(known, None)
        if window:
            pins.append((need, window))
    return Rules(
        acceptable=season.rules["acceptable"],
        stability=season.rules["stability"],
        shortlist=season.rules["shortlist"],
        accepted=[*season.accepted, *season.half],
        pin=_known(season, pins),
        forbid=_known(season, _spread(((need, offer) for need, offer, _why in season.forbid), of_offer)),
        declined=_known(season, _spread(season.declined, of_offer)),
        seed=season.round.seed,
        next_round=season.round.next_on.isoformat(),
    )


def _best_windows(season: Season, found: Candidates) -> dict[Names, str]:
    """For each need and offer the best window among the candidates that has any place."""
    best: dict[Names, tuple[float, str]] = {}
    wanted = {(need, offer) for need, offer, _reason in season.pin}
    if not wanted:
        return {}
    for at, to, score in zip(found.need.tolist(), found.offer.tolist(), found.score.tolist(), strict=True):
        window = season.windows[to]
        pair = (season.needs[at].public_id, window.offer.public_id)
        if pair in wanted and season.capacity[window.public_id] > 0:
            best[pair] = max(best.get(pair, (-1.0, "")), (score, window.public_id))
    return {pair: window for pair, (_score, window) in best.items()}


def _spread(pairs: Any, of_offer: Mapping[str, Sequence[Window]]) -> list[Names]:
    """Needs with offers as needs with each window of the offer."""
    return [(need, window.public_id) for need, offer in pairs for window in of_offer.get(offer, ())]


def _known(season: Season, pairs: Sequence[Names]) -> list[Names]:
    needs = {need.public_id for need in season.needs}
    pairs = [(need, window) for need, window in pairs if need in needs and window in season.capacity]
    return list(dict.fromkeys(pairs))


def document(problem: Problem) -> dict[str, Any]:
    """The file that `cityclusters match` reads, so that anyone can check a run. Scores without their parts,
    which stand with what was proposed."""
    needs, offers, pairs, rules = problem.needs, problem.offers, problem.pairs, problem.rules
    lists = {name: [list(pair) for pair in getattr(rules, name)] for name in LISTS}
    return {
        "needs": [
            _without({"id": name, "owner": _owner(owner), "wants": int(wants), "urgency": float(urgency),
                      "prefers_countries": list(prefers)})
            for name, owner, wants, urgency, prefers in zip(
                needs.ids, needs.owner.tolist(), needs.wants, needs.urgency, needs.prefers, strict=True)
        ],
        "offers": [
            _without({"id": name, "owner": _owner(owner), "capacity": int(capacity), "country": country,
                      "next_opening": opening})
            for name, owner, capacity, country, opening in zip(
                offers.ids, offers.owner.tolist(), offers.capacity, offers.country, offers.next_opening,
                strict=True)
        ],
        "pairs": [
            {"need": needs.ids[need], "offer": offers.ids[offer], "score": score}
            for need, offer, score in zip(
                pairs.need.tolist(), pairs.offer.tolist(), pairs.score.tolist(), strict=True)
        ],
        "rules": {
            "mode": rules.mode, "acceptable": rules.acceptable, "stability": rules.stability,
            "shortlist": rules.shortlist, "seed": rules.seed, "next_round": rules.next_round,
            "country_capacity": dict(problem.country_limit), **lists,
        },
        "previous": [list(pair) for pair in problem.previous],
    }  # fmt: skip


LISTS = ("pin", "forbid", "accepted", "declined")


def _owner(number: int) -> str | None:
    return None if number < 0 else f"o{number}"


def _without(line: dict[str, Any]) -> dict[str, Any]:
    """What is not known is left out of the file."""
    return {name: value for name, value in line.items() if value not in (None, "", [])}
