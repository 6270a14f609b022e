"""The officers' pages of incoming mail, and the page on which somebody says that a mail is hers."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.incoming.addresses import address_for
from cityclusters.incoming.models import IncomingMail, Pause
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person

SPACE = "e-commerce@cities.example"
Arrive = Callable[..., IncomingMail]
Written = Callable[..., EmailMessage]
SignIn = Callable[[Person | None], Client]


@pytest.fixture
def held(arrive: Arrive, written: Written, khiva_deputy: Person) -> IncomingMail:
    """Written to the deputy's reply address from another one."""
    to = address_for("question", "23456789ab", khiva_deputy)
    return arrive(written("deputy@private.example", to, "Held words."), to)


def decide(browser: Client, row: IncomingMail, act: str) -> str:
    page = browser.post(reverse("incoming:decide", args=[row.public_id, act]), follow=True)
    row.refresh_from_db()
    return page.content.decode()


def test_the_list_and_its_filters(as_person: SignIn, officer: Person, held: IncomingMail) -> None:
    browser = as_person(officer)
    page = browser.get(reverse("incoming:mails")).content.decode()
    assert "deputy@private.example" in page
    assert "1 mail is held" in page
    for query, shown in [("?state=taken", False), ("?words=private", True), ("?words=%00nothing", False)]:
        page = browser.get(reverse("incoming:mails") + query).content.decode()
        assert (f"/mail/{held.public_id}/" in page) is shown, query


def test_one_mail_shows_neither_raw_message_nor_secret_address(
    as_person: SignIn, officer: Person, held: IncomingMail
) -> None:
    page = as_person(officer).get(held.get_absolute_url()).content.decode()
    assert "Held words." in page
    assert "answer+" not in page
    assert held.code not in page
    assert "Message-ID" not in page


def test_releasing_takes_it_in_the_owners_name(
    as_person: SignIn,
    officer: Person,
    held: IncomingMail,
    khiva_deputy: Person,
    taken: list[tuple[object, ...]],
) -> None:
    assert "The mail is released." in decide(as_person(officer), held, "release")
    assert (held.state, held.decided_by) == ("taken", officer)
    assert [entry[2] for entry in taken] == [khiva_deputy]
    assert "Somebody has decided" in decide(as_person(officer), held, "release")
    assert len(taken) == 1


def test_not_releasing_is_told(as_person: SignIn, officer: Person, held: IncomingMail) -> None:
    decide(as_person(officer), held, "refusal")
    assert (held.state, held.reason) == ("refused", "declined")
    assert Letter.objects.filter(key=f"mail:refused:{held.public_id}").exists()


def test_nobody_decides_on_mail_in_her_own_name(
    as_person: SignIn, arrive: Arrive, written: Written, officer: Person, second_officer: Person
) -> None:
    to = address_for("question", "23456789ab", officer)
    row = arrive(written("else@private.example", to), to)
    decide(as_person(officer), row, "release")
    assert row.state == "held"
    decide(as_person(second_officer), row, "release")
    assert row.state == "taken"


def test_mail_to_the_office_is_dealt_with(
    as_person: SignIn, arrive: Arrive, written: Written, officer: Person
) -> None:
    row = arrive(written("a@mail.example", "abuse@cities.example"), "abuse@cities.example")
    browser = as_person(officer)
    assert "This is dealt with" in browser.get(row.get_absolute_url()).content.decode()
    decide(browser, row, "release")
    assert row.state == "held"
    decide(browser, row, "refusal")
    assert row.state == "taken"
    assert not Letter.objects.exists()


@pytest.mark.usefixtures("spaces")
def test_the_owner_says_yes_on_the_page(
    client: Client, arrive: Arrive, written: Written, khiva_deputy: Person, taken: list[tuple[object, ...]]
) -> None:
    row = arrive(written(khiva_deputy.email, SPACE, "My words."), SPACE)
    address = reverse("incoming:confirm", args=[row.code])
    page = client.get(address).content.decode()
    assert "My words." in page
    assert taken == []  # opening the page is not an answer
    assert client.post(address, {"answer": "perhaps"}, follow=True).status_code == 200
    assert taken == []
    said = client.post(address, {"answer": "yes"}, follow=True).content.decode()
    assert "Your mail is taken." in said
    assert len(taken) == 1
    assert client.post(address, {"answer": "yes"}).status_code == 200
    assert len(taken) == 1
    assert client.get(reverse("incoming:confirm", args=["x" * 27])).status_code == 404


@pytest.mark.usefixtures("spaces")
def test_the_owner_says_no_on_the_page(
    client: Client, arrive: Arrive, written: Written, khiva_deputy: Person, taken: list[tuple[object, ...]]
) -> None:
    row = arrive(written(khiva_deputy.email, SPACE), SPACE)
    client.post(reverse("incoming:confirm", args=[row.code]), {"answer": "no"})
    row.refresh_from_db()
    assert (row.state, taken) == ("refused", [])


def test_an_officer_lifts_a_pause(as_person: SignIn, officer: Person, newcomer: Person) -> None:
    pause = Pause.objects.create(address=newcomer.email or "", person=newcomer, words="550 no such user")
    browser = as_person(officer)
    assert "550 no such user" in browser.get(reverse("incoming:pauses")).content.decode()
    browser.post(reverse("incoming:lift", args=[pause.pk]))
    assert not Pause.objects.now().exists()
