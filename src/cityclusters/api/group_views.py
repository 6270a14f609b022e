"""Groups that everybody may read, as JSON and as CSV: public fields alone, no person. Small numbers of people
are left out as on the page."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from cityclusters.api.answers import listed
from cityclusters.api.limits import limited
from cityclusters.api.records import texts
from cityclusters.core.exports import csv_response
from cityclusters.core.texts import pick
from cityclusters.groups.models import Group, Headcount
from cityclusters.groups.models.group import GroupQuerySet
from cityclusters.groups.registry.counts import SEXES, numbers_for_all
from cityclusters.groups.registry.forms import FilterForm
from cityclusters.journal.letters import absolute

AT_ONCE = 200  # groups of one step of the CSV file
CSV_HEADINGS = (
    "id", "address", "kind", "name", "language", "place", "country", "organisation", "value_chains",
    "founded", "state", "counted_unit", "counted_on", *SEXES, "all", "source",
)  # fmt: skip


def _chosen(request: HttpRequest) -> GroupQuerySet:
    """Those that everybody sees, by the filters of the list on the site; three queries for any number."""
    rows = FilterForm(request.GET).chosen(Group.objects.public())
    return rows.prefetch_related(Prefetch("headcounts", Headcount.objects.order_by("on", "unit")))


def _founded(row: Group) -> str | None:
    if row.founded is None:
        return None
    return str(row.founded.year) if row.founded_year_only else row.founded.isoformat()


def _day(row: Headcount) -> str:
    return str(row.on.year) if row.year_only else row.on.isoformat()


@require_safe
@limited
def groups_json(request: HttpRequest) -> HttpResponseBase:
    """A page of groups as JSON, with their counts by sex."""
    return listed(request, "groups", _chosen(request), lambda page: [_record(row) for row in page])


def _record(row: Group) -> dict[str, Any]:
    host = row.organisation
    return {
        "id": row.public_id,
        "url": absolute(row.get_absolute_url()),
        "kind": row.kind,
        "name": texts(row.names),
        "purpose": texts(row.purpose),
        "offers": texts(row.offers),
        "place": {"id": row.place.public_id, "name": row.place.name, "country": row.place.country_id},
        "organisation": {"id": host.public_id, "name": texts(host.names)} if host else None,
        "value_chains": row.value_chains,
        "founded": _founded(row),
        "state": row.state,
        "ended": row.ended_on.isoformat() if row.ended_on else None,
        "illustrative": row.illustrative,
        "counts": [_count(count) for count in row.headcounts.all()],
    }


def _count(row: Headcount) -> dict[str, Any]:
    """A number that is null is not shown: it is small, or would give a small one away."""
    numbers = dict(zip(SEXES, numbers_for_all(row), strict=True))
    return {"unit": row.unit, "on": _day(row), **numbers, "all": row.total, "source": row.source}


@require_safe
@limited
def groups_csv(request: HttpRequest) -> HttpResponseBase:
    """All groups that fit the filters as a CSV file, a line for each count; no cell can run as a formula."""
    return csv_response("groups", CSV_HEADINGS, _lines(_chosen(request)))


def _lines(rows: GroupQuerySet) -> Iterator[list[str | int | None]]:
    found = rows.iterator(chunk_size=AT_ONCE)
    while chunk := list(islice(found, AT_ONCE)):
        yield from _of(chunk)


def _of(rows: Iterable[Group]) -> Iterator[list[str | int | None]]:
    for row in rows:
        name = pick(row.names)
        facts: list[str | int | None] = [
            row.public_id, absolute(row.get_absolute_url()), row.kind, name.text, name.language,
            row.place.name, row.place.country_id,
            pick(row.organisation.names).text if row.organisation else "", " ".join(row.value_chains),
            _founded(row), row.state,
        ]  # fmt: skip
        counts = list(row.headcounts.all())
        for count in counts:
            yield [*facts, count.unit, _day(count), *numbers_for_all(count), count.total, count.source]
        if not counts:
            yield [*facts, *[None] * (len(CSV_HEADINGS) - len(facts))]
