"""A need may ask for the hosts that it names and for no other: then it waits for those, and reads so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Theme
from cityclusters.support.matches import acts
from cityclusters.support.matches.places import NoPlaceLeft
from cityclusters.support.models import Choice, Need, Outcome, Unserved, Wish
from cityclusters.support.rounds import acts as rounds
from cityclusters.support.rounds import publishing
from cityclusters.support.tests import making_rounds as making
from cityclusters.support.tests.making_matches import choices_of, need_of, round_by, window_of
from cityclusters.support.tests.making_needs import typed

Browser = Callable[[Person | None], Client]
pytestmark = pytest.mark.django_db


def _given(run: Any) -> dict[str, str]:
    rows = Choice.objects.filter(run=run, rank=1).select_related("need__place", "window__offer__place")
    return {row.need.place.name: row.window.offer.place.name for row in rows}


def test_MA2_only_the_named_country_city_or_organisation_comes_into_question(officer: Person) -> None:
    subject = making.theme()
    nanjing, suzhou, seoul = (
        making.city(name, code) for name, code in (("Nanjing", "CN"), ("Suzhou", "CN"), ("Seoul", "KR"))
    )
    for host in (nanjing, suzhou, seoul):
        making.window(making.offer(host, subject), 9)
    wishes = {"Asks for Nanjing": nanjing.place, "Asks for Suzhou": suzhou, "Asks for Korea": "KR"}
    for name, wish in wishes.items():
        making.need(making.city(name, "UZ"), subject, wishes=[wish], elsewhere=False)
    run = making.calculated(making.round_of(officer, rules={"shortlist": 3}), officer)
    assert _given(run) == {
        "Asks for Nanjing": "Nanjing", "Asks for Suzhou": "Suzhou", "Asks for Korea": "Seoul"
    }  # fmt: skip
    assert Choice.objects.filter(run=run).count() == 3, "nor is another one kept for later"


def test_MA4_it_reads_that_those_it_named_are_full(officer: Person) -> None:
    subject = making.theme()
    making.window(making.offer(making.city("Nanjing", "CN"), subject), 1)
    making.window(making.offer(making.city("Seoul", "KR"), subject), 9)
    for number in range(2):
        city = making.city(f"City {number}", "UZ")
        making.need(city, subject, wishes=["CN"], elsewhere=False)
        making.focal(city, officer, f"deputy@city{number}.example")
    patient = making.city("Patient", "UZ")
    making.need(patient, subject, wishes=[making.city("Cusco", "PE")], elsewhere=False)
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    assert sorted(Outcome.objects.filter(run=run, got=0).values_list("code", flat=True)) == [
        "named_full", "no_named"
    ]  # fmt: skip
    publishing.publish(round_, officer, run)
    assert set(Unserved.objects.values_list("code", flat=True)) == {"named_full", "no_named"}
    letter = Letter.objects.get(body__contains="Your need stays open")
    assert "The hosts that you named are full, and you asked for no other." in letter.body


def test_MA4_it_reads_so_too_where_the_last_place_was_taken_later(
    khiva_city: Organisation, amman_city: Organisation, officer: Person, khiva_deputy: Person,
    stranger: Person,
) -> None:  # fmt: skip
    need = need_of(khiva_city, elsewhere=False)
    Wish.objects.create(need=need, place=amman_city.place)
    window = window_of(amman_city)
    row = choices_of(round_by(officer), need, [window])[0]
    acts.accept(row, khiva_deputy)
    type(window).objects.update(held=1)
    with pytest.raises(NoPlaceLeft):
        acts.accept(row, stranger)
    assert Unserved.objects.get().code == "named_full"


def test_a_pin_on_another_host_does_not_hold_and_says_why(officer: Person) -> None:
    subject = making.theme()
    other = making.offer(making.city("Seoul", "KR"), subject)
    making.window(other, 1)
    need = making.need(making.city("Khiva", "UZ"), subject, wishes=["UZ"], elsewhere=False)
    round_ = making.round_of(officer)
    rounds.say(round_, officer, need, other, "pin", "They know each other.")
    run = making.calculated(round_, officer)
    assert [line["code"] for line in run.answer["not_held"]] == ["not_named"]


def test_a_need_that_names_nobody_takes_any_host(officer: Person) -> None:
    subject = making.theme()
    making.window(making.offer(making.city("Seoul", "KR"), subject), 1)
    making.need(making.city("Khiva", "UZ"), subject, elsewhere=False)
    assert _given(making.calculated(making.round_of(officer), officer)) == {"Khiva": "Seoul"}


def test_the_form_asks_and_the_page_says_it(
    khiva_deputy: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    browser = as_person(khiva_deputy)
    browser.post("/needs/new/", typed(khiva_city, known="1", elsewhere="no"))
    need = Need.objects.get()
    assert not need.elsewhere
    khiva_deputy.language = "en"
    khiva_deputy.save()
    browser = as_person(khiva_deputy)
    assert "and no other host" in browser.get(need.get_absolute_url()).content.decode()
    form = browser.get(f"{need.get_absolute_url()}edit/").context["form"]
    assert form["elsewhere"].value() == "no"
    browser.post(f"{need.get_absolute_url()}edit/", typed(khiva_city))  # the question was not answered
    assert Need.objects.get().elsewhere
    assert "and no other host" not in browser.get(need.get_absolute_url()).content.decode()


def test_no_other_host_needs_one_that_is_named(
    khiva_deputy: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    sent = typed(khiva_city, known="1", elsewhere="no", country_1="")
    answer = as_person(khiva_deputy).post("/needs/new/", sent)
    assert list(answer.context["form"].errors) == ["elsewhere"]
    assert not Need.objects.exists()
    as_person(khiva_deputy).post("/needs/new/", {**sent, "draft": "1"})
    assert not Need.objects.get().elsewhere
