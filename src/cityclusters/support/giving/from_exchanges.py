"""What exchanges were given, as rows of the ledger: money, goods and time that organisations contributed,
trainers and interpreters who were asked and said yes (seed items B8 and B9).

The people who confirmed are the exchange's own report of what an organisation promised as "eight trainers":
two reports of the same people, which count once (rule AI2)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from cityclusters.exchanges.models import Contribution, Contributor, Exchange
from cityclusters.places.folding import fold
from cityclusters.support.giving.items import Meanings
from cityclusters.support.giving.ledger import Row, Said
from cityclusters.support.giving.rows import Asked, Party, Source, columns, party
from cityclusters.support.models import Item

COUNTED = {Contributor.Role.TRAINER: "trainer", Contributor.Role.INTERPRETER: "interpreter"}
ORGANISER = "exchange__organiser"
STATES = {"pledged": "agreed", "delivered": "shipped", "confirmed": "received"}


def _of(rows: "QuerySet[Any]", asked: Asked) -> "QuerySet[Any]":
    """Those of published exchanges, of the exchange and the organisations asked for."""
    rows = rows.filter(exchange__in=Exchange.objects.published())
    if asked.exchange:
        rows = rows.filter(exchange__public_id=asked.exchange)
    if asked.organisations:
        rows = rows.filter(
            Q(organisation__in=asked.organisations) | Q(exchange__organiser__in=asked.organisations)
        )
    return rows


def read(asked: Asked, items: Meanings) -> list[Row]:
    """All rows; none for a drive. Two queries."""
    if asked.drive:
        return []
    return [*_contributions(asked, items), *_people(asked)]


def _contributions(asked: Asked, items: Meanings) -> Iterator[Row]:
    rows = _of(Contribution.objects.filter(withdrawn_at=None), asked)
    rows = rows.select_related("organisation__place", "organisation__parent__place")
    for row in rows.select_related(f"{ORGANISER}__place", f"{ORGANISER}__parent__place").order_by("-pk"):
        yield _contribution(row, items)


def _party(organisation: Any) -> Party:
    places = [organisation.place, organisation.parent.place if organisation.parent else None]
    country = next((place.country_id for place in places if place), "")
    return Party(organisation.public_id, organisation.names, organisation.kind, country)


def meant(row: Contribution, items: Meanings) -> tuple[str, str, str]:
    """Item, measure and currency of a contribution; what no item means keeps its own words as 'other:…', and
    is added to nothing else."""
    if row.kind == Contribution.Kind.MONEY:
        return "money", Item.Measure.MONEY, row.unit.upper()[:3]
    item = items.of(row.unit) if row.unit else None
    if item is not None and item.kind != Item.Kind.MONEY:
        return item.code, item.measure, ""
    words = row.unit or str(Contribution.Kind(row.kind).label)
    return f"other:{fold(words) if row.unit else words}", "other", ""


def _contribution(row: Contribution, items: Meanings) -> Row:
    donor, recipient = _party(row.organisation), _party(row.exchange.organiser)
    item, measure, currency = meant(row, items)
    arrived = row.delivered_quantity if row.delivered_quantity is not None else row.quantity
    confirmed = row.state == "confirmed"
    day = row.delivered_at or row.pledged_at
    about = f"{row.exchange}: {row.description}" if row.description else str(row.exchange)
    return Row(
        item=item,
        quantity=arrived if confirmed else row.quantity,
        state=STATES[row.state],
        shipment=f"exchange-{row.exchange.public_id}",
        accepted=arrived if confirmed else None,
        donor_kind=donor.kind,
        donor_country=donor.country,
        to_country=recipient.country,
        measure=measure,
        currency=currency,
        rate=row.rate,
        rate_on=row.rate_on,
        ref=Source("exchange", row.exchange.public_id, day, donor, recipient, about=about),
    )


def _people(asked: Asked) -> Iterator[Row]:
    """One row for each organisation, role and answer of an exchange; nobody's name."""
    rows = _of(Contributor.objects.filter(role__in=COUNTED), asked).exclude(state=Contributor.State.DECLINED)
    own = ["exchange__public_id", "exchange__title", "exchange__created_at", "role", "state", "decided_at"]
    found = rows.order_by("-pk").values(*own, *columns("organisation", ORGANISER))
    groups: Counter[tuple[str, str, str, str]] = Counter()
    samples: dict[tuple[str, str, str, str], Mapping[str, Any]] = {}
    for values in found:
        key = (
            values["exchange__public_id"], values["organisation__public_id"], values["role"], values["state"]
        )  # fmt: skip
        groups[key] += 1
        samples.setdefault(key, values)
    for key, number in groups.items():
        yield _group(samples[key], number)


def _group(values: Mapping[str, Any], number: int) -> Row:
    donor, recipient = party(values, "organisation"), party(values, ORGANISER)
    confirmed = values["state"] == Contributor.State.CONFIRMED
    day = timezone.localdate(values["decided_at"] or values["exchange__created_at"])
    title = next((text for key, text in values["exchange__title"].items() if key != "_"), "")
    return Row(
        item=COUNTED[values["role"]],
        quantity=Decimal(number),
        state="received" if confirmed else "pledged",
        shipment=f"exchange-{values['exchange__public_id']}",
        by=Said.RECIPIENT,
        accepted=Decimal(number) if confirmed else None,
        donor_kind=donor.kind,
        donor_country=donor.country,
        to_country=recipient.country,
        measure=Item.Measure.PEOPLE,
        ref=Source("exchange", values["exchange__public_id"], day, donor, recipient, about=title),
    )
