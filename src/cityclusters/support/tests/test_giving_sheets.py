"""Shipments and pledges as spreadsheets: a dry run that names each bad cell, both reports matched by the
number of the shipment (rule AI2)."""

import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from openpyxl import load_workbook

from cityclusters.core.sheets import write_csv
from cityclusters.journal.models import Draft
from cityclusters.people.models import Organisation, Person
from cityclusters.support.models import Pledge, Request, Shipment
from cityclusters.support.tests import making_giving as making

Browser = Callable[[Person | None], Client]
KHIVA, AMMAN = "Municipality of Khiva", "Municipality of Amman"
DONOR = {
    "number": "S1", "donor": AMMAN, "recipient": KHIVA, "item": "masks", "packs_sent": "200",
    "pieces_in_pack": "50", "shipped_on": "2020-04-01", "certificate": "CE", "usable_until": "2099-01-01",
}  # fmt: skip
RECIPIENT = {
    "number": "s1", "donor": AMMAN, "recipient": KHIVA, "item": "Mascarillas", "pieces_in_pack": "50",
    "received_on": "2020-04-20", "accepted": "196", "rejected": "4", "why_rejected": "Wet",
}  # fmt: skip
ITEMS = Sequence[dict[str, str]]


def _send(browser: Client, rows: ITEMS, kind: str = "shipments") -> Any:
    heads = list(dict.fromkeys(name for row in rows for name in row))
    table = write_csv(heads, [[row.get(name, "") for name in heads] for row in rows])
    return browser.post(f"/aid/upload/{kind}/", {"file": SimpleUploadedFile("list.csv", table)})


def _confirm(browser: Client, kind: str = "shipments") -> HttpResponseBase:
    return browser.post(f"/aid/upload/{kind}/kept/")


@pytest.fixture(autouse=True)
def items(khiva_city: Organisation, amman_city: Organisation) -> None:
    making.item()


@pytest.fixture
def donor(stranger: Person, as_person: Browser) -> Client:
    stranger.language = "en"
    stranger.save()
    return as_person(stranger)


@pytest.fixture
def recipient(reads_english: Person, as_person: Browser) -> Client:
    return as_person(reads_english)


def test_AI2_two_uploads_of_one_number_are_one_shipment(
    donor: Client, recipient: Client, client: Client
) -> None:
    for browser, row in ((donor, DONOR), (recipient, RECIPIENT)):
        page = _send(browser, [row])
        assert "This would happen" in page.text
        assert _confirm(browser).status_code == 302
    made = Shipment.objects.get()
    line = made.lines.get()
    assert (made.donor_reported, made.recipient_reported, made.state) == (True, True, "received")
    assert (line.sent, line.accepted, line.rejected) == (Decimal(200), Decimal(196), Decimal(4))
    assert ">9800</a>" in client.get("/aid/").text.replace("\u202f", "")


def test_AI2_it_makes_no_difference_who_reports_first(donor: Client, recipient: Client) -> None:
    for browser, row in ((recipient, RECIPIENT), (donor, DONOR)):
        _send(browser, [row])
        _confirm(browser)
    line = Shipment.objects.get().lines.get()
    assert (line.sent, line.accepted, line.certificate) == (Decimal(200), Decimal(196), "CE")


