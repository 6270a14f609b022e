"""Another address to sign in with: proved twice, told to the old one."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from cityclusters.journal.models import Entry, Letter
from cityclusters.people import codes
from cityclusters.people.models import AddressInUse, Person
from cityclusters.people.tests.walks import code_for, newest_letter, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_english")]
OLD, NEW = "deputy@khiva.example", "mayor@khiva.example"
ADDRESS = "/me/address/"


@pytest.fixture
def browser(client: Client, khiva_deputy: Person) -> Client:
    sign_in(client, OLD)
    return client


def later(browser: Client) -> None:
    """A quarter of an hour later: having signed in is no proof any more."""
    session = browser.session
    session[codes.PROVED] -= codes.LIVES + 1
    session.save()


def test_the_new_address_is_used_after_its_code(browser: Client, khiva_deputy: Person) -> None:
    assert browser.post(ADDRESS, {"email": NEW.upper()})["Location"] == "/me/address/code/"
    assert browser.post("/me/address/code/", {"code": code_for(NEW)})["Location"] == "/me/"
    khiva_deputy.refresh_from_db()
    assert khiva_deputy.email == NEW
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]
    assert "changed" in newest_letter(OLD).subject
    assert Entry.objects.filter(act="person.address_changed").count() == 1
    other = Client()
    assert sign_in(other, NEW) == "/my-work/"


def test_the_old_address_signs_in_nobody_any_more(browser: Client) -> None:
    browser.post(ADDRESS, {"email": NEW})
    browser.post("/me/address/code/", {"code": code_for(NEW)})
    Client().post(reverse("account_login"), {"login": OLD})
    assert "no account" in newest_letter(OLD).subject


def test_other_devices_are_signed_out(browser: Client) -> None:
    other = Client()
    sign_in(other, OLD)
    browser.post(ADDRESS, {"email": NEW})
    browser.post("/me/address/code/", {"code": code_for(NEW)})
    assert other.get("/me/").status_code == 302
    assert browser.get("/me/").status_code == 200


def test_a_session_left_open_must_prove_itself_first(browser: Client, khiva_deputy: Person) -> None:
    later(browser)
    assert browser.post(ADDRESS, {"email": NEW})["Location"] == "/me/proof/?next=%2Fme%2Faddress%2F"
    assert not Letter.objects.filter(to=NEW).exists()
    browser.post("/me/proof/", {"next": ADDRESS})
    assert browser.post("/me/proof/", {"code": code_for(OLD), "next": ADDRESS})["Location"] == ADDRESS
    assert browser.get(ADDRESS).status_code == 200


def test_a_wrong_proof_does_not_open(browser: Client) -> None:
    later(browser)
    browser.post("/me/proof/", {"next": ADDRESS})
    wrong = "00000000" if code_for(OLD) != "0000-0000" else "11111111"
    for _try in range(3):
        assert browser.post("/me/proof/", {"code": wrong, "next": ADDRESS}).status_code == 200
    assert browser.post("/me/proof/", {"code": code_for(OLD), "next": ADDRESS}).status_code == 200
    assert browser.get(ADDRESS).status_code == 302


def test_an_address_in_use_gets_the_same_answer_and_its_owner_a_letter(
    browser: Client, khiva_deputy: Person, newcomer: Person
) -> None:
    free = browser.post(ADDRESS, {"email": NEW})
    used = browser.post(ADDRESS, {"email": newcomer.email})
    assert (free.status_code, free["Location"]) == (used.status_code, used["Location"])
    assert "has an account already" in newest_letter("newcomer@mail.example").subject
    assert browser.post("/me/address/code/", {"code": "12345678"}).status_code == 200
    khiva_deputy.refresh_from_db()
    assert khiva_deputy.email == OLD


def test_an_address_taken_since_the_code_was_sent_is_refused_clearly(
    browser: Client, khiva_deputy: Person
) -> None:
    browser.post(ADDRESS, {"email": NEW})
    Person.objects.create_user(email=NEW, name="Somebody faster")
    page = browser.post("/me/address/code/", {"code": code_for(NEW)})
    assert "cannot be used" in page.content.decode()
    with pytest.raises(AddressInUse):
        khiva_deputy.change_email(NEW)


@pytest.mark.parametrize("email", ["", "no address", "a@b", OLD, "x" * 300 + "@mail.example"])
def test_what_is_no_new_address_is_refused_and_comes_back(browser: Client, email: str) -> None:
    page = browser.post(ADDRESS, {"email": email})
    assert page.status_code == 200
    assert 'class="errorlist"' in page.content.decode()


def test_without_a_code_under_way_there_is_no_code_page(browser: Client) -> None:
    assert browser.get("/me/address/code/")["Location"] == ADDRESS
