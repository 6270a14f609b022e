"""Abuse cases 10 to 13, 24 and 27: who has an account, who is listed, guessing codes, stolen sessions,
addresses to be led to, and floods of sign-ups."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.journal.models import Letter
from cityclusters.people import consents, limits
from cityclusters.people.models import Attempt, Mandate, Organisation, Person
from cityclusters.people.tests.walks import code_for, newest_letter, sign_in, signup_answers

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person | None], Client]
OWNER = "deputy@khiva.example"
NOBODY = "nobody@khiva.example"


def without_secrets(content: bytes, address: str) -> str:
    """The page without what differs from one request to the next, and without the address typed."""
    text = content.decode().replace(address, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def walk(address: str) -> Iterator[tuple[int, str, str]]:
    """Everything that somebody sees who tries to sign in with the address and a wrong code."""
    browser = Client()
    asked = browser.post(reverse("account_login"), {"login": address})
    yield asked.status_code, asked.headers.get("Location", ""), ""
    for _try in range(3):
        tried = browser.post(asked["Location"], {"code": "0000-0000"})
        yield tried.status_code, tried.headers.get("Location", ""), without_secrets(tried.content, address)
    last = browser.get(reverse("account_login"))
    yield last.status_code, "", without_secrets(last.content, address)


def test_10_signing_in_answers_alike_for_known_and_unknown_addresses(khiva_deputy: Person) -> None:
    assert list(walk(OWNER)) == list(walk(NOBODY))
    assert newest_letter(NOBODY).subject != newest_letter(OWNER).subject  # only mail tells them apart


def test_10_a_suspended_account_answers_like_an_unknown_one(khiva_deputy: Person) -> None:
    khiva_deputy.suspend()
    assert list(walk(OWNER)) == list(walk(NOBODY))


def sign_up_walk(address: str) -> Iterator[tuple[int, str, str]]:
    """Everything that somebody sees who signs up with the address and a wrong code."""
    browser = Client()
    asked = browser.post(reverse("account_signup"), signup_answers(email=address))
    yield asked.status_code, asked.headers.get("Location", ""), ""
    seen = browser.get(asked["Location"])
    yield seen.status_code, "", without_secrets(seen.content, address)
    tried = browser.post(asked["Location"], {"code": "0000-0000"})
    yield tried.status_code, tried.headers.get("Location", ""), without_secrets(tried.content, address)


def test_10_signing_up_answers_alike_for_known_and_unknown_addresses(khiva_deputy: Person) -> None:
    assert list(sign_up_walk(OWNER)) == list(sign_up_walk(NOBODY))


def test_10_changing_the_address_needs_a_proof_and_answers_alike(
    khiva_deputy: Person, newcomer: Person
) -> None:
    browser = Client()
    sign_in(browser, OWNER)
    answers = [
        browser.post(reverse("pages:address"), {"email": address})
        for address in ("newcomer@mail.example", "free@mail.example")
    ]
    assert answers[0]["Location"] == answers[1]["Location"]
    stale = Client()
    stale.force_login(khiva_deputy)  # a session that never proved anything
    assert "/me/proof/" in stale.post(reverse("pages:address"), {"email": "thief@mail.example"})["Location"]
    assert not Letter.objects.filter(to="thief@mail.example").exists()


def test_11_nobody_is_listed_who_did_not_agree(
    client: Client, as_person: AsPerson, khiva_deputy: Person, newcomer: Person, khiva_city: Organisation
) -> None:
    for browser in (client, as_person(newcomer)):
        page = browser.get(khiva_city.get_absolute_url()).content.decode()
        assert "Deputy mayor of Khiva" not in page
        assert OWNER not in page
    consents.give(khiva_deputy, "directory")
    page = client.get(khiva_city.get_absolute_url()).content.decode()
    assert "Deputy mayor of Khiva" in page
    assert OWNER not in page  # listed by name and post, never by address


def test_12_guesses_get_slow_and_the_owner_gets_in(khiva_deputy: Person) -> None:
    thief = Client(REMOTE_ADDR="203.0.113.9")
    refused = 0
    for _letter in range(6):
        asked = thief.post(reverse("account_login"), {"login": OWNER})
        if asked.status_code == 200:
            assert "Too many tries" in asked.content.decode()
            refused += 1
            continue
        for _try in range(3):
            thief.post(asked["Location"], {"code": "0000-0000"})
    assert refused == 2  # four letters, twelve guesses; then ten minutes of waiting
    owner = Client(REMOTE_ADDR="198.51.100.7")
    assert sign_in(owner, OWNER) == "/my-work/"


def test_12_many_guessers_do_not_lock_out_the_device_the_owner_has_used(khiva_deputy: Person) -> None:
    owner = Client(REMOTE_ADDR="198.51.100.7")
    sign_in(owner, OWNER)
    owner.post(reverse("account_logout"))
    for number in range(40):
        Client(REMOTE_ADDR=f"203.0.113.{number}").post(reverse("account_login"), {"login": OWNER})
    late = Client(REMOTE_ADDR="203.0.113.99").post(reverse("account_login"), {"login": OWNER})
    assert late.status_code == 200  # a stranger has to wait
    assert sign_in(owner, OWNER) == "/my-work/"


def test_12_a_forged_mark_of_a_device_opens_nothing(khiva_deputy: Person) -> None:
    for number in range(31):
        Client(REMOTE_ADDR=f"203.0.113.{number}").post(reverse("account_login"), {"login": OWNER})
    thief = Client(REMOTE_ADDR="203.0.113.99")
    thief.cookies[limits.DEVICE_COOKIE] = "forged:mark"
    assert thief.post(reverse("account_login"), {"login": OWNER}).status_code == 200


def test_12_guesses_spread_over_accounts_are_counted_together_and_logged(
    khiva_deputy: Person, caplog: pytest.LogCaptureFixture
) -> None:
    kind, most, _within = limits.WRONG_FROM_HERE
    assert most == 100
    browser = Client()
    asked = browser.post(reverse("account_login"), {"login": OWNER})
    browser.post(asked["Location"], {"code": "0000-0000"})
    assert Attempt.objects.filter(kind=kind).count() == 1
    assert "wrong sign-in code" in caplog.text
    assert OWNER not in caplog.text


def test_12_a_hall_of_two_hundred_behind_one_address_gets_in(db: None) -> None:
    for number in range(200):
        Person.objects.create_user(email=f"p{number}@hall.example", name=f"Delegate {number}")
    answers = [
        Client().post(reverse("account_login"), {"login": f"p{number}@hall.example"}).status_code
        for number in range(200)
    ]
    assert set(answers) == {302}


def test_13_a_stolen_session_ends_with_signing_out(khiva_deputy: Person) -> None:
    browser, thief = Client(), Client()
    sign_in(browser, OWNER)
    thief.cookies = browser.cookies.copy()  # type: ignore[assignment]
    assert thief.get("/me/").status_code == 200
    browser.post(reverse("account_logout"))
    assert thief.get("/me/").status_code == 302


def test_13_the_key_of_the_session_changes_with_signing_in(khiva_deputy: Person) -> None:
    browser = Client()
    browser.post(reverse("account_login"), {"login": OWNER})
    before = browser.session.session_key
    browser.post(reverse("account_confirm_login_code"), {"code": code_for(OWNER)})
    assert browser.session.session_key != before


@pytest.mark.parametrize("act", ["suspend", "erase"])
def test_13_a_closed_account_ends_its_sessions_at_once_and_signs_in_no_more(
    khiva_deputy: Person, act: str
) -> None:
    browser = Client()
    sign_in(browser, OWNER)
    getattr(khiva_deputy, act)()
    assert browser.get("/me/")["Location"].startswith("/account/login/")
    again = Client()
    asked = again.post(reverse("account_login"), {"login": OWNER})
    again.post(asked["Location"], {"code": "0000-0000"})
    assert again.get("/me/").status_code == 302
    assert not re.search(r"\d{4}-\d{4}", newest_letter(OWNER).body)


def test_13_a_code_asked_for_before_the_account_was_closed_opens_nothing(khiva_deputy: Person) -> None:
    browser = Client()
    asked = browser.post(reverse("account_login"), {"login": OWNER})
    code = code_for(OWNER)
    khiva_deputy.suspend()
    browser.post(asked["Location"], {"code": code})
    assert browser.get("/me/").status_code == 302


EVIL = [
    "//evil.example",
    "https:evil.example",
    "https://evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "http://testserver.evil.example/",
    "/\t/evil.example",
    "///evil.example",
    "https://testserver@evil.example/",
]


@pytest.mark.parametrize("target", EVIL)
def test_24_signing_in_stays_on_this_site(khiva_deputy: Person, target: str) -> None:
    assert sign_in(Client(), OWNER, next=target) == "/my-work/"


@pytest.mark.parametrize("target", EVIL)
def test_24_signing_up_out_and_proving_stay_on_this_site(khiva_deputy: Person, target: str) -> None:
    browser = Client()
    asked = browser.post(reverse("account_signup"), signup_answers(next=target))
    entered = browser.post(asked["Location"], {"code": code_for("clerk@khiva.example"), "action": "verify"})
    assert entered["Location"] == "/welcome/"
    browser.get("/welcome/", {"next": target})
    assert browser.post("/welcome/agreements/", {"sex": ""})["Location"] == "/my-work/"
    browser.post("/me/proof/", {"next": target})
    code = code_for("clerk@khiva.example")
    assert browser.post("/me/proof/", {"code": code, "next": target})["Location"] == "/me/"
    assert browser.post(reverse("account_logout"), {"next": target})["Location"] == "/"
    demo = browser.post(reverse("people:demo-sign-in"), {"person": khiva_deputy.public_id, "next": target})
    assert demo["Location"] == "/my-work/"


def test_24_an_address_of_this_site_is_kept(khiva_deputy: Person) -> None:
    assert sign_in(Client(), OWNER, next="/organisations/?q=a") == "/organisations/?q=a"


def test_27_fifty_sign_ups_from_one_network_do_not_pass(db: None) -> None:
    answers = []
    for number in range(50):
        answer = Client().post(reverse("account_signup"), signup_answers(email=f"spam{number}@mail.example"))
        answers.append(answer)
    passed = [answer for answer in answers if answer.status_code == 302]
    assert len(passed) == 40
    assert "Too many tries from your network" in answers[-1].content.decode()
    assert 'value="spam49@mail.example"' in answers[-1].content.decode()
    assert Person.objects.count() == 40
    other = Client(REMOTE_ADDR="198.51.100.7")
    assert other.post(reverse("account_signup"), signup_answers()).status_code == 302


def test_27_a_new_organisation_of_a_stranger_is_public_to_nobody(client: Client, newcomer: Person) -> None:
    member = Client()
    member.force_login(newcomer)
    member.post(
        reverse("pages:welcome-organisation"),
        {"kind": "ngo", "organisation": "Cheap watches", "website": "https://spam.example"},
    )
    row = Organisation.objects.get()
    assert row.state == "claimed"
    assert b"Cheap watches" not in client.get("/organisations/").content
    assert client.get(row.get_absolute_url()).status_code == 404


def test_27_no_letters_to_strangers_by_handing_over_a_post(
    newcomer: Person, khiva_city: Organisation
) -> None:
    member = Client()
    member.force_login(newcomer)
    mandate = Mandate.ask(newcomer, khiva_city, post="Mayor")
    data = {"email": "victim@mail.example", "name": "Victim", "first_day": "2026-01-01"}
    answer = member.post(reverse("pages:post-hand-over", args=[mandate.public_id]), data)
    assert answer.status_code == 404
    assert not Letter.objects.exists()


def test_27_nobody_floods_focal_points_with_posts_to_confirm(
    newcomer: Person, khiva_city: Organisation
) -> None:
    member = Client()
    member.force_login(newcomer)
    address = reverse("pages:post-ask", args=[khiva_city.public_id])
    for number in range(25):
        page = member.post(address, {"post": f"Mayor {number}", "proof": "x"})
        Mandate.objects.update(state="refused")
    assert "asked for many posts today" in page.content.decode()
    assert Mandate.objects.count() == 20


def test_27_nobody_names_organisations_without_end(newcomer: Person) -> None:
    member = Client()
    member.force_login(newcomer)
    for number in range(12):
        data = {"kind": "ngo", "organisation": f"Cheap watches {number}"}
        page = member.post(reverse("pages:welcome-organisation"), data)
    assert "named many organisations today" in page.content.decode()
    assert Organisation.objects.count() == 10
