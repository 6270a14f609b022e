"""Addresses to which people write."""

import random
import string
from email import policy
from email.header import decode_header, make_header
from email.parser import BytesParser

import pytest
from pytest_django import Settings

from cityclusters.core.ids import public_id
from cityclusters.incoming import addresses
from cityclusters.journal.courier import compose
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.spaces.models import Space

KEY = "23456789ab"


def test_a_signed_address_comes_back_from_any_server(newcomer: Person) -> None:
    made = addresses.address_for("question", KEY, newcomer)
    local, _at, host = made.partition("@")
    assert host == "cities.example"
    assert len(local) <= 64
    for arrived in (made, made.upper(), made.replace("+", "-"), f"<{made}>", f"{local}=bounce=x@{host}"):
        assert addresses.target_of(arrived) == ("question", KEY, newcomer.public_id), arrived


def test_it_says_nothing_and_differs_for_everybody(newcomer: Person, officer: Person) -> None:
    mine = addresses.address_for("question", KEY, newcomer)
    assert mine == addresses.address_for("question", KEY, newcomer)
    assert KEY not in mine
    assert newcomer.public_id not in mine
    assert mine != addresses.address_for("question", KEY, officer)
    assert mine != addresses.address_for("question", public_id(), newcomer)


def test_nobody_else_can_make_one(newcomer: Person) -> None:
    local = addresses.address_for("question", KEY, newcomer).partition("@")[0].partition("+")[2]
    letters = string.ascii_lowercase + "234567"
    for at in range(len(local) - 1):  # the last letter holds bits that mean nothing
        other = random.choice(letters.replace(local[at], ""))
        changed = f"answer+{local[:at]}{other}{local[at + 1 :]}@cities.example"
        assert addresses.target_of(changed) is None, at
    for guess in ("answer+@cities.example", "answer+a@cities.example", f"answer+{'a' * 500}@cities.example"):
        assert addresses.target_of(guess) is None


def test_an_address_of_another_kind_is_none(newcomer: Person, settings: Settings) -> None:
    made = addresses.address_for("question", KEY, newcomer)
    settings.MAIL_ROUTES = {"space": "x"}
    assert addresses.target_of(made) is None
    assert addresses.target_of(made.replace("answer", "bounce")) is None


def test_an_old_secret_key_still_reads_what_it_signed(newcomer: Person, settings: Settings) -> None:
    made = addresses.address_for("question", KEY, newcomer)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key of this server that is long enough to be one"
    assert addresses.target_of(made) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert addresses.target_of(made) == ("question", KEY, newcomer.public_id)


def test_the_address_of_a_space(spaces: list[Space]) -> None:
    assert addresses.open_address("space", "e-commerce") == "e-commerce@cities.example"
    assert addresses.target_of("E-Commerce@cities.example") == ("space", "e-commerce", "")
    assert addresses.target_of("e-commerce@elsewhere.example") is None
    assert addresses.target_of("nothing@cities.example") is None
    assert addresses.target_of("postmaster@cities.example") == ("office", "postmaster", "")
    for broken in ("", "@", "@cities.example", "a\x00@cities.example", "é@cities.example", "x" * 400):
        assert addresses.target_of(broken) is None


def test_a_key_that_does_not_fit_is_refused(newcomer: Person) -> None:
    for key in ("", "x" * 14):
        with pytest.raises(ValueError, match="signed address"):
            addresses.address_for("question", key, newcomer)


def test_headers_only_where_mail_arrives(newcomer: Person, settings: Settings) -> None:
    settings.MAIL_ARRIVES = True
    made = addresses.answer_headers("question", KEY, newcomer, "Électricité, eau")
    assert made["Reply-To"].endswith(f"<{addresses.address_for('question', KEY, newcomer)}>")
    settings.MAIL_ARRIVES = False
    assert addresses.answer_headers("question", KEY, newcomer) == {}


def test_the_addresses_stand_whole_in_the_letter(newcomer: Person, settings: Settings) -> None:
    settings.MAIL_ARRIVES = True
    for name in (
        "",
        "E-Commerce, Digitization and Smart Cities",
        "التجارة الإلكترونية والتحول الرقمي والمدن الذكية",
    ):
        headers = addresses.answer_headers("question", KEY, newcomer, name)
        letter = Letter(to="a@mail.example", subject="Ж" * 200, body="x", language="en", headers=headers)
        raw = compose(letter).as_bytes()
        [line] = [line for line in raw.split(b"\r\n") if b"answer+" in line]
        assert addresses.address_for("question", KEY, newcomer).encode() in line
        read = BytesParser(policy=policy.compat32).parsebytes(raw)
        said = str(make_header(decode_header(read["Reply-To"])))
        assert said.replace('"', "").rpartition("<")[0].strip() == name
        assert str(make_header(decode_header(read["Subject"]))) == "Ж" * 200
