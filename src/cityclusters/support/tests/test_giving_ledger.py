"""The ledger's arithmetic from pure rows (rules AI1–AI5, trap T12)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from cityclusters.places.cooperation import route
from cityclusters.support.giving.ledger import (
    Entry,
    Route,
    Row,
    Said,
    Total,
    What,
    days_of_time,
    entries,
    in_dollars,
    of_number,
    still_needed,
    totals,
)

SOUTH = {"CN", "GM", "PE", "GH", "MA", "SN", "UZ", "JO"}
CITY = "local_authority"


def between(start: str, end: str) -> str:
    """A route by a list of the South of our own."""
    if start == end:
        return "domestic"
    return "south_south" if start in SOUTH and end in SOUTH else "other"


def _n(*numbers: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, numbers))


def _row(quantity: int | None, **fields: Any) -> Row:
    numbers = {"accepted", "rejected", "distributed"} & set(fields)
    for name in numbers:
        fields[name] = Decimal(fields[name])
    defaults = {"item": "mask", "state": "received", "donor_kind": CITY, "donor_country": "CN"}
    return Row(quantity=None if quantity is None else Decimal(quantity), **{**defaults, **fields})


def _received(shipment: str, to: str, quantity: int, accepted: int, **fields: Any) -> Row:
    return _row(
        quantity, shipment=shipment, by=Said.RECIPIENT, to_country=to, accepted=accepted, **fields
    )  # fmt: skip


def trap() -> list[Row]:
    """The eight reports of trap T12."""
    return [
        _row(10_000, shipment="S1", to_country="GM"),
        _received("S1", "GM", 10_000, 9_800, rejected=200),
        _received("S2", "GM", 200, 200, unit_size=50, donor_kind="business_association"),
        _received("S3", "LU", 5_000, 5_000),
        _received("S4", "CN", 20_000, 20_000),
        _received("S5", "CN", 1_000, 1_000, item="suit", donor_kind="un", donor_country=""),
        _row(30_000, state="pledged", to_country="GH", donor_country="PE"),
        _received("S6", "SN", 4_000, 2_500, state="partly_received", donor_country="MA"),
    ]


def _total(rows: Iterable[Row], item: str = "mask", currency: str = "") -> Total:
    return totals(entries(rows, between))[item, currency]


def test_T12_donations_are_no_column_to_sum() -> None:
    masks, suits = _total(trap()), _total(trap(), "suit")
    assert masks.amounts[What.CONFIRMED] == 47_300
    assert masks.routes[Route.SOUTH_SOUTH] == 22_300
    assert masks.crossed[Route.SOUTH_SOUTH, CITY] == 12_300
    assert masks.amounts[What.PLEDGED] == 30_000
    assert masks.amounts[What.TRANSIT] == 1_500
    assert masks.amounts[What.REJECTED] == 200
    assert suits.amounts[What.CONFIRMED] == 1_000
    assert len(totals(entries(trap(), between))) == 2


def test_T12_holds_with_the_dated_list_of_the_south() -> None:
    masks = totals(entries(trap(), route))["mask", ""]
    assert masks.routes == {"domestic": 20_000, "south_south": 22_300, "other": 5_000}


def test_T12_each_number_opens_the_rows_that_make_it() -> None:
    found = [entry for entry in entries(trap(), between) if entry.row.item == "mask"]

    def shipments(rows: list[Entry]) -> list[str]:
        return [entry.row.shipment for entry in rows]

    assert shipments(of_number(found, what=What.CONFIRMED)) == ["S1", "S2", "S3", "S4", "S6"]
    assert shipments(of_number(found, what=What.CONFIRMED, route="south_south", donor=CITY)) == ["S1", "S6"]
    assert shipments(of_number(found, what=What.TRANSIT)) == ["S6"]
    assert shipments(of_number(found, what=What.PLEDGED)) == [""]


def test_AI1_published_is_what_the_recipient_accepted_times_the_pack() -> None:
    assert _total([_received("S", "GM", 200, 150, unit_size=50)]).amounts[What.CONFIRMED] == 7_500


def test_AI1_what_the_donor_alone_calls_received_is_not_confirmed() -> None:
    amounts = _total([_row(500, shipment="S", to_country="GM")]).amounts
    assert amounts[What.CONFIRMED] == 0
    assert amounts[What.TRANSIT] == 500


def test_AI1_what_never_arrived_is_missing_and_no_longer_on_its_way() -> None:
    amounts = _total([_received("S", "GM", 100, 90, rejected=4)]).amounts
    assert (amounts[What.MISSING], amounts[What.TRANSIT]) == _n(6, 0)


def test_AI1_distributed_is_a_part_of_what_was_accepted() -> None:
    amounts = _total([_received("S", "GM", 100, 90, distributed=40, state="distributed")]).amounts
    assert (amounts[What.CONFIRMED], amounts[What.DISTRIBUTED]) == _n(90, 40)


def test_AI2_two_reports_of_one_shipment_count_once_in_whichever_order() -> None:
    donor = _row(100, shipment="S", to_country="GM", state="shipped")
    recipient = _received("S", "GM", 100, 95, rejected=5)
    for rows in ([donor, recipient], [recipient, donor]):
        amounts = _total(rows).amounts
        assert (amounts[What.CONFIRMED], amounts[What.TRANSIT]) == _n(95, 0)


def test_AI2_two_boxes_of_one_item_in_one_shipment_are_both_counted() -> None:
    rows = [_received("S", "GM", 2, 2, unit_size=50), _received("S", "GM", 7, 7)]
    assert _total(rows).amounts[What.CONFIRMED] == 107


def test_AI2_reports_without_a_number_are_two_gifts() -> None:
    assert _total([_row(10, state="shipped"), _row(10, state="shipped")]).amounts[What.TRANSIT] == 20


def test_AI3_routes_follow_the_dated_list_of_the_south() -> None:
    def way(start: str, end: str, kind: str = CITY) -> Route:
        row = _received("S", end, 1, 1, donor_country=start, donor_kind=kind)
        return entries([row], between)[0].route

    assert way("CN", "CN") == Route.DOMESTIC
    assert way("LU", "LU") == Route.DOMESTIC
    assert way("CN", "GM") == Route.SOUTH_SOUTH
    assert way("LU", "GM") == way("CN", "LU") == Route.OTHER
    assert way("", "GM") == way("CN", "") == Route.OTHER
    assert way("CN", "CN", "un") == way("CN", "GM", "multilateral") == Route.OTHER


def test_AI3_donor_kinds_add_up_to_the_total() -> None:
    masks = _total(trap())
    assert masks.donors == {CITY: 37_300, "business_association": 10_000}
    assert sum(masks.routes.values()) == sum(masks.donors.values()) == masks.amounts[What.CONFIRMED]


def test_AI3_money_of_two_currencies_is_never_added_without_its_rates() -> None:
    def money(amount: int, currency: str, **rate: Any) -> Row:
        fields = {"item": "money", "measure": "money", "currency": currency, **rate}
        return _received(f"M{currency}{amount}", "GM", amount, amount, **fields)

    rows = [
        money(1_000, "USD"),
        money(7_000, "CNY", rate=Decimal("0.14"), rate_on=date(2020, 4, 1)),
        money(500, "EUR"),
        money(300, "CNY", rate=Decimal("0.14")),
    ]
    found = entries(rows, between)
    assert {key: total.amounts[What.CONFIRMED] for key, total in totals(found).items()} == {
        ("money", "USD"): 1_000,
        ("money", "CNY"): 7_300,
        ("money", "EUR"): 500,
    }
    dollars = in_dollars(found)
    assert dollars.amount == Decimal("1980.00")
    assert (dollars.first, dollars.last) == (date(2020, 4, 1), date(2020, 4, 1))
    assert dollars.without_rate == {"EUR": 500, "CNY": 300}  # a rate without its day is none


def test_AI3_days_of_peoples_time_are_added_and_people_are_not() -> None:
    rows = [
        _received("A", "GM", 5, 5, item="expert-day", measure="days"),
        _received("B", "GM", 3, 2, item="trainer-day", measure="days"),
        _received("C", "GM", 8, 8, item="trainer", measure="people"),
    ]
    assert days_of_time(totals(entries(rows, between)).values()) == 7


def test_AI3_a_gift_without_a_number_is_said_and_not_counted() -> None:
    total = _total([_row(None, item="money", measure="money")], "money")
    assert (total.rows, total.unsaid) == (1, 1)
    assert total.amounts[What.CONFIRMED] == 0


def test_AI5_a_request_is_open_for_what_was_not_accepted() -> None:
    assert still_needed(Decimal(10_000), Decimal(2_500)) == 7_500
    assert still_needed(Decimal(100), Decimal(120)) == 0


def test_withdrawn_pledges_count_nowhere() -> None:
    assert entries([_row(10, state="withdrawn")], between) == []
