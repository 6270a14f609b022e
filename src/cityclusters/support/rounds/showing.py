"""What the pages of a run show of its needs: the proposal and why, the others and why not, what else. A fixed
number of queries, however many needs are shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet

from cityclusters.core.texts import with_semicolons
from cityclusters.support.models import Choice, Match, Outcome, Run, Wanted, Window, Wish
from cityclusters.support.rounds import hosting, words
from cityclusters.support.words import Fit, fit, part_name, points

MOST_HOLDERS = 12
MOST_REASONS = 3


@dataclass(slots=True)
class ShownChoice:
    """A proposal: the host, how well it fits, and marks."""

    choice: Choice
    host: str
    form: str
    points: int
    mainly: list[str]
    flags: list[str]
    match: Match | None = None
    """What both sides answered, once the calculation is published."""

    @property
    def reasons(self) -> str:
        """The largest parts of its score, one after the other."""
        return with_semicolons(self.mainly)

    @property
    def fit(self) -> Fit:
        """The score with its parts as bars, that add up to it (rule MA7)."""
        return fit(self.choice.score, self.choice.parts)


@dataclass(slots=True)
class ShownHost:
    """A host that was not proposed: why, and who holds its places."""

    name: str
    is_wish: bool
    sentences: list[str]
    windows: list[Window] = field(default_factory=list)
    """The dates for which the same is said; none where no host of the name is in the round."""
    form: str = ""
    holders: list[str] = field(default_factory=list)
    more_holders: int = 0

    @property
    def window(self) -> Window | None:
        """The first of its dates."""
        return self.windows[0] if self.windows else None

    @property
    def cities(self) -> str:
        """Who holds its places, one after the other; their names have commas."""
        return with_semicolons(self.holders)


@dataclass(slots=True)
class ShownNeed:
    """A need in a run."""

    outcome: Outcome
    first: list[ShownChoice]
    later: list[ShownChoice]
    others: list[ShownHost]
    waits: str
    moved: list[tuple[str, str, str]]
    """Earlier host, new host ('' for none), and why."""
    said: list[Wanted]
    wishes: list[str]

    @property
    def named(self) -> list[ShownHost]:
        """Of the others, those that the need asks for; each host once with the same words, however many
        windows it has."""
        wished = [other for other in self.others if other.is_wish]
        return list({(other.name, *other.sentences): other for other in wished}.values())

    @property
    def lacks(self) -> int:
        """Hosts that it still looks for."""
        return max(0, self.outcome.wants - self.outcome.got)


def outcomes(run: Run) -> QuerySet[Outcome]:
    """The needs of a run with what a page names of them."""
    wishes = Wish.objects.select_related("country", "place", "organisation__place")
    return (
        Outcome.objects.filter(run=run)
        .select_related("need__organisation", "need__place")
        .prefetch_related(Prefetch("need__wishes", wishes))
    )


def shown(run: Run, rows: Sequence[Outcome], *, in_full: bool = False) -> list[ShownNeed]:
    """The needs as they are shown; `in_full` names also the cities that had places of a host before."""
    keys = [row.need_id for row in rows]
    chosen: dict[int, list[ShownChoice]] = defaultdict(list)
    names = ("window__offer__organisation", "window__offer__place")
    answers = _answers(run, keys)
    for choice in Choice.objects.filter(run=run, need__in=keys).select_related(*names).order_by("rank", "pk"):
        chosen[choice.need_id].append(_choice(choice, answers.get((choice.need_id, choice.window_id))))
    said: dict[int, list[Wanted]] = defaultdict(list)
    for row in Wanted.objects.filter(round=run.round, need__in=keys).select_related(
        "offer__organisation", "offer__place"
    ):
        said[row.need_id].append(row)
    windows = _windows(rows)
    holders = _holders(run, windows, in_full)
    staying = points(run.round.rules["stability"])
    return [_need(row, chosen[row.need_id], said[row.need_id], windows, holders, staying) for row in rows]


def _answers(run: Run, needs: Sequence[int]) -> dict[tuple[int, int], Match]:
    """The newest match of each need and window, both by key; none before the run is published."""
    if run.published_at is None:
        return {}
    rows = Match.objects.filter(need__in=needs, proposed_at__isnull=False).order_by("pk")
    return {(row.need_id, row.window_id): row for row in rows}


def _choice(choice: Choice, match: Match | None) -> ShownChoice:
    offer = choice.window.offer
    parts = sorted(choice.parts, key=lambda part: -part[1])[:MOST_REASONS]
    return ShownChoice(
        choice=choice,
        host=words.host_name(offer),
        form=words.form_name(choice.window.modality),
        points=points(choice.score),
        mainly=[part_name(str(name)) for name, value in parts if value > 0],
        flags=words.flags(choice.flags),
        match=match,
    )


def _windows(rows: Sequence[Outcome]) -> dict[str, Window]:
    """The windows that are named in the reasons, by public id."""
    names = {line["offer"] for row in rows for line in row.why_not}
    for row in rows:
        names |= {line[end] for line in row.moved for end in ("from", "to") if line[end]}
    found = Window.objects.filter(public_id__in=names - {""})
    found = found.select_related("offer__organisation", "offer__place")
    return {window.public_id: window for window in found}


class _Holders(NamedTuple):
    """Who has the places of the windows: by the run, and since before it."""

    guests: hosting.Guests
    kept: hosting.Guests

    def of(self, window: Window) -> list[str]:
        """The cities."""
        return [city for _need, city in (*self.guests[window.pk], *self.kept[window.pk])]


def _holders(run: Run, windows: dict[str, Window], in_full: bool) -> _Holders:
    found = list(windows.values())
    guests = hosting.guests_of(run, found)
    return _Holders(guests, hosting.kept_for(run, found if in_full else [], guests))


def _need(
    row: Outcome,
    chosen: list[ShownChoice],
    said: list[Wanted],
    windows: dict[str, Window],
    holders: _Holders,
    staying: int,
) -> ShownNeed:
    first = [choice for choice in chosen if choice.choice.rank == 1]
    own = min((choice.choice.score for choice in first), default=None)
    reasons = {one.offer_id: one.reason for one in said if one.kind == Wanted.Kind.FORBID}
    names = {wish.pk: words.wish_name(wish) for wish in row.need.wishes.all()}
    told = words.Told(own, settled=_settled(first), staying=_staying(staying, first))
    others = [_host(line, told, windows, holders, reasons, names) for line in row.why_not]
    return ShownNeed(
        outcome=row,
        first=first,
        later=[choice for choice in chosen if choice.choice.rank > 1],
        others=_together([other for other in others if other is not None]),
        waits=words.in_words(words.WAITS, row.code) if row.code else "",
        moved=[_moved(line, windows) for line in row.moved],
        said=said,
        wishes=list(names.values()),
    )


def _staying(most: int, first: Sequence[ShownChoice]) -> int:
    """The points that the first proposal has because it was proposed before."""
    return most if any("kept" in choice.choice.flags for choice in first) else 0


def _settled(first: Sequence[ShownChoice]) -> str:
    """The mark of the first proposal that was settled before anything was calculated; '' where none was."""
    marks = {mark for choice in first for mark in choice.choice.flags}
    return next((mark for mark in words.SETTLED if mark in marks), "")


def _host(
    line: dict[str, Any],
    told: words.Told,
    windows: dict[str, Window],
    holders: _Holders,
    reasons: dict[int, str],
    names: dict[int, str],
) -> ShownHost | None:
    window = windows.get(line["offer"])
    wish = line.get("wish")
    if window is None:
        if line["offer"] or wish not in names:  # a window or a wish that is gone since
            return None
        return ShownHost(names[wish], True, words.why_not(line, None, told))
    cities, guests = holders.of(window), len(holders.guests[window.pk])
    kept = len(holders.kept[window.pk])
    told = told._replace(reason=reasons.get(window.offer_id, ""), guests=guests, kept=kept)
    sentences = words.why_not(line, window, told)
    return ShownHost(
        words.host_name(window.offer),
        wish is not None,
        sentences,
        [window],
        words.form_name(window.modality),
        cities[:MOST_HOLDERS],
        max(0, len(cities) - MOST_HOLDERS),
    )


def _together(hosts: Sequence[ShownHost]) -> list[ShownHost]:
    """One of each host and form with the same reasons and the same guests, with all its dates."""
    found: dict[tuple[Any, ...], ShownHost] = {}
    for host in hosts:
        of = host.window.offer_id if host.window else None
        first = found.setdefault((of, host.name, host.form, *host.sentences, *host.holders), host)
        if first is not host:
            first.windows += host.windows
    return list(found.values())


def _moved(line: dict[str, Any], windows: dict[str, Window]) -> tuple[str, str, str]:
    before, after = windows.get(line["from"] or ""), windows.get(line["to"] or "")
    return (
        words.host_name(before.offer) if before else "",
        words.host_name(after.offer) if after else "",
        words.in_words(words.MOVED, line["code"]),
    )
