"""What exchanges were given stands in the same ledger (seed items B8 and B9)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Contribution, Contributor, Exchange
from cityclusters.exchanges.tests.conftest import open_training, start, training  # noqa: F401
from cityclusters.people.models import Organisation, Person
from cityclusters.support.giving import overview
from cityclusters.support.giving.items import load_items
from cityclusters.support.giving.ledger import What, in_dollars, totals
from cityclusters.support.giving.rows import Asked
from cityclusters.support.models import Item
from cityclusters.support.tests import making_giving as making

Browser = Callable[[Person | None], Client]


@pytest.fixture
def academy(db: None) -> Organisation:
    making.item()
    return making.actor("CN", "university", "Academy of Services")


def _amounts(item: str, currency: str = "") -> dict[What, Decimal]:
    found = totals(overview.entries(Asked(), Item.objects.all()))
    return found[item, currency].amounts


def test_B8_eight_trainers_are_asked_confirmed_and_counted(
    open_training: Exchange,  # noqa: F811
    officer: Person,
    academy: Organisation,
    client: Client,
) -> None:
    asked = [
        Contributor.ask(
            officer, open_training, organisation=academy, post=f"Trainer {number}", role="trainer"
        )
        for number in range(8)
    ]
    assert _amounts("trainer")[What.PLEDGED] == 8
    for one in asked[:7]:
        one.answer(officer, True)
    asked[7].answer(officer, False)
    amounts = _amounts("trainer")
    assert (amounts[What.CONFIRMED], amounts[What.PLEDGED]) == (Decimal(7), Decimal(0))
    page = client.get(f"/aid/rows/?exchange={open_training.public_id}&item=trainer").text
    assert "Academy of Services" in page
    assert "Trainer 1" not in page  # nobody's post or name


def test_AI2_trainers_who_were_promised_and_came_are_counted_once(
    open_training: Exchange,  # noqa: F811
    officer: Person,
    academy: Organisation,
) -> None:
    promise = Contribution.pledge(
        officer, open_training, academy, kind="people", quantity=Decimal(8), unit="Trainers"
    )
    assert _amounts("trainer")[What.PLEDGED] == 8
    promise.deliver(officer, date(2020, 11, 6), Decimal(8))
    promise.confirm(officer)
    assert _amounts("trainer")[What.CONFIRMED] == 8
    for number in range(8):
        one = Contributor.ask(
            officer, open_training, organisation=academy, post=f"Trainer {number}", role="trainer"
        )
        one.answer(officer, True)
    assert _amounts("trainer")[What.CONFIRMED] == 8


def test_B9_money_for_an_exchange_counts_when_it_is_confirmed_with_its_rate(
    open_training: Exchange,  # noqa: F811
    officer: Person,
    academy: Organisation,
    as_person: Browser,
    client: Client,
) -> None:
    work = f"/exchanges/{open_training.public_id}/manage/contributions/"
    made = Contribution.pledge(
        officer, open_training, academy, kind="money", quantity=Decimal(70_000), unit="CNY"
    )
    euros = Contribution.pledge(
        officer, open_training, academy, kind="money", quantity=Decimal(5), unit="EUR"
    )
    said = {"on": "2020-11-01", "quantity": "70000", "rate": "0.15"}
    browser = as_person(officer)
    refused = browser.post(f"{work}{made.public_id}/delivery/", said)
    assert refused.status_code == 200  # a rate belongs to a day
    said["rate_on"] = "2020-10-30"
    assert browser.post(f"{work}{made.public_id}/delivery/", said).status_code == 302
    assert _amounts("money", "CNY")[What.TRANSIT] == 70_000
    browser.post(f"{work}{made.public_id}/confirmation/")
    euros.deliver(officer, date(2020, 11, 1), Decimal(5))
    euros.confirm(officer)
    dollars = in_dollars(overview.entries(Asked(), Item.objects.all()))
    assert dollars.amount == Decimal("10500.00")
    assert dollars.without_rate == {"EUR": Decimal(5)}
    page = client.get("/aid/").text.replace("\u202f", "")
    assert "10500 US dollars" in page
    assert "5 EUR" in page
    assert (
        f"/aid/rows/?exchange={open_training.public_id}" in client.get(open_training.get_absolute_url()).text
    )


def test_AI3_what_no_item_means_keeps_its_words_and_is_added_to_nothing(
    open_training: Exchange,  # noqa: F811
    officer: Person,
    academy: Organisation,
    client: Client,
) -> None:
    Contribution.pledge(officer, open_training, academy, kind="kind", quantity=Decimal(3), unit="Projectors")
    Contribution.pledge(
        officer, open_training, academy, kind="people", quantity=Decimal(4), unit="Trainer days"
    )
    Contribution.pledge(officer, open_training, academy, kind="kind", description="A hall")
    assert _amounts("other:projectors")[What.PLEDGED] == 3
    assert _amounts("trainer-day")[What.PLEDGED] == 4
    page = client.get("/aid/").text
    assert "projectors" in page
    assert "1 gift without an amount" in page
    assert client.get("/aid/rows/?item=other:projectors").text.count("Academy of Services") == 1


def test_drafts_of_exchanges_are_not_in_the_ledger(
    training: Exchange,  # noqa: F811
    officer: Person,
    academy: Organisation,
) -> None:
    Contribution.pledge(officer, training, academy, kind="money", quantity=Decimal(5), unit="USD")
    assert overview.entries(Asked(), Item.objects.all()) == []


def test_items_of_the_list_are_loaded_once_and_kept_by_officers(
    officer: Person, khiva_deputy: Person, as_person: Browser
) -> None:
    making.item()
    assert not load_items()
    browser = as_person(officer)
    data = {"names": "Blankets", "unit": "pieces", "measure": "pieces", "also": "blanket, cover"}
    assert as_person(khiva_deputy).post("/aid/items/new/", data).status_code == 404
    assert browser.post("/aid/items/new/", data).status_code == 302
    made = Item.objects.get(also=["blanket", "cover"])
    assert (made.kind, str(made)) == ("goods", "Blankets")
    other = {"names": "Warm blankets", "unit": "pieces"}
    assert browser.post(f"/aid/items/{made.code}/", other).status_code == 302
    made.refresh_from_db()
    assert (str(made), made.measure) == ("Warm blankets", "pieces")
    assert make_texts("en", en="Warm blankets") == made.names
