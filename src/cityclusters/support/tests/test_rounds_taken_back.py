"""What an officer sets and takes back, what publishing takes back, and hosts that are named once."""

import pytest
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Person
from cityclusters.support.models import Choice, Match, Need, Round, Run, Wanted, Window
from cityclusters.support.rounds import acts, publishing
from cityclusters.support.tests import making_rounds as making


@pytest.fixture
def broker(officer: Person, as_person: making.SignIn) -> Client:
    return as_person(officer)


def _text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def _first(run: Run) -> dict[Need, int]:
    return {choice.need: choice.window_id for choice in Choice.objects.filter(run=run, rank=1)}


def _two_and_two() -> tuple[list[Need], list[Window]]:
    """Two hosts with a place each, two needs; each is near to one of them."""
    subject = making.theme()
    hosts = [making.city("Nanjing", "CN", 32, 118), making.city("Suwon", "KR", 37, 127)]
    windows = [making.window(making.offer(host, subject), 1) for host in hosts]
    guests = [making.city("Khiva", "UZ", 32, 117), making.city("Amman", "JO", 37, 126)]
    return [making.need(guest, subject) for guest in guests], windows


def test_taking_a_pair_back_gives_what_was_there_before(officer: Person) -> None:
    needs, windows = _two_and_two()
    round_ = making.round_of(officer)
    before = _first(making.calculated(round_, officer))
    other = next(window for window in windows if before[needs[0]] != window.pk)
    said = acts.say(round_, officer, needs[0], other.offer, Wanted.Kind.PIN, "The mayors have met.")
    assert _first(making.calculated(round_, officer))[needs[0]] == other.pk
    acts.unsay(round_, officer, said)
    assert _first(making.calculated(round_, officer)) == before


def test_what_is_set_still_stays_near_to_the_calculation_before(officer: Person) -> None:
    needs, _windows = _two_and_two()
    round_ = making.round_of(officer)
    for title in ("One", "Two"):
        making.need(making.city(title, "PE"), making.theme("waste"), title=title)
    making.calculated(round_, officer)
    third = making.window(making.offer(making.city("Yichun", "CN"), making.theme()), 1)
    acts.say(round_, officer, needs[0], third.offer, Wanted.Kind.FORBID, "No interpreter there.")
    making.calculated(round_, officer)
    marks = Choice.objects.filter(run__number=2, rank=1).values_list("flags", flat=True)
    assert [list(flags) for flags in marks] == [["kept"], ["kept"]]


def test_a_calculation_that_knows_other_pairs_is_not_published(officer: Person, broker: Client) -> None:
    needs, windows = _two_and_two()
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    acts.say(round_, officer, needs[0], windows[0].offer, Wanted.Kind.FORBID, "No interpreter there.")
    text = _text(broker, f"/rounds/{round_.public_id}/publication/")
    assert "Since this calculation, officers have set other pairs or taken some back." in text
    assert "Publish and send" not in text
    with pytest.raises(NotPossible):
        publishing.publish(round_, officer, run)
    assert not Match.objects.exists()
    making.calculated(round_, officer)
    assert "Publish and send" in _text(broker, f"/rounds/{round_.public_id}/publication/")


def test_the_officer_reads_which_open_proposals_she_would_take_back(officer: Person, broker: Client) -> None:
    needs, _windows = _two_and_two()
    first = making.round_of(officer)
    publishing.publish(first, officer, making.calculated(first, officer))
    proposed = Match.objects.get(need=needs[0], rank=1)
    second = making.round_of(officer, title="Autumn round")
    making.calculated(second, officer)
    address = f"/rounds/{second.public_id}/publication/"
    assert "Taken back" not in _text(broker, address)
    acts.say(second, officer, needs[0], proposed.window.offer, Wanted.Kind.FORBID, "No interpreter there.")
    making.calculated(second, officer)
    text = _text(broker, address)
    assert "Taken back: proposals that still wait for an answer" in text
    assert f'href="{proposed.get_absolute_url()}">{needs[0].place.label()}</a>' in text


def test_a_host_is_named_once_however_many_dates_it_offers(officer: Person) -> None:
    subject = making.theme()
    need = making.need(making.city("Khiva", "UZ"), subject)
    many = making.offer(making.city("Nanjing", "CN"), subject)
    for slots in (5, 5, 5):
        making.window(many, slots)
    for name in ("Suwon", "Amman"):
        making.window(making.offer(making.city(name, "JO"), subject), 1)
    run = making.calculated(making.round_of(officer), officer)
    named = Choice.objects.filter(run=run, need=need).order_by("rank").values_list("window__offer", flat=True)
    assert len(named) == 3
    assert len(set(named)) == 3


