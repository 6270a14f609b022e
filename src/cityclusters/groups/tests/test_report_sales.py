"""Sales as reported; no sum gives a single producer away, no currencies are added (HU6, C34)."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.core.tests.together import outcomes
from cityclusters.groups.models import Group, Member, Product, ProductEnquiry, SalesRecord
from cityclusters.groups.products import sales
from cityclusters.groups.products.sales_table import Line, blocks, hidden, is_safe
from cityclusters.groups.tests import making
from cityclusters.groups.tests.making_products import listed
from cityclusters.people.models import Person
from cityclusters.places.models import Place

Browser = Callable[[Person | None], Client]
TRIALS = 8


@pytest.fixture
def group(reads_english: Person, khiva: Place) -> Group:
    return making.group(khiva, Group.Kind.HUB, reads_english)


@pytest.fixture
def producer(group: Group, newcomer: Person) -> Member:
    return making.member(group, "Producer", person=newcomer)


@pytest.fixture
def harissa(group: Group, producer: Member, newcomer: Person) -> Product:
    return listed(newcomer, group, producer)


def _report(by: Person, product: Product, **fields: Any) -> SalesRecord:
    given: dict[str, Any] = {
        "once": secret_code(), "starts": date(2026, 1, 1), "ends": date(2026, 1, 31), "currency": "UZS",
        "amount": Decimal(100), "basis": "self_reported",
    }  # fmt: skip
    return sales.report(by, product, **{**given, **fields})


def _amounts(*amounts: int) -> dict[str, Decimal]:
    return {str(number): Decimal(amount) for number, amount in enumerate(amounts)}


@pytest.mark.parametrize(
    ("amounts", "safe"),
    [((10, 10, 10, 10, 10), True), ((10, 10, 10, 10), False), ((10, 10, 10, 10, 0), False),
     ((75, 10, 5, 5, 5), True), ((76, 9, 5, 5, 5), False), ((), False)],
)  # fmt: skip
def test_a_sum_is_safe_with_five_producers_and_without_one_that_rules_it(
    amounts: tuple[int, ...], safe: bool
) -> None:
    assert is_safe(_amounts(*amounts)) is safe


def test_what_is_hidden_is_no_difference_of_two_sums() -> None:
    """One period of two producers beside three of six: another one goes with it, for the sum would tell."""
    periods = {"2026-Q1": _amounts(50, 50), "2026-Q2": _amounts(*[10] * 6), "2026-Q3": _amounts(*[30] * 6),
               "2026-Q4": _amounts(*[20] * 6)}  # fmt: skip
    gone, no_total = hidden(periods)
    assert (gone, no_total) == ({"2026-Q1", "2026-Q2"}, False)
    assert hidden({"2026-Q1": _amounts(50, 50), "2026-Q2": _amounts(7, 9)})[1] is True
    assert hidden({"2026-Q2": _amounts(*[10] * 6)}) == (set(), False)


def test_currencies_are_never_added() -> None:
    lines = [Line("2026-Q1", currency, str(n), Decimal(5)) for n in range(6) for currency in ("UZS", "USD")]
    found = blocks(lines, protected=True)
    assert [(block.currency, block.total) for block in found] == [("USD", Decimal(30)), ("UZS", Decimal(30))]


def test_a_producer_reports_once_and_takes_back(
    harissa: Product, newcomer: Person, as_person: Browser
) -> None:
    browser, address = as_person(newcomer), f"{harissa.get_absolute_url()}sales/"
    sent = {"starts": "2026-01-01", "ends": "2026-01-31", "amount": "1204.50", "currency": "uzs"}
    sent |= {"basis": "self_reported", "once": secret_code()}
    assert "This is before the first day." in browser.post(address, {**sent, "ends": "2025-12-31"}).text
    assert "Say which paper shows it." in browser.post(address, {**sent, "basis": "proven"}).text
    for _press in range(2):
        assert browser.post(address, sent).status_code == 302
    sale = SalesRecord.objects.get()
    assert (sale.amount, sale.currency) == (Decimal("1204.50"), "UZS")
    overlapping = {**sent, "starts": "2026-01-15", "ends": "2026-02-14", "once": secret_code()}
    assert "holds some of these days" in browser.post(address, overlapping).text
    assert browser.post(address, {**overlapping, "currency": "USD"}).status_code == 302
    assert browser.post(f"{address}{sale.public_id}/removal/").status_code == 302
    assert browser.post(address, {**overlapping, "once": secret_code()}).status_code == 302
    assert SalesRecord.objects.in_force().count() == 2
    assert SalesRecord.objects.count() == 3


def test_days_to_come_and_strangers_are_refused(
    group: Group, harissa: Product, newcomer: Person, stranger: Person
) -> None:
    with pytest.raises(NotPossible, match="not come yet"):
        _report(newcomer, harissa, ends=group.today() + timedelta(days=1))
    with pytest.raises(NotPossible):
        _report(stranger, harissa)


def test_the_sale_of_an_enquiry_is_filled_in_and_counted_once(
    group: Group, harissa: Product, newcomer: Person, trainer: Person, as_person: Browser
) -> None:
    enquiry = ProductEnquiry.objects.create(
        product=harissa,
        by=trainer,
        state="delivered",
        delivered_on=date(2026, 3, 2),
        amount=240,
        currency="UZS",
    )
    browser, address = as_person(newcomer), f"{harissa.get_absolute_url()}sales/"
    page = browser.get(f"{address}?enquiry={enquiry.public_id}").text
    assert 'value="240' in page
    assert 'value="2026-03-02"' in page
    sent = {"starts": "2026-03-02", "ends": "2026-03-02", "amount": "240", "currency": "UZS"}
    sent |= {"basis": "proven", "proof": "Receipt 5", "enquiry": enquiry.public_id, "once": secret_code()}
    assert browser.post(address, sent).status_code == 302
    again = browser.post(address, {**sent, "once": secret_code()})
    assert "written down already" in again.text
    assert sales.to_write_down(harissa) == []
    _report(newcomer, harissa, starts=date(2026, 3, 1), ends=date(2026, 3, 31))  # sales besides


def test_managers_see_sums_and_no_single_producer(
    group: Group, reads_english: Person, newcomer: Person, as_person: Browser
) -> None:
    own = listed(reads_english, group)
    _report(reads_english, own, amount=Decimal(900))
    for number in range(6):
        member = making.member(group, f"Producer {number}")
        made = Product.objects.create(
            group=group, member=member, names={"_": "en", "en": "x"}, once=secret_code()
        )
        for quarter, amount in ((1, 50), (2, 100)):
            if quarter == 2 or number < 2:
                day = date(2026, quarter * 3, 1)
                SalesRecord.objects.create(
                    product=made, once=secret_code(), starts=day, ends=day, currency="UZS", amount=amount
                )
    address = f"/groups/{group.public_id}/sales/"
    browser = as_person(reads_english)
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(address).text
    assert len(asked) <= 20
    assert "Hidden: sums of fewer than five producers" in page
    assert "700" in page  # all together: eight records of six producers
    assert "600" not in page  # the second quarter went with the first
    assert "900" in page  # the group's own
    book = load_workbook(io.BytesIO(browser.get(f"{address}?format=xlsx").getvalue()))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert 700 in cells
    assert 600 not in cells
    assert as_person(newcomer).get(address).status_code == 403
    assert as_person(None).get(address).status_code == 302


def test_the_database_keeps_the_rules_too(harissa: Product, newcomer: Person) -> None:
    for wrong in ({"starts": date(2026, 2, 1)}, {"amount": Decimal(-1)}, {"basis": "proven"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            _report(newcomer, harissa, **wrong)


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_by_many_fingers_gives_one_record(
    group: Group, producer: Member, newcomer: Person
) -> None:
    made = listed(newcomer, group, producer)
    for trial in range(TRIALS):
        day = date(2025, 1, trial + 1)
        code = secret_code()
        faults = outcomes(*(partial(_report, newcomer, made, once=code, starts=day, ends=day),) * 4)
        assert [fault for fault in faults if fault] == []
        other = outcomes(*(partial(_report, newcomer, made, starts=day, ends=day, currency="USD"),) * 4)
        assert [type(fault) for fault in other if fault] == [NotPossible] * 3
    assert SalesRecord.objects.count() == TRIALS * 2
