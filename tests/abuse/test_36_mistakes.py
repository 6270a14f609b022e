"""Abuse 36: an administrator's mistakes don't open the door: unsafe settings refuse to start, nothing of the
machinery is served, and no log holds what belongs to a person."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from cityclusters.people.models import Person

GOOD_KEY = "kJ8-a-key-that-only-these-tests-know-and-use-3Zq71xv"
SERVER = {"SITE_URL": "https://cities.example", "HOSTS": "cities.example", "SECRET_KEY": GOOD_KEY}


def _start(folder: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """`cityclusters serve` with these settings; it must end by itself."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CITYCLUSTERS_")}
    ours = {"DATA": str(folder), "LISTEN": "127.0.0.1:1", **settings}
    return subprocess.run(
        [sys.executable, "-m", "cityclusters", "serve"],
        env={
            **kept,
            "DJANGO_SETTINGS_MODULE": "cityclusters.config.settings",
            **{f"CITYCLUSTERS_{name}": value for name, value in ours.items()},
        },
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({**SERVER, "DEBUG": "1"}, "CITYCLUSTERS_DEBUG may only be used on localhost"),
        ({**SERVER, "DEMO": "1"}, "The demo may only run on localhost"),
        ({**SERVER, "SECRET_KEY": ""}, "Set CITYCLUSTERS_SECRET_KEY"),
        ({**SERVER, "SECRET_KEY": "secret"}, "too short, too simple"),
        ({**SERVER, "SITE_URL": "http://cities.example"}, "must begin with https://"),
        ({**SERVER, "HOSTS": "*"}, "must name the hosts"),
        (SERVER, "Run `cityclusters prepare` first"),
    ],
    ids=["debug", "demo", "no key", "weak key", "no https", "any host", "no tables"],
)
def test_36_an_unsafe_server_does_not_start(tmp_path: Path, settings: dict[str, str], reason: str) -> None:
    refused = _start(tmp_path, **settings)
    assert refused.returncode != 0
    assert reason in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/.env",
        "/.git/config",
        "/cityclusters.sqlite3",
        "/static/../cityclusters.sqlite3",
        "/static/%2e%2e/cityclusters.sqlite3",
        "/files/",
        "/media/",
        "/__debug__/",
        "/server-status",
    ],
)
def test_36_nothing_of_the_machinery_is_served(db: None, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_36_no_log_holds_an_address_or_a_secret(
    newcomer: Person, client: Client, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    email = str(newcomer.email)
    client.post("/account/login/", {"login": email})
    client.post("/account/login/code/", {"email": email})
    client.post("/account/login/code/confirm/", {"code": "SECRET-CODE"})
    client.get("/organisations/", {"q": email})
    client.get(f"/no-such-page/{email}/")
    said = caplog.text + "".join(capfd.readouterr())
    assert [secret for secret in (email, "SECRET-CODE") if secret in said] == []
