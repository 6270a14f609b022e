"""Drives of mutual aid: an appeal that gathers requests, and what came of them by item and place."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction

from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.support.giving.requests import Progress, progress
from cityclusters.support.models import Drive, Item, Request

ZERO = Decimal(0)


@transaction.atomic
def save(by: Person, drive: Drive) -> None:
    """Makes or changes it."""
    new = drive.pk is None
    if new:
        drive.made_by = by
    drive.save()
    record(by, "aid_drive.made" if new else "aid_drive.changed", drive, organisation=drive.organisation)


class ByItem(NamedTuple):
    """All requests of a drive for one item (of money: in one currency) together. What one request got beyond
    what it asked for fills nobody else's need."""

    item: Item
    currency: str
    progress: Progress
    needed: Decimal
    unpledged: Decimal


def counted(row: Request, one: Progress) -> Progress:
    """How far a request is; one that was closed asks for no more than it got."""
    if row.state != Request.State.CLOSED:
        return one
    return one._replace(asked=one.received, pledged=ZERO)


def by_item(rows: Iterable[Request], found: dict[int, Progress]) -> list[ByItem]:
    """What is asked, still needed, pledged, not pledged, on its way and received, by item in the order of the
    list."""
    made: dict[tuple[int, str], tuple[Item, list[Progress]]] = {}
    for row in rows:
        made.setdefault((row.item_id, row.currency), (row.item, []))[1].append(counted(row, found[row.pk]))
    sums = [
        ByItem(
            item, currency,
            Progress(*(sum(column, ZERO) for column in zip(*parts, strict=True))),
            sum((part.needed for part in parts), ZERO),
            sum((part.unpledged for part in parts), ZERO),
        )
        for (_key, currency), (item, parts) in made.items()
    ]  # fmt: skip
    return sorted(sums, key=lambda one: (one.item.order, one.item.code, one.currency))


def page_of(drive: Drive) -> dict[str, Any]:
    """Requests with their progress, sums by item, places. Four queries for any number."""
    rows = list(
        drive.requests.select_related("item", "place__country", "organisation").order_by("needed_by", "pk")
    )
    found = progress(rows)
    places = {row.place_id: row.place for row in rows}
    return {
        "rows": [(row, counted(row, found[row.pk])) for row in rows],
        "sums": by_item(rows, found),
        "places": list(places.values()),
    }
