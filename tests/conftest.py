"""The world of tests/world.py is there for all tests that walk the routes.

To make it takes seconds, so it is made once for all tests of a process, in a database beside the empty one;
each test gets its own copy of the records and of their files, and what it writes is undone as everywhere."""

import copy
import inspect
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

import conftest as cast
from tests.world import World, build


@dataclass
class Made:
    """The world, the name of its database, and the folder of its files."""

    world: World
    database: str
    files: Path


def _from_cast(name: str, made: dict[str, Any]) -> Any:
    """What the fixture of the cast gives, with all that it asks for, each called once as a function."""
    if name not in made:
        function = inspect.unwrap(getattr(cast, name))
        needed = inspect.signature(function).parameters
        made[name] = function(**{one: _from_cast(one, made) for one in needed})
    return made[name]


def _turn_to(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database


@pytest.fixture(scope="session")
def made_once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    """Builds the world in a copy of the empty database, with its files in a folder of its own."""
    empty, files = connection.settings_dict["NAME"], tmp_path_factory.mktemp("world")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files):
        connection.close()
        connection.creation.clone_test_db("world", verbosity=0, autoclobber=True)
        database = connection.creation.get_test_db_clone_settings("world")["NAME"]
        _turn_to(database)
        needed = inspect.signature(build).parameters
        made: dict[str, Any] = {"db": None}
        world = build(**{name: _from_cast(name, made) for name in needed})
        _turn_to(empty)
    yield Made(world, database, files)
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(empty, verbosity=0, suffix="world")


@pytest.fixture
def in_its_database(made_once: Made) -> Iterator[Made]:
    """Tests see the database of the world instead of the empty one."""
    empty = connection.settings_dict["NAME"]
    _turn_to(made_once.database)
    yield made_once
    _turn_to(empty)


@pytest.fixture
def world(in_its_database: Made, db: None) -> World:
    """The test's own copy. Do not ask for one of the cast beside it: they are in it."""
    shutil.copytree(in_its_database.files, settings.MEDIA_ROOT, dirs_exist_ok=True)
    return copy.deepcopy(in_its_database.world)
