"""Needs from an uploaded table: kept until they are confirmed, then drafts that wait for their signatures."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.journal import drafts
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Country
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Wish
from cityclusters.support.needs import writing
from cityclusters.support.needs.writing import FIELDS, Written

KEY = "help-needs-table"


def keep(person: Person, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keeps what was read as a draft of the officer's own, until she confirms it. Raises DraftRefused."""
    # Signed, because a draft is also what somebody sends by hand.
    data = {"signed": signing.dumps(list(rows), salt=KEY, compress=True)}
    drafts.save(person, KEY, data, title=_("Uploaded needs"), url=reverse("support:needs-upload"))


def kept(person: Person) -> list[dict[str, Any]]:
    """What was read last and not confirmed; [] where there is nothing, or nothing that can be believed."""
    draft = drafts.load(person, KEY)
    try:
        rows: list[dict[str, Any]] = signing.loads(draft.get("signed", "") if draft else "", salt=KEY)
    except signing.BadSignature:
        return []
    return rows


@transaction.atomic
def make(person: Person, rows: Sequence[Mapping[str, Any]]) -> int:
    """A draft for each, whose focal points are asked to sign; how many. All or none.

    Raises NotPossible where an organisation of the table is no longer there."""
    organisations = _by_id(rows)
    for row in rows:
        need = writing.create(person, organisations[row["organisation"]], _written(row))
        writing.ask_signature(need, person)
    drafts.drop(person, KEY)
    return len(rows)


def _by_id(rows: Sequence[Mapping[str, Any]]) -> dict[str, Organisation]:
    keys = {row["organisation"] for row in rows}
    found = Organisation.objects.filter(public_id__in=keys).select_related("place")
    return {row.public_id: row for row in found}


def _written(row: Mapping[str, Any]) -> Written:
    fields = {name: row[name] for name in FIELDS}
    for name in ("window_start", "window_end"):
        fields[name] = date.fromisoformat(row[name]) if row[name] else None
    known = Country.objects.in_bulk(row["countries"])
    wishes = [Wish(country=known[code]) for code in row["countries"] if code in known]
    return Written(fields, list(Theme.objects.filter(pk__in=row["themes"])), wishes)
