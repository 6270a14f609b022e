"""What the page of an agreement shows to whom."""

from typing import Any

from cityclusters.people.models import Person
from cityclusters.people.readers import Reader
from cityclusters.support.matches import agreements, page, sides
from cityclusters.support.models import Agreement, Assent
from cityclusters.support.models.choices import HOLDING

NAMES = (
    "need_side__place",
    "host_side__place",
    "supporter",
    "match__need__place",
    "match__window__offer__place",
)


def context(agreement: Agreement, reader: Reader) -> dict[str, Any]:
    """Everybody: partners, subject, days, state, and the text where both sides show it. The two sides and
    officers: the text, who has cleared and signed, what is to do, and the history."""
    person = reader if isinstance(reader, Person) else None
    own = sides.of_person(agreement, person) if person else []
    inside = bool(own) or (person is not None and person.is_officer)
    common = {
        "agreement": agreement,
        "own": own,
        "inside": inside,
        "need": agreement.match.need,
        "offer": agreement.match.window.offer,
        "themes": list(agreement.match.need.themes.order_by("order")),
        "shows_scope": inside or agreement.scope_is_shown,
        "public": agreement.signed_on is not None,
    }
    return common | (_steps(agreement, own) if inside else {})


def _steps(agreement: Agreement, own: list[sides.Side]) -> dict[str, Any]:
    standing = agreements.standing(agreement)
    cleared, signed = standing[Assent.Step.CLEAR], standing[Assent.Step.SIGN]
    is_open = agreement.state in Agreement.OPEN
    both_cleared = len(cleared) == len(sides.BOTH)
    return {
        "rows": [
            {
                "side": side,
                "organisation": sides.organisation(agreement, side),
                "cleared": cleared.get(side),
                "signed": signed.get(side),
            }
            for side in sides.BOTH
        ],
        "missing": agreements.missing(agreement) if is_open else [],
        "to_clear": [side for side in own if side not in cleared] if is_open else [],
        "to_sign": [side for side in own if side not in signed] if is_open and both_cleared else [],
        "may_change": bool(own) and is_open and not signed,
        "may_end": bool(own) and agreement.state != Agreement.State.ENDED,
        "showing": [
            (side, agreement.need_shows if side == sides.NEED else agreement.host_shows) for side in own
        ],
        "match_goes_on": agreement.match.state in HOLDING,
        "history": page.history(agreement),
    }
