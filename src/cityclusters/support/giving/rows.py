"""The ledger's rows from the database: shipments line by line, promises of which nothing has left yet, and
what exchanges were given. Public things alone: no person stands in a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils import timezone

from cityclusters.core.texts import pick
from cityclusters.places.cooperation import route
from cityclusters.support.giving.ledger import Entry, Row, Said, entries
from cityclusters.support.models import Item, Line, Pledge

ORGANISATION = ("public_id", "names", "kind", "place__country", "parent__place__country")


@dataclass(frozen=True)
class Asked:
    """What the rows are narrowed by; None and '' narrow nothing. `organisations` are keys."""

    drive: int | None = None
    item: str = ""
    country: str = ""
    since: date | None = None
    until: date | None = None
    organisations: frozenset[int] = field(default_factory=frozenset)
    exchange: str = ""

    def fits(self, entry: Entry) -> bool:
        """Whether an entry has the item, the country on either side, and a day within the dates."""
        row, source = entry.row, source_of(entry)
        return (
            self.item in ("", row.item)
            and self.country in ("", row.donor_country, row.to_country)
            and (self.since is None or source.day >= self.since)
            and (self.until is None or source.day <= self.until)
        )


class Party(NamedTuple):
    """An organisation as the ledger shows it."""

    public_id: str
    names: Mapping[str, str]
    kind: str
    country: str

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("people:organisation", args=[self.public_id])


class Source(NamedTuple):
    """The record behind a row: where to read it, who gave to whom, and the day that counts for it."""

    kind: str  # shipment, pledge, exchange
    public_id: str
    day: date
    donor: Party
    recipient: Party
    number: str = ""
    about: str = ""  # the words of whoever wrote it down
    entered_for: bool = False

    @property
    def url(self) -> str:
        """Its page."""
        name = "exchanges:detail" if self.kind == "exchange" else f"support:{self.kind}"
        return reverse(name, args=[self.public_id])


def source_of(entry: Entry) -> Source:
    """The record behind an entry of `read`."""
    source = entry.row.ref
    assert isinstance(source, Source)
    return source


def party(values: Mapping[str, Any], name: str) -> Party:
    """The organisation whose columns begin with `name` in a row of `values()`."""
    one = {key: values[f"{name}__{key}"] for key in ORGANISATION}
    country = one["place__country"] or one["parent__place__country"] or ""
    return Party(one["public_id"], one["names"], one["kind"], country)


def columns(*names: str) -> list[str]:
    """The columns that `party` reads, for each of the relations."""
    return [f"{name}__{key}" for name in names for key in ORGANISATION]


def _for(names: Iterable[str], asked: Asked) -> Q:
    """Rows in which one of the organisations asked for gives or gets."""
    found = Q()
    for name in names if asked.organisations else ():
        found |= Q(**{f"{name}__in": asked.organisations})
    return found


def shipped(asked: Asked) -> list[Row]:
    """A row for each line of a shipment; the recipient's word as soon as it has spoken. One query."""
    rows = Line.objects.filter(_for(["shipment__donor", "shipment__recipient"], asked))
    if asked.drive:
        rows = rows.filter(shipment__pledge__request__drive=asked.drive)
    own = ["item__code", "item__measure", "currency", "unit_size", "sent", "accepted", "rejected"]
    own += ["distributed", "rate", "rate_on", "shipment__public_id", "shipment__reference"]
    own += ["shipment__state", "shipment__recipient_reported", "shipment__entered_for", "shipment__note"]
    own += ["shipment__shipped_on", "shipment__received_on", "shipment__made_at"]
    own += ["shipment__pledge__request__place__country"]
    found = rows.order_by("-shipment__made_at", "pk").values(
        *own, *columns("shipment__donor", "shipment__recipient")
    )
    return [_line(values) for values in found]


def _line(values: Mapping[str, Any]) -> Row:
    donor, recipient = party(values, "shipment__donor"), party(values, "shipment__recipient")
    made = timezone.localdate(values["shipment__made_at"])
    day = values["shipment__received_on"] or values["shipment__shipped_on"] or made
    source = Source(
        "shipment", values["shipment__public_id"], day, donor, recipient, values["shipment__reference"],
        values["shipment__note"], values["shipment__entered_for"],
    )  # fmt: skip
    return Row(
        item=values["item__code"],
        quantity=values["sent"],
        state=values["shipment__state"],
        shipment=values["shipment__public_id"],
        by=Said.RECIPIENT if values["shipment__recipient_reported"] else Said.DONOR,
        unit_size=values["unit_size"],
        accepted=values["accepted"],
        rejected=values["rejected"],
        distributed=values["distributed"],
        donor_kind=donor.kind,
        donor_country=donor.country,
        to_country=values["shipment__pledge__request__place__country"] or recipient.country,
        measure=values["item__measure"],
        currency=values["currency"],
        rate=values["rate"],
        rate_on=values["rate_on"],
        ref=source,
    )


def promised(asked: Asked) -> list[Row]:
    """A row for each pledge, with what no shipment of it holds. One query."""
    rows = Pledge.objects.exclude(state=Pledge.State.WITHDRAWN).filter(_for(["donor", "to"], asked))
    if asked.drive:
        rows = rows.filter(request__drive=asked.drive)
    packed = Sum(
        F("shipments__lines__sent") * F("shipments__lines__unit_size"),
        filter=Q(shipments__lines__item=F("item"), shipments__lines__currency=F("currency")),
    )
    own = ["public_id", "item__code", "item__measure", "currency", "quantity", "state", "pledged_on", "note"]
    own += ["request__place__country"]
    found = rows.annotate(packed=packed).order_by("-pledged_on", "-pk")
    made = [_pledge(values) for values in found.values("packed", *own, *columns("donor", "to"))]
    return [row for row in made if row.quantity]


def _pledge(values: Mapping[str, Any]) -> Row:
    donor, to = party(values, "donor"), party(values, "to")
    return Row(
        item=values["item__code"],
        quantity=max(Decimal(0), values["quantity"] - Decimal(values["packed"] or 0)),
        state=values["state"],
        donor_kind=donor.kind,
        donor_country=donor.country,
        to_country=values["request__place__country"] or to.country,
        measure=values["item__measure"],
        currency=values["currency"],
        ref=Source("pledge", values["public_id"], values["pledged_on"], donor, to, about=values["note"]),
    )


class Labels:
    """Items in the reader's language, by the codes that rows have."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = list(items)
        self._known = {item.code: item for item in self.items}

    def name(self, code: str) -> str:
        """'Masks'; the words of the record where nobody keeps such an item."""
        item = self._known.get(code)
        return pick(item.names).text if item else code.partition(":")[2]

    def unit(self, code: str, currency: str = "") -> str:
        """'pieces'; of money its currency."""
        item = self._known.get(code)
        return currency or (pick(item.unit).text if item else "")

    def order(self, code: str) -> int:
        """Where it stands in the list of items."""
        item = self._known.get(code)
        return item.order if item else 10_000


def read(asked: Asked, *, also: Iterable[Row] = ()) -> list[Entry]:
    """The entries that fit, shipments first, then pledges, then `also` (what exchanges were given). Two
    queries."""
    rows = [] if asked.exchange else [*shipped(asked), *promised(asked)]
    return [entry for entry in entries([*rows, *also], route) if asked.fits(entry)]
