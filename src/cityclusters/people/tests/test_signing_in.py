"""Signing in by a code."""

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError
from django.test import Client
from django.urls import NoReverseMatch, reverse

from cityclusters.journal.models import Entry, Letter
from cityclusters.people import consents
from cityclusters.people.models import Person, SignIn
from cityclusters.people.tests.walks import code_for, newest_letter, sign_in

pytestmark = pytest.mark.django_db


def test_a_code_signs_in(client: Client, khiva_deputy: Person) -> None:
    assert sign_in(client, "deputy@khiva.example") == "/my-work/"
    assert client.get(reverse("people:me")).status_code == 200
    assert SignIn.objects.get().person == khiva_deputy


def test_the_address_may_be_typed_in_capitals(client: Client, khiva_deputy: Person) -> None:
    client.post(reverse("account_login"), {"login": " Deputy@KHIVA.example "})
    assert code_for("deputy@khiva.example")


def test_the_letter_is_secret_and_in_the_persons_language(client: Client, khiva_deputy: Person) -> None:
    client.post(reverse("account_login"), {"login": "deputy@khiva.example"})
    letter = newest_letter("deputy@khiva.example")
    assert letter.secret
    assert letter.language == "fr"
    assert letter.person == khiva_deputy


def test_the_code_may_be_typed_in_digits_of_any_script(client: Client, khiva_deputy: Person) -> None:
    asked = client.post(reverse("account_login"), {"login": "deputy@khiva.example"})
    code = code_for("deputy@khiva.example")
    arabic = code.translate(str.maketrans("0123456789-", "٠١٢٣٤٥٦٧٨٩ "))
    assert client.post(asked["Location"], {"code": arabic}).status_code == 302
    assert client.get(reverse("people:me")).status_code == 200


def test_three_wrong_codes_end_the_try_and_a_right_one_after_them_is_refused(
    client: Client, khiva_deputy: Person
) -> None:
    asked = client.post(reverse("account_login"), {"login": "deputy@khiva.example"})
    code = code_for("deputy@khiva.example")
    wrong = "0000-0000" if code != "0000-0000" else "1111-1111"
    for _try in range(3):
        client.post(asked["Location"], {"code": wrong})
    client.post(asked["Location"], {"code": code})
    assert client.get(reverse("people:me")).status_code == 302


def test_a_code_holds_for_fifteen_minutes(
    client: Client, khiva_deputy: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = client.post(reverse("account_login"), {"login": "deputy@khiva.example"})
    code = code_for("deputy@khiva.example")
    session = client.session
    login = session["account_login"]
    login["state"]["stages"]["login_by_code"]["data"]["at"] -= 15 * 60 + 1
    session["account_login"] = login
    session.save()
    client.post(asked["Location"], {"code": code})
    assert client.get(reverse("people:me")).status_code == 302


def test_another_code_can_be_asked_for(client: Client, khiva_deputy: Person) -> None:
    asked = client.post(reverse("account_login"), {"login": "deputy@khiva.example"})
    client.post(asked["Location"], {"action": "resend"})
    assert Letter.objects.filter(to="deputy@khiva.example").count() == 2
    client.post(asked["Location"], {"code": code_for("deputy@khiva.example"), "action": "verify"})
    assert client.get(reverse("people:me")).status_code == 200


def test_somebody_an_officer_invited_becomes_active_at_the_first_sign_in(
    client: Client, officer: Person
) -> None:
    guest = Person.objects.create_user(email="guest@khiva.example", name="Guest", state="invited")
    assert (
        sign_in(client, "guest@khiva.example", next="/organisations/") == "/welcome/?next=%2Forganisations%2F"
    )
    guest.refresh_from_db()
    assert guest.state == "active"
    assert Entry.objects.filter(act="person.joined", subject_id=guest.public_id).count() == 1


def test_the_invited_say_once_that_they_are_of_age_and_agree(client: Client, db: None) -> None:
    guest = Person.objects.create_user(email="guest@khiva.example", name="Guest", state="invited")
    assert client.get(sign_in(client, "guest@khiva.example", next="/organisations/")).status_code == 302
    page = "/welcome/agreements/"
    refused = client.post(page, {"sex": "female", "account": "on"})
    assert "18 years old" in refused.content.decode()
    answer = client.post(page, {"sex": "female", "account": "on", "adult": "on"})
    assert answer["Location"] == "/organisations/"
    assert consents.has(guest, "account")
    assert 'name="adult"' not in client.get(page).content.decode()
    client.post(reverse("account_logout"))
    assert sign_in(client, "guest@khiva.example") == "/my-work/"


def test_the_invited_need_one_code_only(client: Client, db: None) -> None:
    Person.objects.create_user(email="guest@khiva.example", name="Guest", state="invited")
    sign_in(client, "guest@khiva.example")
    assert Letter.objects.filter(to="guest@khiva.example").count() == 1


def test_one_account_per_address_whatever_its_case(newcomer: Person) -> None:
    other = Person(email="NewComer@Mail.Example", name="Somebody")
    with pytest.raises(IntegrityError):
        other.save()


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
    ],
)
def test_no_page_for_passwords_has_an_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "path",
    ["password/change/", "password/set/", "password/reset/", "password/reset/done/", "reauthenticate/"],
)
def test_pages_for_passwords_do_not_exist(client: Client, newcomer: Person, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 404
    client.force_login(newcomer)
    assert client.post(f"/account/{path}", {"password1": "x" * 20}).status_code == 404


def test_a_password_sent_along_signs_nobody_in(client: Client, newcomer: Person) -> None:
    newcomer.set_password("a long enough password")
    newcomer.save()
    client.post(reverse("account_login"), {"login": newcomer.email, "password": "a long enough password"})
    assert client.get(reverse("people:me")).status_code == 302


def test_signing_out_ends_the_session_and_its_line(client: Client, khiva_deputy: Person) -> None:
    sign_in(client, "deputy@khiva.example")
    assert client.get(reverse("account_logout")).status_code == 200
    assert Session.objects.count() == 1
    client.post(reverse("account_logout"))
    assert SignIn.objects.count() == 0
    assert client.get(reverse("people:me")).status_code == 302


def test_the_demos_cast_signs_in_at_one_click(client: Client, khiva_deputy: Person, newcomer: Person) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert "Deputy mayor of Khiva" in page
    assert "Newcomer" in page
    answer = client.post(reverse("people:demo-sign-in"), {"person": khiva_deputy.public_id, "next": "/me/"})
    assert answer["Location"] == "/me/"
    assert client.get(reverse("people:me")).status_code == 200


def test_outside_the_demo_there_is_no_cast(
    client: Client, khiva_deputy: Person, settings: pytest.FixtureRequest
) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    assert "Deputy mayor of Khiva" not in client.get(reverse("account_login")).content.decode()
    answer = client.post(reverse("people:demo-sign-in"), {"person": khiva_deputy.public_id})
    assert answer.status_code == 404
    assert client.get(reverse("people:me")).status_code == 302


def test_the_demo_signs_in_only_those_at_addresses_that_lead_nowhere(client: Client, db: None) -> None:
    real = Person.objects.create_user(email="somebody@city.org", name="Somebody")
    assert client.post(reverse("people:demo-sign-in"), {"person": real.public_id}).status_code == 404
