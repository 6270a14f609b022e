"""Signing in by a code."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.journal.models import Letter
from cityclusters.people.models import Person, SignIn

pytestmark = pytest.mark.django_db


def code_for(address: str) -> str:
    """The code in the newest letter to the address."""
    letter = Letter.objects.filter(to=address).order_by("-pk")[0]
    found = re.search(r"\d{4}-\d{4}", letter.body)
    assert found is not None
    return found[0]


def sign_in(browser: Client, address: str, **extra: str) -> str:
    """Walks through both pages; gives the address one is led to."""
    asked = browser.post(reverse("account_login"), {"login": address, **extra})
    assert asked.status_code == 302, asked.content.decode()
    entered = browser.post(asked["Location"], {"code": code_for(address), "action": "verify"})
    assert entered.status_code == 302, entered.content.decode()
    return entered["Location"]


def test_a_code_signs_in(client: Client, khiva_deputy: Person) -> None:
    assert sign_in(client, "deputy@khiva.example") == "/my-work/"
    assert client.get(reverse("people:me")).status_code == 200
    assert SignIn.objects.get().person == khiva_deputy


def test_the_address_may_be_typed_in_capitals(client: Client, khiva_deputy: Person) -> None:
    client.post(reverse("account_login"), {"login": " Deputy@KHIVA.example "})
    assert code_for("deputy@khiva.example")
