"""What this app keeps about a person, as tables (the first of settings.PERSONAL_DATA)."""

from typing import Any

from cityclusters.people.models import Person, Verification

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """Her own row, posts, consents, roles, devices, requests and the checks she made."""
    return {
        "person": [_person(person)],
        "posts": [
            {
                "organisation": str(row.organisation),
                "post": row.post,
                "may_act": row.may_act,
                "state": row.state,
                "start": row.start,
                "end": row.end,
                "proof": row.proof,
                "asked_at": row.asked_at,
                "decided_at": row.decided_at,
                "reason": row.reason,
            }
            for row in person.mandates.select_related("organisation").order_by("pk")
        ],
        "consents": _rows(person.consents, "purpose", "text_version", "language", "given_at", "withdrawn_at"),
        "roles": _rows(person.grants, "role", "given_at", "ended_at"),
        "devices": _rows(person.sign_ins, "device", "at"),
        "data_requests": _rows(person.data_requests, "kind", "state", "asked_at", "due", "done_at", "reason"),
        "checks_of_organisations": [
            {"organisation": str(row.organisation), "at": row.at, "accepted": row.accepted, "note": row.note}
            for row in Verification.objects.filter(by=person).select_related("organisation").order_by("pk")
        ],
    }


def _rows(related: Any, *fields: str) -> list[dict[str, Any]]:
    return [dict(row) for row in related.order_by("pk").values(*fields)]


def _person(person: Person) -> dict[str, Any]:
    fields = ["public_id", "email", "name", "sort_name", "language", "zone", "sex", "access_needs", "state"]
    return {
        **{field: getattr(person, field) for field in [*fields, "created_at", "last_login"]},
        "place": person.place.label() if person.place else "",
    }
