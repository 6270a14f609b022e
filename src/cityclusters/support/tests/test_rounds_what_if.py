"""What the pages of a trial say: which hosts are full, what of it stays, who gets what she asked for, why
somebody moves."""

import pytest
from django.test import Client
from django.utils import translation

from cityclusters.people.models import Person
from cityclusters.support.rounds.forms import TrialForm
from cityclusters.support.tests import making_rounds as making

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker(officer: Person, as_person: making.SignIn) -> Client:
    return as_person(officer)


def _text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_full_hosts_come_first_with_their_places_and_the_page_says_that_there_are_more(
    officer: Person, broker: Client
) -> None:
    subject, other = making.theme(), making.theme("waste")
    for number in range(9):
        making.window(making.offer(making.city(f"Empty {number}", "KR"), other), 9)
    full = making.window(making.offer(making.city("Yichun", "CN"), subject), 2)
    for name in ("Khiva", "Bukhara", "Urgench"):
        making.need(making.city(name, "UZ"), subject, wishes=["CN"], elsewhere=False)
    less = making.window(making.offer(making.city("Arica", "PE"), making.theme("ports")), 1)
    making.need(making.city("Callao", "CL"), making.theme("ports"), wishes=["PE"])
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    address = f"/rounds/{round_.public_id}/what-if/"
    answer = broker.get(address)
    assert answer.context["asked"].windows[:2] == [full, less], "three ask for the one, one for the other"
    text = _text(broker, address)
    assert "Places now: 2. Taken in the last calculation: 2." in text
    assert "Places now: 9. Taken in the last calculation: 0." in text
    assert "More hosts: find them above." in text
    assert "the trial stays listed on the page of the round" in text
    assert "More hosts: find them above." in _text(broker, f"{address}?q=Yichun")


def test_where_all_hosts_are_listed_nothing_is_said_of_more(officer: Person, broker: Client) -> None:
    subject = making.theme()
    making.window(making.offer(making.city("Yichun", "CN"), subject), 2)
    making.need(making.city("Khiva", "UZ"), subject)
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    assert "More hosts: find them above." not in _text(broker, f"/rounds/{round_.public_id}/what-if/")


def test_a_label_with_a_host_is_asked_of_the_catalogue(
    officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = making.window(making.offer(making.city("Yichun", "CN"), making.theme()), 2)
    asked: list[str] = []

    def noted(text: str) -> str:
        asked.append(text)
        return f"[{text}]"

    monkeypatch.setattr("cityclusters.support.rounds.forms._now", noted)
    with translation.override("fr"):
        form = TrialForm(None, now={}, windows=[window], taken={window.pk: 0}, unconfirmed=[])
    assert form.places[0].label.startswith("[")
    assert "More places: %(host)s, %(form)s" in asked


def test_a_trial_says_who_gets_what_they_asked_for_and_why_somebody_moves(
    officer: Person, broker: Client
) -> None:
    subject = making.theme()
    wanted = making.window(making.offer(making.city("Yichun", "CN"), subject), 1)
    making.window(making.offer(making.city("Seoul", "KR"), subject), 1)
    for name in ("Khiva", "Bukhara"):
        making.need(making.city(name, "UZ"), subject, wishes=["CN"])
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    changes = {"places": {wanted.public_id: 1}, "rules": {"stability": 0.0}}
    trial = making.calculated(round_, officer, changes)
    answer = broker.get(trial.get_absolute_url())
    assert answer.context["wished"] == {"any": 2, "before": 1, "after": 2}
    (move,) = answer.context["moves"]
    assert (move.kind, move.before[0][0], move.after[0][0]) == (
        "moves", "City of Seoul (Seoul, Republic of Korea)", "City of Yichun (Yichun, China)",
    )  # fmt: skip
    assert move.after[0][1] > move.before[0][1]
    text = _text(broker, trial.get_absolute_url())
    assert "The same number of needs is served" in text
    assert "get a host or country that they name; now 1" in text
    assert f"{move.after[0][1]} of 100 points" in text
    assert "Another host fits better now." in text


@pytest.mark.parametrize(
    ("keeps", "says"),
    [
        ({"rules"}, "Keep these rules, and calculate the round"),
        ({"pin"}, "Keep these pairs, and calculate the round"),
        ({"pin", "rules"}, "Keep these pairs and rules, and calculate the round"),
    ],
)
def test_the_button_says_what_is_kept(keeps: set[str], says: str, officer: Person, broker: Client) -> None:
    subject = making.theme()
    offer = making.offer(making.city("Yichun", "CN"), subject)
    making.window(offer, 1)
    need = making.need(making.city("Khiva", "UZ"), subject)
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    everything = {"pin": [[need.public_id, offer.public_id]], "rules": {"stability": 0.0}}
    trial = making.calculated(round_, officer, {name: everything[name] for name in keeps})
    assert f"<button>{says}</button>" in _text(broker, trial.get_absolute_url())
