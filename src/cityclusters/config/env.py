"""Settings from environment variables, each read once, each named in docs/settings.md."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "CITYCLUSTERS_"


def text(name: str, default: str = "") -> str:
    """The variable CITYCLUSTERS_<name>, without surrounding blanks."""
    return os.environ.get(PREFIX + name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """A yes/no variable. Raises ImproperlyConfigured for anything but 1/0, yes/no, true/false, on/off."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "yes", "true", "on"}:
        return True
    if value in {"0", "no", "false", "off"}:
        return False
    raise ImproperlyConfigured(f"{PREFIX}{name} must be yes or no, not {value!r}.")


def number(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured for anything else."""
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{PREFIX}{name} must be a whole number, not {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas; empty parts are dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def beside(listen: str, distance: int) -> str:
    """Where the demo takes mail: 'smtp:127.0.0.1:8025' beside a page served on any address at port 8000."""
    port = listen.rpartition(":")[2]
    return f"smtp:127.0.0.1:{int(port) + distance}" if port.isdigit() and port.isascii() else ""


SQLITE_OPTIONS: dict[str, object] = {
    # IMMEDIATE takes the write lock when a transaction begins, so two people racing for one seat wait
    # for each other instead of failing half-way; FULL keeps what was acknowledged through a power cut.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def database(data: Path) -> dict[str, Any]:
    """The database named by CITYCLUSTERS_DATABASE (postgres://user:password@host:port/name), or the
    embedded file in the data folder. Raises ImproperlyConfigured for another scheme."""
    address = text("DATABASE")
    if not address:
        data.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "cityclusters.sqlite3",
            "OPTIONS": dict(SQLITE_OPTIONS),
            "ATOMIC_REQUESTS": False,
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{PREFIX}DATABASE must begin with postgres://, not {parts.scheme}://.")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            "keepalives": 1,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 15000,
            "options": "-c statement_timeout=30000 -c lock_timeout=15000 -c jit=off",
            **query,
        },
    }
