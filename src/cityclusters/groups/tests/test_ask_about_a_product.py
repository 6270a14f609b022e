"""Enquiries are passed on without an address on either side, and followed until the goods are there (HU5)."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.groups.models import EnquiryMessage, Group, Member, Product, ProductEnquiry
from cityclusters.groups.products import acts, enquiries, waiting
from cityclusters.groups.tests import making
from cityclusters.groups.tests.making_products import agreed, listed
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.places.models import Place

Browser = Callable[[Person | None], Client]
State = ProductEnquiry.State


@pytest.fixture
def group(reads_english: Person, khiva: Place) -> Group:
    return making.group(khiva, Group.Kind.HUB, reads_english)


@pytest.fixture
def producer(group: Group, newcomer: Person) -> Member:
    return making.member(group, "Newcomer Nameknown", person=newcomer)


@pytest.fixture
def harissa(group: Group, producer: Member, newcomer: Person) -> Product:
    return listed(newcomer, group, producer)


def _ask(by: Person, product: Product, text: str = "How much?", once: str = "") -> ProductEnquiry:
    return enquiries.ask(
        by, product, text=text, quantity="20 jars", language="en", once=once or secret_code()
    )


def _write(enquiry: ProductEnquiry, by: Person, text: str = "Ten.") -> None:
    enquiries.write(enquiry, by, text=text, language="en", once=secret_code())


def test_HU5_neither_side_sees_a_name_or_an_address(
    harissa: Product, newcomer: Person, trainer: Person, as_person: Browser
) -> None:
    browser = as_person(trainer)
    sent = {"text": "How much?", "quantity": "20 jars", "language": "en", "once": secret_code()}
    for _press in range(2):
        assert browser.post(f"{harissa.get_absolute_url()}enquiry/", sent).status_code == 302
    enquiry = ProductEnquiry.objects.get()
    address = enquiry.get_absolute_url()
    reply = {"text": "12 each.", "language": "en", "once": secret_code()}
    for _press in range(2):
        assert as_person(newcomer).post(address, reply).status_code == 302
    assert EnquiryMessage.objects.count() == 2
    read = {person: as_person(person).get(address).text for person in (trainer, newcomer)}
    letters = {letter.person: letter.subject + letter.body for letter in Letter.objects.all()}
    assert set(letters) == {trainer, newcomer}
    for person, other in ((trainer, newcomer), (newcomer, trainer)):
        for text in (read[person], letters[person]):
            assert other.email
            assert other.email not in text
            assert str(other) not in text
            assert "Nameknown" not in text
    assert "How much?" in letters[newcomer]
    assert "12 each." in letters[trainer]


def test_a_visitor_signs_in_first_and_third_parties_see_nothing(
    harissa: Product, trainer: Person, stranger: Person, officer: Person, reads_english: Person,
    as_person: Browser,
) -> None:  # fmt: skip
    address = f"{harissa.get_absolute_url()}enquiry/"
    answer = as_person(None).get(address)
    assert (answer.status_code, "next=" in answer["Location"]) == (302, True)
    enquiry = _ask(trainer, harissa)
    for person in (stranger, officer, reads_english):  # a manager too, while she has not agreed
        assert as_person(person).get(enquiry.get_absolute_url()).status_code == 404
        assert as_person(person).post(f"{enquiry.get_absolute_url()}state/").status_code == 404
        assert enquiry.get_absolute_url() not in as_person(person).get("/products/enquiries/").text
    assert enquiry.get_absolute_url() in as_person(trainer).get("/products/enquiries/").text


def test_managers_get_letters_for_whom_they_serve(
    group: Group, reads_english: Person, trainer: Person
) -> None:
    she = making.member(group, "Producer without account")
    agreed(reads_english, she)
    enquiry = _ask(trainer, listed(reads_english, group, she))
    assert Letter.objects.get().person == reads_english
    assert [item.title for item in waiting.items(reads_english)] == [
        "Answer an enquiry about Traditional harissa"
    ]
    _write(enquiry, reads_english)
    assert waiting.items(reads_english) == []


def test_own_products_one_open_enquiry_and_ten_a_day(
    group: Group, harissa: Product, newcomer: Person, trainer: Person, reads_english: Person
) -> None:
    with pytest.raises(NotPossible, match="your own product"):
        _ask(newcomer, harissa)
    first = _ask(trainer, harissa)
    with pytest.raises(NotPossible, match="waits for an answer"):
        _ask(trainer, harissa)
    _write(first, newcomer)
    for _number in range(enquiries.MOST_A_DAY - 1):
        _ask(trainer, listed(reads_english, group))
    with pytest.raises(NotPossible, match="many enquiries today"):
        _ask(trainer, harissa)
    assert ProductEnquiry.objects.filter(by=trainer).count() == enquiries.MOST_A_DAY


def test_who_is_unwanted_gets_no_letter_and_no_second_try(
    group: Group, harissa: Product, newcomer: Person, trainer: Person
) -> None:
    enquiry = _ask(trainer, harissa)
    enquiries.note(enquiry, newcomer, State.SPAM)
    assert not Letter.objects.filter(person=trainer).exists()
    with pytest.raises(NotPossible, match="no more enquiries"):
        _ask(trainer, harissa)
    with pytest.raises(NotPossible, match="over"):
        _write(enquiry, trainer)


def test_from_the_price_to_the_goods(
    group: Group, harissa: Product, newcomer: Person, trainer: Person, as_person: Browser
) -> None:
    enquiry = _ask(trainer, harissa)
    maker = as_person(newcomer)
    address = f"{enquiry.get_absolute_url()}state/"
    assert "Write down the price" in maker.post(address, {"state": "quoted"}).text
    assert "currency" in maker.post(address, {"state": "quoted", "amount": "240"}).text
    assert maker.post(address, {"state": "quoted", "amount": "240", "currency": "uzs"}).status_code == 302
    assert as_person(trainer).post(address, {"state": "delivered"}).status_code == 200
    maker.post(address, {"state": "ordered"})
    late = (group.today() + timedelta(days=1)).isoformat()
    assert "not come yet" in maker.post(address, {"state": "delivered", "day": late}).text
    maker.post(address, {"state": "delivered"})
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.amount, enquiry.delivered_on) == ("delivered", Decimal(240), group.today())
    assert Letter.objects.filter(person=trainer).count() == 3
    assert "Write the sale down" in maker.get(enquiry.get_absolute_url()).text
    assert [item.title for item in waiting.items(newcomer)] == [
        "Write down what was sold: Traditional harissa"
    ]


def test_the_buyer_may_end_it_and_the_steps_are_those_of_the_table(
    harissa: Product, newcomer: Person, trainer: Person
) -> None:
    for state in State.values:
        enquiry = _ask(trainer, harissa)
        ProductEnquiry.objects.filter(pk=enquiry.pk).update(state=state, delivered_on="2026-01-01")
        enquiry.refresh_from_db()
        for aim in set(State.values) - {state, *enquiries.STEPS.get(state, ())}:
            with pytest.raises(NotPossible):
                enquiries.note(enquiry, newcomer, aim, amount=Decimal(1), currency="UZS")
        ProductEnquiry.objects.all().delete()
    enquiry = _ask(trainer, harissa)
    enquiries.note(enquiry, trainer, State.LOST, reason="Too far")
    assert "Too far" in Letter.objects.filter(person=newcomer).latest("pk").body


def test_private_numbers_are_pointed_out(harissa: Product, trainer: Person, as_person: Browser) -> None:
    sent = {"text": "Call +998 90 123 45 67", "language": "en", "once": secret_code()}
    page = as_person(trainer).post(f"{harissa.get_absolute_url()}enquiry/", sent, follow=True).text
    assert "phone number" in page


def test_a_paused_product_takes_no_enquiries(
    harissa: Product, newcomer: Person, trainer: Person, as_person: Browser
) -> None:
    acts.move(harissa, newcomer, "paused")
    assert as_person(trainer).get(f"{harissa.get_absolute_url()}enquiry/").status_code == 404
    with pytest.raises(NotPossible, match="not shown any more"):
        _ask(trainer, harissa)
