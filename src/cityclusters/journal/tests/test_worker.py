"""The worker as a whole: one round does what is due."""

import os
import threading
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from cityclusters.journal import outbox, trace
from cityclusters.journal.models import Letter
from cityclusters.journal.worker import Worker


@pytest.fixture(autouse=True)
def _folders(settings: Settings, tmp_path: Path) -> None:
    settings.DATA, settings.MAIL_FOLDER, settings.JOBS = tmp_path, tmp_path / "mail", []


def queue(number: int) -> None:
    for count in range(number):
        Letter.objects.create(key=f"letter {count}", to="a@mail.test", subject="Good day", body="Hello.\n")


@pytest.mark.django_db
def test_once_does_what_is_due_and_leaves_no_trace() -> None:
    queue(3)
    call_command("worker", "--once")
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}
    assert trace.known(outbox.folder()) == []


@pytest.mark.django_db(transaction=True)
def test_asked_to_stop_it_ends_in_good_order() -> None:
    queue(2)
    worker = Worker()
    thread = threading.Thread(target=worker.run)
    thread.start()
    until = time.monotonic() + 15
    while Letter.objects.exclude(state="sent").exists() and time.monotonic() < until:
        time.sleep(0.05)
    worker.stopping.set()
    thread.join(15)
    assert not thread.is_alive()
    assert not Letter.objects.exclude(state="sent").exists()
    assert trace.known(outbox.folder()) == []


@pytest.mark.django_db
def test_it_takes_over_what_a_dead_worker_left() -> None:
    queue(1)
    dead = trace.Trace(outbox.folder(), "dead")
    Letter.objects.update(state="sending", worker="dead", attempts=1)
    Worker().recover()
    assert Letter.objects.get().state == "sending"  # its worker lives
    os.close(dead.file)
    Worker().letters_and_jobs()
    assert Letter.objects.get().state == "sent"
