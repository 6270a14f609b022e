"""What a published round writes: one letter for each person and side, that lists her proposals, and one for
each person whose needs were left without a host. Never a name or an address of a person (rule MA6)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from cityclusters.journal import letters
from cityclusters.people.models import Person
from cityclusters.support.matches import sides
from cityclusters.support.models import Match, Round, Unserved
from cityclusters.support.models.choices import MatchState
from cityclusters.support.needs.states import settle_all

Rows = list[dict[str, Any]]


def published(round_: Round) -> None:
    """Tells both sides of every new proposal of the round, and the cities that were not served; brings the
    states of all its needs in line. What was proposed before and goes on is not written again. Calling it
    twice writes each letter once."""
    proposed = Match.objects.filter(round=round_, state=MatchState.PROPOSED)
    if round_.published_at is not None:
        proposed = proposed.filter(proposed_at__gte=round_.published_at)
    matches = list(
        proposed.select_related("need__organisation", "window__offer__organisation").order_by(
            "need", "rank", "pk"
        )
    )
    unserved = list(
        Unserved.objects.filter(round=round_).select_related("need__organisation").order_by("need")
    )
    settle_all({*round_.needs.values_list("pk", flat=True), *(row.need_id for row in matches)})
    named = {row.need.organisation_id for row in matches} | {row.need.organisation_id for row in unserved}
    people = sides.focal_points(named | {row.window.offer.organisation_id for row in matches})
    written = [
        *_letters(round_, "match_to_city", _of_side(matches, sides.NEED, people)),
        *_letters(round_, "match_to_host", _of_side(matches, sides.HOST, people)),
        *_letters(round_, "unserved", _waiting(unserved, people)),
    ]
    letters.write_all(written)


def _of_side(matches: Iterable[Match], side: str, people: Mapping[int, list[Person]]) -> dict[Person, Rows]:
    found: dict[Person, Rows] = defaultdict(list)
    for match in matches:
        row = {
            "match": match,
            "need": match.need,
            "offer": match.window.offer,
            "guest": match.need.organisation,
            "host": match.window.offer.organisation,
            "page": letters.absolute(match.get_absolute_url()),
        }
        for person in people[sides.organisation(match, side).pk]:
            found[person].append(row)
    return found


def _waiting(rows: Iterable[Unserved], people: Mapping[int, list[Person]]) -> dict[Person, Rows]:
    found: dict[Person, Rows] = defaultdict(list)
    for row in rows:
        page = letters.absolute(row.need.get_absolute_url())
        for person in people[row.need.organisation_id]:
            found[person].append({"row": row, "need": row.need, "page": page})
    return found


def _letters(round_: Round, template: str, found: Mapping[Person, Rows]) -> list[Any]:
    """The letters, not queued yet: one statement queues them all."""
    page = letters.absolute("/matches/")
    return [
        letters.prepared(
            f"round:{round_.public_id}:{template}:{person.pk}",
            person,
            f"support/mail/{template}",
            {"rows": rows, "round": round_, "page": page},
        )
        for person, rows in found.items()
    ]
