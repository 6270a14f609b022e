"""The state of a need follows its matches: nobody sets it by hand."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from cityclusters.support.models import Agreement, Match, Need, Round
from cityclusters.support.models.choices import HOLDING, MatchState, NeedState

FOLLOWS = (
    NeedState.OPEN,
    NeedState.SHORTLISTED,
    NeedState.PROPOSED,
    NeedState.ACCEPTED,
    NeedState.RUNNING,
    NeedState.PARTLY_MET,
    NeedState.MET,
)
WAITING = (MatchState.PROPOSED, MatchState.ONE)


def settle(need: Need) -> None:
    """Brings the need's state in line with its matches; call it in the transaction that changed one."""
    settle_all([need.pk])
    need.refresh_from_db(fields=["state"])


@transaction.atomic
def settle_all(needs: Iterable[int]) -> None:
    """The same for many, by their keys: four queries and one for each state that changes. Drafts and needs
    that were withdrawn or have expired stay as they are."""
    rows = list(Need.objects.select_for_update().filter(pk__in=needs, state__in=FOLLOWS).order_by("pk"))
    keys = [row.pk for row in rows]
    matches: dict[int, list[str]] = defaultdict(list)
    for need_id, state in Match.objects.filter(need__in=keys).values_list("need_id", "state"):
        matches[need_id].append(state)
    running, done = _agreements(keys)
    in_rounds = set(
        Need.objects.filter(pk__in=keys, rounds__state=Round.State.OPEN).values_list("pk", flat=True)
    )
    changed: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        state = _state(row, matches[row.pk], running[row.pk], done[row.pk], row.pk in in_rounds)
        if state != row.state:
            changed[state].append(row.pk)
    for state, found in changed.items():
        Need.objects.filter(pk__in=found).update(state=state)


def _agreements(needs: list[int]) -> tuple[dict[int, int], dict[int, int]]:
    """How many agreements of each need are in force, and how many were carried out."""
    running: dict[int, int] = defaultdict(int)
    done: dict[int, int] = defaultdict(int)
    rows = Agreement.objects.filter(match__need__in=needs).exclude(state__in=Agreement.OPEN)
    for need_id, state, carried_out in rows.values_list("match__need_id", "state", "carried_out"):
        running[need_id] += state == Agreement.State.IN_FORCE
        done[need_id] += carried_out
    return running, done


def _state(need: Need, states: list[str], running: int, done: int, in_round: bool) -> NeedState:
    """Met when all that it wants was carried out; a need with too few hosts stays open for the rest (MA9).
    Hosts that the organisation found elsewhere count as carried out."""
    held = sum(state in HOLDING for state in states) + need.found_elsewhere
    if done + need.found_elsewhere >= need.wants:
        return NeedState.MET
    if held >= need.wants:
        return NeedState.RUNNING if running else NeedState.ACCEPTED
    if held:
        return NeedState.PARTLY_MET
    if any(state in WAITING for state in states):
        return NeedState.PROPOSED
    waits = in_round or any(state == MatchState.SUGGESTED for state in states)
    return NeedState.SHORTLISTED if waits else NeedState.OPEN
