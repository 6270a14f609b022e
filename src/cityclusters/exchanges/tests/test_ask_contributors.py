"""Asking speakers and trainers (B8), their office as of the event (A7), sex as stated only (T10), and the
balance of the panel (EX6)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from cityclusters.core.texts import make_texts
from cityclusters.exchanges import balance, page, roster, waiting
from cityclusters.exchanges.models import Contributor, Exchange
from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person

Browser = Callable[[Person | None], Client]


@pytest.fixture
def academy(db: None) -> Organisation:
    return Organisation.objects.create(
        names=make_texts("en", en="Academy of Social Science"), kind="university", state="verified"
    )


@pytest.fixture
def work(open_training: Exchange) -> str:
    return f"/exchanges/{open_training.public_id}/manage/"


def _asked(exchange: Exchange, by: Person, academy: Organisation, person: Person, **more: Any) -> Contributor:
    return Contributor.ask(
        by, exchange, person=person, organisation=academy, post="Professor", role="trainer", **more
    )


def test_B8_a_trainer_is_asked_by_letter_and_says_yes_herself(
    open_training: Exchange,
    officer: Person,
    trainer: Person,
    academy: Organisation,
    work: str,
    as_person: Browser,
    client: Client,
) -> None:
    data = {
        "role": "trainer", "post": "Professor", "organisation": "Academy of Social Science",
        "email": "Trainer@University.example", "topic": "Inclusive finance",
    }  # fmt: skip
    as_person(officer).post(f"{work}contributors/", data)
    row = open_training.contributors.get()
    assert (row.person, row.state) == (trainer, Contributor.State.ASKED)
    assert row.get_absolute_url() in Letter.objects.get(person=trainer).body
    assert "Professor" not in client.get(open_training.get_absolute_url()).content.decode()
    item = waiting.items(trainer)[0]
    browser = as_person(trainer)
    assert "Inclusive finance" in browser.get(item.url).content.decode()
    browser.post(item.url, {"answer": "yes"})
    row.refresh_from_db()
    assert (row.state, row.decided_by) == (Contributor.State.CONFIRMED, trainer)
    assert waiting.items(trainer) == []
    assert "Professor" in client.get(open_training.get_absolute_url()).content.decode()


def test_B8_each_yes_is_counted_with_its_institution(
    open_training: Exchange, officer: Person, academy: Organisation, programme: Organisation
) -> None:
    for number in range(8):
        person = Person.objects.create_user(email=f"t{number}@u.example", name=f"T{number}")
        row = _asked(open_training, officer, [academy, programme][number % 2], person)
        if number < 5:
            row.answer(person, True)
        elif number == 5:
            row.answer(person, False)
    assert page.people_given(page.contributors(open_training), "trainer") == (5, 2)


def test_nobody_else_answers(
    open_training: Exchange,
    officer: Person,
    trainer: Person,
    academy: Organisation,
    newcomer: Person,
    as_person: Browser,
) -> None:
    row = _asked(open_training, officer, academy, trainer)
    assert as_person(newcomer).post(row.get_absolute_url(), {"answer": "yes"}).status_code == 404
    as_person(officer).post(row.get_absolute_url(), {"answer": "yes"})
    row.refresh_from_db()
    assert (row.state, row.decided_by) == (Contributor.State.CONFIRMED, officer)


def test_A7_the_office_stays_as_of_the_event(
    open_training: Exchange, officer: Person, khiva_deputy: Person, khiva_city: Organisation, client: Client
) -> None:
    row = Contributor.ask(
        officer,
        open_training,
        person=khiva_deputy,
        organisation=khiva_city,
        post="Manager of the parks",
        role="speaker",
    )
    row.answer(khiva_deputy, True)
    khiva_deputy.mandates.update(post="Minister")
    assert "Manager of the parks" in client.get(open_training.get_absolute_url()).content.decode()


def test_T10_no_sex_from_a_name_or_a_title(
    open_training: Exchange, officer: Person, academy: Organisation
) -> None:
    names = [
        "Ms. Ivan Margot Barrueto Madalengoitia", "Ms. WANG Bingyang", "Ms. Rasha Al Shawarbeh",
        "Ms. Mixy Paredes", "Dr. Xiaojun Grace Wang",
    ]  # fmt: skip
    for number, name in enumerate(names):
        person = Person.objects.create_user(email=f"s{number}@mail.example", name=name)
        Contributor.ask(
            officer,
            open_training,
            person=person,
            organisation=academy,
            post="Speaker",
            role="speaker",
            sex="female",
        ).answer(person, True)
    counted = page.stage_balance(page.contributors(open_training))
    assert (counted.female, counted.male, counted.not_stated) == (0, 0, 5)
    assert counted.warning == ""
    assert not counted.balanced


def test_T10_what_she_states_later_counts_when_she_says_yes(
    open_training: Exchange, officer: Person, trainer: Person, academy: Organisation
) -> None:
    row = _asked(open_training, officer, academy, trainer)
    trainer.sex = "female"
    trainer.save()
    row = Contributor.objects.get(pk=row.pk)
    row.answer(trainer, True)
    assert row.sex == "female"


@pytest.mark.parametrize(
    ("sexes", "warning", "balanced"),
    [
        (["male"] * 4, "one_sex", False),
        (["female"] * 3 + [""], "one_sex", False),
        (["male"] * 4 + ["female"], "under_40", False),
        (["male"] * 3 + ["female"] * 2, "", True),
        (["male"] * 2 + ["female"], "", True),
        (["male", "female"], "", True),
        (["male", "female", "", ""], "", False),
        (["male"], "", False),
        ([], "", False),
        (["male"] * 6 + ["female"] * 4 + ["other"], "", True),
    ],
)
def test_EX6_warning_among_those_who_stated(sexes: list[str], warning: str, balanced: bool) -> None:
    counted = balance.of(sexes)
    assert (counted.warning, counted.balanced) == (warning, balanced)


def test_EX6_the_reason_is_recorded(
    open_training: Exchange, officer: Person, academy: Organisation, work: str, as_person: Browser
) -> None:
    for _number in range(3):
        Contributor.ask(
            officer, open_training, organisation=academy, post="Expert", role="panellist", sex="male"
        ).answer(officer, True)
    browser = as_person(officer)
    assert "of one sex" in browser.get(work).content.decode()
    browser.post(f"{work}balance/", {"balance_reason": "Two women were asked and could not come."})
    shown = browser.get(work).content.decode()
    assert "Two women were asked" in shown
    assert "of one sex" in shown


def test_the_roster_has_those_who_contributed_before(
    open_training: Exchange,
    officer: Person,
    trainer: Person,
    newcomer: Person,
    academy: Organisation,
    work: str,
    as_person: Browser,
) -> None:
    earlier = Exchange.create(officer, academy, title=make_texts("en", en="E"), zone="UTC", languages=["en"])
    _asked(earlier, officer, academy, trainer, topic="Inclusive finance").answer(trainer, True)
    _asked(earlier, officer, academy, newcomer).answer(newcomer, False)
    assert [one.person for one in roster.search(open_training, "FINANCE")] == [trainer]
    assert roster.search(open_training, "unknown") == []
    browser = as_person(officer)
    page_ = strip_tags(browser.get(f"{work}roster/").content.decode())
    assert "Trainer, Professor" in page_
    browser.post(f"{work}roster/", {"role": "trainer", "people": [trainer.public_id]})
    row = open_training.contributors.get()
    assert (row.person, row.organisation, row.state) == (trainer, academy, Contributor.State.ASKED)
    assert roster.search(open_training) == []


def test_asking_twice_gives_the_first_row(
    open_training: Exchange, officer: Person, trainer: Person, academy: Organisation
) -> None:
    first = _asked(open_training, officer, academy, trainer)
    assert _asked(open_training, officer, academy, trainer).pk == first.pk
    assert Letter.objects.filter(person=trainer).count() == 1


def test_the_officer_changes_and_removes(
    open_training: Exchange, officer: Person, academy: Organisation, work: str, as_person: Browser
) -> None:
    row = Contributor.ask(officer, open_training, organisation=academy, post="Expert", role="speaker")
    browser = as_person(officer)
    data = {"role": "moderator", "post": "Dean", "organisation": "Academy of Social Science", "sex": "female"}
    browser.post(f"{work}contributors/{row.public_id}/", data)
    row.refresh_from_db()
    assert (row.role, row.post, row.sex) == ("moderator", "Dean", "female")
    browser.post(f"{work}contributors/{row.public_id}/removal/")
    assert not open_training.contributors.exists()
