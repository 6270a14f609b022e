"""Sending: faults of the mail server are waited out, refusals are shown, secrets are emptied."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from cityclusters.journal import courier, outbox, sending, trace
from cityclusters.journal.models import Entry, Letter
from cityclusters.journal.sending import Sender
from cityclusters.people.models import Person

State = Letter.State


@pytest.fixture
def own(tmp_path: Path) -> trace.Trace:
    return trace.Trace(tmp_path / "workers", "this-worker")


@pytest.fixture
def sender(own: trace.Trace, db: None) -> Sender:
    return Sender("this-worker", own)


@pytest.fixture
def smtp(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A mail server in a process; gives the file of what it accepted."""
    script = Path(__file__).with_name("mail_server.py")
    with subprocess.Popen([sys.executable, str(script), str(tmp_path)]) as server:
        while not (tmp_path / "port").exists():
            time.sleep(0.02)
        settings.MAIL_TO_FILES = False
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = int((tmp_path / "port").read_text())
        settings.EMAIL_USE_TLS = False
        yield tmp_path / "accepted"
        server.kill()


def letter(**fields: Any) -> Letter:
    values = {"key": f"letter {Letter.objects.count()}", "to": "somebody@mail.test", "subject": "Good day"}
    return Letter.objects.create(**values | {"body": "Hello.\n.\n..dots\n"} | fields)


def send(sender: Sender, *letters: Letter) -> None:
    sender.round(lambda: False)
    for row in letters:
        row.refresh_from_db()


def test_a_letter_goes_out(sender: Sender, smtp: Path) -> None:
    first, second = letter(to="a@mail.test"), letter(to="b@mail.test")
    for _ in range(20):  # the server says 'later' now and then
        Letter.objects.update(next_try=timezone.now())
        send(sender, first, second)
    assert {first.state, second.state} == {State.SENT}
    assert sorted(smtp.read_text().split()) == sorted([first.public_id, second.public_id])
    assert first.worker == ""
    assert first.sent_at is not None


def test_a_refused_letter_fails_at_once_and_may_go_again(sender: Sender, smtp: Path, officer: Person) -> None:
    row = letter(to="refused@mail.test")
    send(sender, row)
    assert row.state == State.FAILED
    assert row.problem == "550 no such person"
    row.send_again(officer)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.problem) == (State.QUEUED, 0, "")
    assert Entry.objects.get(act="letter.sent_again").actor == officer


def test_a_letter_that_went_out_can_t_go_again(officer: Person) -> None:
    row = letter(state=State.SENT)
    row.send_again(officer)
    row.refresh_from_db()
    assert row.state == State.SENT


