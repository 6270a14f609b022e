"""What a broker reads on the pages of a round, and what she does there."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.support.engine.file import answer as answer_file
from cityclusters.support.models import Choice, Offer, Outcome, Round, Run, Wanted
from cityclusters.support.rounds import acts
from cityclusters.support.rounds.tasks import work
from cityclusters.support.tests import making_rounds as making

MOST_QUERIES = 12
MOST_BYTES = 50_000


@pytest.fixture
def broker(officer: Person, as_person: making.SignIn) -> Client:
    return as_person(officer)


@pytest.fixture
def season(db: None) -> making.T04:
    return making.t04()


def _text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def _filled(**more: Any) -> dict[str, Any]:
    day = (timezone.localdate() + timedelta(days=100)).isoformat()
    return {
        "title": "Spring", "confirm_by": day, "next_on": day,
        "acceptable": 75, "stability": 15, "shortlist": 3, **more,
    }  # fmt: skip


def test_MA3_the_seed_and_the_rules_are_written_down_before_anything_is_calculated(
    season: making.T04, broker: Client
) -> None:
    answer = broker.post("/rounds/new/", _filled(country_1="CN", places_1=5))
    round_ = Round.objects.get()
    assert answer["Location"] == f"/rounds/{round_.public_id}/"
    assert len(round_.seed) == 16
    assert round_.rules["country_capacity"] == {"CN": 5}
    line = Entry.objects.get(act="round.opened")
    assert line.details["seed"] == round_.seed
    assert not Run.objects.exists()
    assert round_.seed in _text(broker, f"/rounds/{round_.public_id}/")
    assert all(offer.asked_at for offer in Offer.objects.all())


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"next_on": "2020-01-01"},
        {"acceptable": 0},
        {"acceptable": "a lot"},
        {"shortlist": 9},
        {"country_1": "CN"},
        {"places_1": 3},
        {"country_1": "CN", "places_1": 1, "country_2": "CN", "places_2": 2},
        {"country_1": "nowhere", "places_1": 1},
    ],
)
def test_a_round_with_wrong_entries_is_refused_and_comes_back_filled_in(wrong: Any, broker: Client) -> None:
    answer = broker.post("/rounds/new/", _filled(**wrong))
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert not Round.objects.exists()


def test_there_is_one_round_in_preparation(broker: Client) -> None:
    broker.post("/rounds/new/", _filled())
    answer = broker.post("/rounds/new/", _filled(title="Second"))
    assert answer.status_code == 422
    assert Round.objects.count() == 1


def test_MA5_the_broker_is_warned_before_she_calculates(
    season: making.T04, officer: Person, broker: Client
) -> None:
    round_ = making.round_of(officer)
    for page in ("", "demand/"):
        text = _text(broker, f"/rounds/{round_.public_id}/{page}")
        assert "25 of 35 needs (71 %) ask for a host in China: more than 40 %." in text
    assert "Places" in text


def test_MA5_a_city_that_more_name_than_it_has_places_for_is_warned_of(
    officer: Person, broker: Client
) -> None:
    subject, host = making.theme(), making.city("Nanjing", "CN")
    making.window(making.offer(host, subject), 1)
    for number in range(3):
        making.need(making.city(f"City {number}", "UZ"), subject, wishes=[host.place])
    round_ = making.round_of(officer)
    assert "3 needs name Nanjing, China, which has 1 place." in _text(broker, f"/rounds/{round_.public_id}/")


def test_MA7_the_page_of_a_need_says_why_with_parts_that_add_up(
    season: making.T04, officer: Person, broker: Client
) -> None:
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    choice = Choice.objects.filter(run=run, rank=1).first()
    assert choice is not None
    assert sum(value for _name, value in choice.parts) == pytest.approx(choice.score, abs=1e-9)
    text = _text(broker, f"/rounds/{round_.public_id}/runs/1/needs/{choice.need.public_id}/")
    assert f"The two fit with {int(choice.score * 100 + 0.5)} of 100 points." in text
    assert "The host is in a country that the need asks for" in text
    assert choice.window.offer.title in text


def test_a_need_without_its_named_host_reads_who_holds_the_places(officer: Person, broker: Client) -> None:
    subject, host = making.theme(), making.city("Nanjing", "CN")
    making.window(making.offer(host, subject), 1)
    for name in ("Khiva", "Bukhara"):
        making.need(making.city(name, "UZ"), subject, wishes=[host])
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    waits = Outcome.objects.get(run=run, got=0)
    served = Choice.objects.get(run=run, rank=1).need
    text = _text(broker, f"/rounds/{round_.public_id}/runs/1/needs/{waits.need.public_id}/")
    assert "Its only place goes to another city." in text
    assert f"Guests there: {served.place.name}, Uzbekistan" in text
    assert "It is looked at again on 1 March 2099." in text


@pytest.mark.parametrize(
    ("mine", "says"),
    [
        ({"languages": ["fr"]}, "They have no language in common."),
        ({"modalities": ["funding"]}, "The need does not accept this form of cooperation."),
        ({"window_end": timezone.localdate() + timedelta(days=5)}, "Its dates do not suit the need."),
    ],
)
def test_a_named_host_that_does_not_fit_says_in_what(
    mine: Any, says: str, officer: Person, broker: Client
) -> None:
    subject, host = making.theme(), making.city("Nanjing", "CN")
    making.window(making.offer(host, subject), 1)
    need = making.need(making.city("Khiva", "UZ"), subject, wishes=[host], **mine)
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    assert says in _text(broker, f"/rounds/{round_.public_id}/runs/1/needs/{need.public_id}/")


def test_a_named_host_is_preferred_over_another_one_of_the_country(officer: Person) -> None:
    subject, named = making.theme(), making.city("Nanjing", "CN")
    for host in (making.city("Suzhou", "CN"), named, making.city("Wuxi", "CN")):
        making.window(making.offer(host, subject), 1)
    need = making.need(making.city("Khiva", "UZ"), subject, wishes=["CN", named.place])
    run = making.calculated(making.round_of(officer), officer)
    first = Choice.objects.get(run=run, need=need, rank=1)
    assert first.window.offer.organisation == named
    assert "host" in {name for name, _value in first.parts}
    assert (first.as_wished, first.as_asked) == (True, True)


def test_a_need_that_wants_two_hosts_gets_two(officer: Person) -> None:
    subject = making.theme()
    for name in ("Suzhou", "Wuxi"):
        making.window(making.offer(making.city(name, "CN"), subject), 2)
    need = making.need(making.city("Khiva", "UZ"), subject, wants=2)
    run = making.calculated(making.round_of(officer), officer)
    assert Choice.objects.filter(run=run, need=need, rank=1).count() == 2


def test_a_pin_holds_and_says_so_and_a_forbidden_pair_says_why(officer: Person, broker: Client) -> None:
    subject = making.theme()
    near = making.offer(making.city("Near", "UZ", 41.0, 60.0), subject)
    far = making.offer(making.city("Far", "PE", -12.0, -77.0), subject)
    for offer in (near, far):
        making.window(offer, 1)
    need = making.need(making.city("Khiva", "UZ", 41.0, 60.0), subject, wishes=[near.organisation])
    round_ = making.round_of(officer)
    assert Choice.objects.get(run=making.calculated(round_, officer), rank=1).window.offer == near
    address = f"/rounds/{round_.public_id}/needs/{need.public_id}/wanted/"
    refused = broker.post(f"{address}?q=far", {"offer": far.public_id, "kind": "pin", "reason": ""})
    assert refused.status_code == 422
    broker.post(address, {"offer": far.public_id, "kind": "pin", "reason": "They know each other."})
    second = making.calculated(round_, officer)
    choice = Choice.objects.get(run=second, rank=1)
    assert choice.window.offer == far
    assert "pinned" in choice.flags
    assert Outcome.objects.get(run=second, need=need).has_moved
    text = _text(broker, f"/rounds/{round_.public_id}/runs/2/?show=moved")
    assert "Before: City of Near (Near, Uzbekistan)." in text
    assert "They know each other." in text
    broker.post(address, {"offer": near.public_id, "kind": "forbid", "reason": "A conflict at home."})
    making.calculated(round_, officer)
    page = _text(broker, f"/rounds/{round_.public_id}/runs/3/needs/{need.public_id}/")
    assert "An officer has set the two apart: A conflict at home." in page
    broker.post(f"/rounds/{round_.public_id}/needs/{need.public_id}/wanted/{near.public_id}/removal/")
    assert Wanted.objects.get().offer == far


def test_a_pin_that_can_not_hold_is_told(officer: Person, broker: Client) -> None:
    subject = making.theme()
    offer = making.offer(making.city("Other", "UZ"), making.theme("waste"))
    making.window(offer, 1)
    need = making.need(making.city("Khiva", "UZ"), subject)
    round_ = making.round_of(officer)
    acts.say(round_, officer, need, offer, "pin", "Try.")
    making.calculated(round_, officer)
    text = _text(broker, f"/rounds/{round_.public_id}/runs/1/")
    assert "The two do not fit in subject, form, language or dates." in text


def test_what_if_a_host_had_more_places(season: making.T04, officer: Person, broker: Client) -> None:
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    window = season.visits[0]
    rules = {"acceptable": 75, "stability": 15, "shortlist": 3}
    address = f"/rounds/{round_.public_id}/what-if/?window={window.public_id}"
    assert "More places: City of Host 0" in _text(broker, address)
    assert broker.post(address, rules).status_code == 422
    answer = broker.post(address, {**rules, f"window_{window.public_id}": 2})
    trial = Run.objects.get(base__isnull=False)
    assert answer["Location"] == trial.get_absolute_url()
    work(Run.objects.select_related("round").get(pk=trial.pk))
    text = _text(broker, trial.get_absolute_url())
    assert "2 needs more are served" in text
    assert "2 places more" in text
    assert "More places and confirmations are the hosts' to give" in text
    assert Round.objects.get().rules_version == 1


def test_what_if_another_rule_held_and_keeping_it(
    season: making.T04, officer: Person, broker: Client
) -> None:
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    sent = {"acceptable": 75, "stability": 15, "shortlist": 3, "country_1": "CN", "places_1": 10}
    broker.post(f"/rounds/{round_.public_id}/what-if/", sent)
    trial = Run.objects.select_related("round").get(base__isnull=False)
    work(trial)
    assert "China: at most 10 cities" in _text(broker, trial.get_absolute_url())
    broker.post(f"/rounds/{round_.public_id}/runs/{trial.number}/kept/")
    kept = Round.objects.get()
    assert (kept.rules["country_capacity"], kept.rules_version) == ({"CN": 10}, 2)
    run = Run.objects.select_related("round").get(number=3)
    work(run)
    assert Choice.objects.filter(run=run, rank=1, window__offer__place__country="CN").count() == 10


def test_what_if_a_host_had_confirmed(officer: Person, broker: Client) -> None:
    subject = making.theme()
    offer = making.offer(making.city("Late", "CN"), subject)
    making.window(offer, 1)
    making.need(making.city("Khiva", "UZ"), subject)
    round_ = making.round_of(officer)
    Offer.objects.update(confirmed_at=round_.opened_at - timedelta(days=1))
    making.calculated(round_, officer)
    trial = making.calculated(round_, officer, {"offers": [offer.public_id]})
    assert trial.served == 1
    assert "As if City of Late (Late, China) had confirmed" in _text(broker, trial.get_absolute_url())


def test_a_second_run_on_the_same_rows_moves_nobody(season: making.T04, officer: Person) -> None:
    round_ = making.round_of(officer)
    pairs = []
    for _time in range(2):
        run = making.calculated(round_, officer)
        pairs.append(set(Choice.objects.filter(run=run, rank=1).values_list("need", "window")))
    assert pairs[0] == pairs[1]
    assert not Outcome.objects.filter(has_moved=True).exists()


def test_a_killed_run_is_told_and_started_again(season: making.T04, officer: Person, broker: Client) -> None:
    round_ = making.round_of(officer)
    run = acts.start(round_, officer)
    address = run.get_absolute_url()
    assert "Start again" not in _text(broker, address)
    long_ago = timezone.now() - timedelta(minutes=10)
    Run.objects.filter(pk=run.pk).update(state="running", done=10, total=35, touched_at=long_ago)
    text = _text(broker, address)
    assert "10 of 35 needs compared" in text
    assert "Start again" in text
    broker.post(f"{address}again/")
    assert "Start again" not in _text(broker, address)
    work(Run.objects.select_related("round").get(pk=run.pk))
    assert "What is proposed" in _text(broker, address)


def test_pressing_calculate_twice_is_one_run(officer: Person, broker: Client) -> None:
    round_ = making.round_of(officer)
    for _time in range(2):
        broker.post(f"/rounds/{round_.public_id}/runs/")
    assert Run.objects.count() == 1


def test_the_file_of_a_run_gives_the_same_answer(season: making.T04, officer: Person, broker: Client) -> None:
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    result: Any = answer_file(broker.get(f"{run.get_absolute_url()}problem.json").json())
    chosen = {(line["need"], line["offer"]) for line in result["proposals"] if line["rank"] == 1}
    kept = Choice.objects.filter(run=run, rank=1).values_list("need__public_id", "window__public_id")
    assert chosen == set(kept)


def test_the_rule_is_public_with_its_weights(client: Client) -> None:
    text = _text(client, "/rounds/how-it-decides/")
    assert "Themes in common" in text
    assert "The time at which a need arrived never decides." in text


def test_wrong_addresses_give_no_error(season: making.T04, officer: Person, broker: Client) -> None:
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    one = f"/rounds/{round_.public_id}"
    for address in (f"{one}/runs/99999999999999999999/", f"{one}/runs/1/needs/nothing/", "/rounds/nothing/"):
        assert broker.get(address).status_code == 404
    for address in (
        f"{one}/runs/1/?page=x&show=x&q=%F0%9F", f"{one}/what-if/?need=x&offer=x&window=x&q=%27%25",
        f"{one}/runs/1/hosts/?page=-1",
    ):  # fmt: skip
        assert broker.get(address).status_code == 200


@pytest.fixture
def pages(officer: Person) -> Callable[[], list[str]]:
    round_ = making.round_of(officer)

    def again() -> list[str]:
        Offer.objects.update(confirmed_at=timezone.now())
        run = making.calculated(round_, officer)
        trial = making.calculated(round_, officer, {"places": {}, "rules": {"shortlist": 2}})
        row = Outcome.objects.filter(run=run).first()
        assert row is not None
        one = f"/rounds/{round_.public_id}"
        ends = [
            "",
            "demand/",
            "rules/",
            "what-if/",
            "publication/",
            "report/",
            f"needs/{row.need.public_id}/wanted/",
        ]
        runs = ["", "?show=waiting", "hosts/", f"needs/{row.need.public_id}/"]
        return [
            "/rounds/", "/rounds/new/", *(f"{one}/{end}" for end in ends),
            *(f"{one}/runs/{run.number}/{end}" for end in runs), f"{one}/runs/{trial.number}/",
        ]  # fmt: skip

    return again


def _crowd(cities: int) -> None:
    subject = making.theme()
    hosts: list[Organisation] = []
    for number in range(cities // 5):
        hosts.append(making.city(f"Host {cities} {number}", "CN", 30.0, 100.0 + number / 50))
        making.window(making.offer(hosts[-1], subject), 3)
    for number in range(cities):
        guest = making.city(f"Guest {cities} {number}", "UZ", 40.0, 50.0 + number / 50)
        making.need(guest, subject, wishes=["CN", hosts[number % len(hosts)]], modalities=[making.VISIT])


def test_the_pages_take_few_queries_with_35_and_with_350_needs(
    officer: Person, broker: Client, pages: Callable[[], list[str]]
) -> None:
    counts = []
    for cities in (35, 315):
        _crowd(cities)
        found = []
        for address in pages():
            with CaptureQueriesContext(connection) as asked:
                answer = broker.get(address)
            assert answer.status_code == 200, address
            assert len(answer.content) < MOST_BYTES, (address, len(answer.content))
            found.append(len(asked))
        counts.append(found)
    names = pages()
    assert {names[at]: count for at, count in enumerate(counts[1]) if count > MOST_QUERIES} == {}
    assert counts[0] == counts[1], names
