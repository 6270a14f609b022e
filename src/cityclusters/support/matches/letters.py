"""Letters about one match, to the focal points of its sides. Nobody's name or address stands in one before
both sides have accepted (rule MA6)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from cityclusters.journal import letters
from cityclusters.people.models import Mandate, Person
from cityclusters.support.matches import sides
from cityclusters.support.matches.sides import Side
from cityclusters.support.models import Match, Need, Unserved


class Contact(NamedTuple):
    """Whom the other side writes to."""

    name: str
    post: str
    email: str
    language: str


def contact(match: Match, side: str) -> Contact | None:
    """Who answered for this side, once both have accepted (rule MA6); else None, and None where she has had
    her account erased."""
    if not match.names_are_open:
        return None
    of_need = side == sides.NEED
    person: Person | None = match.need_accepted_by if of_need else match.host_accepted_by
    mandate: Mandate | None = match.need_accepted_with if of_need else match.host_accepted_with
    if person is None or not person.email:
        return None
    return Contact(str(person), mandate.post if mandate else "", person.email, person.language)


def _turn(match: Match) -> str:
    """Tells one proposal of this pair from a later one."""
    return f"{match.proposed_at:%y%m%d%H%M%S}" if match.proposed_at else "-"


def context(match: Match) -> dict[str, Any]:
    """What every letter about a match may say."""
    return {
        "match": match,
        "need": match.need,
        "offer": match.window.offer,
        "guest": match.need.organisation,
        "host": match.window.offer.organisation,
        "page": letters.absolute(match.get_absolute_url()),
    }


def _send(match: Match, template: str, key: str, given: Mapping[Side, Mapping[str, Any]]) -> None:
    """One letter to each focal point of the sides in `given`, with what it says besides; `key` tells it from
    other letters about the match. Two queries."""
    common = context(match)
    keys = {side: sides.organisation(match, side).pk for side in given}
    people = sides.focal_points(keys.values())
    letters.write_all(
        letters.prepared(
            f"match:{match.public_id}:{key}:{side}:{person.pk}",
            person,
            f"support/mail/{template}",
            {**common, "is_host": side == sides.HOST, **more},
        )
        for side, more in given.items()
        for person in people[keys[side]]
    )


BOTH: Mapping[Side, Mapping[str, Any]] = {side: {} for side in sides.BOTH}


def proposed(match: Match) -> None:
    """Both sides learn of a proposal that came after the round was published."""
    _send(match, "match_proposed", f"proposed:{_turn(match)}", BOTH)


def accepted_by_other(match: Match, side: Side) -> None:
    """The side that has not answered yet learns that the other one has accepted."""
    _send(match, "match_one", f"one:{_turn(match)}", {side: {}})


def both(match: Match) -> None:
    """Both sides get each other's contact."""
    given = {side: {"contact": contact(match, sides.other(side))} for side in sides.BOTH}
    _send(match, "match_both", f"both:{_turn(match)}", given)


def declined(match: Match, side: str) -> None:
    """The other side learns that it was declined, and why; `side` is the one that declined."""
    _send(match, "match_declined", f"declined:{_turn(match)}", {sides.other(side): {}})


def lapsed(match: Match, why: str) -> None:
    """Those to whom it was proposed learn that it has ended: 'time' nobody answered, 'room' others took the
    last place, 'served' the city has found its hosts, 'declined' the pair was declined in another window,
    'round' a later round pairs them otherwise."""
    _send(match, "match_lapsed", f"lapsed:{_turn(match)}", {side: {"why": why} for side in sides.BOTH})


def remind(match: Match, days: int, today: date) -> None:
    """Whoever has not answered is asked again, so many days before the last day."""
    answered = {sides.NEED: match.need_accepted_at, sides.HOST: match.host_accepted_at}
    left = (match.answer_by - today).days if match.answer_by else 0
    given = {side: {"days": left} for side in sides.BOTH if answered[side] is None}
    _send(match, "match_remind", f"remind:{_turn(match)}:{days}", given)


def unserved(row: Unserved) -> None:
    """The city learns that no host could be found, why, and when it is looked at again (rule MA4)."""
    need: Need = row.need
    rows = [{"row": row, "need": need, "page": letters.absolute(need.get_absolute_url())}]
    key = f"unserved:{row.round.public_id}:{need.public_id}:{row.code}:{row.next_on}"
    people = sides.focal_points([need.organisation_id])[need.organisation_id]
    letters.write_all(
        letters.prepared(f"{key}:{person.pk}", person, "support/mail/unserved", {"rows": rows})
        for person in people
    )
