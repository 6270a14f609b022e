"""A claim is public only if in scope, certified by a named body, evidenced and unexpired (HU4, case T19)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.groups.models import ComplianceRecord, Group
from cityclusters.groups.products import acts as product_acts
from cityclusters.groups.standards import acts, claims, jobs, showing, waiting
from cityclusters.groups.standards.catalogue import standards, traits
from cityclusters.groups.standards.claims import Evidence, Scope, Thing
from cityclusters.groups.tests import making
from cityclusters.groups.tests.making_products import FRESH, SUN_DRIED, certified, listed, product
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Person
from cityclusters.places.models import Place

Browser = Callable[[Person | None], Client]
TODAY = date(2026, 1, 15)
WHOLE = Evidence("certified", "A body", True, date(2025, 1, 1), date(2026, 12, 31))
CODEX = Scope("product", ["harissa", "fresh_peppers", "heat_treated"], ["sun_dried"])
UNIT = Scope("unit", ["food"])


@pytest.fixture
def group(reads_english: Person, khiva: Place) -> Group:
    return making.group(khiva, Group.Kind.COOPERATIVE, reads_english)


def test_T19_the_three_claims_of_a_sun_dried_harissa() -> None:
    thing = Thing(SUN_DRIED, "TN")
    codex = claims.claim(CODEX, thing, WHOLE, TODAY)
    assert (codex.says, codex.reason, codex.about) == ("none", "excluded", "sun_dried")
    over = WHOLE._replace(expires_on=date(2025, 12, 31))
    haccp = claims.claim(UNIT, thing, over, TODAY)
    assert (haccp.says, haccp.reason, haccp.since) == ("none", "expired", date(2026, 1, 1))
    assert claims.claim(UNIT, thing, over, date(2025, 12, 31)).says == "shown"
    iso = claims.claim(UNIT, thing, Evidence("in_preparation"), TODAY)
    assert (iso.says, iso.reason) == ("working", "in_preparation")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ""),
        ({"body": " "}, "no_body"),
        ({"has_evidence": False}, "no_evidence"),
        ({"certified_on": None}, "not_yet"),
        ({"certified_on": date(2026, 1, 16)}, "not_yet"),
        ({"expires_on": None}, "no_last_day"),
        ({"expires_on": date(2026, 1, 14)}, "expired"),
        ({"expires_on": TODAY}, ""),
        ({"state": "audited"}, "audited"),
        ({"state": "self_declared"}, "self_declared"),
        ({"state": "suspended"}, "suspended"),
        ({"state": "withdrawn"}, "withdrawn"),
        ({"state": "not_started"}, "not_started"),
    ],
)
def test_HU4_each_missing_condition_hides_the_claim(changes: dict[str, Any], reason: str) -> None:
    found = claims.claim(UNIT, Thing(["food"], "TN"), WHOLE._replace(**changes), TODAY)
    assert found.reason == reason
    assert found.says == ("none" if reason else "shown")


@pytest.mark.parametrize(
    ("scope", "held", "country", "reason"),
    [
        (CODEX, FRESH, "TN", ""),
        (CODEX, [*FRESH, "sun_dried"], "TN", "excluded"),
        (CODEX, ["harissa"], "TN", "missing"),
        (Scope("product", ["food"], (), ["TN"]), ["food"], "UZ", "country"),
        (Scope("laboratory"), ["food"], "TN", "laboratory"),
        (Scope("product"), None, "TN", "about_product"),
        (UNIT, None, "TN", ""),
    ],
)
def test_HU4_scope_by_facts_and_not_by_name(
    scope: Scope, held: list[str] | None, country: str, reason: str
) -> None:
    assert claims.claim(scope, Thing(held, country), WHOLE, TODAY).reason == reason


@pytest.mark.parametrize(
    ("left", "told", "due"),
    [(91, None, None), (90, None, 90), (90, 90, None), (30, 90, 30), (8, 30, None), (7, 30, 7),
     (0, 7, None), (5, None, 7), (-1, None, None)],
)  # fmt: skip
def test_HU4_warnings_come_90_30_and_7_days_before(left: int, told: int | None, due: int | None) -> None:
    assert claims.warning_due(TODAY + timedelta(days=left), TODAY, told) == due


def test_every_standard_of_the_file_has_known_traits_a_scope_and_a_source() -> None:
    for one in standards().values():
        assert set(one.needs) | set(one.excludes) <= set(traits())
        assert one.source
        assert one.items
        for texts in (one.name, one.scope, *(item.words for item in one.items)):
            assert {"en", "fr", "es", "ar"} <= set(texts), one.code
    assert standards()["haccp"].kind == "method"
    assert standards()["iso-22000"].kind == "system"
    assert standards()["food-quality-label-tunisia"].countries == ("TN",)


def test_T19_on_the_page_of_the_product(
    group: Group, reads_english: Person, as_person: Browser, time_machine_now: Callable[[datetime], None]
) -> None:
    time_machine_now(datetime(2025, 12, 20, 12, tzinfo=UTC))
    made = listed(reads_english, group, traits=SUN_DRIED)
    certified(reads_english, group, "haccp", expires_on=date(2025, 12, 31))
    certified(reads_english, group, "cxs-308r-2011", made)
    iso = acts.start(reads_english, group, None, "iso-22000")
    acts.move(iso, reads_english, ComplianceRecord.State.IN_PREPARATION)
    page = as_person(None).get(made.get_absolute_url()).text
    assert "Where it is made: HACCP, certified by Certifier Ltd, valid until 31 December 2025" in page
    time_machine_now(datetime(2026, 1, 15, 12, tzinfo=UTC))
    page = as_person(None).get(made.get_absolute_url()).text
    assert "Working towards: ISO 22000" in page
    assert "HACCP" not in page
    assert "308R" not in page
    assert 'class="badge ok"' not in page
    own = as_person(reads_english).get(made.get_absolute_url()).text
    assert "Hidden since 1 January 2026" in own
    assert "because it says: Made from sun-dried produce" in own


def test_HU4_the_certificate_of_the_unit_is_none_of_what_is_made_elsewhere(
    group: Group, reads_english: Person, newcomer: Person, as_person: Browser
) -> None:
    certified(reads_english, group, "haccp")
    producer = making.member(group, "Producer", person=newcomer)
    mine = listed(newcomer, group, producer, traits=["food"])
    assert "HACCP" not in as_person(None).get(mine.get_absolute_url()).text
    product_acts.change(mine, newcomer, made_in_unit=True)
    assert "Where it is made: HACCP" in as_person(None).get(mine.get_absolute_url()).text


def test_HU4_people_are_warned_once_each_time_and_the_claim_ends(
    group: Group, reads_english: Person, time_machine_now: Callable[[datetime], None]
) -> None:
    time_machine_now(datetime(2026, 1, 10, 12, tzinfo=UTC))
    record = certified(reads_english, group, "haccp", expires_on=date(2026, 6, 30))
    for day, letters in [(date(2026, 3, 1), 0), (date(2026, 4, 1), 1), (date(2026, 4, 2), 1),
                         (date(2026, 5, 31), 2), (date(2026, 6, 23), 3), (date(2026, 6, 30), 3)]:  # fmt: skip
        time_machine_now(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
        jobs.follow_the_calendar()
        assert Letter.objects.filter(subject__contains="valid until").count() == letters, day
    assert [item.title for item in waiting.items(reads_english)] == ["A new certificate is needed: HACCP"]
    time_machine_now(datetime(2026, 7, 1, 12, tzinfo=UTC))
    for _again in range(2):
        jobs.follow_the_calendar()
    record.refresh_from_db()
    assert record.state == record.State.EXPIRED
    assert Letter.objects.filter(subject__contains="has run out").count() == 1
    assert Entry.objects.filter(act="groups_standard.expired").count() == 1
    assert [item.light for item in waiting.items(reads_english)] == ["red"]
    certified(reads_english, group, "haccp", certified_on=date(2026, 7, 1), expires_on=date(2026, 7, 20))
    jobs.follow_the_calendar()
    assert Letter.objects.filter(subject__contains="valid until").count() == 4


def test_a_product_meets_its_standard_only_when_it_does(group: Group, reads_english: Person) -> None:
    made = product(reads_english, group, traits=SUN_DRIED)
    with pytest.raises(NotPossible):
        product_acts.move(made, reads_english, "compliant")
    certified(reads_english, group, "cxs-308r-2011", made)  # not meant for it
    with pytest.raises(NotPossible):
        product_acts.move(made, reads_english, "compliant")
    certified(reads_english, group, "organic", made)
    product_acts.move(made, reads_english, "compliant")
    assert made.state == "compliant"
    assert [one.standard.code for one in showing.in_public(showing.of_product(made))] == ["organic"]
