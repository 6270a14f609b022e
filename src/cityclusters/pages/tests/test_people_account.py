"""My account: profile, agreements, devices."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.journal.models import Entry
from cityclusters.people import consents
from cityclusters.people.models import Person, SignIn
from cityclusters.people.tests.walks import sign_in
from cityclusters.places.models import Place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_english")]
AsPerson = Callable[[Person | None], Client]
PROFILE = {"name": "Dilnoza Example", "language": "es", "zone": "Asia/Tashkent", "sex": "undisclosed"}


def test_the_profile_is_saved_and_the_journal_names_fields_only(
    as_person: AsPerson, newcomer: Person, khiva: Place
) -> None:
    answer = as_person(newcomer).post(reverse("pages:profile"), {**PROFILE, "place": "Khiva"})
    assert answer["Location"] == "/me/"
    newcomer.refresh_from_db()
    assert (newcomer.name, newcomer.language, newcomer.zone) == ("Dilnoza Example", "es", "Asia/Tashkent")
    assert (newcomer.sex, newcomer.place) == ("undisclosed", khiva)
    entry = Entry.objects.get(act="person.profile_changed")
    assert set(entry.details["fields"]) == {"name", "language", "zone", "sex", "place"}
    assert "Dilnoza" not in str(entry.details)


def test_sex_is_optional_with_a_way_not_to_say_and_the_reason_why_it_is_asked(
    as_person: AsPerson, newcomer: Person
) -> None:
    page = as_person(newcomer).get(reverse("pages:profile")).content.decode()
    assert "Prefer not to say" in page
    assert "You need not answer" in page
    as_person(newcomer).post(reverse("pages:profile"), {**PROFILE, "sex": ""})
    newcomer.refresh_from_db()
    assert newcomer.sex == ""


@pytest.mark.parametrize(
    ("field", "value"), [("name", " \u200b "), ("language", "xx"), ("zone", "Mars/Olympus"), ("sex", "guess")]
)
def test_a_refused_profile_comes_back_filled_in(
    as_person: AsPerson, newcomer: Person, field: str, value: str
) -> None:
    data = {**PROFILE, "access_needs": "Sign language", field: value}
    page = as_person(newcomer).post(reverse("pages:profile"), data)
    assert page.status_code == 200
    assert 'value="Sign language"' in page.content.decode()
    newcomer.refresh_from_db()
    assert newcomer.name == "Newcomer"


def test_SA3_withdrawing_is_as_easy_as_giving(as_person: AsPerson, newcomer: Person) -> None:
    browser, page = as_person(newcomer), reverse("pages:agreements")
    browser.post(page, {"purpose": "directory", "act": "give"})
    assert consents.has(newcomer, "directory")
    assert consents.version("directory") in browser.get(page).content.decode()
    browser.post(page, {"purpose": "directory", "act": "withdraw"})
    assert not consents.has(newcomer, "directory")
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["consent.given", "consent.withdrawn"]
    assert Entry.objects.get(act="consent.given").details["version"] == consents.version("directory")


def test_the_account_itself_is_not_a_consent_to_click_away(as_person: AsPerson, newcomer: Person) -> None:
    consents.give(newcomer, "account")
    as_person(newcomer).post(reverse("pages:agreements"), {"purpose": "account", "act": "withdraw"})
    as_person(newcomer).post(reverse("pages:agreements"), {"purpose": "nonsense", "act": "give"})
    assert list(consents.held(newcomer)) == ["account"]


def test_devices_are_listed_and_others_are_signed_out(khiva_deputy: Person) -> None:
    phone, desk = Client(headers={"user-agent": "Mozilla/5.0 (Android 9) Firefox/130.0"}), Client()
    sign_in(phone, "deputy@khiva.example")
    sign_in(desk, "deputy@khiva.example")
    page = desk.get(reverse("pages:devices")).content.decode()
    assert "Firefox · Android" in page
    assert "This device" in page
    row = SignIn.objects.get(device="Firefox · Android")
    desk.post(reverse("pages:devices-end"), {"device": row.public_id})
    assert phone.get("/me/").status_code == 302
    assert desk.get("/me/").status_code == 200


def test_all_other_devices_are_signed_out_at_once(khiva_deputy: Person) -> None:
    browsers = [Client() for _number in range(3)]
    for browser in browsers:
        sign_in(browser, "deputy@khiva.example")
    browsers[0].post(reverse("pages:devices-end"))
    assert [browser.get("/me/").status_code for browser in browsers] == [200, 302, 302]
    assert Entry.objects.get(act="person.signed_out_devices").details == {"devices": 2}


def test_nobody_signs_out_somebody_elses_device(khiva_deputy: Person, bukhara_deputy: Person) -> None:
    mine, theirs = Client(), Client()
    sign_in(mine, "deputy@khiva.example")
    sign_in(theirs, "deputy@bukhara.example")
    row = SignIn.objects.get(person=bukhara_deputy)
    mine.post(reverse("pages:devices-end"), {"device": row.public_id})
    mine.post(reverse("pages:devices-end"))
    assert theirs.get("/me/").status_code == 200


def test_every_page_of_the_account_names_the_others(as_person: AsPerson, newcomer: Person) -> None:
    browser = as_person(newcomer)
    for name in ("people:me", "pages:profile", "pages:agreements", "pages:devices", "pages:my-data"):
        page = browser.get(reverse(name)).content.decode()
        assert page.count('aria-current="page"') == 1
        assert reverse("pages:profile") in page
