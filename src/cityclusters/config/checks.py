"""Start-up checks: a server with unsafe settings refuses to start and says what to change.

They bear a tag of their own: `prepare` and `serve` run them and leave the framework's checks of the code
(models, addresses, templates) to `make check`: loading every page for these would double their time."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

START = "start"
LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1", "testserver"}


def _local_only() -> bool:
    host = urlsplit(settings.SITE_URL).hostname or ""
    return host in LOCAL and set(settings.ALLOWED_HOSTS) <= LOCAL


@register(START)
def demo_never_in_production(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The demo signs anybody in as anybody, so it may only be reached from the machine itself."""
    if settings.DEMO and not _local_only():
        return [
            Error(
                "The demo may only run on localhost.",
                hint="Unset CITYCLUSTERS_DEMO, or name localhost in CITYCLUSTERS_SITE_URL and _HOSTS.",
                id="cityclusters.E001",
            )
        ]
    return []


@register(START)
def debug_never_in_production(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Debug pages show settings and data."""
    if settings.DEBUG and not _local_only():
        return [Error("CITYCLUSTERS_DEBUG may only be used on localhost.", id="cityclusters.E002")]
    return []


@register(START)
def key_is_long(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Sessions, codes and links are signed with this key."""
    key = settings.SECRET_KEY
    weak = len(key) < 50 or len(set(key)) < 8
    demo_key = key.startswith("only-for-the-demo")
    if not settings.DEMO and not settings.DEBUG and (weak or demo_key):
        return [
            Error(
                "CITYCLUSTERS_SECRET_KEY is too short, too simple, or the demo's.",
                hint="Use 50 random characters or more.",
                id="cityclusters.E003",
            )
        ]
    return []


@register(START)
def embedded_database_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Without these options, two people at the same moment get errors or a seat too many, and a power
    cut may lose what was already confirmed."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    options = database.get("OPTIONS", {})
    start = str(options.get("init_command", "")).replace(" ", "").upper()
    found = []
    if options.get("transaction_mode") != "IMMEDIATE":
        found.append(Error("SQLite needs transaction_mode IMMEDIATE.", id="cityclusters.E004"))
    if "JOURNAL_MODE=WAL" not in start or "SYNCHRONOUS=FULL" not in start:
        found.append(Error("SQLite needs journal_mode=WAL and synchronous=FULL.", id="cityclusters.E005"))
    if int(options.get("timeout", 0)) < 10:
        found.append(Error("SQLite needs a timeout of 10 seconds or more.", id="cityclusters.E006"))
    if database.get("ATOMIC_REQUESTS"):
        found.append(
            Error(
                "ATOMIC_REQUESTS would hold SQLite's only write lock for whole requests.",
                id="cityclusters.E007",
            )
        )
    return list(found)


@register(START)
def https_outside_this_machine(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Sign-in codes and cookies travel in the clear without https."""
    if not settings.SECURE and not _local_only():
        return [
            Error(
                "CITYCLUSTERS_SITE_URL must begin with https:// on a server that others reach.",
                id="cityclusters.E008",
            )
        ]
    return []


@register(START)
def hosts_are_named(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A server that answers to any name puts a stranger's host into the links of its letters."""
    if "*" in settings.ALLOWED_HOSTS:
        return [Error("CITYCLUSTERS_HOSTS must name the hosts, not *.", id="cityclusters.E009")]
    return []


def _is_key(text: str) -> bool:
    """32 bytes in the base64 of addresses."""
    try:
        return len(base64.urlsafe_b64decode(text)) == 32
    except (binascii.Error, ValueError):
        return False


@register(START)
def keys_of_notes_are_keys(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A key that is none would show only when a counsellor wants to write; the demo's is known to all."""
    keys, public = settings.NOTES_KEYS, settings.NOTES_KEY_OF_THE_DEMO
    if not all(_is_key(key) for key in keys):
        return [
            Error(
                "CITYCLUSTERS_NOTES_KEYS holds something that is no key.",
                hint="docs/settings.md says how to make one.",
                id="cityclusters.E010",
            )
        ]
    if not settings.DEMO and public in keys:
        return [Error("CITYCLUSTERS_NOTES_KEYS holds the demo's key.", id="cityclusters.E011")]
    return []
