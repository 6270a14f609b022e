"""A server with unsafe settings refuses to start: each setting alone is enough."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django import Settings

from cityclusters.config import env
from cityclusters.config.checks import START

SAFE_SERVER = {
    "DEMO": False,
    "DEBUG": False,
    "SITE_URL": "https://cities.example",
    "SECURE": True,
    "ALLOWED_HOSTS": ["cities.example"],
    "SECRET_KEY": "3f9XwQ7-mLrT2vKc8sYbN5dGhJ1pZaEuRoMiXq4WtVyBnC6kSf",
    "NOTES_KEYS": [],
}


@pytest.fixture(autouse=True)
def embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The embedded database with its options, on whichever database the tests run."""
    monkeypatch.setitem(django_settings.DATABASES, "default", _sqlite())


def _found(settings: Settings, **changes: Any) -> set[str]:
    for name, value in {**SAFE_SERVER, **changes}.items():
        setattr(settings, name, value)
    return {
        str(message.id) for message in run_checks(tags=[START]) if str(message.id).startswith("cityclusters.")
    }


def _sqlite(**options: Any) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "ATOMIC_REQUESTS": options.pop("atomic", False),
        "OPTIONS": {**env.SQLITE_OPTIONS, **options},
    }


def test_a_safe_server_starts(settings: Settings) -> None:
    assert _found(settings) == set()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"DEMO": True}, "cityclusters.E001"),
        ({"DEMO": True, "SITE_URL": "https://localhost:8000"}, "cityclusters.E001"),
        ({"DEBUG": True}, "cityclusters.E002"),
        ({"SECRET_KEY": "short"}, "cityclusters.E003"),
        ({"SECRET_KEY": "ab" * 40}, "cityclusters.E003"),
        ({"SECRET_KEY": "only-for-the-demo-and-for-tests-never-for-a-city-server"}, "cityclusters.E003"),
        ({"SITE_URL": "http://cities.example", "SECURE": False}, "cityclusters.E008"),
        ({"ALLOWED_HOSTS": ["*"]}, "cityclusters.E009"),
        ({"NOTES_KEYS": ["a long word, but no key"]}, "cityclusters.E010"),
        ({"NOTES_KEYS": ["b25seS1mb3ItdGhlLWRlbW8tbmV2ZXItYS1zZXJ2ZXI="]}, "cityclusters.E011"),
    ],
)
def test_an_unsafe_setting_is_refused(settings: Settings, changes: dict[str, Any], refusal: str) -> None:
    assert _found(settings, **changes) == {refusal}


def test_the_demo_starts_on_this_machine(settings: Settings) -> None:
    local = {
        "SITE_URL": "http://localhost:8000",
        "SECURE": False,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1"],
    }
    assert _found(settings, DEMO=True, SECRET_KEY="short", **local) == set()


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        ({"transaction_mode": "DEFERRED"}, "cityclusters.E004"),
        ({"init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;"}, "cityclusters.E005"),
        ({"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"}, "cityclusters.E005"),
        ({"timeout": 5}, "cityclusters.E006"),
        ({"atomic": True}, "cityclusters.E007"),
    ],
)
def test_the_embedded_database_is_refused_without_its_options(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], refusal: str
) -> None:
    monkeypatch.setitem(django_settings.DATABASES, "default", _sqlite(**options))
    assert _found(settings) == {refusal}


@pytest.mark.parametrize("command", ["prepare", "serve"])
def test_both_commands_refuse_with_the_reason_and_what_to_do(settings: Settings, command: str) -> None:
    for name, value in {**SAFE_SERVER, "DEMO": True}.items():
        setattr(settings, name, value)
    with pytest.raises(SystemCheckError, match=r"(?s)only run on localhost.*HINT.*CITYCLUSTERS_DEMO"):
        call_command(command, skip_checks=False)
