"""The ledger is not of masks alone: trainers, days of experts and money are asked for, pledged, sent and
received in their own measures (rules AI1, AI3, AI5, seed items B8 and B9)."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Organisation, Person
from cityclusters.support.giving import overview, pledges, requests, shipments
from cityclusters.support.giving.ledger import What, totals
from cityclusters.support.giving.requests import Wanted
from cityclusters.support.giving.rows import Asked
from cityclusters.support.giving.shipments import Packed
from cityclusters.support.models import Item, Pledge, Request, Shipment
from cityclusters.support.tests import making_giving as making

Browser = Callable[[Person | None], Client]


@pytest.fixture(autouse=True)
def items(db: None) -> None:
    making.item()


@pytest.fixture
def english(khiva_deputy: Person, stranger: Person) -> None:
    for person in (khiva_deputy, stranger):
        person.language = "en"
        person.save()


def _amounts(item: str, currency: str = "") -> dict[What, Decimal]:
    return totals(overview.entries(Asked(), Item.objects.all()))[item, currency].amounts


def _lines(*rows: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"lines-{number}-{name}": value for name, value in row.items()}
    return data


def _text(browser: Client, address: str) -> str:
    return browser.get(address).content.decode().replace("\u202f", "").replace("\u00a0", " ")


def _given(
    by: Person, donor: Organisation, recipient: Organisation, item: str, sent: int, **more: Any
) -> Shipment:
    """A shipment of one line that has left; `pledge` may be given, the rest is of the line."""
    pledge: Pledge | None = more.pop("pledge", None)
    line = Packed(Item.objects.get(code=item), Decimal(sent), **more)
    day = timezone.localdate()
    return shipments.prepare(
        by, donor, recipient, [line], pledge=pledge, state=Shipment.State.SHIPPED, shipped_on=day
    )


def test_trainers_and_money_are_asked_for_with_place_and_day(
    khiva_deputy: Person, khiva_city: Organisation, as_person: Browser, client: Client
) -> None:
    day = timezone.localdate() + timedelta(days=40)
    data = {"organisation": khiva_city.public_id, "place": "Khiva", "needed_by": day.isoformat()}
    data |= _lines({"item": "trainer", "packs": "3"}, {"item": "money", "packs": "5000", "currency": "eur"})
    assert as_person(khiva_deputy).post("/aid/requests/new/", data).status_code == 302
    trainers, money = Request.objects.order_by("pk")
    assert (trainers.item.kind, trainers.quantity, trainers.currency) == ("people", Decimal(3), "")
    assert (money.item.kind, money.quantity, money.currency) == ("money", Decimal(5000), "EUR")
    assert {(row.place, row.needed_by) for row in (trainers, money)} == {(khiva_city.place, day)}
    shown = _text(client, "/aid/requests/")
    for request, amount in ((trainers, "3"), (money, "5000")):
        assert request.get_absolute_url() in shown
        assert amount in _text(client, request.get_absolute_url())
    data["needed_by"] = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert as_person(khiva_deputy).post("/aid/requests/new/", data).status_code == 200
    assert Request.objects.count() == 2


@pytest.fixture
def fund(khiva_deputy: Person, khiva_city: Organisation) -> Request:
    """5,000 euros for Khiva."""
    assert khiva_city.place is not None
    wanted = Wanted(Item.objects.get(code="money"), Decimal(5_000), currency="EUR")
    return requests.ask(khiva_deputy, khiva_city, khiva_city.place, [wanted])[0]


@pytest.fixture
def promise(fund: Request, stranger: Person, amman_city: Organisation) -> Pledge:
    """All of it, by Amman."""
    return pledges.pledge(
        stranger, amman_city, fund.organisation, fund.item, Decimal(5_000), request=fund, currency="EUR"
    )


def test_money_is_pledged_in_the_currency_that_was_asked_for(
    fund: Request, stranger: Person, amman_city: Organisation, as_person: Browser, english: None
) -> None:
    browser, address = as_person(stranger), f"/aid/requests/{fund.public_id}/pledge/"
    data = {"donor": amman_city.public_id, "packs": "2000", "freight": "no", "currency": "USD"}
    assert "asked for in EUR" in browser.post(address, data).text
    assert not Pledge.objects.exists()
    assert browser.post(address, {**data, "currency": "EUR"}).status_code == 302
    assert (Pledge.objects.get().quantity, Pledge.objects.get().currency) == (Decimal(2_000), "EUR")


def test_AI5_another_currency_or_another_item_does_not_meet_a_request(
    fund: Request, promise: Pledge, stranger: Person, khiva_deputy: Person
) -> None:
    donor, recipient = promise.donor, promise.to
    for item, currency in (("money", "USD"), ("trainer", "")):
        other = _given(stranger, donor, recipient, item, 5_000, currency=currency, pledge=promise)
        making.received(khiva_deputy, other, 5_000)
    fund.refresh_from_db()
    assert (fund.state, requests.progress([fund])[fund.pk].needed) == (Request.State.OPEN, Decimal(5_000))
    assert _amounts("money", "EUR")[What.PLEDGED] == 5_000, "dollars keep no promise of euros"
    assert _amounts("money", "USD")[What.CONFIRMED] == 5_000
    euros = _given(stranger, donor, recipient, "money", 2_000, currency="EUR", pledge=promise)
    making.received(khiva_deputy, euros, 2_000)
    fund.refresh_from_db()
    assert (fund.state, requests.progress([fund])[fund.pk].needed) == (Request.State.PARTLY, Decimal(3_000))
    assert _amounts("money", "EUR")[What.PLEDGED] == 3_000


def test_AI3_money_that_was_sent_counts_in_dollars_by_its_rate_and_day(
    stranger: Person, khiva_deputy: Person, khiva_city: Organisation, amman_city: Organisation,
    as_person: Browser, client: Client, english: None,
) -> None:  # fmt: skip
    line = {"item": "money", "packs": "2000", "currency": "jod", "rate": "1.41"}
    data = {"donor": amman_city.public_id, "recipient": str(khiva_city), "payer": "donor"}
    data |= {"shipped_on": timezone.localdate().isoformat()}
    browser = as_person(stranger)
    assert "Say of which day this rate is." in browser.post("/aid/shipments/new/", data | _lines(line)).text
    line["rate_on"] = "2020-03-31"
    assert browser.post("/aid/shipments/new/", data | _lines(line)).status_code == 302
    made = Shipment.objects.get()
    row = made.lines.get()
    assert (row.currency, row.rate, row.rate_on) == ("JOD", Decimal("1.41"), date(2020, 3, 31))
    assert "US dollars" not in _text(client, "/aid/"), "nothing is confirmed yet"
    making.received(khiva_deputy, made, 2_000)
    euros = _given(stranger, amman_city, khiva_city, "money", 70, currency="EUR")
    making.received(khiva_deputy, euros, 70)
    page = _text(client, "/aid/")
    assert "Money with a known rate, together: 2820 US dollars. Rate of 31 March 2020." in page
    assert "nobody noted a rate with its day: 70 EUR." in page
    links = re.findall(r"href=\"([^\"]*item=money[^\"]*currency=JOD[^\"]*what=confirmed[^\"]*)\"", page)
    assert links
    rows = _text(client, links[0].replace("&amp;", "&"))
    assert made.get_absolute_url() in rows
    assert euros.get_absolute_url() not in rows


def test_AI3_days_of_experts_and_trainers_are_one_number_on_the_page(
    officer: Person, khiva_city: Organisation, amman_city: Organisation, client: Client
) -> None:
    for item, days in (("expert-day", 5), ("trainer-day", 3), ("trainer", 8)):
        making.received(officer, _given(officer, amman_city, khiva_city, item, days), days)
    page = _text(client, "/aid/")
    assert "People's time: 8 days of trainers, experts and interpreters together." in page.replace(
        "&#x27;", "'"
    ).replace("’", "'")
    assert _amounts("trainer")[What.CONFIRMED] == 8


def test_AI1_a_shipment_that_is_rejected_counts_nothing_and_keeps_its_request_open(
    khiva_deputy: Person, stranger: Person, khiva_city: Organisation, amman_city: Organisation
) -> None:
    asked = making.asked(khiva_deputy, khiva_city, 100)
    pledge = pledges.pledge(stranger, amman_city, khiva_city, asked.item, Decimal(100), request=asked)
    coming = making.sent(stranger, amman_city, khiva_city, 100, pledge=pledge)
    making.received(khiva_deputy, coming, 0, 100)
    assert coming.state == Shipment.State.REJECTED
    amounts = _amounts("mask")
    assert (amounts[What.CONFIRMED], amounts[What.TRANSIT]) == (Decimal(0), Decimal(0))
    assert amounts[What.REJECTED] == 100
    asked.refresh_from_db()
    assert (asked.state, requests.progress([asked])[asked.pk].needed) == (Request.State.OPEN, Decimal(100))
    line = coming.lines.get()
    with pytest.raises(NotPossible):
        shipments.distribute(coming, khiva_deputy, {line.pk: Decimal(1)})
    with pytest.raises(NotPossible):
        making.received(khiva_deputy, coming, 100)


def test_customs_come_between_shipping_and_receipt(
    khiva_deputy: Person, stranger: Person, khiva_city: Organisation, amman_city: Organisation,
    as_person: Browser, english: None,
) -> None:  # fmt: skip
    coming = making.sent(stranger, amman_city, khiva_city, 10, shipped_on=timezone.localdate())
    for _press in range(2):
        as_person(khiva_deputy).post(f"/aid/shipments/{coming.public_id}/customs/")
    coming.refresh_from_db()
    assert coming.state == Shipment.State.CUSTOMS
    assert _amounts("mask")[What.TRANSIT] == 10
    making.received(khiva_deputy, coming, 10)
    with pytest.raises(NotPossible):
        shipments.move(coming, stranger, Shipment.State.CUSTOMS)
    assert coming.state == Shipment.State.RECEIVED


def test_T12_the_workbook_has_the_totals_and_the_rows_behind_them(officer: Person, client: Client) -> None:
    making.trap(officer)
    book = load_workbook(io.BytesIO(client.get("/aid/aid.xlsx").getvalue()))
    tables: list[Any] = [list(sheet.values) for sheet in book.worksheets]
    sums, rows = tables
    masks = dict(zip(sums[0], next(row for row in sums if row[0] == "Masks"), strict=True))
    found = {name: masks[name] for name in ("Within one country", "South-South", "Other route", "Rejected")}
    assert found == {
        "Within one country": 20_000, "South-South": 22_300, "Other route": 5_000, "Rejected": 200
    }  # fmt: skip
    assert 47_300 in masks.values()
    heads = list(rows[0])
    of_masks = [dict(zip(heads, row, strict=True)) for row in rows[1:] if row[1] == "Masks"]
    assert sum(row["accepted"] for row in of_masks) == 47_300
    assert sum(row["pledged"] for row in of_masks) == 30_000
    assert {row["number"] for row in of_masks} >= {"S1", "S2", "S3", "S4", "S6"}
    assert officer.name not in str(rows)
