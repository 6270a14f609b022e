"""The mail server itself, over loopback, with the standard library's clients."""

import asyncio
import concurrent.futures
import contextlib
import smtplib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
from django.db import OperationalError
from pytest_django import Settings

from cityclusters.incoming import listening
from cityclusters.incoming.addresses import address_for
from cityclusters.incoming.models import IncomingMail
from cityclusters.people.models import Person
from cityclusters.spaces.models import Space

pytestmark = pytest.mark.django_db(transaction=True)
SPACE = "e-commerce@cities.example"
Written = Callable[..., EmailMessage]


@pytest.fixture(params=["smtp", "lmtp"])
def server(request: pytest.FixtureRequest) -> Iterator[tuple[str, int]]:
    """The listener in a thread of its own; its protocol and port."""
    ports: list[int] = []
    up = threading.Event()
    loop = asyncio.new_event_loop()

    def ready(port: int) -> None:
        ports.append(port)
        up.set()

    task = loop.create_task(listening.listen(listening.place(f"{request.param}:127.0.0.1:0"), ready))

    def run() -> None:
        try:
            loop.run_until_complete(task)
        except asyncio.CancelledError:
            loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert up.wait(10)
    yield request.param, ports[0]
    loop.call_soon_threadsafe(task.cancel)
    thread.join(10)


def client(server: tuple[str, int]) -> smtplib.SMTP:
    """Connected and greeted."""
    kind = smtplib.LMTP if server[0] == "lmtp" else smtplib.SMTP
    made = kind("127.0.0.1", server[1])
    made.ehlo_or_helo_if_needed()
    return made


def raw(server: tuple[str, int], *lines: bytes) -> bytes:
    """Says the lines as they are; everything that is answered."""
    with socket.create_connection(("127.0.0.1", server[1]), timeout=3) as line:
        answer = b""
        line.sendall(b"".join(lines))
        with contextlib.suppress(TimeoutError):  # it waits for the end of a message that never comes
            while part := line.recv(65536):
                answer += part
    return answer


def test_250_means_that_it_is_kept(server: tuple[str, int], written: Written, spaces: list[Space]) -> None:
    with client(server) as sender:
        assert sender.send_message(written("a@mail.example", SPACE)) == {}
    row = IncomingMail.objects.get()
    assert (row.recipient, row.envelope_sender, row.via) == (SPACE, "a@mail.example", server[0])
    assert b"We paint the stalls." in bytes(row.raw or b"")


def test_several_of_our_addresses_and_one_that_is_none(
    server: tuple[str, int], written: Written, spaces: list[Space], newcomer: Person
) -> None:
    mine = address_for("question", "23456789ab", newcomer)
    ours = [SPACE] if server[0] == "lmtp" else [SPACE, mine]  # the client takes one answer only
    to = [*ours, "nothing@cities.example", "a@elsewhere.example", mine[:-20] + "@cities.example"]
    with client(server) as sender:
        refused = sender.sendmail("a@mail.example", to, written("a@mail.example", SPACE).as_bytes())
        assert {code for code, _words in refused.values()} == {550}
        assert set(refused) == set(to[len(ours) :])
    assert IncomingMail.objects.count() == len(ours)
    with client(server) as sender, pytest.raises(smtplib.SMTPRecipientsRefused):
        sender.sendmail("a@mail.example", to[len(ours) :], "x")


def test_lmtp_answers_for_each_address(server: tuple[str, int], spaces: list[Space]) -> None:
    greeting = b"LHLO x\r\n" if server[0] == "lmtp" else b"EHLO x\r\n"
    envelope = b"MAIL FROM:<a@b.example>\r\n" + b"".join(
        b"RCPT TO:<" + slug + b"@cities.example>\r\n" for slug in (b"covid-19", b"nothing", b"e-commerce")
    )
    answer = raw(server, greeting, envelope, b"DATA\r\n", b"From: a@b.example\r\n\r\nx\r\n.\r\n", b"QUIT\r\n")
    assert answer.count(b"250 2.0.0 Kept\r\n") == (2 if server[0] == "lmtp" else 1)


def test_a_report_has_no_sender(server: tuple[str, int], written: Written, spaces: list[Space]) -> None:
    with client(server) as sender:
        sender.sendmail("", [SPACE], written("a@mail.example", SPACE).as_bytes())
    assert IncomingMail.objects.get().envelope_sender == ""


