"""A product's page: shared by link and QR code, with what the producer has chosen, no more (HU5, C23)."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.core.texts import make_texts
from cityclusters.groups.models import Group, Member, Product, ProductPicture
from cityclusters.groups.products import acts, pictures
from cityclusters.groups.tests import making
from cityclusters.groups.tests.making_products import agreed, listed, product
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person
from cityclusters.places.models import Place
from cityclusters.practices.tests.adopting import photo, upload

Browser = Callable[[Person | None], Client]
CHOICES: dict[str, Any] = {"shows_price": False, "shown_as": "", "contact": "", "shows_people": False}
LIGHT = 50_000
RAW = photo((300, 200))


@pytest.fixture
def group(reads_english: Person, khiva: Place) -> Group:
    return making.group(khiva, Group.Kind.HUB, reads_english)


@pytest.fixture
def producer(group: Group, newcomer: Person) -> Member:
    return making.member(group, "Newcomer Nameknown", "female", newcomer)


def test_HU5_nothing_of_the_producer_is_shown_until_she_chooses_it(
    group: Group, producer: Member, newcomer: Person, as_person: Browser
) -> None:
    made = listed(newcomer, group, producer)
    acts.change(made, newcomer, price=Decimal("12.50"), currency="UZS", price_unit="a jar")
    pictures.add(newcomer, made, upload(RAW), alt="The weaver at work", of_people=True)
    visitor = as_person(None)
    page = visitor.get(made.get_absolute_url()).text
    for hidden in ("Nameknown", newcomer.email or "", "12.50", "The weaver at work", "<dt>Contact"):
        assert hidden not in page
    acts.choose(made, newcomer, shows_price=True, shown_as="Atelier N.", contact="stall 7", shows_people=True)
    page = visitor.get(made.get_absolute_url()).text
    for shown in ("12.50 UZS for \u2068a jar\u2069", "Atelier N.", "stall 7", "The weaver at work"):
        assert shown in page
    assert "Nameknown" not in page
    assert "address" not in {field.name for field in Product._meta.get_fields()}


def test_HU5_a_picture_of_people_is_no_file_for_others(
    group: Group, producer: Member, newcomer: Person, as_person: Browser
) -> None:
    made = listed(newcomer, group, producer)
    one = pictures.add(newcomer, made, upload(RAW), alt="She", of_people=True)
    again = pictures.add(newcomer, made, upload(RAW), alt="She", of_people=True)
    assert one == again
    address = f"{made.get_absolute_url()}pictures/{one.public_id}/light"
    assert as_person(None).get(address).status_code == 404
    assert as_person(newcomer).get(address).status_code == 200
    assert b"SecretCamera" not in one.file.read()


def test_the_page_is_light_and_answers_who_has_the_link(
    group: Group, producer: Member, newcomer: Person, as_person: Browser
) -> None:
    made = product(newcomer, group, producer)
    visitor = as_person(None)
    for path in ("", "qr.svg", "sheet/"):
        assert visitor.get(made.get_absolute_url() + path).status_code == 404
        assert as_person(newcomer).get(made.get_absolute_url() + path).status_code == 200
    acts.move(made, newcomer, "listed")
    page = visitor.get(made.get_absolute_url())
    assert len(page.content) < LIGHT
    assert f"/products/{made.public_id}/qr.svg" in page.text
    assert visitor.get(made.get_absolute_url() + "qr.svg")["Content-Type"] == "image/svg+xml"
    assert "Traditional harissa" in visitor.get(made.get_absolute_url() + "sheet/").text
    french = visitor.get(made.get_absolute_url(), headers={"accept-language": "fr"}).text
    assert "Harissa traditionnelle" in french


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("words=HARISSA", True), ("words=harissa+traditionnelle", True), ("words=soap", False),
     ("country=UZ", True), ("country=ZZ", True), ("chain=honey", False), ("chain=harissa", True)],
)  # fmt: skip
def test_the_list_is_filtered(
    group: Group, reads_english: Person, query: str, found: bool, as_person: Browser
) -> None:
    listed(reads_english, group, value_chain="harissa")
    product(reads_english, group, names=make_texts("en", en="Secret idea"))
    page = as_person(None).get(f"/products/?{query}").text
    assert ("Traditional harissa" in page) is found
    assert "Secret idea" not in page


def test_the_list_takes_the_same_queries_with_more_products(
    group: Group, reads_english: Person, as_person: Browser
) -> None:
    browser, counts = as_person(None), []
    for number in range(10):
        listed(reads_english, group)
        if number in (0, 9):
            with CaptureQueriesContext(connection) as asked:
                browser.get("/products/")
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_products_of_a_group_that_ended_or_has_none_are_not_shown(
    group: Group, reads_english: Person, as_person: Browser
) -> None:
    made = listed(reads_english, group)
    Group.objects.filter(pk=group.pk).update(parts=["meetings"])
    assert as_person(None).get(made.get_absolute_url()).status_code == 404
    assert made not in Product.objects.shown()
    Group.objects.filter(pk=group.pk).update(parts=["products"], state="ended", ended_on=group.today())
    assert as_person(None).get(made.get_absolute_url()).status_code == 404
    assert as_person(reads_english).get(made.get_absolute_url()).status_code == 200


def test_a_member_writes_her_product_down_once_and_shows_it(
    group: Group, producer: Member, newcomer: Person, as_person: Browser
) -> None:
    browser = as_person(newcomer)
    address = f"/groups/{group.public_id}/products/new/"
    typed = {"names": "Silk scarf", "names__language": "en", "member": producer.public_id}
    typed |= {"state": "prototype", "once": secret_code()}
    refused = browser.post(address, {**typed, "names": ""})
    assert refused.status_code == 200
    for _press in range(2):
        assert browser.post(address, typed).status_code == 302
    made = Product.objects.get()
    assert (made.member, made.state, made.folded) == (producer, "prototype", "silk scarf")
    page = browser.post(f"{made.get_absolute_url()}state/", {"state": "listed"}, follow=True).text
    assert "Say in one or two sentences what it is" in page
    edited = {"names": "Silk scarf", "summary": "Woven by hand.", "names__language": "en"}
    assert browser.post(f"{made.get_absolute_url()}edit/", edited).status_code == 302
    browser.post(f"{made.get_absolute_url()}state/", {"state": "listed"})
    assert "Woven by hand." in as_person(None).get(made.get_absolute_url()).text
    acts_done = set(Entry.objects.filter(act__startswith="groups_product").values_list("act", flat=True))
    assert acts_done == {"groups_product.created", "groups_product.changed", "groups_product.moved"}


def test_choices_need_a_currency_and_come_back_filled_in(
    group: Group, producer: Member, newcomer: Person, as_person: Browser
) -> None:
    made = product(newcomer, group, producer)
    browser, address = as_person(newcomer), f"{made.get_absolute_url()}choices/"
    refused = browser.post(address, {"price": "7", "shown_as": "Atelier N."})
    assert "Write the currency of the price." in refused.text
    assert "Atelier N." in refused.text
    assert "three letters, for example USD" in browser.post(address, {"price": "7", "currency": "XQZ"}).text
    assert "that is to be shown" in browser.post(address, {"shows_price": "on"}).text
    assert browser.post(address, {"price": "7", "currency": "uzs", "shows_price": "on"}).status_code == 302
    made.refresh_from_db()
    assert (made.price, made.currency, made.shown_as) == (Decimal(7), "UZS", "")


@pytest.mark.parametrize("path", ["edit/", "choices/", "pictures/", "sales/"])
def test_only_the_producer_works_on_hers(
    group: Group, producer: Member, newcomer: Person, reads_english: Person, stranger: Person, path: str,
    as_person: Browser,
) -> None:  # fmt: skip
    made = listed(newcomer, group, producer)
    address = made.get_absolute_url() + path
    assert as_person(newcomer).get(address).status_code == 200
    assert as_person(stranger).get(address).status_code == 403
    assert as_person(reads_english).get(address).status_code == 403  # a manager, without her consent
    acts.agree(newcomer, producer, how="herself", words="You may.", given_on=group.today())
    assert as_person(reads_english).get(address).status_code == 200
    acts.take_back(newcomer, producer)
    assert as_person(reads_english).get(address).status_code == 403
    made.refresh_from_db()
    assert made.is_listed  # she keeps it herself


def test_a_manager_serves_a_producer_without_an_account_only_as_she_agreed(
    group: Group, reads_english: Person, as_person: Browser
) -> None:
    she = making.member(group, "Producer without account")
    with pytest.raises(NotPossible):
        product(reads_english, group, she)
    browser = as_person(reads_english)
    consent = f"/groups/{group.public_id}/producers/{she.public_id}/consent/"
    today = group.today().isoformat()
    assert browser.post(consent, {"how": "herself", "words": "x", "given_on": today}).status_code == 200
    assert browser.post(consent, {"how": "paper", "words": "You may.", "given_on": today}).status_code == 302
    made = listed(reads_english, group, she)
    acts.choose(made, reads_english, **{**CHOICES, "shown_as": "Her name"})
    assert "Her name" in as_person(None).get(made.get_absolute_url()).text
    assert browser.post(f"{consent}removal/").status_code == 302
    assert as_person(None).get(made.get_absolute_url()).status_code == 404
    made.refresh_from_db()
    assert (made.state, made.shown_as) == ("paused", "")
    with pytest.raises(NotPossible):
        acts.move(made, reads_english, "listed")


def test_nobody_agrees_for_a_producer_with_an_account(
    group: Group, producer: Member, reads_english: Person, as_person: Browser
) -> None:
    with pytest.raises(NotPossible):
        agreed(reads_english, producer)
    address = f"/groups/{group.public_id}/producers/{producer.public_id}/consent/"
    assert "agrees to this herself" in as_person(reads_english).get(address).text
    other = making.member(group, "Other")
    assert producer.person is not None
    others = address.replace(producer.public_id, other.public_id)
    assert as_person(producer.person).get(others).status_code == 403


def test_managers_and_officers_may_pause_what_must_not_be_shown(
    group: Group, producer: Member, newcomer: Person, reads_english: Person, officer: Person,
    stranger: Person, as_person: Browser,
) -> None:  # fmt: skip
    for person in (reads_english, officer):
        made = listed(newcomer, group, producer)
        address = f"{made.get_absolute_url()}state/"
        assert as_person(stranger).post(address, {"state": "paused"}).status_code == 403
        assert as_person(person).post(address, {"state": "withdrawn"}).status_code == 302
        made.refresh_from_db()
        assert made.is_listed
        as_person(person).post(address, {"state": "paused"})
        made.refresh_from_db()
        assert made.state == "paused"


def test_every_step_leads_only_where_the_table_says(group: Group, reads_english: Person) -> None:
    for state in Product.State.values:
        made = product(reads_english, group)
        Product.objects.filter(pk=made.pk).update(state=state)
        made.refresh_from_db()
        for aim in set(Product.State.values) - {state, *acts.MOVES[state]}:
            with pytest.raises(NotPossible):
                acts.move(made, reads_english, aim)


def test_a_seventh_picture_and_what_is_no_picture_are_refused(
    group: Group, reads_english: Person, as_person: Browser
) -> None:
    made = product(reads_english, group)
    browser, address = as_person(reads_english), f"{made.get_absolute_url()}pictures/"
    refused = browser.post(address, {"file": upload(b"text"), "alt": "A jar"})
    assert "no picture that can be shown" in refused.text
    for _press in range(2):
        assert browser.post(address, {"file": upload(RAW), "alt": "A jar"}).status_code == 302
    one = ProductPicture.objects.get()
    ProductPicture.objects.bulk_create(
        ProductPicture(product=made, digest=str(n), alt="x", language="en") for n in range(5)
    )
    with pytest.raises(NotPossible):
        pictures.add(reads_english, made, upload(photo((300, 200))), alt="x", of_people=False)
    assert browser.get(f"{address}{one.public_id}/removal/").status_code == 200
    assert browser.post(f"{address}{one.public_id}/removal/").status_code == 302
    assert not ProductPicture.objects.filter(pk=one.pk).exists()


def test_names_are_texts_in_several_languages() -> None:
    field = Product._meta.get_field("names")
    with pytest.raises(ValidationError):
        field.run_validators({"en": 3})


def test_the_page_of_the_group_shows_its_newest_products(
    group: Group, reads_english: Person, as_person: Browser
) -> None:
    made = listed(reads_english, group)
    page = as_person(None).get(group.get_absolute_url()).text
    assert made.get_absolute_url() in page
    assert re.search(r'href="/groups/\w+/products/"', page)
    assert "Products" in as_person(None).get("/work/").text
