"""Organisations in their roles and what they give (seed items A4, B5, B7, B9)."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.exchanges import waiting
from cityclusters.exchanges.models import Contribution, Exchange, Partner
from cityclusters.people.models import Organisation, Person

Browser = Callable[[Person | None], Client]


@pytest.fixture
def school(programme: Organisation) -> Organisation:
    """A school below its ministry."""
    ministry = Organisation.objects.create(
        names=make_texts("en", en="Ministry of the Economy"), kind="national", state="verified"
    )
    return Organisation.objects.create(
        names=make_texts("en", en="School of Business"), kind="university", state="verified", parent=ministry
    )


@pytest.fixture
def association(db: None) -> Organisation:
    return Organisation.objects.create(
        names=make_texts("en", en="Association for Trade in Services"),
        kind="business_association",
        state="verified",
    )


@pytest.fixture
def work(open_training: Exchange) -> str:
    return f"/exchanges/{open_training.public_id}/manage/"


def test_B7_organisations_get_roles(
    open_training: Exchange, officer: Person, school: Organisation, work: str, as_person: Browser
) -> None:
    browser = as_person(officer)
    for role in ("initiator", "initiator", "host"):
        browser.post(f"{work}partners/", {"partner-organisation": "School of Business", "partner-role": role})
    roles = open_training.partners.filter(organisation=school).values_list("role", flat=True)
    assert sorted(roles) == ["host", "initiator"]


def test_B5_the_ministry_stands_above_its_school(
    open_training: Exchange, officer: Person, school: Organisation, client: Client
) -> None:
    Partner.add(officer, open_training, school, "initiator")
    page = client.get(open_training.get_absolute_url()).content.decode()
    assert "School of Business" in page
    assert "(Ministry of the Economy)" in page


def test_A4_offices_of_one_agency_are_one_agency(
    open_training: Exchange, officer: Person, programme: Organisation
) -> None:
    for name in ("Country office in Peru", "Country office in Jordan"):
        office = Organisation.objects.create(
            names=make_texts("en", en=name), kind="un", state="verified", parent=programme
        )
        Partner.add(officer, open_training, office, "technical")
    keys = open_training.partners.values_list("organisation_id", flat=True)
    assert set(Organisation.objects.all().agencies(keys).values()) == {programme.pk}


def test_the_organiser_keeps_its_role(open_training: Exchange, officer: Person) -> None:
    with pytest.raises(NotPossible, match="organises"):
        open_training.partners.get().remove(officer)


def test_a_role_is_taken_away(
    open_training: Exchange, officer: Person, school: Organisation, work: str, as_person: Browser
) -> None:
    partner = Partner.add(officer, open_training, school, "supporter")
    as_person(officer).post(f"{work}partners/{partner.pk}/removal/")
    assert not Partner.objects.filter(pk=partner.pk).exists()


def _given(**more: Any) -> dict[str, Any]:
    return {
        "given-organisation": "Association for Trade in Services",
        "given-kind": "money",
        "given-quantity": "12000",
        "given-unit": "usd",
        "given-pledged_at": "2020-10-20",
        **more,
    }


def test_B9_money_is_promised_delivered_and_confirmed(
    open_training: Exchange,
    officer: Person,
    association: Organisation,
    work: str,
    as_person: Browser,
    client: Client,
) -> None:
    browser = as_person(officer)
    browser.post(f"{work}contributions/", _given())
    row = open_training.contributions.get()
    assert (row.state, row.quantity, row.unit) == ("pledged", Decimal("12000"), "USD")
    page = f"{work}contributions/{row.public_id}/"
    browser.post(f"{page}confirmation/")
    row.refresh_from_db()
    assert row.state == "pledged"
    browser.post(f"{page}delivery/", {"on": "2020-11-01", "quantity": "11500.50"})
    row.refresh_from_db()
    assert (row.state, row.delivered_quantity) == ("delivered", Decimal("11500.50"))
    assert any("Association for Trade" in item.title for item in waiting.items(officer))
    browser.post(f"{page}confirmation/")
    row.refresh_from_db()
    assert (row.state, row.confirmed_by) == ("confirmed", officer)
    shown = client.get(open_training.get_absolute_url()).content.decode()
    assert "11\u202f500.5\u202fUSD" in shown
    assert "delivery confirmed" in shown


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"given-quantity": ""}, "Write the amount"),
        ({"given-unit": "dollars"}, "three letters"),
        ({"given-quantity": "-5"}, "greater than"),
        ({"given-kind": "kind", "given-quantity": "", "given-unit": ""}, "Say what is given"),
        ({"given-kind": "people", "given-quantity": "8", "given-unit": ""}, "Say of what"),
        ({"given-pledged_at": "2021-02-29"}, "not a leap year"),
    ],
)
def test_what_is_no_contribution_is_refused(
    open_training: Exchange,
    officer: Person,
    association: Organisation,
    work: str,
    as_person: Browser,
    typed: dict[str, str],
    words: str,
) -> None:
    page = as_person(officer).post(f"{work}contributions/", _given(**typed)).content.decode()
    assert words in page
    assert not open_training.contributions.exists()


def test_only_an_officer_confirms(khiva_deputy: Person, khiva_city: Organisation, as_person: Browser) -> None:
    exchange = Exchange.create(
        khiva_deputy, khiva_city, title=make_texts("en", en="Course"), zone="UTC", languages=["en"]
    )
    row = Contribution.pledge(khiva_deputy, exchange, khiva_city, kind="kind", description="The room")
    row.deliver(khiva_deputy, timezone.localdate(), None)
    as_person(khiva_deputy).post(
        f"/exchanges/{exchange.public_id}/manage/contributions/{row.public_id}/confirmation/"
    )
    row.refresh_from_db()
    assert row.state == "delivered"


def test_nothing_arrives_tomorrow(
    open_training: Exchange, officer: Person, programme: Organisation, work: str, as_person: Browser
) -> None:
    row = Contribution.pledge(officer, open_training, programme, kind="kind", description="Masks")
    tomorrow = timezone.localdate() + timedelta(days=2)
    page = as_person(officer).post(f"{work}contributions/{row.public_id}/delivery/", {"on": tomorrow})
    assert "still to come" in page.content.decode()


def test_what_is_taken_back_is_not_shown(
    open_training: Exchange, officer: Person, programme: Organisation, client: Client
) -> None:
    row = Contribution.pledge(
        officer, open_training, programme, kind="kind", description="Two buses", pledged_at=date(2026, 1, 1)
    )
    assert "Two buses" in client.get(open_training.get_absolute_url()).content.decode()
    row.withdraw(officer)
    assert "Two buses" not in client.get(open_training.get_absolute_url()).content.decode()
    with pytest.raises(NotPossible):
        row.deliver(officer, date(2026, 1, 2), None)
