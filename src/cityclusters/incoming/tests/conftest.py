"""Mails for the tests: as programs write them, taken by a route of the tests."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from pytest_django import Settings

from cityclusters.incoming.arriving import keep
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.mail import Mail, Taken
from cityclusters.incoming.models import IncomingMail
from cityclusters.incoming.reading import read
from cityclusters.people.models import Person

TAKEN: list[tuple[Mail, str, Person | None]] = []


def take(mail: Mail, key: str, person: Person | None) -> Taken:
    """The route of the tests: writes down what it was given; "refuse me" is refused."""
    if "refuse me" in mail.text:
        raise Refused("This is not what we collect.")
    TAKEN.append((mail, key, person))
    return Taken(person, "Your words are on the page.")


@pytest.fixture(autouse=True)
def taken(settings: Settings) -> Iterator[list[tuple[Mail, str, Person | None]]]:
    """What the route was given."""
    settings.MAIL_DOMAIN = "cities.example"
    settings.MAIL_ROUTES = {"space": f"{__name__}.take", "question": f"{__name__}.take"}
    settings.MAIL_TRUSTED_HOST = ""
    TAKEN.clear()
    yield TAKEN
    TAKEN.clear()


@pytest.fixture
def written() -> Callable[..., EmailMessage]:
    """Makes a mail."""

    def make(sender: str, to: str, text: str = "We paint the stalls.", **headers: str) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"] = sender, to
        mail["Subject"] = headers.pop("subject", "Re: A question")
        mail["Message-ID"] = headers.pop("message_id", f"<{abs(hash((sender, to, text)))}@mail.example>")
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        return mail

    return make


@pytest.fixture
def arrive(db: None) -> Callable[..., IncomingMail]:
    """Keeps a mail as the listener does and reads it as the worker does; gives the row."""

    def send(mail: EmailMessage | bytes, to: str, envelope: str = "someone@mail.example") -> IncomingMail:
        raw = mail if isinstance(mail, bytes) else mail.as_bytes()
        before = set(IncomingMail.objects.values_list("pk", flat=True))
        keep(raw, [to], envelope, "smtp")
        row: Any = IncomingMail.objects.exclude(pk__in=before).get()
        read(row.pk)
        row.refresh_from_db()
        return row  # type: ignore[no-any-return]

    return send
