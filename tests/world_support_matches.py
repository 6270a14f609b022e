"""Matches and agreements between the focal point's city and the other's organisation, for the access table
and the counts of queries."""

from typing import Any

from django.core.files.base import ContentFile

from cityclusters.people.models import Organisation, Person
from cityclusters.support.tests.making_matches import (
    accepted,
    choices_of,
    cleared,
    need_of,
    round_by,
    signed,
    window_of,
)


def things(
    city: Organisation, host: Organisation, focal: Person, other: Person, officer: Person
) -> dict[str, Any]:
    """`match` waits for both; `agreement` is cleared and not signed, with a paper; `signed_agreement` is."""
    round_ = round_by(officer)
    window = window_of(host, slots=5)
    match, drafted, agreed = (choices_of(round_, need_of(city), [window])[0] for _number in range(3))
    agreement = cleared(accepted(drafted, focal, other), focal, other)
    agreement.document.save("paper22.pdf", ContentFile(b"%PDF-1.4"))
    return {
        "match": match,
        "agreement": agreement,
        "signed_agreement": signed(accepted(agreed, focal, other), focal, other),
    }


def more(city: Organisation, host: Organisation, focal: Person, other: Person, officer: Person) -> None:
    """One more of each kind."""
    things(city, host, focal, other, officer)
