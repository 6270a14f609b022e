"""A producer takes her data along, and is forgotten when she wishes it (HU10, SA4)."""

import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cityclusters.core.ids import secret_code
from cityclusters.groups.models import Group, Member, Product, ProductPicture
from cityclusters.groups.products import acts, enquiries, own_data, pictures
from cityclusters.groups.tests import making
from cityclusters.groups.tests.making_products import agreed, listed
from cityclusters.people.models import Person
from cityclusters.places.models import Place
from cityclusters.practices.tests.adopting import upload

Browser = Callable[[Person | None], Client]
MODELS = (
    "product", "producerconsent", "productpicture", "productenquiry", "enquirymessage", "salesrecord",
    "compliancerecord", "standardanswer", "process", "processversion",
)  # fmt: skip
COLUMNS = sorted(
    (model._meta.db_table, field.column)
    for model in (apps.get_model("groups", name) for name in MODELS)
    for field in model._meta.get_fields()
    if field.concrete and field.is_relation and field.related_model is Person
)


@pytest.fixture
def group(reads_english: Person, khiva: Place) -> Group:
    return making.group(khiva, Group.Kind.HUB, reads_english)


@pytest.fixture
def producer(group: Group, newcomer: Person) -> Member:
    return making.member(group, "Newcomer", person=newcomer)


def test_HU10_everything_in_one_file_for_herself_and_nobody_else(
    group: Group, producer: Member, newcomer: Person, trainer: Person, reads_english: Person,
    stranger: Person, as_person: Browser,
) -> None:  # fmt: skip
    made = listed(newcomer, group, producer)
    pictures.add(newcomer, made, upload(), alt="A jar", of_people=False)
    enquiries.ask(trainer, made, text="How much?", quantity="", language="en", once=secret_code())
    address = f"/groups/{group.public_id}/producers/{producer.public_id}/products.zip"
    for person, status in ((stranger, 403), (reads_english, 403), (newcomer, 200)):
        assert as_person(person).get(address).status_code == status
    with zipfile.ZipFile(io.BytesIO(as_person(newcomer).get(address).content)) as archive:
        told = json.loads(archive.read("products.json"))
        names = archive.namelist()
    assert told["products"][0]["names"]["fr"] == "Harissa traditionnelle"
    assert told["products"][0]["enquiries"][0]["letters"][0]["text"] == "How much?"
    assert str(trainer) not in json.dumps(told)
    assert len(names) == 2


def test_HU10_a_manager_hands_it_over_for_whom_she_serves(
    group: Group, reads_english: Person, as_person: Browser
) -> None:
    she = making.member(group, "Without account")
    address = f"/groups/{group.public_id}/producers/{she.public_id}/products.zip"
    assert as_person(reads_english).get(address).status_code == 403
    agreed(reads_english, she)
    listed(reads_english, group, she)
    assert as_person(reads_english).get(address).status_code == 200


def test_SA4_she_is_forgotten_and_nothing_of_hers_is_shown(
    group: Group, producer: Member, newcomer: Person, as_person: Browser
) -> None:
    made = listed(newcomer, group, producer)
    acts.choose(made, newcomer, shows_price=False, shown_as="N.", contact="stall 7", shows_people=True)
    pictures.add(newcomer, made, upload(), alt="She", of_people=True)
    assert own_data.collect(newcomer)["products"][0]["shown_as"] == "N."
    own_data.erase(newcomer)
    made.refresh_from_db()
    assert (made.state, made.shown_as, made.contact, made.by) == ("withdrawn", "", "", None)
    assert not ProductPicture.objects.exists()
    assert as_person(None).get(made.get_absolute_url()).status_code == 404
    assert Product.objects.count() == 1


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_SA4_no_column_that_names_a_person_is_left_out(table: str, column: str, officer: Person) -> None:
    with CaptureQueriesContext(connection) as asked:
        own_data.collect(officer)
    wanted = f'"{table}"."{column}" = {officer.pk}'
    assert any(wanted in query["sql"] for query in asked)
    with CaptureQueriesContext(connection) as done:
        own_data.erase(officer)
    emptied = rf'UPDATE "{table}" SET "{column}" = NULL.* WHERE "{table}"."{column}" = \(?{officer.pk}\b'
    assert any(re.search(emptied, query["sql"]) for query in done)
