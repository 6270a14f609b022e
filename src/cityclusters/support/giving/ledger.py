"""What was given, as arithmetic: typed rows in, totals out (rules AI1–AI5). No database, no words.

Quantities of rows are in packs, all results in units: an amount is packs times the size of a pack. Amounts of
different items, of different measures and of different currencies are never added."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal(0)
DOLLAR = "USD"


class Route(StrEnum):
    """From where to where."""

    DOMESTIC = "domestic"
    SOUTH_SOUTH = "south_south"
    OTHER = "other"


class Said(StrEnum):
    """Whose report a row is."""

    DONOR = "donor"
    RECIPIENT = "recipient"


class What(StrEnum):
    """The amounts that an entry is parted into; each piece of what was promised stands in one of them at a
    time, only `DISTRIBUTED` is a part of `CONFIRMED`."""

    CONFIRMED = "confirmed"
    PLEDGED = "pledged"
    TRANSIT = "in_transit"
    REJECTED = "rejected"
    MISSING = "missing"
    DISTRIBUTED = "distributed"


# Where a thing is, besides the states of models.Shipment: a promise of which nothing has left yet.
PROMISED = frozenset({"pledged", "made", "agreed", "prepared"})
ARRIVED = frozenset({"received", "distributed"})
# Organisations that belong to no country: what they give is on no route between two.
STATELESS = frozenset({"un", "multilateral"})


Between = Callable[[str, str], str]  # two codes of countries -> the value of a Route


@dataclass(frozen=True, slots=True)
class Row:
    """One report of one item. `shipment` is the number of the shipment ('' for none): rows of both sides
    about one item in one shipment are two reports of the same things. `accepted`, `rejected` and
    `distributed` are what the recipient said, None where it has not spoken. `quantity` None: given, but
    nobody says how much. Countries are ISO 3166-1 codes, '' where there is none."""

    item: str
    quantity: Decimal | None
    state: str
    shipment: str = ""
    by: Said = Said.DONOR
    unit_size: int = 1
    accepted: Decimal | None = None
    rejected: Decimal | None = None
    distributed: Decimal | None = None
    donor_kind: str = ""
    donor_country: str = ""
    to_country: str = ""
    measure: str = "pieces"
    currency: str = ""
    rate: Decimal | None = None
    rate_on: date | None = None
    ref: object = None  # whatever the caller wants to find again: the record behind the row


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that counts, with its route and its amounts in units."""

    row: Row
    route: Route
    amounts: Mapping[What, Decimal]

    @property
    def key(self) -> tuple[str, str]:
        """What its amounts may be added with: the item and, for money, the currency."""
        return self.row.item, self.row.currency


def route_of(row: Row, between: Between) -> Route:
    """Domestic within one country; South-South between two of the South; other is all else, also what the
    United Nations and donors without a country give (rule AI3)."""
    if row.donor_kind in STATELESS or not (row.donor_country and row.to_country):
        return Route.OTHER
    return Route(between(row.donor_country, row.to_country))


def counted_once(rows: Iterable[Row]) -> list[Row]:
    """The rows without second reports: where the recipient has reported an item of a shipment, its word
    counts and the donor's does not (rule AI2). Their order stays."""
    kept = list(rows)
    answered = {(row.shipment, row.item) for row in kept if row.shipment and row.by == Said.RECIPIENT}
    return [row for row in kept if row.by == Said.RECIPIENT or (row.shipment, row.item) not in answered]


def amounts_of(row: Row) -> dict[What, Decimal]:
    """The parts of one row, in units. Only what the recipient accepted is confirmed (rule AI1): what the
    donor alone calls arrived is still on its way. What is neither accepted nor rejected of a shipment that
    has arrived in full is missing; of one that arrived in part it is on its way."""
    found = dict.fromkeys(What, ZERO)
    if row.quantity is None:
        return found
    accepted, rejected = row.accepted or ZERO, row.rejected or ZERO
    rest = max(ZERO, row.quantity - accepted - rejected)
    if row.state in PROMISED:
        place = What.PLEDGED
    elif row.state in ARRIVED and row.accepted is not None:
        place = What.MISSING
    else:
        place = What.MISSING if row.state == "rejected" else What.TRANSIT
    parts = {What.CONFIRMED: accepted, What.REJECTED: rejected, What.DISTRIBUTED: row.distributed or ZERO}
    for what, packs in (parts | {place: rest}).items():
        found[what] = packs * row.unit_size
    return found


