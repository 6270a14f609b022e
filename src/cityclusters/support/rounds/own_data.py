"""What rounds keep about a person: those she opened, calculated and published, and what she decided."""

from typing import Any

from django.db.models import Q

from cityclusters.people.models import Person
from cityclusters.support.models import Round, Run, Wanted

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """Rounds, calculations, and the pairs that she set together or apart, with her reasons."""
    opened = Round.objects.filter(opened_by=person).order_by("pk")
    runs = Run.objects.light().filter(Q(by=person) | Q(published_by=person)).select_related("round")
    said = Wanted.objects.filter(by=person).select_related("round", "need", "offer").order_by("pk")
    return {
        "rounds_opened": [{"round": row.title, "opened_at": row.opened_at} for row in opened],
        "rounds_calculated": [_run(row, person) for row in runs.order_by("pk")],
        "rounds_decided": [
            {
                "round": row.round.title,
                "what": row.kind,
                "need": row.need.title,
                "offer": row.offer.title,
                "reason": row.reason,
                "at": row.at,
            }
            for row in said
        ],
    }


def _run(row: Run, person: Person) -> dict[str, Any]:
    return {
        "round": row.round.title,
        "number": row.number,
        "asked_at": row.asked_at if row.by_id == person.pk else None,
        "published_at": row.published_at if row.published_by_id == person.pk else None,
    }


def erase(person: Person) -> None:
    """Takes her out. The reason why a pair was set together or apart stays without her name: the programme
    owes it to the city and the host."""
    Round.objects.filter(opened_by=person).update(opened_by=None)
    Run.objects.filter(by=person).update(by=None)
    Run.objects.filter(published_by=person).update(published_by=None)
    Wanted.objects.filter(by=person).update(by=None)
