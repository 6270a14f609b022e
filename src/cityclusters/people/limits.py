"""How often one may ask for a code, guess one, or sign up (abuse cases 12 and 27).

The limits are chosen so that a hall of two hundred delegates behind one address of the network can sign in
within minutes, while the owner of an account is never locked out by a stranger: guesses count against the
guesser's address and the account together, and a device that signed in before is not held up at all."""

import ipaddress
from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from cityclusters.people.models import Attempt, Person

DEVICE_COOKIE = "device"
DEVICE_SALT = "people.device"
DEVICE_AGE = 60 * 60 * 24 * 365

CODES_FROM_HERE = ("code-here", 4, timedelta(minutes=10))  # of one browser's network for one address
CODES_FOR_ADDRESS = ("code-address", 30, timedelta(hours=1))  # for one address, from everywhere
WRONG_FROM_HERE = ("wrong-here", 100, timedelta(minutes=10))  # wrong codes of one network
SIGN_UPS_FROM_HERE = ("sign-up-here", 40, timedelta(hours=1))
POSTS_ASKED = ("post-asked", 20, timedelta(days=1))  # by one person; each writes letters
ORGANISATIONS_NAMED = ("named", 10, timedelta(days=1))  # by one person who is no officer


def network(request: HttpRequest) -> str:
    """The reader's network: her address, for IPv6 the /64 that one household gets."""
    address = ipaddress.ip_address(str(get_adapter().get_client_ip(request)))
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network(f"{address}/64", strict=False).network_address)
    return str(address)


def _allow(limit: tuple[str, int, timedelta], *parts: str) -> bool:
    kind, most, within = limit
    return Attempt.allow(kind, Attempt.digest(*parts), most, within)


def may_ask_code(request: HttpRequest, email: str) -> bool:
    """Whether another code may be sent to the address; counts the try. Known and unknown addresses are
    treated alike."""
    address = email.strip().lower()
    here = _allow(CODES_FROM_HERE, network(request), address)
    return here and (knows_device(request, address) or _allow(CODES_FOR_ADDRESS, address))


def may_guess(request: HttpRequest) -> bool:
    """Whether a wrong code from this network is still one of few; counts it."""
    return _allow(WRONG_FROM_HERE, network(request))


def may_sign_up(request: HttpRequest) -> bool:
    """Whether this network has signed up few people lately; counts the try."""
    return _allow(SIGN_UPS_FROM_HERE, network(request))


def may_ask_post(person: Person) -> bool:
    """Whether she has asked for few posts lately; counts the try."""
    return _allow(POSTS_ASKED, person.public_id)


def may_name_organisation(person: Person) -> bool:
    """Whether she has named few organisations lately; counts the try."""
    return _allow(ORGANISATIONS_NAMED, person.public_id)


def right_code(request: HttpRequest, email: str) -> None:
    """Forgets the tries for the address from here: the code was right."""
    kind, _most, _within = CODES_FROM_HERE
    Attempt.forget(kind, Attempt.digest(network(request), email.strip().lower()))


def knows_device(request: HttpRequest, email: str) -> bool:
    """Whether this browser has signed in with the address before."""
    try:
        known = signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_SALT, max_age=DEVICE_AGE)
    except signing.BadSignature:
        return False
    return bool(known == Attempt.digest("device", email.strip().lower()))


def remember_device(response: HttpResponse, email: str) -> None:
    """Leaves a mark in the browser that says: signed in with this address, without naming it."""
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps(Attempt.digest("device", email.strip().lower()), salt=DEVICE_SALT),
        max_age=DEVICE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )
