"""Publishing: a run becomes proposals to both sides, once, whoever presses the button and however often."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.support.matches import choices as following
from cityclusters.support.matches import sides, telling
from cityclusters.support.models import Choice, Match, Need, Outcome, Round, Run, Unserved
from cityclusters.support.models.choices import HOLDING, MatchState, OfferState, Reason
from cityclusters.support.rounds.rows import last_run, said_now

SEEN = (MatchState.PROPOSED, MatchState.ONE)
Pair = tuple[int, int]
CHANGED = _("Since this calculation, officers have set other pairs or taken some back. Calculate again.")


class Post(NamedTuple):
    """What publishing sends: proposals, needs without a host, letters to people of cities and hosts; and
    which proposals that still wait for answers it takes back."""

    proposals: int
    unserved: int
    to_cities: int
    to_hosts: int
    to_waiting: int
    before: int = 0
    """Of the proposals, those that both sides know already and have not both answered: no letters again."""
    withdrawn: Sequence[Match] = ()

    @property
    def letters(self) -> int:
        """All letters together."""
        return self.to_cities + self.to_hosts + self.to_waiting


def post(run: Run) -> Post:
    """What publishing this run would send now; few queries, whatever the number of needs."""
    rows = Choice.objects.filter(run=run, rank=1)
    both = rows.values_list("need__organisation", "window__offer__organisation", "flags", "need", "window")
    chosen = [row for row in both if "accepted" not in row[2]]
    seen = Match.objects.filter(need__in=rows.values("need"), state__in=SEEN)
    known = set(seen.values_list("need", "window"))
    new = [row for row in chosen if row[3:] not in known]
    waiting = Outcome.objects.filter(run=run, got=0).values_list("need__organisation", flat=True)
    unserved = list(waiting)
    keys = {row[0] for row in new} | {row[1] for row in new} | set(unserved)
    people = sides.focal_points(keys)

    def reached(organisations: set[int]) -> int:
        return len({person.pk for key in organisations for person in people[key]})

    cities, hosts = {row[0] for row in new}, {row[1] for row in new}
    letters = reached(cities), reached(hosts), reached(set(unserved))
    counts = len(chosen), len(unserved), *letters
    return Post(*counts, before=len(chosen) - len(new), withdrawn=_withdrawn(run, {row[3:] for row in both}))


def _withdrawn(run: Run, first: set[Pair]) -> list[Match]:
    """Proposals of earlier rounds that wait for answers and that this run does not choose again."""
    needs = Outcome.objects.filter(run=run).values("need")
    rows = Match.objects.filter(need__in=needs, state=MatchState.PROPOSED)
    names = ("need__place", "window__offer__organisation", "window__offer__place")
    found = rows.select_related(*names).order_by("need__place__name", "pk")
    return [match for match in found if (match.need_id, match.window_id) not in first]


@transaction.atomic
def publish(round_: Round, by: Person, run: Run) -> None:
    """Proposes what the run chose: first choices to both sides, the others wait behind them; who is left
    without a host hears why and until when (rule MA4). Exactly once.

    Raises NotPossible where the round is published already, or where the run is not the last one, a trial,
    or not done."""
    row = Round.objects.select_for_update().get(pk=round_.pk)
    if row.state != Round.State.OPEN:
        raise NotPossible(_("This round is published already."))
    last = last_run(row)
    if last is None or last.pk != run.pk:
        raise NotPossible(_("There is a later calculation. Look at that one first."))
    if run.said != said_now(row):
        raise NotPossible(CHANGED)
    needs = _lock_needs(run)
    keys = [need.pk for need in needs]
    now = timezone.now()
    _check_room(run)
    _propose(row, run, keys)
    _leave(row, run, keys)
    row.state, row.published_at = Round.State.PUBLISHED, now
    row.save(update_fields=["state", "published_at"])
    row.needs.set(keys)
    Run.objects.filter(pk=run.pk).update(published_at=now, published_by=by)
    record(by, "round.published", row, run=run.number, served=run.served, needs=run.needs)
    telling.published(row)


def _lock_needs(run: Run) -> list[Need]:
    """The run's needs for which help is still looked for, in one order; a city that has withdrawn its need
    since the run is left out."""
    keys = Outcome.objects.filter(run=run).values("need")
    return list(Need.objects.select_for_update().open().filter(pk__in=keys).order_by("pk"))


def _check_room(run: Run) -> None:
    """Nothing is proposed that has no place any more. Raises NotPossible where a host has closed an offer or
    given places to others since the run."""
    today = timezone.localdate()
    chosen = Choice.objects.filter(run=run, rank=1).select_related("window__offer")
    new: dict[int, list[Choice]] = defaultdict(list)
    for row in chosen:
        if "accepted" not in row.flags:
            new[row.window_id].append(row)
    for rows in new.values():
        window, offer = rows[0].window, rows[0].window.offer
        is_open = offer.state == OfferState.OPEN and window.ends >= today
        if not is_open or window.left < len(rows):
            words = _("The room at “%(offer)s” has changed since this calculation. Calculate again.")
            raise NotPossible(words % {"offer": offer.title})


def _propose(round_: Round, run: Run, keys: Sequence[int]) -> None:
    """The rows of all ranks; a proposal that waits for its answers and is chosen again goes on as it is."""
    rows = list(Choice.objects.filter(run=run, need__in=keys).select_related("window"))
    first = {(row.need_id, row.window_id) for row in rows if row.rank == 1}
    standing = _standing(keys, first)
    refused = following.declined_pairs(list(keys))
    rows = [row for row in rows if (row.need_id, row.window.offer_id) not in refused]
    kept = [match for pair, match in standing.items() if pair in first and match.state in SEEN]
    for match in kept:
        match.round, match.run, match.rank = round_, run, 1
    Match.objects.bulk_update(kept, ["round", "run", "rank"])
    whys = dict(Outcome.objects.filter(run=run, need__in=keys).values_list("need", "why_not"))
    Match.objects.bulk_create(
        _match(round_, run, row, whys.get(row.need_id, []))
        for row in rows
        if (row.need_id, row.window_id) not in standing
    )


def _standing(keys: Sequence[int], first: set[Pair]) -> dict[Pair, Match]:
    """What goes on of earlier rounds, by need and window; what is not chosen again ends here."""
    alive = Match.objects.alive().filter(need__in=keys)
    unseen = alive.filter(state=MatchState.SUGGESTED)
    unseen.update(state=MatchState.LAPSED, ended_for=Reason.OTHER, ended_at=timezone.now())
    names = ("need__organisation", "window__offer__organisation", "round")
    standing: dict[Pair, Match] = {}
    for match in alive.filter(state__in=[*SEEN, *HOLDING]).select_related(*names):
        pair = (match.need_id, match.window_id)
        if match.state == MatchState.PROPOSED and pair not in first:
            following.lapse(match, "round", Reason.OTHER_HOST)
        else:
            standing[pair] = match
    return standing


def _match(round_: Round, run: Run, row: Choice, why_not: list[object]) -> Match:
    match = Match(
        round=round_, run=run, need_id=row.need_id, window_id=row.window_id, rank=row.rank,
        score=row.score, parts=row.parts, why_not=why_not if row.rank == 1 else [],
    )  # fmt: skip
    if row.rank == 1:
        match.state, match.proposed_at = MatchState.PROPOSED, timezone.now()
        match.answer_by = timezone.localdate() + timedelta(days=settings.MATCH_ANSWER_DAYS)
    return match


def _leave(round_: Round, run: Run, keys: Sequence[int]) -> None:
    """A reason and a day for each need without a host."""
    Unserved.objects.bulk_create(
        Unserved(
            round=round_,
            need_id=row.need_id,
            code=row.code or "no_candidate",
            nearest=row.nearest,
            next_on=row.next_on or round_.next_on,
        )
        for row in Outcome.objects.filter(run=run, got=0, need__in=keys)
    )
