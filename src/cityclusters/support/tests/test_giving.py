"""From a request to goods that were handed out, through the pages (rules AI1–AI5, trap T12)."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.support.giving import pledges, requests, shipments, waiting
from cityclusters.support.giving.shipments import Counted
from cityclusters.support.models import Item, Pledge, Request, Shipment
from cityclusters.support.tests import making_giving as making

Browser = Callable[[Person | None], Client]


def _text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\u202f", "")


def _n(*numbers: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, numbers))


def _lines(*rows: dict[str, Any]) -> dict[str, Any]:
    """What the lines of a page send."""
    data: dict[str, Any] = {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"lines-{number}-{name}": value for name, value in row.items()}
    return data


@pytest.fixture
def asked(khiva_deputy: Person, khiva_city: Organisation) -> Request:
    return making.asked(khiva_deputy, khiva_city)


@pytest.fixture
def pledged(asked: Request, stranger: Person, amman_city: Organisation, khiva_city: Organisation) -> Pledge:
    return pledges.pledge(
        stranger, amman_city, khiva_city, asked.item, Decimal(6_000), request=asked, freight=True
    )


@pytest.fixture
def coming(stranger: Person, pledged: Pledge) -> Shipment:
    return making.sent(
        stranger, pledged.donor, pledged.to, 60, unit_size=100, pledge=pledged, reference="A 1",
        shipped_on=timezone.localdate(),
    )  # fmt: skip


def test_T12_the_page_counts_from_records_and_each_number_opens_its_rows(
    officer: Person, client: Client
) -> None:
    making.trap(officer)
    page = _text(client, "/aid/")
    row = re.search(r"<tr><th scope=\"row\">Masks.*?</tr>", page, re.DOTALL)
    assert row
    numbers = re.findall(r"<a href=\"([^\"]+)\">(\d+)</a>", row[0])
    assert [number for _link, number in numbers] == [
        "47300", "20000", "22300", "5000", "30000", "1500", "200"
    ]  # fmt: skip
    south = next(link for link, number in numbers if number == "22300").replace("&amp;", "&")
    rows = _text(client, south)
    assert all(reference in rows for reference in ("S1", "S2", "S6"))
    assert not any(f"<bdi>{reference}</bdi>" in rows for reference in ("S3", "S4", "S5"))
    authorities = _text(client, f"{south}&donor=local_authority")
    assert re.search(r"Masks.*?<strong>.*?>12300</a>", authorities, re.DOTALL)
    assert re.search(r"Protective suits.*?<strong>.*?>1000</a>", page, re.DOTALL)
    assert "80200" not in page


def test_T12_the_same_numbers_leave_as_json_and_csv(officer: Person, client: Client) -> None:
    making.trap(officer)
    answer = client.get("/api/aid.json?item=mask&what=confirmed&route=south_south").json()
    assert sum(Decimal(row["amounts"]["confirmed"]) for row in answer["rows"]) == 22_300
    assert answer["count"] == 3
    assert not any("officer" in str(row) for row in answer["rows"])
    csv = client.get("/api/aid.csv").getvalue().decode()
    assert csv.count("\n") == 8
    assert client.get("/aid/aid.xlsx").status_code == 200
    assert client.get("/aid/aid.csv?item=mask").status_code == 200


def test_several_things_are_asked_for_at_once(
    khiva_deputy: Person, khiva_city: Organisation, as_person: Browser
) -> None:
    making.item()
    data = {"organisation": khiva_city.public_id, "place": "Khiva", "note": "Quickly", "once": "x" * 27}
    data |= _lines({"item": "mask", "packs": "20", "unit_size": "50"}, {"item": "soap", "packs": "300"}, {})
    browser = as_person(khiva_deputy)
    for _press in range(2):
        assert browser.post("/aid/requests/new/", data).status_code == 302
    made = Request.objects.order_by("pk")
    assert [(row.item.code, int(row.quantity), row.unit_size) for row in made] == [
        ("mask", 1000, 50), ("soap", 300, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"item": "money", "packs": "5"}, "trois lettres"),
        ({"item": "mask", "packs": "0"}, "lines-0-packs"),
        ({"item": "nothing", "packs": "5"}, "lines-0-item"),
        ({}, "lines"),
    ],
)
def test_a_refused_request_comes_back_filled_in(
    khiva_deputy: Person, khiva_city: Organisation, as_person: Browser, line: dict[str, str], words: str
) -> None:
    making.item()
    data = {"organisation": khiva_city.public_id, "place": "Khiva", "note": "As quickly as can be"}
    answer = as_person(khiva_deputy).post("/aid/requests/new/", data | _lines(line))
    assert answer.status_code == 200
    assert "As quickly as can be" in answer.text
    assert Request.objects.count() == 0


def test_nobody_asks_for_a_city_of_others(
    khiva_deputy: Person, amman_city: Organisation, newcomer: Person, as_person: Browser
) -> None:
    making.item()
    data = {"organisation": amman_city.public_id, "place": "Khiva", **_lines({"item": "soap", "packs": "1"})}
    assert as_person(khiva_deputy).post("/aid/requests/new/", data).status_code == 200
    assert as_person(newcomer).post("/aid/requests/new/", data).status_code == 404
    assert Request.objects.count() == 0


def test_an_organisation_that_nobody_checked_stays_off_the_page(
    khiva_deputy: Person, khiva_city: Organisation
) -> None:
    khiva_city.state = Organisation.State.CLAIMED
    khiva_city.save()
    with pytest.raises(NotPossible):
        making.asked(khiva_deputy, khiva_city)


def test_AI5_a_request_stays_open_for_the_rest(
    asked: Request, coming: Shipment, khiva_deputy: Person
) -> None:
    one = requests.progress([asked])[asked.pk]
    assert (one.received, one.on_its_way, one.pledged, one.needed) == _n(0, 6_000, 0, 10_000)
    making.received(khiva_deputy, coming, 58, 2)
    asked.refresh_from_db()
    assert asked.state == Request.State.PARTLY
    one = requests.progress([asked])[asked.pk]
    assert (one.received, one.on_its_way, one.needed) == _n(5_800, 0, 4_200)
    rest = making.sent(
        khiva_deputy, coming.donor, coming.recipient, 4_200, pledge=coming.pledge, reference="A 2"
    )
    making.received(khiva_deputy, rest, 4_200)
    asked.refresh_from_db()
    assert asked.state == Request.State.MET


def test_AI5_a_correction_opens_the_request_again(
    asked: Request, coming: Shipment, khiva_deputy: Person
) -> None:
    making.received(khiva_deputy, coming, 60)
    line = coming.lines.get()
    line.shipment = coming
    shipments.correct(line, khiva_deputy, "accepted", Decimal(0), "Counted the wrong boxes")
    asked.refresh_from_db()
    assert asked.state == Request.State.OPEN
    entry = Entry.objects.filter(act="aid_shipment.corrected").get()
    assert (entry.details["before"], entry.details["after"]) == ("60.00", "0")
    assert entry.details["reason"] == "Counted the wrong boxes"


def test_AI1_the_recipient_alone_says_what_was_accepted(
    coming: Shipment, stranger: Person, khiva_deputy: Person, as_person: Browser, client: Client
) -> None:
    address = f"/aid/shipments/{coming.public_id}/receipt/"
    line = coming.lines.get()
    said = {"on": timezone.localdate(), f"accepted-{line.pk}": "55", f"rejected-{line.pk}": "5"}
    assert as_person(stranger).post(address, said).status_code == 404
    refused = as_person(khiva_deputy).post(address, said)
    assert refused.status_code == 200  # no reason for what was rejected
    said[f"reason-{line.pk}"] = "Wet"
    assert as_person(khiva_deputy).post(address, said).status_code == 302
    page = _text(client, "/aid/")
    assert ">5500</a>" in page
    coming.refresh_from_db()
    assert coming.state == Shipment.State.RECEIVED


def test_AI1_more_than_was_sent_cannot_be_accepted(coming: Shipment, khiva_deputy: Person) -> None:
    with pytest.raises(NotPossible):
        making.received(khiva_deputy, coming, 59, 2)
    with pytest.raises(NotPossible):
        shipments.receive(coming, khiva_deputy, {}, on=making.SPRING, more_to_come=False)


def test_AI1_a_part_can_arrive_and_the_rest_later(coming: Shipment, khiva_deputy: Person) -> None:
    making.received(khiva_deputy, coming, 20, more_to_come=True)
    assert coming.state == Shipment.State.PARTLY
    making.received(khiva_deputy, coming, 60)
    assert coming.state == Shipment.State.RECEIVED
    with pytest.raises(NotPossible):
        making.received(khiva_deputy, coming, 60)


def test_goods_are_handed_out_and_never_more_than_were_accepted(
    coming: Shipment, khiva_deputy: Person
) -> None:
    making.received(khiva_deputy, coming, 50, 10)
    line = coming.lines.get()
    with pytest.raises(NotPossible):
        shipments.distribute(coming, khiva_deputy, {line.pk: Decimal(51)})
    shipments.distribute(coming, khiva_deputy, {line.pk: Decimal(20)})
    assert coming.state == Shipment.State.RECEIVED
    shipments.distribute(coming, khiva_deputy, {line.pk: Decimal(50)})
    assert coming.state == Shipment.State.DISTRIBUTED


def test_each_move_writes_to_the_other_side(
    pledged: Pledge, coming: Shipment, stranger: Person, khiva_deputy: Person
) -> None:
    def last(person: Person) -> str:
        return Letter.objects.filter(person=person).order_by("-pk")[0].key

    assert "aid:pledge" in Letter.objects.filter(person=khiva_deputy).order_by("pk")[0].key
    assert "aid:shipment" in last(khiva_deputy)
    pledges.agree(pledged, khiva_deputy)
    assert "agreed" in last(stranger)
    shipments.move(coming, stranger, Shipment.State.CUSTOMS)
    assert "in_customs" in last(khiva_deputy)
    line = coming.lines.get()
    today = timezone.localdate()
    shipments.receive(coming, khiva_deputy, {line.pk: Counted(Decimal(60))}, on=today, more_to_come=False)
    assert "received" in last(stranger)


def test_what_happened_long_ago_writes_to_nobody(officer: Person, stranger: Person) -> None:
    making.trap(officer)
    assert not Letter.objects.filter(key__startswith="aid:").exists()


def test_a_pledge_is_agreed_or_taken_back_once(
    pledged: Pledge, stranger: Person, khiva_deputy: Person, as_person: Browser
) -> None:
    address = f"/aid/pledges/{pledged.public_id}/"
    assert as_person(stranger).post(f"{address}agreement/").status_code == 404
    assert as_person(khiva_deputy).post(f"{address}agreement/").status_code == 302
    pledged.refresh_from_db()
    assert pledged.state == Pledge.State.AGREED
    assert as_person(stranger).post(f"{address}withdrawal/", {"reason": "No flight"}).status_code == 302
    with pytest.raises(NotPossible):
        pledges.withdraw(pledged, stranger, "again")


def test_a_pledge_to_a_request_through_the_page(
    asked: Request, stranger: Person, amman_city: Organisation, as_person: Browser, client: Client
) -> None:
    address = f"/aid/requests/{asked.public_id}/pledge/"
    browser = as_person(stranger)
    assert "10000" in _text(browser, address)
    data = {"donor": amman_city.public_id, "packs": "30", "unit_size": "100", "freight": "no"}
    assert browser.post(address, data).status_code == 302
    made = Pledge.objects.get()
    assert (made.freight, made.to, made.item) == (False, asked.organisation, asked.item)
    assert made.quantity == 3_000
    assert ">3000<" in _text(client, asked.get_absolute_url())


def test_AI4_medical_goods_warn_and_the_reason_is_kept(
    stranger: Person, amman_city: Organisation, khiva_city: Organisation, as_person: Browser, client: Client
) -> None:
    making.item()
    soon = timezone.localdate() + timedelta(days=10)
    line = {"item": "mask", "packs": "5", "expires_on": soon}
    data = {"donor": amman_city.public_id, "recipient": "Municipality of Khiva", "payer": "donor"}
    browser = as_person(stranger)
    assert browser.post("/aid/shipments/new/", data | _lines(line)).status_code == 200
    assert Shipment.objects.count() == 0
    line["warned"] = "They are used up in a week"
    assert browser.post("/aid/shipments/new/", data | _lines(line)).status_code == 302
    made = Shipment.objects.get()
    assert made.lines.get().warned == "They are used up in a week"
    assert "They are used up in a week" in _text(client, made.get_absolute_url())
    assert Entry.objects.get(act="aid_shipment.prepared").details["warned"] == ["They are used up in a week"]


def test_AI4_what_is_not_medical_does_not_warn() -> None:
    soap = Item(code="soap", kind="goods", names={}, unit={})
    mask = Item(code="mask", kind="goods", names={}, unit={}, medical=True)
    assert shipments.warnings(soap, None, "") == []
    assert len(shipments.warnings(mask, None, "")) == 2
    assert len(shipments.warnings(soap, timezone.localdate() - timedelta(days=1), "")) == 1


def test_AI2_one_number_between_two_is_one_shipment(
    coming: Shipment, stranger: Person, amman_city: Organisation, khiva_city: Organisation
) -> None:
    with pytest.raises(NotPossible):
        making.sent(stranger, amman_city, khiva_city, 60, reference="a 1")


def test_arrivals_and_pledges_wait_for_the_recipient(
    pledged: Pledge, coming: Shipment, khiva_deputy: Person, stranger: Person
) -> None:
    assert [item.url for item in waiting.items(khiva_deputy)] == [
        pledged.get_absolute_url(), coming.get_absolute_url()
    ]  # fmt: skip
    assert waiting.items(stranger) == []


def test_closing_says_why_and_tells_those_who_pledged(
    asked: Request, pledged: Pledge, khiva_deputy: Person, stranger: Person, as_person: Browser
) -> None:
    address = f"/aid/requests/{asked.public_id}/closing/"
    assert as_person(stranger).post(address, {"reason": "x"}).status_code == 404
    assert as_person(khiva_deputy).post(address, {"reason": ""}).status_code == 200
    assert as_person(khiva_deputy).post(address, {"reason": "We have enough"}).status_code == 302
    letter = Letter.objects.get(person=stranger, key__contains="closed")
    assert "We have enough" in letter.body
    with pytest.raises(NotPossible):
        pledges.pledge(stranger, pledged.donor, pledged.to, asked.item, Decimal(1), request=asked)


def test_a_receipt_that_an_officer_writes_down_says_so(
    coming: Shipment, officer: Person, client: Client
) -> None:
    making.received(officer, coming, 60)
    assert coming.entered_for
    assert "written down by the programme" in _text(client, coming.get_absolute_url())


def test_a_drive_shows_what_is_still_needed(
    officer: Person, programme: Organisation, khiva_deputy: Person, khiva_city: Organisation,
    stranger: Person, amman_city: Organisation, client: Client,
) -> None:  # fmt: skip
    drive = making.drive(officer, programme)
    asked = making.asked(khiva_deputy, khiva_city, drive=drive)
    more = making.asked(khiva_deputy, khiva_city, 500, drive=drive)
    pledge = pledges.pledge(stranger, amman_city, khiva_city, asked.item, Decimal(12_000), request=asked)
    making.received(
        khiva_deputy, making.sent(stranger, amman_city, khiva_city, 12_000, pledge=pledge), 12_000
    )
    page = _text(client, drive.get_absolute_url())
    assert "Masks: 10500 pieces asked for" in page
    # What the one got too much fills not the other's need.
    assert re.findall(r"class=\"figure\">(\d+)<", page) == ["12000", "0", "0", "500"]
    assert "Masks: 10500 pieces asked for, 500 still needed" in page
    assert more.get_absolute_url() in page
    assert f"/aid/rows/?drive={drive.public_id}" in page
    assert "Masks for cities" in _text(client, "/aid/")


@pytest.mark.parametrize(
    "query", ["?item=x&since=never&drive=none", "?what=x&route=x&donor=x&currency=usd", "?page=9"]
)
def test_nonsense_filters_nothing(officer: Person, client: Client, query: str) -> None:
    making.trap(officer)
    for page in ("/aid/", "/aid/rows/", "/aid/requests/"):
        assert client.get(f"{page}{query}").status_code == 200
    assert client.get(f"/api/aid.json{query}").json()["count"] == 7
