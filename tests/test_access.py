"""Every route answers every role as the access table says (tests/access_table.py)."""

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pytest
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from cityclusters.people.models import Person
from tests import access_groups, access_knowledge, access_projects, access_support, access_table
from tests.access_table import ROLES
from tests.routes import all_routes
from tests.world import World

SignIn = Callable[[Person | None], Client]
# Arguments that name nothing; anything else that is asked for is called ten times z.
ABSENT = {"pk": "00000000-0000-4000-8000-000000000000", "grant": "987654321", "key": "987654321"}
ABSENT |= {"number": "987654321", "page": "987654321"}
ABSENT |= {"room": "reasons"}  # one of the lists that the address allows
Answers = tuple["Row", dict[str, list[str]]]
AT_ONCE = 12  # rows that are asked of one world
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


class Row(NamedTuple):
    """One line of the table."""

    route: str
    arguments: dict[str, str]
    get: list[str]
    post: list[str]

    def address(self, world: World) -> str:
        """The route's address in the world."""
        return reverse(self.route, kwargs={name: world.argument(at) for name, at in self.arguments.items()})


def _head(row: Row) -> str:
    """The first cell of the row."""
    return " ".join([row.route, *(f"{name}={at}" for name, at in row.arguments.items())])


def _names_something(row: Row, besides: str = "") -> bool:
    """Whether its address names a thing of the world, `besides` the argument of that name."""
    return any(not at.startswith("'") for name, at in row.arguments.items() if name != besides)


def _statuses(cell: str) -> list[str]:
    words = cell.split()
    return words * len(ROLES) if len(words) == 1 else words


def _row(line: str) -> Row:
    head, get, post = line.split("|")
    route, *arguments = head.split()
    pairs = (argument.split("=", 1) for argument in arguments)
    return Row(route, {name: at for name, at in pairs}, _statuses(get), _statuses(post))


TABLE = (
    access_table.TABLE
    + access_knowledge.TABLE
    + access_support.TABLE
    + access_groups.TABLE
    + access_projects.TABLE
).splitlines()
ROWS = [_row(line) for line in TABLE if line.strip() and not line.startswith("#")]


def _said(response: HttpResponseBase) -> str:
    """The status; `in` for the way to the sign-in page."""
    to_sign_in = response.status_code == 302 and response.headers["Location"].startswith(
        f"{reverse('account_login')}?next="
    )
    return "in" if to_sign_in else str(response.status_code)


def test_the_table_is_whole() -> None:
    """Every route stands in it with its own arguments, once or more, and nothing else does."""
    routes = {route.name: sorted(route.arguments) for route in all_routes()}
    assert {row.route: sorted(row.arguments) for row in ROWS} == routes
    assert len(ROWS) == len({_head(row) for row in ROWS})
    assert [row.route for row in ROWS if {len(row.get), len(row.post)} != {len(ROLES)}] == []


def _parts(rows: list[Row]) -> dict[str, list[Row]]:
    """The rows, some at a time, by the first of them: to make the world takes longer than to ask it."""
    return {_head(rows[at]): rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE)}


def _in_parts(rows: list[Row]) -> pytest.MarkDecorator:
    parts = _parts(rows)
    return pytest.mark.parametrize("rows", parts.values(), ids=parts.keys())


def _answers(rows: list[Row], world: World, as_person: SignIn, roles: Sequence[str]) -> Iterator[Answers]:
    """Of each row what it says to these roles, by method; what a request writes is undone."""
    signed_in = {role: as_person(world.people[role]).cookies for role in roles}
    for row in rows:
        address = row.address(world)
        said: dict[str, list[str]] = {"get": [], "post": []}
        for role in roles:
            for method, answers in said.items():
                browser = Client()
                browser.cookies = copy.deepcopy(signed_in[role])
                with transaction.atomic():
                    answers.append(_said(getattr(browser, method)(address)))
                    transaction.set_rollback(True)
        yield row, said


@pytest.mark.page
@_in_parts(ROWS)
def test_the_routes_answer_each_role(rows: list[Row], world: World, as_person: SignIn) -> None:
    wrong = [
        _as_line(row, said)
        for row, said in _answers(rows, world, as_person, ROLES)
        if said != {"get": row.get, "post": row.post}
    ]
    assert wrong == []


@pytest.mark.postgres
@_in_parts(ROWS)
def test_the_routes_answer_an_officer_on_postgresql(rows: list[Row], world: World, as_person: SignIn) -> None:
    """Who may do what is decided before a database is asked: here one role tells whether the questions are
    understood."""
    at = ROLES.index("officer")
    wrong = [
        _as_line(row, said)
        for row, said in _answers(rows, world, as_person, ["officer"])
        if said != {"get": [row.get[at]], "post": [row.post[at]]}
    ]
    assert wrong == []


def _as_line(row: Row, said: dict[str, list[str]]) -> str:
    """The row as it would have to stand in the table, if what was said were right."""
    cells = [answers[0] if len(set(answers)) == 1 else " ".join(answers) for answers in said.values()]
    return " | ".join([_head(row), *cells])


def _body(content: bytes, address: str) -> str:
    """What the reader sees, without what differs from answer to answer and the address itself."""
    return TOKEN.sub("", content.decode()).replace(address, "")


@pytest.mark.page
@_in_parts([row for row in ROWS if "404" in row.get and _names_something(row)])
def test_not_yours_looks_like_not_there(rows: list[Row], world: World, as_person: SignIn) -> None:
    for row in rows:
        there = row.address(world)
        nowhere = reverse(row.route, kwargs={name: ABSENT.get(name, "zzzzzzzzzz") for name in row.arguments})
        for role, status in zip(ROLES, row.get, strict=True):
            if status == "404":
                browser = as_person(world.people[role])
                hidden, absent = browser.get(there), browser.get(nowhere)
                assert (hidden.status_code, _body(hidden.content, there)) == (
                    absent.status_code,
                    _body(absent.content, nowhere),
                )
                assert sorted(hidden.headers) == sorted(absent.headers)


def _of_another(row: Row, world: World) -> str:
    """The address with the same thing, said to be part of another exchange."""
    return row._replace(arguments={**row.arguments, "public_id": "draft"}).address(world)


@_in_parts(
    [
        row
        for row in ROWS
        if row.arguments.get("public_id") == "exchange" and _names_something(row, "public_id")
    ]
)
def test_a_part_is_found_under_its_own_exchange_only(
    rows: list[Row], world: World, as_person: SignIn
) -> None:
    """Who may manage two exchanges reaches nothing of one through the address of the other."""
    browser = as_person(world.people["officer"])
    for row in rows:
        for method in ("get", "post"):
            with transaction.atomic():
                assert _said(getattr(browser, method)(_of_another(row, world))) in {"404", "405"}, row
                transaction.set_rollback(True)