def entries(rows: Iterable[Row], between: Between) -> list[Entry]:
    """The rows that count, each with its route (`between` two countries) and amounts; what was withdrawn does
    not."""
    counted = (row for row in counted_once(rows) if row.state != "withdrawn")
    return [Entry(row, route_of(row, between), amounts_of(row)) for row in counted]


@dataclass(slots=True)
class Total:
    """The sums of one item (of money: of one currency), in its unit."""

    item: str
    currency: str
    measure: str
    amounts: dict[What, Decimal] = field(default_factory=lambda: dict.fromkeys(What, ZERO))
    routes: dict[Route, Decimal] = field(default_factory=lambda: dict.fromkeys(Route, ZERO))
    donors: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    crossed: dict[tuple[Route, str], Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    rows: int = 0
    unsaid: int = 0  # rows that do not say how much

    def add(self, entry: Entry) -> None:
        """One entry more. Routes and kinds of donors count what is confirmed."""
        self.rows += 1
        self.unsaid += entry.row.quantity is None
        for what, amount in entry.amounts.items():
            self.amounts[what] += amount
        confirmed = entry.amounts[What.CONFIRMED]
        self.routes[entry.route] += confirmed
        self.donors[entry.row.donor_kind] += confirmed
        self.crossed[entry.route, entry.row.donor_kind] += confirmed


def totals(found: Iterable[Entry]) -> dict[tuple[str, str], Total]:
    """A total for each item and currency, in the order in which they come."""
    made: dict[tuple[str, str], Total] = {}
    for entry in found:
        row = entry.row
        made.setdefault(entry.key, Total(row.item, row.currency, row.measure)).add(entry)
    return made


def days_of_time(found: Iterable[Total]) -> Decimal:
    """Confirmed days of people's time, whoever gave them: trainers', experts' and interpreters' days are one
    measure; people and pieces are others."""
    return sum((total.amounts[What.CONFIRMED] for total in found if total.measure == "days"), ZERO)


@dataclass(frozen=True, slots=True)
class Dollars:
    """Confirmed money in US dollars: the sum of what has a rate, the rates' first and last day, and what is
    not in the sum because nobody noted a rate, by currency."""

    amount: Decimal
    first: date | None
    last: date | None
    without_rate: Mapping[str, Decimal]


def in_dollars(found: Iterable[Entry]) -> Dollars:
    """Money of all currencies in one, where each row says its rate and the day of the rate. What has none is
    left out and named, never guessed."""
    amount, days, left = ZERO, set[date](), defaultdict[str, Decimal](lambda: ZERO)
    for entry in found:
        row, confirmed = entry.row, entry.amounts[What.CONFIRMED]
        if row.measure != "money" or not confirmed:
            continue
        if row.currency == DOLLAR:
            amount += confirmed
        elif row.rate is not None and row.rate_on is not None:
            amount += confirmed * row.rate
            days.add(row.rate_on)
        else:
            left[row.currency] += confirmed
    exact = amount.quantize(Decimal("0.01"))
    return Dollars(exact, min(days, default=None), max(days, default=None), dict(left))


def of_number(
    found: Iterable[Entry],
    *,
    what: What | None = None,
    route: str = "",
    donor: str = "",
    also: Callable[[Entry], bool] = lambda entry: True,
) -> list[Entry]:
    """The entries behind one number: those in which something stands for it."""
    return [
        entry
        for entry in found
        if (what is None or entry.amounts[what])
        and route in ("", entry.route)
        and donor in ("", entry.row.donor_kind)
        and also(entry)
    ]


def still_needed(asked: Decimal, received: Decimal) -> Decimal:
    """What of a request is still open: it stays so until all of it was accepted (rule AI5)."""
    return max(ZERO, asked - received)
