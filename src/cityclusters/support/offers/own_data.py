"""What offers keep about a person, and how she is forgotten while the host's offer stays."""

from typing import Any

from django.db.models import Q

from cityclusters.people.models import Person
from cityclusters.support.models import Offer

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """The offers that she wrote or handed in for her organisation, and those that she verified."""
    rows = Offer.objects.filter(Q(author=person) | Q(submitted_by=person)).select_related("organisation")
    checked = Offer.objects.filter(verified_by=person).order_by("pk")
    return {
        "offers_written": [
            {
                "offer": row.public_id,
                "organisation": str(row.organisation),
                "title": row.title,
                "text": row.text,
                "state": row.state,
                "wrote_it": row.author_id == person.pk,
                "handed_it_in": row.submitted_by_id == person.pk,
                "offered_at": row.offered_at,
            }
            for row in rows.order_by("pk")
        ],
        "offers_verified": [
            {"offer": row.public_id, "title": row.title, "verified_at": row.verified_at} for row in checked
        ],
    }


def erase(person: Person) -> None:
    """The offers are the organisation's and stay, without her name."""
    for name in ("author", "submitted_by", "verified_by"):
        Offer.objects.filter(**{name: person}).update(**{name: None})
