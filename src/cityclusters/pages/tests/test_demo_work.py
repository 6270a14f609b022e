"""The demo's groups: what the texts tell of them stands in records, the rest is marked."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from cityclusters.exchanges.models import Certificate, Exchange
from cityclusters.groups.booking.checks import is_briefed
from cityclusters.groups.models import Booking, Group, Headcount, Product
from cityclusters.groups.standards.showing import judged
from cityclusters.people.models import Person
from cityclusters.projects.models import Plan, Project, Value


@pytest.fixture
def demo(story: Exchange, db: None) -> None:
    """The whole demo; what a test changes is taken back after it."""


def _group(name: str) -> Group:
    return next(group for group in Group.objects.all() if group.names["en"] == name)


def test_C27_tahadi_was_founded_by_164_women(demo: None) -> None:
    tahadi = _group("SMSA Tahadi")
    (count,) = tahadi.headcounts.all()
    assert (count.unit, count.female, count.total, count.on.year) == (Headcount.Unit.FOUNDERS, 164, 164, 2013)
    assert (tahadi.founded_year_only, tahadi.kind) == (True, Group.Kind.COOPERATIVE)


def test_A6_a_woman_of_the_hub_has_a_certificate_bookings_and_a_product_without_her_name(demo: None) -> None:
    who = Person.objects.get(name="Participant of the hub")
    (certificate,) = Certificate.objects.filter(registration__person=who)
    assert certificate.kind == Certificate.Kind.COMPLETION
    assert sorted(Booking.objects.filter(person=who).values_list("state", flat=True)) == ["approved", "asked"]
    bag = Product.objects.get(member__person=who)
    assert (bag.state, bag.shown_as, bag.contact) == (Product.State.LISTED, "", "")
    machine = _group("Creative Women Hub").facilities.get(kind="machine")
    assert is_briefed(machine, who, Booking.objects.filter(person=who).first().start)  # type: ignore[union-attr]


def test_T19_of_two_certificates_one_may_be_claimed(demo: None) -> None:
    harissa = next(row for row in Product.objects.all() if row.names["en"] == "Traditional harissa")
    shown = [judged(row, harissa, harissa.group.today()) for row in harissa.compliance.all()]
    said = {one.standard.code: (one.is_badge, one.claim.reason) for one in shown if one is not None}
    assert said == {"food-quality-label-tunisia": (True, ""), "cxs-308r-2011": (False, "excluded")}


def test_the_cluster_of_dodowa_stands_in_monitoring_with_its_plan_in_force(demo: None) -> None:
    wacomp = next(row for row in Project.objects.all() if row.title["en"].startswith("WACOMP"))
    assert (wacomp.phase, wacomp.closings.count()) == ("monitoring", 7)
    plan = wacomp.plans.get()
    assert (plan.state, plan.illustrative) == (Plan.State.IN_FORCE, True)
    assert wacomp.endorsements.count() == 3
    assert "drying and processing centre" in wacomp.outcomes.get(kind="facility").statement.lower()


def test_a_plan_of_women_alone_passes_with_its_reason(demo: None) -> None:
    pampat = next(row for row in Project.objects.all() if row.title["en"].startswith("PAMPAT"))
    assert (pampat.phase, pampat.plans.get().single_sex) == ("exit", "female")


def test_A19_a_visitor_reads_the_local_plan_and_its_allied_institutions(
    demo: None, as_person: Callable[[Person | None], Client]
) -> None:
    justa = Project.objects.get(kind=Project.Kind.LOCAL_PLAN)
    page = as_person(None).get(justa.get_absolute_url())
    assert page.status_code == 200
    text = page.content.decode()
    for words in ("Talleres con hombres y muchachos", "Más de 30"):
        assert words in text
    assert page.headers["Cache-Control"].startswith("no-store")


def test_A17_of_the_money_only_what_is_confirmed_counts(demo: None) -> None:
    justa = Project.objects.get(kind=Project.Kind.LOCAL_PLAN)
    assert justa.phase == "financed", "of 19,000 only 8,000 are confirmed"
    assert sorted((row.state, row.confirmed) for row in justa.finance.all()) == [
        ("applied", None),
        ("confirmed", 8000),
    ]


def test_C34_the_numbers_of_dodowa_are_by_sex_and_approved(demo: None) -> None:
    values = Value.objects.filter(indicator__unit="people").order_by("indicator", "period")
    assert {row.state for row in values} == {"approved"}
    assert [(row.female, row.male) for row in values][:2] == [
        (Decimal(18), Decimal(14)),
        (Decimal(22), Decimal(12)),
    ]
