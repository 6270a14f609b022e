"""The demo's Help: 35 needs meet hosts of four countries, answers follow; a drive and trade."""

from collections import Counter
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.exchanges.models import Exchange
from cityclusters.journal.models import FollowUp, Letter
from cityclusters.pages.demo import loading
from cityclusters.people.models import Person
from cityclusters.people.views.sign_in import MOST_OF_CAST
from cityclusters.support.giving import overview
from cityclusters.support.giving.ledger import Route, What, days_of_time, totals
from cityclusters.support.giving.rows import Asked
from cityclusters.support.models import (
    Agreement,
    Choice,
    Drive,
    Item,
    Line,
    Match,
    Need,
    Offer,
    Outcome,
    Pledge,
    Request,
    Round,
    Run,
    Shipment,
    Trade,
    Unserved,
    Window,
)
from cityclusters.support.models.choices import HOLDING, MatchState, NeedState, OfferState
from cityclusters.support.rounds import acts, report, rows
from cityclusters.support.rounds.tasks import work
from cityclusters.support.trade.finding import found_for

pytestmark = pytest.mark.usefixtures("story", "db")


@pytest.fixture
def first() -> Round:
    return Round.objects.get(state="published")


@pytest.fixture
def coming() -> Round:
    return Round.objects.get(state="open")


def test_B17_each_statement_became_a_need_that_was_renewed_and_is_open_today() -> None:
    needs = Need.objects.filter(statement__isnull=False)
    assert needs.count() == 35
    assert {need.stated_at.year for need in needs} == {2020}
    assert all(need.expires_on > timezone.localdate() for need in needs if need.expires_on)
    assert all(need.illustrative and "renewed" in need.source for need in needs)
    assert needs.filter(wishes__country="CN").count() == 25, "71 percent"


def test_T04_wanted_as_asked_any_format_served_waiting(first: Round) -> None:
    run = report.run_of(first)
    assert run is not None
    found = report.counted(first, run)
    china = found.countries["CN"]
    assert (china.wanted, china.as_asked, china.any_format, china.served, china.waiting) == (25, 7, 19, 23, 2)
    assert (found.needs.wanted, found.needs.served) == (35, 33)
    forms = Counter(
        Choice.objects.filter(run=run, rank=1, need__wishes__country="CN").values_list(
            "window__modality", flat=True
        )
    )
    assert forms == {"study_tour": 7, "training": 12, "expert": 4}
    (warning,) = report.build(first, found, names=False).warnings
    assert "25 of 35 needs (71 %)" in warning
    assert "China" in warning


def test_MA1_no_window_holds_more_than_its_places(first: Round) -> None:
    proposed = Counter(first.matches.exclude(proposed_at=None).values_list("window", flat=True))
    assert proposed
    assert all(row.held <= row.slots for row in Window.objects.all())


def test_MA4_those_who_wait_have_a_reason_and_a_day(first: Round) -> None:
    waiting = Unserved.objects.filter(round=first)
    assert waiting.count() == 2
    assert all(row.next_on == first.next_on and row.code for row in waiting)


def test_a_declined_proposal_found_its_second_choice(first: Round) -> None:
    declined = first.matches.get(state=MatchState.DECLINED)
    assert (declined.rank, declined.ended_for) == (1, "no_time")
    second = declined.need.matches.get(state=MatchState.PROPOSED)
    assert second.rank > 1
    assert second.window.offer_id != declined.window.offer_id
    asked = second.window.matches.filter(state__in=[*HOLDING, MatchState.PROPOSED, MatchState.ONE])
    assert asked.count() <= second.window.slots, "its second choice is a place that nobody else was proposed"
    assert Letter.objects.filter(key__contains=declined.public_id).exists()


def test_B19_khiva_and_yichun_have_an_agreement_in_force(first: Round) -> None:
    made = Agreement.objects.get()
    assert made.state == Agreement.State.IN_FORCE
    assert made.need_side.place is not None
    assert made.host_side.place is not None
    assert (made.need_side.place.name, made.host_side.place.name) == ("Khiva", "Yichun")
    assert made.assents.count() == 4
    assert made.type_confirmed_at
    assert made.match.state == MatchState.AGREED
    assert made.need.state == NeedState.RUNNING
    assert FollowUp.objects.get(kind="match", subject_id=made.match.public_id).state == FollowUp.State.DONE


def test_most_still_wait_for_answers(first: Round) -> None:
    states = Counter(first.matches.exclude(proposed_at=None).values_list("state", flat=True))
    assert states[MatchState.BOTH] == 1
    assert states[MatchState.ONE] == 8
    assert states[MatchState.PROPOSED] > 15


def test_two_of_the_cast_can_answer_a_proposal() -> None:
    """The first people of the demo are those with whom visitors sign in."""
    cast = list(Person.objects.filter(email__endswith=".example").order_by("pk")[:MOST_OF_CAST])
    hosts = {row.window.offer.organisation_id for row in Match.objects.filter(state=MatchState.PROPOSED)}
    cities = {row.need.organisation_id for row in Match.objects.filter(state=MatchState.PROPOSED)}
    own = [person.organisations_on() for person in cast]
    assert any(organisations & hosts for organisations in own)
    assert any(organisations & cities for organisations in own)