def test_a_need_for_two_hosts_gets_two_hosts_and_not_two_dates_of_one(officer: Person) -> None:
    subject = making.theme()
    need = making.need(making.city("Khiva", "UZ", 32, 117), subject, wants=2)
    near = making.offer(making.city("Nanjing", "CN", 32, 118), subject)
    windows = [making.window(near, 5), making.window(near, 5)]
    far = making.window(making.offer(making.city("Amman", "JO", -30, -60), subject), 1)
    run = making.calculated(making.round_of(officer), officer)
    given = {choice.window_id for choice in Choice.objects.filter(run=run, need=need, rank=1)}
    assert far.pk in given
    assert len(given & {window.pk for window in windows}) == 1


def test_hosts_that_confirmed_after_a_calculation_are_not_shown_with_it(
    officer: Person, broker: Client
) -> None:
    _two_and_two()
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    making.window(making.offer(making.city("Latecity", "JO"), making.theme()), 9)
    address = f"/rounds/{round_.public_id}/runs/{{}}/hosts/"
    text = _text(broker, address.format(1))
    assert "Nanjing" in text
    assert "Latecity" not in text
    making.calculated(Round.objects.get(pk=round_.pk), officer)
    assert "Latecity" in _text(broker, address.format(2))


def test_a_better_host_is_explained_by_what_staying_counts(officer: Person, broker: Client) -> None:
    subject = making.theme()
    need = making.need(making.city("Khiva", "UZ", 0, 0), subject)
    old = making.window(making.offer(making.city("Nanjing", "CN", 0, 60), subject), 1)
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    making.window(making.offer(making.city("Suwon", "KR", 0, 40), subject), 1)
    making.calculated(round_, officer)
    assert Choice.objects.get(run__number=2, rank=1).window == old
    text = _text(broker, f"/rounds/{round_.public_id}/runs/2/needs/{need.public_id}/")
    assert "But the proposed host was proposed before, and that counts 15 points" in text


def test_a_full_host_with_as_many_points_is_said_to_be_full(officer: Person, broker: Client) -> None:
    subject = making.theme()
    twins = [making.city(name, "CN", 32, 118) for name in ("Nanjing", "Yichun")]
    for twin in twins:
        making.window(making.offer(twin, subject), 1)
    guests = [making.city(name, "UZ", 41, 60) for name in ("Khiva", "Urgench")]
    needs = [making.need(guest, subject, wishes=["CN"]) for guest in guests]
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    for need, other in ((needs[0], "Urgench"), (needs[1], "Khiva")):
        text = _text(broker, f"/rounds/{round_.public_id}/runs/1/needs/{need.public_id}/")
        assert "Its only place goes to another city." in text
        assert f"Guests there: {other}, Uzbekistan" in text
        assert "It has as many points." not in text


def test_who_waits_after_a_round_is_followed_into_the_next(officer: Person, broker: Client) -> None:
    need = making.need(making.city("Khiva", "UZ"), making.theme())
    first = making.round_of(officer)
    publishing.publish(first, officer, making.calculated(first, officer))
    address = f"/rounds/{first.public_id}/runs/1/needs/{need.public_id}/"
    assert "The need takes part in the next one by itself." in _text(broker, address)
    second = making.round_of(officer, title="Autumn round")
    making.calculated(second, officer)
    assert f'href="/rounds/{second.public_id}/runs/1/needs/{need.public_id}/"' in _text(broker, address)


def test_the_dates_of_a_host_stand_together_where_the_same_is_said_of_them(
    officer: Person, broker: Client
) -> None:
    subject = making.theme()
    need = making.need(making.city("Khiva", "UZ"), subject, wishes=["CN"], modalities=[making.COURSE])
    visits = making.offer(making.city("Nanjing", "CN"), subject)
    for _date in range(3):
        making.window(visits, 5)
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    text = _text(broker, f"/rounds/{round_.public_id}/runs/1/needs/{need.public_id}/")
    assert text.count("The need does not accept this form of cooperation.") == 1


def test_a_host_with_a_place_left_is_not_said_to_be_full(officer: Person, broker: Client) -> None:
    """A guest who has accepted since holds one place, not two."""
    subject = making.theme()
    twins = [making.offer(making.city(name, "CN", 32, 118), subject) for name in ("Nanjing", "Yichun")]
    for twin in twins:
        making.window(twin, 2)
    guests = [making.city(name, "UZ", 41, 60) for name in ("Khiva", "Urgench")]
    needs = [making.need(guest, subject, wishes=["CN"]) for guest in guests]
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    windows = [Choice.objects.get(run=run, need=need, rank=1).window for need in needs]
    assert windows[0] != windows[1]
    Window.objects.filter(pk=windows[1].pk).update(held=1)
    text = _text(broker, f"/rounds/{round_.public_id}/runs/1/needs/{needs[0].public_id}/")
    assert "It has as many points." in text
    assert "places go to other cities" not in text
