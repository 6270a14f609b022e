"""Codes by e-mail for acts of a signed-in person: a new address, erasing the account.

The code is kept in the session as a digest, for one purpose, for 15 minutes and three tries. Signing in
counts as the same proof for 15 minutes."""

import secrets
import time
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

LIVES = 15 * 60  # seconds
TRIES = 3
DIGITS = 8
SLOT = "people_codes"
PROVED = "people_proved_at"


def digits_only(code: str) -> str:
    """The digits that were typed, in any script, without blanks and dashes: '١٢٣٤-5678' → '12345678'."""
    found = (unicode_digit(letter) for letter in code)
    return "".join(digit for digit in found if digit)


def unicode_digit(letter: str) -> str:
    """The ASCII digit for a digit of any script; '' for anything else."""
    return str(int(letter)) if letter.isdecimal() else ""


def shown(code: str) -> str:
    """The code as it is written in a letter: '1234-5678'."""
    return f"{code[:4]}-{code[4:]}"


def _digest(purpose: str, code: str) -> str:
    return salted_hmac(f"people.codes.{purpose}", code, algorithm="sha256").hexdigest()


def issue(request: HttpRequest, purpose: str, email: str) -> str:
    """A new code for the purpose, to be sent to the address; an earlier one is void."""
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    kept = {"digest": _digest(purpose, code), "email": email, "at": time.time(), "tries": 0}
    request.session[SLOT] = {**request.session.get(SLOT, {}), purpose: kept}
    return code


def waiting(request: HttpRequest, purpose: str) -> str | None:
    """The address to which a living code was sent, or None."""
    kept: dict[str, Any] | None = request.session.get(SLOT, {}).get(purpose)
    if kept is None or time.time() - kept["at"] > LIVES or kept["tries"] >= TRIES:
        return None
    return str(kept["email"])


def check(request: HttpRequest, purpose: str, code: str) -> str | None:
    """The address that the code was sent to, if it is the right one; then the code is used up. A wrong one
    counts: after three the code is void."""
    if waiting(request, purpose) is None:
        return None
    kept = request.session[SLOT][purpose]
    if constant_time_compare(kept["digest"], _digest(purpose, digits_only(code))):
        drop(request, purpose)
        return str(kept["email"])
    kept["tries"] += 1
    request.session.modified = True
    return None


def drop(request: HttpRequest, purpose: str) -> None:
    """Forgets the code."""
    request.session.get(SLOT, {}).pop(purpose, None)
    request.session.modified = True


def prove(request: HttpRequest) -> None:
    """Remembers that the person has just shown that she reads her mail."""
    request.session[PROVED] = time.time()


def proved_lately(request: HttpRequest) -> bool:
    """Whether she showed it within the last 15 minutes."""
    return time.time() - float(request.session.get(PROVED, 0)) <= LIVES
