"""Taking mail out of a Maildir, an mbox file, an IMAP folder, and from standard input."""

import io
import mailbox
import os
import sys
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from pytest_django import Settings

from cityclusters.incoming import mailbox_reading
from cityclusters.incoming.management.commands import take_mail
from cityclusters.incoming.models import IncomingMail
from cityclusters.incoming.tests import imap_server

SPACE = "e-commerce@cities.example"
Written = Callable[..., EmailMessage]
pytestmark = pytest.mark.usefixtures("spaces")


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("mailbox", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue().strip()


@pytest.fixture
def mails(written: Written) -> list[EmailMessage]:
    """Two for a space (one of them by the envelope alone), one for nobody."""
    hidden = written("b@mail.example", "undisclosed@elsewhere.example", "Two.")
    hidden["Delivered-To"] = SPACE
    return [
        written("a@mail.example", f"Space <{SPACE.upper()}>, x@elsewhere.example", "One."),
        hidden,
        written("c@mail.example", "x@elsewhere.example", "Three."),
    ]


@pytest.mark.parametrize("kind", [mailbox.Maildir, mailbox.mbox])
def test_a_folder(
    tmp_path: Path, mails: list[EmailMessage], kind: type[mailbox.Maildir | mailbox.mbox]
) -> None:
    path = tmp_path / "box"
    box = kind(path)
    for mail in mails:
        box.add(mail)
    box.flush()
    assert run(str(path)) == "2 taken, 1 for nobody here"
    assert set(IncomingMail.objects.values_list("recipient", "via")) == {(SPACE, "mailbox")}
    assert IncomingMail.objects.count() == 2
    assert run(str(path)) == "0 taken, 1 for nobody here"
    assert len(kind(path)) == 1


def test_what_is_not_kept_stays_in_the_box(
    tmp_path: Path, mails: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    box.add(mails[0])

    def away(*_: object) -> None:
        raise OperationalError

    with monkeypatch.context() as broken:
        broken.setattr(mailbox_reading, "keep", away)
        with pytest.raises(OperationalError):
            run(str(tmp_path / "box"))
    assert run(str(tmp_path / "box")) == "1 taken, 0 for nobody here"


def test_there_must_be_a_box(tmp_path: Path, settings: Settings) -> None:
    settings.IMAP_HOST = ""
    for arguments in ([], [str(tmp_path / "none")], ["--imap"], ["--imap", str(tmp_path)]):
        with pytest.raises(CommandError):
            run(*arguments)


@pytest.fixture
def imap(
    mails: list[EmailMessage], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[imap_server.Server]:
    """A server with the three mails, whose certificate is trusted here."""
    monkeypatch.setenv("SSL_CERT_FILE", str(imap_server.CERTIFICATE))
    server = imap_server.Server({n + 7: mail.as_bytes() for n, mail in enumerate(mails)})
    settings.IMAP_HOST, settings.IMAP_PORT = "127.0.0.1", server.port
    settings.IMAP_USER, settings.IMAP_PASSWORD = "cities", "right-password"
    yield server
    server.close()


def test_a_folder_of_an_imap_server(imap: imap_server.Server) -> None:
    assert run("--imap") == "2 taken, 1 for nobody here"
    assert imap.seen == {7, 8, 9}
    assert run("--imap") == "0 taken, 0 for nobody here"
    assert IncomingMail.objects.filter(via="imap").count() == 2


def test_a_wrong_password_and_a_certificate_that_nobody_vouches_for(
    imap: imap_server.Server, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.IMAP_PASSWORD = "wrong"
    with pytest.raises(CommandError, match="wrong password"):
        run("--imap")
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(CommandError, match="certificate"):
        run("--imap")


def pipe(raw: bytes, *arguments: str) -> None:
    sys.stdin = SimpleNamespace(buffer=io.BytesIO(raw))
    try:
        call_command("take_mail", *arguments)
    finally:
        sys.stdin = sys.__stdin__


def test_standard_input(written: Written, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = written("a@mail.example", SPACE).as_bytes()
    pipe(raw, SPACE, "--sender", "a@mail.example")
    pipe(raw, SPACE, "--sender", "a@mail.example")
    assert IncomingMail.objects.get().envelope_sender == "a@mail.example"
    with pytest.raises(CommandError) as unknown:
        pipe(raw, "nothing@cities.example")
    assert unknown.value.returncode == os.EX_NOUSER
    settings.MAIL_LIMIT = 10
    with pytest.raises(CommandError) as large:
        pipe(raw, SPACE)
    assert large.value.returncode == os.EX_DATAERR
    settings.MAIL_LIMIT = 10_000

    def away(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(take_mail, "keep", away)
    with pytest.raises(CommandError) as later:
        pipe(raw, SPACE)
    assert later.value.returncode == os.EX_TEMPFAIL
