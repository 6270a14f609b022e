"""Applying every migration to every test database takes seconds; on SQLite it is done once for each state of
the migrations and then copied, from pytest's cache folder."""

import functools
import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from tests.house import PACKAGE, ROOT


@functools.cache
def _template(config: pytest.Config) -> Path:
    """Where the migrated database is kept, named after all that it was made from: as it stood when the tests
    began, for a migration may be written while they run."""
    sources = [*sorted(PACKAGE.glob("*/migrations/*.py")), ROOT / "requirements-dev.lock"]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    return config.cache.mkdir("migrated") / f"{digest[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Whether the test database is there already, to be looked at and not made."""
    return connection.vendor == "sqlite" and _template(request.config).exists()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_keepdb: bool, request: pytest.FixtureRequest
) -> None:
    """Puts the copy in its place once the database's name is settled."""
    if django_db_keepdb:
        shutil.copy(_template(request.config), connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, request: pytest.FixtureRequest) -> None:
    """Keeps the freshly migrated database for the next time."""
    if connection.vendor == "sqlite" and not django_db_keepdb:
        template = _template(request.config)
        for old in template.parent.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        made = template.with_suffix(f".{os.getpid()}")
        source, target = sqlite3.connect(connection.settings_dict["NAME"]), sqlite3.connect(made)
        source.backup(target)
        source.close()
        target.close()
        made.replace(template)
