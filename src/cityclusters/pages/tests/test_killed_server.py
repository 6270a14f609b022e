"""The whole server is killed with SIGKILL while people register and answer: nothing it acknowledged is lost.

Real processes, real requests, a database of their own: a copy of the empty one. An act counts as
acknowledged once its answer, a redirect, has reached the reader whole."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from cityclusters.journal.tests.test_killed_worker import environment

__all__ = ["environment"]
RUN = "import django; django.setup(); from cityclusters.pages.tests import killed_server as k; k.main()"
PEOPLE, READERS, KILLS = 120, 8, 3
TOKEN = "t" * 32  # the secret of a form: one half in a cookie, the other in the form
READY_SECONDS = 60
Act = Callable[[], list[int]]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the children of a process")


class Server:
    """`cityclusters serve` with two web processes and the worker, on a port of its own."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.port: int = taken.getsockname()[1]
        ours = {"LISTEN": f"127.0.0.1:{self.port}", "SITE_URL": f"http://localhost:{self.port}"}
        self.environment = environment | {f"CITYCLUSTERS_{name}": value for name, value in ours.items()}
        self.environment["CITYCLUSTERS_PROCESSES"] = "2"
        self.log = folder / "serve.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        command = [sys.executable, "-m", "cityclusters", "serve"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        deadline = time.monotonic() + READY_SECONDS
        while self._status("/healthz") != 200:
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL for every process of it; the parent is stopped first, so that it restarts none."""
        assert self.process is not None
        parent = self.process.pid
        os.kill(parent, signal.SIGSTOP)
        for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)
        self.process.kill()
        self.process.wait()

    def _status(self, path: str) -> int:
        try:
            return self.send("GET", path)
        except OSError:
            return 0

    def send(self, method: str, path: str, fields: dict[str, str] | None = None, session: str = "") -> int:
        """One request; the status of its answer, read to the end. Raises OSError or HTTPException."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=60)
        cookies = f"csrf={TOKEN}" + (f"; session={session}" if session else "")
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request(
                method, path, urlencode({"csrfmiddlewaretoken": TOKEN, **(fields or {})}), headers
            )
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        return answer.status


class Readers:
    """People who each do their acts one after another until the server dies."""

    def __init__(self, acts: dict[str, Act]) -> None:
        self.waiting = list(acts.items())
        self.acknowledged: set[str] = set()
        self.torn: list[tuple[str, Act]] = []
        self.tried: set[str] = set()
        self.faults: list[str] = []

    def _read(self, stop: threading.Event) -> None:
        while self.waiting and not stop.is_set():
            name, act = self.waiting.pop()
            try:
                statuses = act()
                # Who was cut off may have been heard all the same: then the link says that it is used.
                if set(statuses) == {302} or (name in self.tried and statuses == [200, 200]):
                    self.acknowledged.add(name)
                else:
                    self.faults.append(f"{name}: {statuses}")
            except (OSError, http.client.HTTPException):
                self.torn.append((name, act))
                self.tried.add(name)
                return

    def together(self, kill: Callable[[], None] | None) -> None:
        """All at once; after some acts the server dies in the midst of others, unless `kill` is None."""
        stop = threading.Event()
        enough = len(self.acknowledged) + random.randint(PEOPLE // KILLS // 2, PEOPLE // KILLS)
        threads = [threading.Thread(target=self._read, args=[stop]) for _reader in range(READERS)]
        for thread in threads:
            thread.start()
        if kill is not None:
            while len(self.acknowledged) < enough and not self.faults:
                time.sleep(0.002)
            kill()
            stop.set()
        for thread in threads:
            thread.join()


def _printed(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    ended = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


@pytest.fixture
def server(environment: dict[str, str], tmp_path: Path) -> Iterator[Server]:
    made = Server(environment, tmp_path)
    yield made
    if made.process is not None and made.process.poll() is None:
        made.kill()


def _acts(server: Server, made: dict[str, Any]) -> dict[str, Act]:
    """One registration and one answer for each person, in random order; each gives the statuses it got."""

    def registering(session: str) -> Act:
        return lambda: [server.send("POST", made["form"], session=session)]

    def answering(name: str, path: str) -> Act:
        answer = {"act": "next", "q-expect": "yes", "q-use": "yes"}
        last = {"act": "send", "q-use_first": name}
        first, second = f"{path}?part=1", f"{path}?part=2"
        return lambda: [server.send("POST", first, answer), server.send("POST", second, last)]

    acts = {name: registering(session) for name, session in made["sessions"].items()}
    acts |= {name: answering(name, path) for name, path in made["tickets"].items()}
    names = random.sample(sorted(acts), len(acts))
    return {name: acts[name] for name in names}


def test_a_killed_server_loses_nothing_that_it_acknowledged(
    server: Server, environment: dict[str, str]
) -> None:
    made = _printed(environment, "make", str(PEOPLE))
    readers = Readers(_acts(server, made))
    torn = 0
    for _kill in range(KILLS):
        server.start()
        readers.together(server.kill)
        assert readers.faults == [], server.log.read_text()[-3000:]
        torn += len(readers.torn)
        readers.waiting, readers.torn = readers.waiting + readers.torn, []
    assert torn, "the server never died in the middle of a request"
    # What was acknowledged is not sent again. What was torn is: had it been half done, a count would be off.
    server.start()
    readers.together(None)
    assert (readers.faults, readers.torn, readers.waiting) == ([], [], [])
    found = _printed(environment, "look")
    assert sorted(found["registered"]) == sorted(made["sessions"]), "everybody once"
    assert found["seats"] == {"confirmed": PEOPLE // 2, "waitlisted": PEOPLE // 2}
    assert found["entries"] == found["letters"] == PEOPLE
    assert sorted(found["spent"]) == found["responses"] == sorted(made["tickets"])
    assert found["drafts"] == 0