def test_too_large(
    server: tuple[str, int], written: Written, spaces: list[Space], settings: Settings
) -> None:
    settings.MAIL_LIMIT = 20_000
    for text in ("x" * 30_000, "line\n" * 30_000):
        with client(server) as sender, pytest.raises(smtplib.SMTPException) as refused:
            sender.sendmail("a@mail.example", [SPACE], text)
        assert refused.value.args[0] in (500, 552)
    assert not IncomingMail.objects.exists()


def test_the_database_is_away(
    server: tuple[str, int], written: Written, spaces: list[Space], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError

    with monkeypatch.context() as broken:
        broken.setattr(listening, "keep", away)
        with client(server) as sender, pytest.raises(smtplib.SMTPDataError) as put_off:
            sender.sendmail("a@mail.example", [SPACE], "x")
        assert put_off.value.smtp_code == 451
        broken.setattr(listening, "target_of", away)
        with client(server) as sender, pytest.raises(smtplib.SMTPRecipientsRefused) as later:
            sender.sendmail("a@mail.example", [SPACE], "x")
        assert later.value.recipients[SPACE][0] == 451


def test_a_fault_of_ours_is_not_told(
    server: tuple[str, int], spaces: list[Space], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("secret")

    monkeypatch.setattr(listening, "keep", broken)
    with client(server) as sender, pytest.raises(smtplib.SMTPDataError) as put_off:
        sender.sendmail("a@mail.example", [SPACE], "x")
    assert put_off.value.smtp_code == 451
    assert b"secret" not in put_off.value.smtp_error


@pytest.mark.parametrize(
    "said",
    [
        b"\x00\xff\xfe\r\n" * 40,
        b"MAIL FROM:<a@b>\r\n" * 40,
        b"RCPT TO:<" + b"a" * 5000 + b"@cities.example>\r\n",
        b"DATA\r\nx\r\n.\r\n",
        b"BDAT 5\r\nhello",
        b"A" * 300_000 + b"\r\n",
        b"MAIL FROM:<\xc3\xa9@b> SIZE=99999999999999\r\n",
        b"VRFY postmaster\r\nEXPN x\r\nHELP\r\nAUTH LOGIN\r\nSTARTTLS\r\n",
    ],
)
def test_nonsense_gets_an_error_and_nothing_is_kept(server: tuple[str, int], said: bytes) -> None:
    greeting = b"LHLO x\r\n" if server[0] == "lmtp" else b"EHLO x\r\n"
    try:
        answer = raw(server, greeting, said, b"QUIT\r\n")
    except ConnectionError:
        answer = b""
    assert b"Traceback" not in answer
    assert b"Error: (" not in answer
    assert not IncomingMail.objects.exists()
    with client(server) as again:  # it is still there
        assert again.noop()[0] == 250


def flood(line: socket.socket) -> None:
    """Four million bytes without the end of a line."""
    for _ in range(200):
        line.sendall(b"x" * 20_000)
        time.sleep(0.005)


def test_a_line_without_an_end_is_cut_off(
    server: tuple[str, int], spaces: list[Space], settings: Settings
) -> None:
    settings.MAIL_LIMIT = 100_000
    greeting = b"LHLO x\r\n" if server[0] == "lmtp" else b"EHLO x\r\n"
    with socket.create_connection(("127.0.0.1", server[1]), timeout=20) as line:
        line.sendall(greeting + b"MAIL FROM:<a@b.example>\r\nRCPT TO:<" + SPACE.encode() + b">\r\nDATA\r\n")
        time.sleep(0.5)
        with pytest.raises(OSError, match=r"reset|pipe"):
            flood(line)


def test_guests_beyond_the_limit_wait(server: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "MOST_CONNECTIONS", 5)
    lines = [socket.create_connection(("127.0.0.1", server[1]), timeout=10) for _ in range(5)]
    assert all(line.recv(100).startswith(b"220") for line in lines)
    with socket.create_connection(("127.0.0.1", server[1]), timeout=10) as sixth:
        assert sixth.recv(100).startswith(b"421")
    for line in lines:
        line.close()
    time.sleep(0.3)
    with client(server) as again:
        assert again.noop()[0] == 250


def test_many_at_once(server: tuple[str, int], written: Written, spaces: list[Space]) -> None:
    mails = [written("a@mail.example", SPACE, f"Text {number % 20}") for number in range(40)]

    def send(mail: EmailMessage) -> None:
        with client(server) as sender:
            sender.send_message(mail)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(send, mails))
    assert IncomingMail.objects.count() == 20  # each twice, kept once
