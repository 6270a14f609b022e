"""Signed agreements as JSON and as CSV: partners, subject, days and state; what is agreed only where both
sides show it; no person, no address, no paper."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from cityclusters.api.answers import listed
from cityclusters.api.limits import limited
from cityclusters.api.records import texts
from cityclusters.core.exports import csv_response
from cityclusters.core.texts import pick
from cityclusters.journal.letters import absolute
from cityclusters.people.models import Organisation
from cityclusters.support.matches.forms import AgreementFilterForm
from cityclusters.support.models import Agreement
from cityclusters.support.models.agreement import AgreementQuerySet

AT_ONCE = 500  # agreements of one step of the CSV file
CSV_HEADINGS = (
    "id", "address", "title", "language", "state", "kind", "kind_confirmed", "asked", "asked_country", "host",
    "host_country", "supported_by", "themes", "from", "until", "signed", "carried_out",
)  # fmt: skip


def _chosen(request: HttpRequest) -> AgreementQuerySet:
    """Those that both sides have signed, by the filters of the list on the site."""
    rows = AgreementFilterForm(request.GET).chosen(Agreement.objects.public())
    names = ("need_side__place", "host_side__place", "supporter__place", "match__need")
    return rows.select_related(*names).prefetch_related("match__need__themes").order_by("-signed_on", "-pk")


@require_safe
@limited
def agreements_json(request: HttpRequest) -> HttpResponseBase:
    """A page of agreements as JSON."""
    return listed(request, "agreements", _chosen(request), lambda page: [_record(row) for row in page])


def _partner(organisation: Organisation) -> dict[str, Any]:
    place = organisation.place
    return {
        "id": organisation.public_id,
        "name": texts(organisation.names),
        "place": place.name if place else None,
        "country": place.country_id if place else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _record(row: Agreement) -> dict[str, Any]:
    shown = row.scope_is_shown
    return {
        "id": row.public_id,
        "url": absolute(row.get_absolute_url()),
        "language": row.language,
        "title": row.title,
        "state": row.state,
        "kind": row.type,
        "kind_confirmed": row.type_confirmed_at is not None,
        "asked": _partner(row.need_side),
        "host": _partner(row.host_side),
        "supported_by": _partner(row.supporter) if row.supporter else None,
        "support": row.support if shown and row.supporter else None,
        "themes": [theme.code for theme in row.match.need.themes.all()],
        "from": _day(row.starts),
        "until": _day(row.ends),
        "signed": _day(row.signed_on),
        "carried_out": row.carried_out,
        "agreed": row.scope if shown else None,
    }


@require_safe
@limited
def agreements_csv(request: HttpRequest) -> HttpResponseBase:
    """All agreements that fit the filters as a CSV file; no cell can run as a formula."""
    return csv_response("agreements", CSV_HEADINGS, _lines(_chosen(request)))


def _country(organisation: Organisation) -> str:
    return organisation.place.country_id if organisation.place else ""


def _lines(rows: AgreementQuerySet) -> Iterator[list[str | int | None]]:
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield [
            row.public_id, absolute(row.get_absolute_url()), row.title, row.language, row.state, row.type,
            "yes" if row.type_confirmed_at else "no", pick(row.need_side.names).text, _country(row.need_side),
            pick(row.host_side.names).text, _country(row.host_side),
            pick(row.supporter.names).text if row.supporter else "",
            " ".join(theme.code for theme in row.match.need.themes.all()), _day(row.starts), _day(row.ends),
            _day(row.signed_on), "yes" if row.carried_out else "no",
        ]  # fmt: skip
