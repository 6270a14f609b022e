"""Abuse 12: guessing sign-in codes is slowed and logged, for one account and for a hundred, and the owner of
the account is never locked out by it."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.people.tests.walks import code_for

ATTACKER, OWNER = "198.51.100.7", "203.0.113.9"
WRONG = "0000-0000"


def _guess(email: str) -> bool:
    """One try from the attacker's network with a fresh browser; False where no code was sent any more."""
    browser = Client(REMOTE_ADDR=ATTACKER)
    before = Letter.objects.filter(to=email).count()
    asked = browser.post(reverse("account_login"), {"login": email})
    if Letter.objects.filter(to=email).count() == before:
        return False
    browser.post(asked.headers["Location"], {"code": WRONG})
    return True


def test_12_twelve_tries_on_one_account_are_slowed_and_logged(
    newcomer: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    went_ahead = [_guess("newcomer@mail.example") for _try in range(12)]
    assert went_ahead == [True] * 4 + [False] * 8
    said = [record.getMessage() for record in caplog.records if record.name == "cityclusters.sign_in"]
    assert len([line for line in said if line.startswith("wrong sign-in code")]) == 4
    assert len([line for line in said if line.startswith("too many sign-in codes")]) == 8


def test_12_the_owner_is_not_locked_out(newcomer: Person) -> None:
    while _guess("newcomer@mail.example"):
        pass
    owner = Client(REMOTE_ADDR=OWNER)
    asked = owner.post(reverse("account_login"), {"login": "newcomer@mail.example"})
    owner.post(asked.headers["Location"], {"code": code_for("newcomer@mail.example")})
    assert owner.get(reverse("people:me")).status_code == 200


def test_12_tries_spread_over_many_accounts_are_stopped(db: None, caplog: pytest.LogCaptureFixture) -> None:
    emails = [f"person{number}@city.example" for number in range(104)]
    for email in emails:
        Person.objects.create_user(email=email, name="Somebody")
    for email in emails[:100]:
        assert _guess(email)
    browser = Client(REMOTE_ADDR=ATTACKER)
    asked = browser.post(reverse("account_login"), {"login": emails[101]})
    page = browser.post(asked.headers["Location"], {"code": WRONG})
    assert "Too many tries" in page.content.decode()
