"""What goes into a round: the needs that ask, the windows that have room, and what is settled between them.

A trial may add to it (`changes` of a run): places in a window, an offer whose host has not confirmed, pins.
All engine ids are public ids: a need's own, and a window's for what the engine calls an offer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from cityclusters.support.engine.data import Names
from cityclusters.support.models import Choice, Match, Need, Offer, Round, Run, Wanted, Window
from cityclusters.support.models.choices import HOLDING, MatchState
from cityclusters.support.offers.confirming import confirmed_for

MOST_LOOKED_AT = 50
"""Earlier runs of a round among which one is sought to stay near to."""
Said = tuple[str, str, str]
"""A need, an offer (not a window), and the reason, all as the broker wrote them."""


@dataclass(slots=True)
class Season:
    """n needs and m windows with everything that is settled; pairs are (need, window) by public ids."""

    round: Round
    today: date
    needs: list[Need]
    windows: list[Window]
    capacity: dict[str, int]
    """Per window its places, but for those that are held by needs that are not in the round."""
    accepted: list[Names] = field(default_factory=list)
    half: list[Names] = field(default_factory=list)
    """One side has accepted: they stay together, before anything that an officer sets."""
    declined: list[Names] = field(default_factory=list)
    """(need, offer): no window of the offer is proposed again."""
    previous: list[Names] = field(default_factory=list)
    pin: list[Said] = field(default_factory=list)
    forbid: list[Said] = field(default_factory=list)
    rules: dict[str, Any] = field(default_factory=dict)
    said: list[list[str]] = field(default_factory=list)
    """What officers have set for the round, without what a trial adds: [kind, need, offer]."""

    def windows_of(self) -> dict[str, list[Window]]:
        """The windows of each offer, by the offer's public id."""
        found: dict[str, list[Window]] = defaultdict(list)
        for window in self.windows:
            found[window.offer.public_id].append(window)
        return found


def load(round: Round, changes: Mapping[str, Any] | None = None, today: date | None = None) -> Season:
    """The season as the database has it now, with the changes of a trial."""
    asked = changes or {}
    day = today or timezone.localdate()
    needs = list(needs_of(day))
    matches = _matches(needs)
    held = [match for match in matches if match.state in HOLDING]
    windows = list(windows_of(round, day, also=asked.get("offers", ())))
    season = Season(
        round=round, today=day, needs=needs, windows=windows, capacity={}, rules=dict(round.rules)
    )
    season.rules |= asked.get("rules", {})
    _room(season, held, asked.get("places", {}))
    _settle(season, matches)
    _say(season, asked)
    season.previous = _previous(season, matches)
    return season


def needs_of(today: date) -> QuerySet[Need]:
    """Open and signed needs; those whose authors no longer agree to be contacted are left out."""
    wishes = Prefetch("wishes")
    rows = Need.objects.open(today).filter(signed_at__isnull=False, statement__contact_ended_at=None)
    return (
        rows.select_related("place", "organisation")
        .prefetch_related("themes", wishes, "wishes__place", "wishes__organisation__place")
        .order_by("pk")
    )


def windows_of(round: Round, today: date, also: Iterable[str] = ()) -> QuerySet[Window]:
    """The windows, not over yet, of open offers that were confirmed since the round opened; `also` names
    offers that come in besides, as if they were."""
    offers = Q(offer__in=confirmed_for(round.opened_at)) | Q(offer__public_id__in=list(also))
    rows = Window.objects.filter(offers, ends__gte=today, offer__expires_on__gte=today)
    return (
        rows.select_related("offer__organisation", "offer__place")
        .prefetch_related("offer__themes", "offer__practices__version")
        .order_by("pk")
    )


def unconfirmed(round: Round) -> QuerySet[Offer]:
    """Open offers whose hosts have not confirmed them since the round opened."""
    rows = Offer.objects.open().exclude(confirmed_at__gte=round.opened_at)
    return rows.select_related("organisation", "place").order_by("pk")


