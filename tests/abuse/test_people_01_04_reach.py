"""Abuse cases 1 to 4: walking ids, another city's records, drafts, and one's own role.

What is not one's own answers as if it did not exist; what is sent beside the form's own fields is ignored."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.texts import make_texts
from cityclusters.people.models import DataRequest, Mandate, Organisation, Person, RoleGrant

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person | None], Client]
NOWHERE = "2222222222"


def same(browser: Client, address: str, missing: str) -> bool:
    """Whether both addresses give the same 404, byte for byte but for the address itself."""
    hidden, gone = browser.get(address), browser.get(missing)
    return (
        hidden.status_code == gone.status_code == 404
        and hidden.content.replace(address.encode(), b"") == gone.content.replace(missing.encode(), b"")
        and set(hidden.headers) == set(gone.headers)
    )


@pytest.mark.parametrize("name", ["post", "post-end", "post-hand-over"])
def test_01_a_post_of_another_city_looks_like_none(
    as_person: AsPerson, khiva_deputy: Person, bukhara_deputy: Person, name: str
) -> None:
    theirs = reverse(f"pages:{name}", args=[bukhara_deputy.mandates.get().public_id])
    assert same(as_person(khiva_deputy), theirs, reverse(f"pages:{name}", args=[NOWHERE]))


@pytest.mark.parametrize("name", ["person", "data-request"])
def test_01_people_and_requests_look_like_none(as_person: AsPerson, khiva_deputy: Person, name: str) -> None:
    request = DataRequest.objects.create(person=khiva_deputy, kind="copy")
    known = {"person": khiva_deputy.public_id, "data-request": request.public_id}[name]
    assert same(
        as_person(khiva_deputy),
        reverse(f"pages:{name}", args=[known]),
        reverse(f"pages:{name}", args=[NOWHERE]),
    )


@pytest.mark.parametrize("number", range(1, 6))
def test_01_rows_have_no_address_by_their_number(
    as_person: AsPerson, khiva_deputy: Person, number: int
) -> None:
    browser = as_person(khiva_deputy)
    for folder in ("organisations", "posts", "people", "data-requests"):
        assert browser.get(f"/{folder}/{number}/").status_code == 404


@pytest.mark.parametrize(
    "name", ["organisation-edit", "organisation-office", "organisation-posts", "organisation-merge"]
)
def test_02_another_citys_organisation_looks_like_none(
    as_person: AsPerson, khiva_deputy: Person, bukhara_city: Organisation, name: str
) -> None:
    theirs = reverse(f"pages:{name}", args=[bukhara_city.public_id])
    assert same(as_person(khiva_deputy), theirs, reverse(f"pages:{name}", args=[NOWHERE]))


def test_02_a_city_sent_along_changes_nothing(
    as_person: AsPerson, khiva_deputy: Person, khiva_city: Organisation, bukhara_city: Organisation
) -> None:
    data = {"names": "Ours", "names__language": "en", "organisation": bukhara_city.public_id}
    ids = {"public_id": bukhara_city.public_id, "pk": str(bukhara_city.pk), "id": str(bukhara_city.pk)}
    as_person(khiva_deputy).post(reverse("pages:organisation-edit", args=[khiva_city.public_id]), data | ids)
    bukhara_city.refresh_from_db()
    khiva_city.refresh_from_db()
    assert str(bukhara_city) == "Municipality of Bukhara"
    assert str(khiva_city) == "Ours"


def test_02_a_post_that_has_ended_opens_nothing(
    as_person: AsPerson, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    khiva_deputy.mandates.get().finish()
    address = reverse("pages:organisation-edit", args=[khiva_city.public_id])
    assert as_person(khiva_deputy).get(address).status_code == 404


def test_03_what_was_not_accepted_is_absent_everywhere(
    client: Client, as_person: AsPerson, newcomer: Person, khiva_city: Organisation
) -> None:
    refused = Organisation.objects.create(
        names=make_texts("en", en="Refused thing"), kind="ngo", state="rejected", parent=khiva_city
    )
    for browser in (client, as_person(newcomer)):
        pages = [
            browser.get("/organisations/"),
            browser.get("/organisations/?q=refused"),
            browser.get(khiva_city.get_absolute_url()),
            browser.get(reverse("people:suggest-organisations"), {"q": "refused"}),
        ]
        assert not [page for page in pages if b"Refused thing" in page.content]
        assert same(browser, refused.get_absolute_url(), f"/organisations/{NOWHERE}/")


def test_04_nobody_gives_herself_a_role_a_state_or_another_address(
    as_person: AsPerson, newcomer: Person, administrator: Person, khiva_city: Organisation
) -> None:
    data = {
        "name": "Newcomer",
        "language": "en",
        "zone": "UTC",
        "sex": "",
        "email": "admin@programme.example",
        "state": "active",
        "is_staff": "1",
        "is_superuser": "1",
        "role": "administrator",
        "grants": "administrator",
        "may_act": "on",
        "organisation": khiva_city.public_id,
        "public_id": administrator.public_id,
    }
    as_person(newcomer).post(reverse("pages:profile"), data)
    as_person(newcomer).post(reverse("pages:welcome-agreements"), data)
    newcomer.refresh_from_db()
    assert (newcomer.email, newcomer.name, newcomer.state) == ("newcomer@mail.example", "Newcomer", "active")
    assert not RoleGrant.objects.filter(person=newcomer).exists()
    assert not Mandate.objects.filter(person=newcomer).exists()


def test_04_asking_for_a_post_does_not_confirm_it(
    as_person: AsPerson, newcomer: Person, khiva_city: Organisation
) -> None:
    as_person(newcomer).post(
        reverse("pages:post-ask", args=[khiva_city.public_id]),
        {
            "post": "Mayor",
            "may_act": "on",
            "proof": "Trust me",
            "state": "confirmed",
            "end": "2099-01-01",
            "decided_by": str(newcomer.pk),
        },
    )
    mandate = Mandate.objects.get(person=newcomer)
    assert (mandate.state, mandate.end, mandate.decided_by) == ("asked", None, None)
    assert not newcomer.acts_for(khiva_city)


@pytest.mark.parametrize("name", ["role-give", "suspension"])
def test_04_the_administrators_addresses_answer_others_like_nothing(
    as_person: AsPerson, newcomer: Person, officer: Person, name: str
) -> None:
    for person in (newcomer, officer):
        data = {"role": "administrator", "act": "restore", "reason": "x"}
        assert (
            as_person(person).post(reverse(f"pages:{name}", args=[person.public_id]), data).status_code == 404
        )
    assert not RoleGrant.objects.filter(role="administrator").exists()


@pytest.mark.parametrize("junk", ["\x00", "a\x00b", "-1", "' OR 1=1 --", "x" * 5000, "%s%n", "\ud800"])
def test_junk_in_place_of_an_id_is_no_fault(as_person: AsPerson, khiva_deputy: Person, junk: str) -> None:
    browser = as_person(khiva_deputy)
    sent = junk.encode("utf-8", "replace").decode()
    city = khiva_deputy.mandates.get().organisation
    forms = [
        (reverse("people:demo-sign-in"), {"person": sent}),
        (reverse("pages:devices-end"), {"device": sent}),
        (reverse("pages:agreements"), {"purpose": sent, "act": sent}),
        (reverse("pages:profile"), {"name": sent, "place": sent, "place_id": sent, "zone": sent}),
        (reverse("pages:organisation-edit", args=[city.public_id]), {"names": sent, "place_choice": sent}),
        (
            reverse("pages:welcome-organisation"),
            {"kind": "ngo", "organisation": sent, "organisation_id": sent},
        ),
        (reverse("pages:post-ask", args=[city.public_id]), {"post": sent, "start": sent}),
        (reverse("account_login"), {"login": sent}),
        (reverse("account_signup"), {"email": sent, "name": sent, "kind": sent}),
    ]
    for address, data in forms:
        assert browser.post(address, data).status_code < 500, address
        assert Client().post(address, data).status_code < 500, address
    assert khiva_deputy.sign_ins.count() <= 1