def test_the_dry_run_changes_nothing_and_the_same_list_again_neither(donor: Client) -> None:
    _send(donor, [DONOR])
    assert not Shipment.objects.exists()
    _confirm(donor)
    again = _send(donor, [DONOR])
    assert "Known already" in again.text
    _confirm(donor)
    assert Shipment.objects.count() == 1
    assert not Draft.objects.exists()
    assert _confirm(donor).status_code == 302  # nothing is kept to be confirmed
    assert Shipment.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"packs_sent": "many"}, "packs_sent"),
        ({"packs_sent": "1,000"}, "packs_sent"),
        ({"packs_sent": "-5"}, "packs_sent"),
        ({"packs_sent": "NaN"}, "packs_sent"),
        ({"packs_sent": "1e99"}, "packs_sent"),
        ({"packs_sent": ""}, "packs_sent"),
        ({"item": "unicorns"}, "item"),
        ({"donor": "Nowhere"}, "donor"),
        ({"recipient": AMMAN}, "recipient"),
        ({"number": ""}, "number"),
        ({"pieces_in_pack": "0"}, "pieces_in_pack"),
        ({"shipped_on": "2020-13-45"}, "shipped_on"),
        ({"shipped_on": "2099-01-01"}, "shipped_on"),
        ({"accepted": "5"}, "accepted"),
        ({"certificate": ""}, "reason_to_send"),
        ({"currency": "USD"}, "currency"),
        ({"item": "money", "pieces_in_pack": ""}, "currency"),
        ({"rate_to_usd": "0.1"}, "day_of_rate"),
        ({"reported_by": "me"}, "reported_by"),
        ({"packs_sent": "=1+1"}, "packs_sent"),
    ],
)
def test_each_bad_cell_is_named(donor: Client, khiva_city: Organisation, change: Any, column: str) -> None:
    page = _send(donor, [DONOR, {**DONOR, "number": "S2", **change}])
    assert "Nothing was changed" in page.text
    assert f"<code>{column}</code></td>" in page.text
    assert page.text.count('<td class="num" data-label="Line">3</td>') >= 1
    assert '<td class="num" data-label="Line">2</td>' not in page.text
    _confirm(donor)
    assert not Shipment.objects.exists()


def test_nobody_reports_for_others(
    as_person: Browser,
    bukhara_deputy: Person,
    newcomer: Person,
    khiva_city: Organisation,
    amman_city: Organisation,
) -> None:
    page = _send(as_person(bukhara_deputy), [DONOR])
    assert "You act for neither" in page.text
    assert as_person(newcomer).get("/aid/upload/shipments/").status_code == 404


def test_a_recipient_cannot_accept_more_than_was_sent(donor: Client, recipient: Client) -> None:
    _send(donor, [DONOR])
    _confirm(donor)
    page = _send(recipient, [{**RECIPIENT, "accepted": "201"}])
    assert "only 200" in page.text


def test_a_list_of_both_reports_by_an_officer(
    officer: Person, khiva_city: Organisation, amman_city: Organisation, as_person: Browser
) -> None:
    browser = as_person(officer)
    assert "Say whose report this is" in _send(browser, [DONOR]).text
    rows = [{**RECIPIENT, "reported_by": "recipient", "handed_out": "196"}, {**DONOR, "reported_by": "donor"}]
    _send(browser, rows)
    _confirm(browser)
    made = Shipment.objects.get()
    assert (made.state, made.entered_for) == (Shipment.State.DISTRIBUTED, True)


def test_the_table_that_is_downloaded_can_be_uploaded_again(
    donor: Client, recipient: Client, officer: Person, as_person: Browser
) -> None:
    for browser, row in ((donor, DONOR), (recipient, RECIPIENT)):
        _send(browser, [row])
        _confirm(browser)
    for browser in (donor, recipient, as_person(officer)):
        content = browser.get("/aid/upload/shipments.xlsx").getvalue()
        assert load_workbook(io.BytesIO(content)).active.max_row == 2  # type: ignore[union-attr]
        page = browser.post("/aid/upload/shipments/", {"file": SimpleUploadedFile("s.xlsx", content)})
        assert "Cells to correct" not in page.text
        assert page.context["summary"].same == 1
    assert donor.get("/aid/upload/pledges.xlsx").status_code == 200


def test_pledges_are_uploaded_to_requests(
    donor: Client, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    asked: Request = making.asked(khiva_deputy, khiva_city)
    row = {"donor": AMMAN, "recipient": KHIVA, "item": "mask", "packs": "20", "pieces_in_pack": "100"}
    row |= {"pledged_on": "2020-04-01", "donor_pays_transport": "yes", "request": asked.public_id}
    wrong = _send(donor, [{**row, "item": "soap"}], "pledges")
    assert "<code>request</code></td>" in wrong.text
    for _time in range(2):
        _send(donor, [row], "pledges")
        _confirm(donor, "pledges")
    made = Pledge.objects.get()
    assert (made.quantity, made.request, made.freight) == (Decimal(2000), asked, True)


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"%PDF-1.4", b"a,b\n1,2\n", b"number,donor\n"])
def test_files_that_are_no_list_are_refused_in_words(donor: Client, content: bytes) -> None:
    answer = donor.post("/aid/upload/shipments/", {"file": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 200
    assert "This would happen" not in answer.text