def _matches(needs: Sequence[Need]) -> list[Match]:
    """What came of earlier rounds for these needs."""
    states = [*HOLDING, MatchState.PROPOSED, MatchState.ONE, MatchState.DECLINED]
    rows = Match.objects.filter(need__in=[need.pk for need in needs], state__in=states)
    return list(rows.select_related("need", "window__offer__organisation", "window__offer__place"))


def _room(season: Season, held: Sequence[Match], more: Mapping[str, int]) -> None:
    """The places; a window that is not open, of a match that holds, has room for that match alone."""
    ours = Counter(match.window.public_id for match in held)
    known = {window.public_id for window in season.windows}
    extra = {match.window.public_id: match.window for match in held if match.window.public_id not in known}
    season.windows += extra.values()
    for window in season.windows:
        mine = ours[window.public_id]
        room = window.left + mine if window.public_id in known else mine
        season.capacity[window.public_id] = max(0, room + int(more.get(window.public_id, 0)))
    season.accepted = [(match.need.public_id, match.window.public_id) for match in held]


def _settle(season: Season, matches: Sequence[Match]) -> None:
    known = set(season.capacity)
    for match in matches:
        pair = (match.need.public_id, match.window.public_id)
        if match.state == MatchState.ONE and pair[1] in known:
            season.half.append(pair)
        elif match.state == MatchState.DECLINED:
            season.declined.append((pair[0], match.window.offer.public_id))


def _say(season: Season, asked: Mapping[str, Any]) -> None:
    """What the broker said beforehand, and what a trial pins or forbids besides."""
    lists = {Wanted.Kind.PIN: season.pin, Wanted.Kind.FORBID: season.forbid}
    rows = _wanted(season.round)
    for kind, need, offer, reason in rows:
        lists[Wanted.Kind(kind)].append((need, offer, reason))
    season.said = _in_order(rows)
    season.pin += [(need, offer, "") for need, offer in asked.get("pin", ())]
    season.forbid += [(need, offer, "") for need, offer in asked.get("forbid", ())]


def _previous(season: Season, matches: Sequence[Match]) -> list[Names]:
    """What people have seen: proposals that wait for answers; else what the round's last run chose in which
    nothing was set that an officer has taken back since. Taking back must lead to where she was before."""
    seen = [match for match in matches if match.state in (MatchState.PROPOSED, MatchState.ONE)]
    found = [(match.need.public_id, match.window.public_id) for match in seen]
    told = {need for need, _window in found}
    last = _last_without_what_was_taken_back(season)
    if last is not None:
        rows = Choice.objects.filter(run=last, rank=1).values_list("need__public_id", "window__public_id")
        found += [(need, window) for need, window in rows if need not in told]
    return found


def said_now(round: Round) -> list[list[str]]:
    """What officers have set for the round: [kind, need, offer] by public ids, in one order."""
    return _in_order(_wanted(round))


def _wanted(round: Round) -> list[tuple[str, str, str, str]]:
    """Each with its reason: (kind, need, offer, reason). One query."""
    names = ("kind", "need__public_id", "offer__public_id", "reason")
    return list(Wanted.objects.filter(round=round).values_list(*names))


def _in_order(rows: Sequence[tuple[str, str, str, str]]) -> list[list[str]]:
    return sorted([kind, need, offer] for kind, need, offer, _reason in rows)


def _last_without_what_was_taken_back(season: Season) -> Run | None:
    now = {tuple(said) for said in season.said}
    runs = Run.objects.light().real().done().filter(round=season.round).order_by("-number")
    return next((run for run in runs[:MOST_LOOKED_AT] if {tuple(said) for said in run.said} <= now), None)


def last_run(round: Round) -> Run | None:
    """The last finished run that is no trial, without its documents."""
    return Run.objects.light().real().done().filter(round=round).order_by("-number").first()
