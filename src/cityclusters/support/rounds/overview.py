"""Where a round stands, for the broker: what is done, what is missing, what to do next."""

from typing import Any

from cityclusters.support.models import Round, Run, Wanted
from cityclusters.support.rounds import demand, rows, words
from cityclusters.support.rounds.forms import RoundForm, countries_in_words

MOST_HOSTS = 20
MOST_RUNS = 8


def overview(round_: Round) -> dict[str, Any]:
    """What the broker's page of a round shows; a fixed number of queries. Needs, places and warnings are
    those of today: of a round that is published its report tells."""
    is_open = round_.state == Round.State.OPEN
    asked = demand.wished(round_)
    room = demand.room_by_city(round_)
    missing = list(rows.unconfirmed(round_))
    runs = list(Run.objects.light().filter(round=round_).select_related("by")[:MOST_RUNS])
    for run in runs:
        run.round = round_
    last = next((run for run in runs if run.base_id is None and run.state == Run.State.DONE), None)
    return {
        "round": round_,
        "needs": asked.needs,
        "places": sum(room.values()),
        "warnings": [*demand.warnings(asked), *demand.host_warnings(asked, room)[:5]] if is_open else [],
        "missing": [words.host_name(offer) for offer in missing[:MOST_HOSTS]],
        "missing_count": len(missing),
        "more_missing": max(0, len(missing) - MOST_HOSTS),
        "runs": runs,
        "last": last,
        "busy": next((run for run in runs if run.busy), None),
        "said": Wanted.objects.filter(round=round_).count(),
        "is_open": is_open,
        "rules": RoundForm.values_of(round_.rules),
        "limits": countries_in_words(round_.rules),
    }
