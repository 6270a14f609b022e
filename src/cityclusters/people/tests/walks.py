"""Walks that several tests take: signing in by the code in the newest letter."""

import re

from django.test import Client
from django.urls import reverse

from cityclusters.journal.models import Letter


def newest_letter(address: str) -> Letter:
    """The newest letter to the address."""
    return Letter.objects.filter(to=address).order_by("-pk")[0]


def code_for(address: str) -> str:
    """The code in the newest letter to the address."""
    found = re.search(r"\d{4}-\d{4}", newest_letter(address).body)
    assert found is not None, newest_letter(address).body
    return found[0]


def sign_in(browser: Client, address: str, **extra: str) -> str:
    """Walks through both pages; gives the address one is led to."""
    asked = browser.post(reverse("account_login"), {"login": address, **extra})
    assert asked.status_code == 302, asked.content.decode()
    entered = browser.post(asked["Location"], {"code": code_for(address), "action": "verify"})
    assert entered.status_code == 302, entered.content.decode()
    return entered["Location"]


def signup_answers(**changed: str) -> dict[str, str]:
    """The first page of signing up, filled in."""
    return {
        "email": "clerk@khiva.example",
        "name": "Dilnoza Example",
        "kind": "local_authority",
        "language": "en",
        "zone": "Asia/Samarkand",
        "adult": "on",
        "account": "on",
        **changed,
    }


def sign_up(browser: Client, **changed: str) -> str:
    """Walks through the first page and the code; gives the address one is led to."""
    answers = signup_answers(**changed)
    asked = browser.post(reverse("account_signup"), answers)
    assert asked.status_code == 302, asked.content.decode()
    entered = browser.post(asked["Location"], {"code": code_for(answers["email"]), "action": "verify"})
    assert entered.status_code == 302, entered.content.decode()
    return entered["Location"]