def test_without_a_server_the_pauses_grow_and_end(sender: Sender, settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.EMAIL_PORT = taken.getsockname()[1]
    settings.MAIL_TO_FILES, settings.EMAIL_HOST = False, "127.0.0.1"
    row = letter()
    pauses = []
    for _ in range(8):
        Letter.objects.update(next_try=timezone.now())
        sender.quiet_until = timezone.now()
        before = timezone.now()
        send(sender, row)
        pauses.append(round((row.next_try - before) / timedelta(minutes=1)))
    assert pauses[:-1] == [1, 5, 15, 60, 180, 360, 720]
    assert row.state == State.FAILED
    assert "refused" in row.problem


def test_one_missing_server_does_not_use_up_all_letters(sender: Sender, settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.EMAIL_PORT = taken.getsockname()[1]
    settings.MAIL_TO_FILES, settings.EMAIL_HOST = False, "127.0.0.1"
    rows = [letter() for _ in range(5)]
    send(sender, *rows)
    assert sorted(row.attempts for row in rows) == [0, 0, 0, 0, 1]


def test_a_letter_that_can_t_be_a_message_fails(sender: Sender, settings: Settings) -> None:
    row = letter(subject="two\nlines")
    send(sender, row)
    assert row.state == State.FAILED


def test_sign_in_codes_go_first(sender: Sender) -> None:
    for _ in range(3):
        letter()
    code = letter(secret=True)
    assert outbox.claim("this-worker", timezone.now()) == code


def test_a_long_queue_does_not_hold_up_the_jobs(
    sender: Sender, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_FOLDER = tmp_path / "mail"
    monkeypatch.setattr(sending, "ROUND_SECONDS", 0.05)
    Letter.objects.bulk_create(
        Letter(key=str(number), to="a@mail.test", subject="x", body="x") for number in range(1000)
    )
    before = time.monotonic()
    assert sender.round(lambda: False)
    assert time.monotonic() - before < 5
    assert 0 < Letter.objects.filter(state=State.QUEUED).count() < 1000


def test_unfinished_files_are_swept_away(tmp_path: Path) -> None:
    old, new, whole = (tmp_path / name for name in (".old", ".new", "letter.eml"))
    for path in (old, new, whole):
        path.write_text("x")
    for path in (old, whole):
        os.utime(path, (0, 0))
    courier.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".new", "letter.eml"]


def test_secrets_are_emptied_once_sent(
    sender: Sender, settings: Settings, tmp_path: Path, officer: Person
) -> None:
    settings.MAIL_FOLDER, settings.DEMO = tmp_path / "mail", False
    secret, plain = letter(secret=True), letter()
    send(sender, secret, plain)
    assert secret.state == plain.state == State.SENT
    assert secret.body == ""
    assert plain.body != ""
    assert "Hello." in (tmp_path / "mail" / courier.file_name(secret)).read_text()


def test_the_demo_keeps_them_for_its_page(sender: Sender, settings: Settings, tmp_path: Path) -> None:
    settings.MAIL_FOLDER = tmp_path / "mail"
    secret = letter(secret=True)
    send(sender, secret)
    assert secret.body != ""


def fake_server(answers: list[bytes]) -> int:
    """A server that says these lines, one for each line it hears, then hangs up; gives its port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def talk() -> None:
        connection, _address = listening.accept()
        with connection, connection.makefile("rb") as heard:
            connection.sendall(b"220 fake\r\n")
            for answer in answers:
                line = heard.readline()
                while answer.startswith(b"<dot>") and line != b".\r\n":
                    line = heard.readline()
                if answer == b"<dot>hang up":
                    break
                connection.sendall(answer.removeprefix(b"<dot>"))
        listening.close()

    threading.Thread(target=talk, daemon=True).start()
    port: int = listening.getsockname()[1]
    return port


@pytest.mark.parametrize(
    ("last", "state", "problem"),
    [
        (b"<dot>250 fine\r\n", State.SENT, ""),
        (b"<dot>554 spam\r\n", State.FAILED, "554 spam"),
        (b"<dot>452 disk full\r\n", State.QUEUED, "452 disk full"),
        (b"<dot>hang up", State.QUEUED, "SMTPServerDisconnected: Connection unexpectedly closed"),
        (b"<dot>", State.UNCLEAR, ""),  # silence
    ],
)
def test_what_the_server_says_after_the_letter(
    sender: Sender,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    last: bytes,
    state: str,
    problem: str,
) -> None:
    steps = [b"250 fine\r\n", b"250 fine\r\n", b"250 fine\r\n", b"354 go on\r\n", last, b"221 bye\r\n"]
    monkeypatch.setattr(courier, "ANSWER_SECONDS", 0.3)
    settings.MAIL_TO_FILES, settings.EMAIL_USE_TLS, settings.EMAIL_HOST = False, False, "127.0.0.1"
    settings.EMAIL_PORT = fake_server(steps)
    row = letter()
    send(sender, row)
    assert (row.state, row.problem) == (state, problem)


@pytest.mark.parametrize(
    ("stage", "state"),
    [("idle", State.QUEUED), ("sending", State.QUEUED), ("given", State.UNCLEAR), ("accepted", State.SENT)],
)
def test_what_a_dead_worker_left_is_settled_by_its_last_word(db: None, stage: str, state: str) -> None:
    row = letter(state=State.SENDING, worker="dead", attempts=1)
    outbox.recover("dead", trace.Last(stage, row.public_id), timezone.now())
    row.refresh_from_db()
    assert (row.state, row.worker) == (state, "")
    assert row.attempts == (0 if state == State.QUEUED else 1)


def test_a_living_worker_is_not_robbed(tmp_path: Path) -> None:
    living = trace.Trace(tmp_path, "living")
    living.say("accepted", "abcdefghjk")
    with trace.buried(tmp_path, "living") as last:
        assert last is None
    dead = trace.Trace(tmp_path, "dead")
    dead.say("given", "abcdefghjk")
    # The kernel gives the lock back when the process dies; closing the file does the same.
    os.close(dead.file)
    with trace.buried(tmp_path, "dead") as last:
        assert last == trace.Last("given", "abcdefghjk")
    assert trace.known(tmp_path) == ["living"]
    assert living.last().stage == "accepted"


def test_letters_of_another_machine_wait_for_its_lease(db: None, settings: Settings) -> None:
    settings.MAIL_TO_FILES = False
    now = timezone.now()
    soon = letter(state=State.SENDING, worker="elsewhere", lease_until=now + timedelta(minutes=1))
    late = letter(state=State.SENDING, worker="elsewhere", lease_until=now - timedelta(minutes=1))
    here = letter(state=State.SENDING, worker="here", lease_until=now - timedelta(minutes=1))
    outbox.recover_elsewhere(now, ["here"])
    states = [Letter.objects.get(pk=row.pk).state for row in (soon, late, here)]
    assert states == [State.SENDING, State.UNCLEAR, State.SENDING]
