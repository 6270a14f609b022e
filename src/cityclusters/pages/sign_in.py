"""How the sign-in library talks to our people: letters through the outbox, lines in the journal."""

import secrets
from contextlib import suppress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import login as open_session
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cityclusters.journal import letters
from cityclusters.journal.acts import record
from cityclusters.people import codes, limits
from cityclusters.people.devices import in_words
from cityclusters.people.models import Person, SignIn

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
LETTERS = {
    "account/email/login_code": "pages/mail/sign_in_code",
    "account/email/email_confirmation": "pages/mail/address_code",
    "account/email/email_confirmation_signup": "pages/mail/address_code",
    "account/email/unknown_account": "pages/mail/no_account",
    "account/email/account_already_exists": "pages/mail/has_account",
}
FIRST_TIME = "people_first_time"
CLOSED = "pages/mail/account_closed"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Sign-in by e-mailed code: what the library asks of us, and what we add to it."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This code is not right. Look at the newest letter, or ask for another code."),
        "too_many_login_attempts": _("Too many tries. Wait ten minutes, then ask for a new code."),
        "rate_limited": _("Too many tries from your network. Wait an hour, or ask a programme officer."),
        "email_taken": _("Please sign in with this address, or use another one."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Writes the letter into the outbox; codes are emptied there once sent. People who were suspended
        are told so by mail; on the page everybody sees the same."""
        person = Person.objects.filter(email=email.lower()).first()
        template = LETTERS[template_prefix]
        if person is not None and not person.is_active:
            person, template = None, CLOSED
        letters.write(
            f"sign-in:{secrets.token_hex(16)}",
            person,
            template,
            {
                "code": context.get("code", ""),
                "email": email,
                "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
                "sign_in_url": letters.absolute(reverse("account_login")),
                "sign_up_url": letters.absolute(reverse("account_signup")),
            },
            to=email,
            secret=True,
            language=get_language() or "",
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        """The owner of an address that somebody signs up with again is told how to sign in."""
        self.send_mail("account/email/account_already_exists", email, {})

    def clean_email(self, email: str) -> str:
        """In lower case. A sign-up with the address that nobody finished makes room for a new one."""
        address = str(email).strip().lower()
        with suppress(ProtectedError):  # something was recorded with it all the same: it stays
            Person.objects.unfinished().filter(email=address).delete()
        return address

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this site, and only without a host (abuse case 24)."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def pre_login(self, request: HttpRequest, user: Person, **details: Any) -> HttpResponse | None:
        """Keeps the suspended out; a right code shows that the address is hers, also where an officer had
        entered it and the library does not know it yet."""
        refused: HttpResponse | None = super().pre_login(request, user, **details)
        email = details.get("email") or ""
        if refused is None and email and not details["signup"]:
            limits.right_code(request, email)
            own = EmailAddress.objects.filter(user=user)
            own.exclude(email=email).delete()
            own.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
        return refused

    @transaction.atomic
    def login(self, request: HttpRequest, user: Person) -> None:
        """Opens the session, remembers the device, and makes an invited person an active one."""
        open_session(request, user, backend=BACKEND)
        codes.prove(request)
        key = request.session.session_key
        assert key is not None  # just opened
        SignIn.objects.update_or_create(
            session_key=key,
            defaults={"person": user, "device": in_words(request.headers.get("User-Agent", ""))},
        )
        if user.state == Person.State.INVITED:
            user.state = Person.State.ACTIVE
            user.save(update_fields=["state"])
            request.session[FIRST_TIME] = True
            record(user, "person.joined", user)

    def post_login(self, request: HttpRequest, user: Person, **details: Any) -> HttpResponse:
        """Leads on, those who are here for the first time by way of the welcome pages, and leaves the mark
        of a known device."""
        if request.session.pop(FIRST_TIME, False):
            details["redirect_url"] = details["redirect_url"] or get_next_redirect_url(request)
            wanted = {"next": details["redirect_url"]} if details["redirect_url"] else {}
            details["redirect_url"] = reverse("pages:welcome", query=wanted)
        response: HttpResponse = super().post_login(request, user, **details)
        if user.email:
            limits.remember_device(response, user.email)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Closes the session and its line in the list of devices."""
        SignIn.objects.filter(session_key=request.session.session_key or "").delete()
        super().logout(request)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: pages of this site are pages, whatever a script asks for."""
        return False
