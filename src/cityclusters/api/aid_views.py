"""JSON and CSV of the ledger: public rows, no person."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from cityclusters.api.answers import listed
from cityclusters.api.limits import limited
from cityclusters.api.records import texts
from cityclusters.core.exports import csv_response
from cityclusters.journal.letters import absolute
from cityclusters.support.giving import overview
from cityclusters.support.giving.forms.filters import RowsFilter
from cityclusters.support.giving.ledger import Entry
from cityclusters.support.giving.rows import Labels, Party, source_of
from cityclusters.support.giving.views.common import drives, items


def _found(request: HttpRequest) -> tuple[list[Entry], Labels]:
    """The entries by the filters of the page, and the names of their items."""
    known = items()
    form = RowsFilter(request.GET, items=known, drives=drives())
    return overview.looked_into(form, known), Labels(known)


def _party(one: Party) -> dict[str, Any]:
    return {"id": one.public_id, "name": texts(one.names), "kind": one.kind, "country": one.country or None}


def _record(entry: Entry, labels: Labels) -> dict[str, Any]:
    row, source = entry.row, source_of(entry)
    return {
        "url": absolute(source.url),
        "kind": source.kind,
        "number": source.number or None,
        "item": row.item,
        "item_name": labels.name(row.item),
        "measure": row.measure,
        "currency": row.currency or None,
        "rate_to_usd": str(row.rate) if row.rate is not None else None,
        "day_of_rate": row.rate_on,
        "amounts": {what.value: str(amount) for what, amount in entry.amounts.items()},
        "route": entry.route.value,
        "state": row.state,
        "day": source.day,
        "donor": _party(source.donor),
        "recipient": _party(source.recipient),
        "to_country": row.to_country or None,
    }


@require_safe
@limited
def aid_json(request: HttpRequest) -> HttpResponseBase:
    """A page of the ledger's rows as JSON, by the filters of the page of rows."""
    found, labels = _found(request)
    return listed(request, "rows", found, lambda page: [_record(entry, labels) for entry in page])


@require_safe
@limited
def aid_csv(request: HttpRequest) -> HttpResponseBase:
    """All rows that fit the filters as a CSV file; no cell can run as a formula."""
    found, labels = _found(request)
    return csv_response("aid", overview.HEADER, overview.table(found, labels))
