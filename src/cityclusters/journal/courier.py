"""Carrying one letter out of the house: to a mail server, or into a file (the demo).

A file is linked under the name of the letter's key, which happens once however often it is tried. With a
mail server, the worker's trace notes `given` just before the last bytes leave, and `accepted` just after
the server's 250."""

import base64
import hashlib
import os
import re
import smtplib
import socket
import ssl
import tempfile
import time
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr, unquote
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from cityclusters.journal.models.letter import Letter
from cityclusters.journal.plain_text import flow
from cityclusters.journal.trace import Trace

LONG_WORD = 60  # characters


class WholeWords(EmailPolicy):
    """The standard way of writing headers, except that a long word stays one: the library would break the
    address in List-Unsubscribe into encoded pieces, of which no mail program makes a button. And words that
    are not ASCII are encoded as one text: between pieces of its own the library loses spaces (of one subject
    in six in Russian or Arabic)."""

    def fold(self, name: str, value: str) -> str:
        """The header on one line where a word of it is long, else folded."""
        text = str(value)
        if not text.isascii() and not name.lower().startswith("content-"):
            return f"{name}: {self._encoded(name, text)}{self.linesep}"
        if text.isascii() and any(len(word) > LONG_WORD for word in text.split()):
            return f"{name}: {text}{self.linesep}"
        return str(super().fold(name, value))

    def _encoded(self, name: str, text: str) -> str:
        """A text, or a name in front of an address in angle brackets, which itself stays as it is."""
        words, mark, rest = text.rpartition(" <")
        if name.lower() == "subject" or not mark or not rest.isascii():
            return Header(text, "utf-8", header_name=name).encode(linesep=self.linesep)
        made = Header(unquote(words), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{made}{self.linesep} <{rest}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same as bytes."""
        return self.fold(name, value).encode("ascii", "surrogateescape")


POLICY = WholeWords(linesep="\r\n", cte_type="7bit")
ANSWER_SECONDS = 120  # a server may look long at a letter before it answers
SMTPS = 465
HOST = urlsplit(settings.SITE_URL).hostname or "localhost"


class Refused(Exception):
    """The server refused this letter; `for_good` when trying again can't help."""

    def __init__(self, code: int, reply: bytes) -> None:
        self.for_good = 500 <= code < 600
        super().__init__(f"{code} {reply.decode(errors='replace')}")


class NoAnswer(Exception):
    """The server had the whole letter and did not answer in time."""


def sweep(folder: Path) -> None:
    """Removes the unfinished files that killed workers left; a file in the making is not an hour old."""
    for path in folder.glob(".*"):
        if path.is_file() and path.stat().st_mtime < time.time() - 3600:
            path.unlink(missing_ok=True)


def address(written: str) -> str:
    """The address with its domain as mail servers know it: 'a@café.example' → 'a@xn--caf-dma.example'."""
    local, _at, domain = written.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"


def compose(letter: Letter) -> EmailMessage:
    """The letter as a message: plain text that flows, a Message-ID that stays the same on every try.

    Raises ValueError for a header that would span several lines."""
    message = EmailMessage(policy=POLICY)
    message["From"] = settings.MAIL_FROM
    message["To"] = address(letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.public_id}@{HOST}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    for name, value in letter.headers.items():
        if name in message:
            message.replace_header(name, value)
        else:
            message[name] = value
    message.set_content(flow(letter.body), charset="utf-8", params={"format": "flowed"})
    for part in letter.attachments:
        _attach(message, part)
    return message


def _attach(message: EmailMessage, part: dict[str, str]) -> None:
    """Adds a file; a text says its character set, and keeps what else its type says ('method=PUBLISH')."""
    said = EmailMessage()
    said["Content-Type"] = part["type"]
    kind = said["Content-Type"]
    params = dict(kind.params)
    if kind.maintype == "text":
        params.setdefault("charset", "utf-8")
    message.add_attachment(
        base64.b64decode(part["data"]),
        maintype=kind.maintype, subtype=kind.subtype, filename=part["name"], params=params,
    )  # fmt: skip


def file_name(letter: Letter) -> str:
    """The name of the letter's file: readable, and different for different keys."""
    readable = re.sub(r"[^A-Za-z0-9._-]+", "-", letter.key)[:60].strip(".-")
    return f"{readable}-{hashlib.sha256(letter.key.encode()).hexdigest()[:16]}.eml"


def to_file(letter: Letter, folder: Path) -> None:
    """Writes the letter into the folder, whole or not at all, once for its key."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".") as file:
        file.write(compose(letter).as_bytes())
        file.flush()
        os.fsync(file.fileno())
        try:
            os.link(file.name, folder / file_name(letter))
        except FileExistsError:
            return  # an earlier try got this far
    entry = os.open(folder, os.O_RDONLY)
    os.fsync(entry)
    os.close(entry)


def connect() -> smtplib.SMTP:
    """An open connection to the mail server, encrypted and signed in as the settings say (port 465 is
    encrypted from the start). Raises OSError, of which smtplib's own errors are a part, where it can't."""
    options: dict[str, Any] = {"local_hostname": HOST, "timeout": settings.EMAIL_TIMEOUT}
    server: smtplib.SMTP
    if settings.EMAIL_PORT == SMTPS:
        context = ssl.create_default_context()
        server = smtplib.SMTP_SSL(settings.EMAIL_HOST, SMTPS, context=context, **options)
    else:
        server = smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, **options)
    try:
        if server.sock is not None:  # the last dot must not wait for an echo
            server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if settings.EMAIL_USE_TLS and settings.EMAIL_PORT != SMTPS:
            server.starttls(context=ssl.create_default_context())
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except OSError:
        server.close()
        raise
    return server


def envelope_sender(letter: Letter) -> str:
    """Where servers report that the letter can't be delivered: an address of its own where mail arrives."""
    if settings.MAIL_ENVELOPE:
        return str(import_string(settings.MAIL_ENVELOPE)(letter.public_id))
    return parseaddr(settings.MAIL_FROM)[1]


def to_server(letter: Letter, server: smtplib.SMTP, trace: Trace) -> None:
    """Hands the letter over. Raises Refused, NoAnswer, or OSError when the connection breaks."""
    content = re.sub(rb"(?m)^\.", b"..", compose(letter).as_bytes())
    trace.say("sending", letter.public_id)
    server.ehlo_or_helo_if_needed()
    _expect(250, server.mail(envelope_sender(letter)))
    _expect(250, server.rcpt(address(letter.to)))
    _expect(354, server.docmd("DATA"))
    server.send(content)
    trace.say("given", letter.public_id)
    server.send(b".\r\n")
    if server.sock is not None:
        server.sock.settimeout(ANSWER_SECONDS)
    try:
        _expect(250, server.getreply())
    except smtplib.SMTPServerDisconnected as gone:
        trace.say("sending", letter.public_id)
        if isinstance(gone.__context__, TimeoutError):
            raise NoAnswer from gone
        raise
    except Refused:
        trace.say("sending", letter.public_id)
        raise
    trace.say("accepted", letter.public_id)
    if server.sock is not None:
        server.sock.settimeout(settings.EMAIL_TIMEOUT)


def _expect(wanted: int, answer: tuple[int, bytes]) -> None:
    code, reply = answer
    if code != wanted and not (wanted == 250 and code == 251):
        raise Refused(code, reply)
