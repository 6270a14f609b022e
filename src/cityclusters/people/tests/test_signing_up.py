"""Signing up: three short pages, each kept when it is sent."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cityclusters.journal.models import Letter
from cityclusters.people import consents
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.people.tests.walks import code_for, sign_up, signup_answers
from cityclusters.places.models import Place

pytestmark = pytest.mark.django_db


def test_a_newcomer_signs_up_and_is_led_to_her_organisation(client: Client) -> None:
    assert sign_up(client) == "/welcome/"
    person = Person.objects.get(email="clerk@khiva.example")
    assert (person.name, person.state, person.zone) == ("Dilnoza Example", "active", "Asia/Samarkand")
    assert consents.has(person, "account")
    assert client.get("/welcome/")["Location"] == "/welcome/organisation/?kind=local_authority"


def test_before_the_code_she_is_invited_only_and_signed_in_nowhere(client: Client) -> None:
    client.post(reverse("account_signup"), signup_answers())
    assert Person.objects.get(email="clerk@khiva.example").state == "invited"
    assert client.get(reverse("people:me")).status_code == 302


def test_the_zone_is_proposed_from_the_browser(client: Client) -> None:
    client.cookies["zone"] = "Asia%2FTashkent"
    page = client.get(reverse("account_signup")).content.decode()
    assert '<option value="Asia/Tashkent" selected>' in page


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("adult", "18 years old"),
        ("account", "cannot keep an account"),
        ("name", "required"),
        ("kind", "required"),
    ],
)
def test_what_is_missing_is_named_and_the_rest_stays(client: Client, field: str, words: str) -> None:
    answers = signup_answers()
    del answers[field]
    page = client.post(reverse("account_signup"), answers)
    assert page.status_code == 200
    assert words in page.content.decode()
    assert 'value="clerk@khiva.example"' in page.content.decode()
    assert not Person.objects.filter(email="clerk@khiva.example").exists()


def test_no_consent_but_the_account_is_given_by_signing_up(client: Client, khiva_city: Organisation) -> None:
    sign_up(client)
    page = client.get(reverse("pages:welcome-post", args=[khiva_city.public_id])).content.decode()
    boxes = re.findall(r'<input type="checkbox"[^>]*>', page)
    assert len(boxes) == 5  # acting for the organisation, and four purposes
    assert not [box for box in boxes if "checked" in box]
    person = Person.objects.get(email="clerk@khiva.example")
    assert list(consents.held(person)) == ["account"]


def test_her_citys_authority_is_found_by_the_place(
    client: Client, khiva: Place, khiva_city: Organisation
) -> None:
    sign_up(client)
    answer = client.post(reverse("pages:welcome-organisation"), {"kind": "local_authority", "place": "Khiva"})
    assert answer["Location"] == reverse("pages:welcome-post", args=[khiva_city.public_id])
    assert Person.objects.get(email="clerk@khiva.example").place == khiva
    assert Organisation.objects.count() == 1


def test_a_city_that_nobody_named_yet_needs_its_official_name(client: Client, bukhara: Place) -> None:
    sign_up(client)
    page = reverse("pages:welcome-organisation")
    asked = client.post(page, {"kind": "local_authority", "place": "Bukhara"})
    assert "write the official name" in asked.content.decode()
    assert 'value="Bukhara"' in asked.content.decode()
    answer = client.post(
        page, {"kind": "local_authority", "place": "Bukhara", "name": "Hokimiyat of Bukhara"}
    )
    made = Organisation.objects.get()
    assert answer["Location"] == reverse("pages:welcome-post", args=[made.public_id])
    assert (made.state, made.place, made.kind) == ("claimed", bukhara, "local_authority")
    assert made.claimed_by == Person.objects.get(email="clerk@khiva.example")


def test_two_places_of_one_name_are_asked_back(client: Client, yichuns: list[Place]) -> None:
    sign_up(client)
    data = {"kind": "local_authority", "place": "Yichun", "name": "Municipality of Yichun"}
    page = client.post(reverse("pages:welcome-organisation"), data)
    assert "Jiangxi" in page.content.decode()
    assert "Heilongjiang" in page.content.decode()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("kind", "there", "not_there"),
    [
        ("local_authority", ['name="place"', 'name="name"'], ['name="organisation"', 'name="office"']),
        ("un", ['name="organisation"', 'name="office"'], ['name="website"', 'name="about"']),
        ("national", ['name="organisation"', 'name="parent"'], ['name="office"']),
        ("women", ['name="organisation"', 'name="about"'], ['name="office"']),
        ("cooperative", ['name="organisation"', 'name="about"'], ['name="website"']),
        ("university", ['name="organisation"', 'name="office"', 'name="website"'], ['name="about"']),
        ("alone", ['name="place"'], ['name="organisation"']),
    ],
)
def test_the_form_fits_the_kind_of_organisation(
    client: Client, newcomer: Person, kind: str, there: list[str], not_there: list[str]
) -> None:
    client.force_login(newcomer)
    page = client.get(reverse("pages:welcome-organisation"), {"kind": kind}).content.decode()
    assert all(field in page for field in there)
    assert not any(field in page for field in not_there)


def test_a_country_office_is_named_below_its_agency(client: Client, programme: Organisation) -> None:
    sign_up(client, kind="un")
    client.post(
        reverse("pages:welcome-organisation"),
        {"kind": "un", "organisation": "Cities Programme", "office": "Country Office in Peru"},
    )
    office = Organisation.objects.get(parent=programme)
    assert str(office) == "Country Office in Peru"
    assert office.root() == programme
    again = client.post(
        reverse("pages:welcome-organisation"),
        {"kind": "un", "organisation": "Cities Programme", "office": "country office in PERU"},
    )
    assert again["Location"] == reverse("pages:welcome-post", args=[office.public_id])


def test_the_post_is_asked_for_and_what_was_ticked_is_kept(client: Client, khiva_city: Organisation) -> None:
    sign_up(client)
    answer = client.post(
        reverse("pages:welcome-post", args=[khiva_city.public_id]),
        {"post": "Clerk for trade", "start": "2024-02-29", "sex": "female", "directory": "on"},
    )
    assert answer["Location"] == "/my-work/"
    person = Person.objects.get(email="clerk@khiva.example")
    mandate = Mandate.objects.get(person=person)
    assert (mandate.post, mandate.state, mandate.may_act) == ("Clerk for trade", "asked", False)
    assert person.sex == "female"
    assert set(consents.held(person)) == {"account", "directory"}


def test_where_she_had_wanted_to_go_is_kept_through_all_pages(
    client: Client, khiva_city: Organisation
) -> None:
    asked = client.post(reverse("account_signup"), signup_answers(next="/organisations/"))
    entered = client.post(
        f"{asked['Location']}", {"code": code_for("clerk@khiva.example"), "action": "verify"}
    )
    assert entered["Location"] == "/welcome/?next=%2Forganisations%2F"
    client.get(entered["Location"])
    done = client.post(reverse("pages:welcome-agreements"), {"sex": ""})
    assert done["Location"] == "/organisations/"


def test_an_address_in_use_gets_the_neutral_answer_and_a_letter(client: Client, newcomer: Person) -> None:
    answer = client.post(reverse("account_signup"), signup_answers(email="Newcomer@mail.example"))
    assert answer["Location"] == reverse("account_email_verification_sent")
    assert "account already" in Letter.objects.get(to="newcomer@mail.example").subject
    assert Person.objects.filter(email="newcomer@mail.example").get() == newcomer


def test_a_sign_up_that_nobody_finished_makes_room_for_a_new_one(client: Client) -> None:
    client.post(reverse("account_signup"), signup_answers(name="Somebody else"))
    Person.objects.update(created_at=timezone.now() - timedelta(minutes=30))
    browser = Client()
    sign_up(browser, name="The owner of the address")
    assert Person.objects.get(email="clerk@khiva.example").name == "The owner of the address"


def test_an_invited_person_is_not_lost_when_somebody_signs_up_with_her_address(client: Client) -> None:
    guest = Person.objects.create_user(email="clerk@khiva.example", name="Guest", state="invited")
    Person.objects.update(created_at=timezone.now() - timedelta(days=3))
    client.post(reverse("account_signup"), signup_answers())
    assert Person.objects.get(email="clerk@khiva.example") == guest
