"""Letters about an agreement, to the focal points of its sides."""

from typing import Any

from cityclusters.core.texts import pick
from cityclusters.journal import letters
from cityclusters.people.models import Organisation, Person
from cityclusters.support.matches import sides
from cityclusters.support.models import Agreement


def _write(agreement: Agreement, organisation: Organisation, template: str, key: str) -> None:
    given: dict[str, Any] = {
        "agreement": agreement,
        "guest": agreement.need_side,
        "host": agreement.host_side,
        "page": letters.absolute(agreement.get_absolute_url()),
    }
    for person in sides.focal_points([organisation.pk])[organisation.pk]:
        name = f"agreement:{agreement.public_id}:{key}:{person.pk}"
        letters.write(name, person, f"support/mail/{template}", given)


def to_both(agreement: Agreement, template: str, key: str) -> None:
    """One letter to each focal point of both sides."""
    for side in sides.BOTH:
        _write(agreement, sides.organisation(agreement, side), template, key)


def to_other(agreement: Agreement, by: Person, template: str, key: str, side: str = "") -> None:
    """To the side across from `side`, or from the one for which `by` acts."""
    own = side or next(iter(sides.of_person(agreement, by)), sides.NEED)
    _write(agreement, sides.organisation(agreement, sides.other(own)), template, key)


def tell_owner(agreement: Agreement) -> None:
    """Whoever opened the round learns that one of its matches became an agreement."""
    round_ = agreement.match.round
    owner = round_.opened_by if round_ else None
    context = {
        "agreement": agreement,
        "guest": agreement.need_side,
        "host": agreement.host_side,
        "page": letters.absolute(agreement.get_absolute_url()),
    }
    letters.write(f"agreement:{agreement.public_id}:owner", owner, "support/mail/agreement_signed", context)


def name_of(organisation: Organisation) -> str:
    """Its name in the language that is read."""
    return pick(organisation.names).text
