"""`pytest --engine=postgres`: the same tests on a PostgreSQL that is started for them and thrown away.

The server listens on a socket in its own folder only, so it takes no port and meets no other server.
Nothing is synced to disk: a power cut may lose these tests. CITYCLUSTERS_DATABASE, where set, names a
server of your own instead."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from cityclusters.config import env
from tests.programs import missing, postgres

ENGINES = ["sqlite", "postgres"]
VARIABLE = "CITYCLUSTERS_DATABASE"
READY_SECONDS = 30
DATABASES = {"db", "transactional_db", "environment", "world"}  # fixtures
PATIENT = "-c statement_timeout=120000 -c lock_timeout=60000 -c jit=off"  # a shared machine may stand still
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",  # what the planner knows is the same in every run
    "listen_addresses": "",
    "max_connections": "200",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=ENGINES, default="sqlite", help="the database to test on")


def pytest_configure(config: pytest.Config) -> None:
    """Starts the server once (parallel workers inherit its address) and turns the settings to it."""
    if config.getoption("--engine") != "postgres":
        return
    if not os.environ.get(VARIABLE):
        server = Server()
        config.add_cleanup(server.stop)
        os.environ[VARIABLE] = server.start()
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        settings.DATABASES["default"] = env.database(settings.DATA)
        connections.settings = connections.configure_settings(settings.DATABASES)
        del connections["default"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what meets a database: arithmetic, texts and the words of pages (marked `page`) came
    out the same on SQLite before. What is marked `postgres` is asked in another way on SQLite."""
    if config.getoption("--engine") == "postgres":
        left = [item for item in items if _meets_a_database(item)]
    else:
        left = [item for item in items if not item.get_closest_marker("postgres")]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(left)])
    items[:] = left


def _meets_a_database(item: pytest.Item) -> bool:
    """Its marker or its fixtures say so; `environment` is that of processes that are killed."""
    if item.get_closest_marker("page"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or DATABASES & fixtures)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says just above the counts what they are counts of."""
    browser = config.getoption("markexpr") == "browser"
    terminalreporter.write_line(f"tests: {'browser' if browser else config.getoption('--engine')}")


class Server:
    """A PostgreSQL of its own in a folder of its own, run by somebody who is not root."""

    def __init__(self) -> None:
        if why := missing("postgres"):
            raise pytest.UsageError(why)
        self.programs = {name: postgres(name) for name in ("initdb", "postgres")}
        # A socket's path must stay under 107 bytes, so a long TMPDIR is no place for it.
        self.folder = tempfile.mkdtemp(prefix="ccpg-", dir="/tmp")
        self.user = pwd.getpwuid(os.getuid()).pw_name
        if os.getuid() == 0:
            self.user = _somebody()
            shutil.chown(self.folder, self.user)
        self.process: subprocess.Popen[bytes] | None = None

    def _start(self, *command: str) -> "subprocess.Popen[bytes]":
        """The program as the server's user; PostgreSQL refuses to run as root."""
        root = os.getuid() == 0
        with Path(self.folder, "log").open("ab") as log:
            return subprocess.Popen(
                [str(self.programs[command[0]]), *command[1:]],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl+C reaches the tests, which then stop the server
                user=self.user if root else None,
                group=pwd.getpwnam(self.user).pw_gid if root else None,
                extra_groups=[] if root else None,
            )

    def start(self) -> str:
        """Makes the data folder and starts the server; returns the address of its database."""
        data = f"{self.folder}/data"
        made = self._start(
            "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"
        ).wait()
        if made == 0:
            options = [part for key, value in QUICK.items() for part in ("-c", f"{key}={value}")]
            self.process = self._start("postgres", "-D", data, "-k", self.folder, *options)
        deadline = time.monotonic() + READY_SECONDS
        while self.process and self.process.poll() is None and time.monotonic() < deadline:
            try:
                psycopg.connect(host=self.folder, user="tests", dbname="postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return f"postgres://tests@/postgres?host={self.folder}&options={quote(PATIENT)}"
        log = Path(self.folder, "log").read_text(errors="replace")
        self.stop()
        raise pytest.UsageError(f"PostgreSQL did not start:\n{log}")

    def stop(self) -> None:
        """Ends the server at once and removes its folder."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


def _somebody() -> str:
    """A user without rights to run the server as."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise pytest.UsageError(
        "PostgreSQL does not run as root, and there is neither a user postgres nor nobody."
    )