def test_the_next_round_waits_for_the_broker(coming: Round) -> None:
    assert not Run.objects.filter(round=coming).exists()
    needs = set(coming.needs.all())
    left = {row.need for row in Unserved.objects.all()}
    assert left <= needs
    assert {need.organisation.place.country_id for need in needs if need.organisation.place} >= {
        "PE",
        "JO",
        "GM",
    }
    assert [offer.place.name for offer in rows.unconfirmed(coming)] == ["Bursa"]


def test_the_next_round_can_be_calculated_and_moves_as_few_as_possible(coming: Round) -> None:
    """Amman asks for a visit in China: one city that also takes a course makes room, and is told why."""
    officer = Person.objects.get(email="officer@programme.example")
    run = acts.start(coming, officer)
    work(Run.objects.select_related("round").get(pk=run.pk))
    run.refresh_from_db()
    assert (run.state, run.failure) == (Run.State.DONE, "")
    (moved,) = Outcome.objects.filter(run=run, has_moved=True)
    assert (moved.got, [line["code"] for line in moved.moved]) == (1, ["full"])
    new = Outcome.objects.filter(run=run, need__statement=None).select_related("need__place")
    assert {row.need.place.name: (row.got, row.code) for row in new} == {
        "Cajabamba": (1, ""),
        "Banjul": (1, ""),
        "Amman": (1, ""),
        "Chandigarh": (0, "no_candidate"),
    }
    bursa = Offer.objects.get(place__name="Bursa")
    trial = acts.start(coming, officer, {"offers": [bursa.public_id]})
    work(Run.objects.select_related("round").get(pk=trial.pk))
    trial.refresh_from_db()
    assert (run.served, trial.served) == (36, 37), "what if Bursa confirmed: Chandigarh has a host"


def test_D14_a_standing_offer_has_places_for_each_term() -> None:
    offer = Offer.objects.get(title__startswith="Virtual learning workshops")
    terms = list(offer.windows.order_by("starts"))
    assert len(terms) == 3
    assert {term.slots for term in terms} == {10}
    assert offer.state == OfferState.OPEN
    assert "World Cities Day 2020" in offer.source


def test_T12_the_drive_counts_what_was_accepted_and_no_claim() -> None:
    drive = Drive.objects.get()
    items = list(Item.objects.all())
    entries = overview.entries(Asked(drive=drive.pk), items)
    found = totals(entries)
    masks, suits = found["mask", ""], found["protective-suit", ""]
    assert masks.amounts[What.CONFIRMED] == 47_300
    assert masks.amounts[What.PLEDGED] == 30_000
    assert masks.amounts[What.TRANSIT] == 1_500
    assert masks.amounts[What.REJECTED] == 200
    assert masks.routes[Route.SOUTH_SOUTH] == 22_300
    assert masks.crossed[Route.SOUTH_SOUTH, "local_authority"] == 12_300
    assert suits.amounts[What.CONFIRMED] == 1_000
    assert "682,000" in drive.claim["en"]
    assert str(drive.claim_on) == "2020-10-31"


def test_AI2_each_shipment_was_reported_by_both_sides_and_counts_once() -> None:
    sent = Shipment.objects.all()
    assert sent.count() == 6
    assert all(row.donor_reported and row.recipient_reported and not row.entered_for for row in sent)
    assert Line.objects.filter(unit_size=50).count() == 1, "boxes"
    assert Pledge.objects.filter(shipments=None).count() == 1


def test_AI5_a_request_stays_open_for_the_rest() -> None:
    states = Counter(Request.objects.values_list("state", flat=True))
    assert states == {"met": 3, "partly_met": 2, "open": 1}


def test_B8_B9_the_trainers_and_the_funding_of_the_training_stand_in_the_ledger(story: Exchange) -> None:
    entries = overview.entries(Asked(exchange=story.public_id), list(Item.objects.all()))
    found = totals(entries)
    assert found["trainer", ""].amounts[What.CONFIRMED] == 8, "two reports of the same eight count once"
    (money,) = [entry for entry in entries if entry.row.measure == "money"]
    assert money.row.quantity is None, "the text gives no amount"
    assert days_of_time(found.values()) == Decimal(0)


def test_C22_growers_and_processors_find_each_other() -> None:
    mango = Trade.objects.get(product="Fresh mangoes", side="sells")
    assert mango.place.name == "Dodowa"
    (buyer,) = found_for(mango)
    assert buyer.line.trade.organisation.names["en"] == "Drying and processing centre, Dodowa"
    assert ("good", "The same product.") in buyer.reasons
    assert ("good", "Months in common: May, June, July.") in buyer.reasons
    assert Trade.objects.filter(product__icontains="cassava").count() == 2


def test_D2_khiva_has_peers_with_reasons(client: Client) -> None:
    khiva = Agreement.objects.get().need_side.place
    assert khiva is not None
    way = f"/peers/?place_id={khiva.public_id}"
    assert way in client.get(khiva.get_absolute_url()).content.decode()
    page = client.get(way).content.decode()
    assert "Beruniy" in page, "the nearest of its size"
    assert "Official language in common: Uzbek" in page
    assert "The same level: Lower middle income" in page


def test_loading_again_changes_no_help() -> None:
    models = (Need, Offer, Round, Match, Agreement, Drive, Shipment, Trade)
    before = [model.objects.count() for model in models]
    assert not loading.load()
    assert [model.objects.count() for model in models] == before
