"""What is kept of a person in matches and agreements, and what erasing leaves."""

from typing import Any

from django.db.models import Q

from cityclusters.people.models import Person
from cityclusters.support.models import Agreement, Assent, Match

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """The matches that she accepted or ended, with her words; what she cleared and signed. Never what is
    known of the other side's people."""
    hers = Q(need_accepted_by=person) | Q(host_accepted_by=person) | Q(ended_by=person)
    matches = Match.objects.filter(hers).select_related("need", "window__offer").order_by("pk")
    confirmed = Agreement.objects.filter(type_confirmed_by=person).order_by("pk")
    assents = Assent.objects.filter(by=person).select_related("agreement", "mandate").order_by("pk")
    return {
        "matches_answered": [_match(row, person) for row in matches],
        "agreements_cleared_and_signed": [
            {"agreement": row.agreement.title, "step": row.step, "post": row.mandate.post, "at": row.at}
            for row in assents
        ],
        "agreements_whose_kind_she_confirmed": [
            {"agreement": row.title, "kind": row.type, "at": row.type_confirmed_at} for row in confirmed
        ],
    }


def _match(row: Match, person: Person) -> dict[str, Any]:
    ended = row.ended_by_id == person.pk
    return {
        "need": row.need.title,
        "offer": row.window.offer.title,
        "state": row.state,
        "accepted_for_the_city_at": row.need_accepted_at if row.need_accepted_by_id == person.pk else None,
        "accepted_for_the_host_at": row.host_accepted_at if row.host_accepted_by_id == person.pk else None,
        "ended_at": row.ended_at if ended else None,
        "reason": row.ended_for if ended else "",
        "words": row.ended_words if ended else "",
    }


def erase(person: Person) -> None:
    """Takes her and her words away; that her organisation accepted, cleared or signed stays, with the post
    that she held."""
    Match.objects.filter(ended_by=person).update(ended_by=None, ended_words="")
    Match.objects.filter(need_accepted_by=person).update(need_accepted_by=None)
    Match.objects.filter(host_accepted_by=person).update(host_accepted_by=None)
    Assent.objects.filter(by=person).update(by=None)
    Agreement.objects.filter(type_confirmed_by=person).update(type_confirmed_by=None)
