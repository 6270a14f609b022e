"""Taking one's data along, and erasing the account (rule SA4)."""

import csv
import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from cityclusters.core.texts import make_texts
from cityclusters.journal.acts import record
from cityclusters.journal.models import Entry, Letter
from cityclusters.people import codes, consents, personal_data
from cityclusters.people.models import DataRequest, Mandate, Organisation, Person
from cityclusters.people.own_data import collect
from cityclusters.people.tests.days import days_from_hers
from cityclusters.people.tests.walks import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_english")]


@pytest.fixture
def browser(client: Client, khiva_deputy: Person) -> Client:
    sign_in(client, "deputy@khiva.example")
    return client


def packed(answer: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(answer)) as file:
        return {name: file.read(name).decode("utf-8-sig") for name in file.namelist()}


def test_SA4_the_copy_holds_json_and_csv(browser: Client, khiva_deputy: Person) -> None:
    consents.give(khiva_deputy, "directory")
    answer = browser.post("/me/data/")
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    files = packed(answer.content)
    everything = json.loads(files["data.json"])
    assert everything["person"][0]["email"] == "deputy@khiva.example"
    assert everything["posts"][0]["organisation"] == "Municipality of Khiva"
    lines = list(csv.DictReader(io.StringIO(files["consents.csv"])))
    assert [line["purpose"] for line in lines] == ["directory"]


def test_SA4_a_request_is_a_row_with_a_due_day_and_an_answer(browser: Client, khiva_deputy: Person) -> None:
    browser.post("/me/data/")
    row = DataRequest.objects.get()
    assert (row.kind, row.state) == ("copy", "done")
    assert row.due == days_from_hers(khiva_deputy, 30)
    assert "A copy of my data" in browser.get("/me/data/").content.decode()


def test_the_copy_is_not_given_to_a_session_left_open(browser: Client) -> None:
    session = browser.session
    session[codes.PROVED] -= codes.LIVES + 1
    session.save()
    assert browser.post("/me/data/")["Location"] == "/me/proof/?next=%2Fme%2Fdata%2F"
    assert not DataRequest.objects.exists()


def test_formulas_in_the_copy_are_inert(browser: Client, khiva_deputy: Person) -> None:
    khiva_deputy.access_needs = "=HYPERLINK(1)"
    khiva_deputy.save()
    files = packed(browser.post("/me/data/").content)
    assert "'=HYPERLINK" in files["person.csv"]


def test_two_apps_cannot_use_one_table_name(khiva_deputy: Person, settings: pytest.FixtureRequest) -> None:
    settings.PERSONAL_DATA = ["cityclusters.people.own_data.collect"] * 2  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="repeats"):
        personal_data.gather(khiva_deputy)


def test_SA4_erasing_takes_who_she_is_and_keeps_what_was_counted(
    browser: Client, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    khiva_deputy.access_needs = "Sign language"
    khiva_deputy.save()
    Mandate.objects.update(proof="Ask my cousin")
    consents.give(khiva_deputy, "directory")
    page = browser.get("/me/erasure/").content.decode()
    assert "What stays, without your name" in page
    assert browser.post("/me/erasure/", {"sure": "on"})["Location"] == "/"
    khiva_deputy.refresh_from_db()
    assert (khiva_deputy.state, khiva_deputy.name, khiva_deputy.email) == ("erased", "", None)
    assert (khiva_deputy.access_needs, khiva_deputy.folded_name) == ("", "")
    assert khiva_deputy.sex == "female"  # counts by sex stay what they were
    mandate = Mandate.objects.get(person=khiva_deputy)
    assert (mandate.post, mandate.proof, mandate.state) == ("Deputy mayor", "", "ended")
    assert not consents.held(khiva_deputy)
    assert not EmailAddress.objects.exists()
    request = DataRequest.objects.get(kind="erasure")
    assert request.state == "done"
    assert str(khiva_deputy) == "(erased)"


def test_SA4_nothing_left_in_the_rows_names_her(browser: Client, khiva_deputy: Person) -> None:
    browser.post("/me/erasure/", {"sure": "on"})
    khiva_deputy.refresh_from_db()
    left = json.dumps(collect(khiva_deputy), default=str)
    assert "Deputy mayor of Khiva" not in left
    assert "deputy@khiva.example" not in left
    assert not Entry.objects.filter(subject_label__contains="Deputy mayor of Khiva").exists()


def test_the_session_ends_and_the_address_is_free(browser: Client, khiva_deputy: Person) -> None:
    browser.post("/me/erasure/", {"sure": "on"})
    assert browser.get("/me/").status_code == 302
    again = Person.objects.create_user(email="deputy@khiva.example", name="Somebody new")
    assert again.pk != khiva_deputy.pk
    assert "erased" in Letter.objects.filter(to="deputy@khiva.example").order_by("-pk")[0].subject


def test_erasing_asks_once_more(browser: Client, khiva_deputy: Person) -> None:
    assert browser.post("/me/erasure/", {}).status_code == 200
    khiva_deputy.refresh_from_db()
    assert khiva_deputy.state == "active"


def test_the_last_administrator_is_not_erased(client: Client, administrator: Person) -> None:
    sign_in(client, "admin@programme.example")
    page = client.post("/me/erasure/", {"sure": "on"})
    assert "only administrator" in page.content.decode()
    administrator.refresh_from_db()
    assert (administrator.state, administrator.name) == ("active", "Administrator")
    assert not DataRequest.objects.exists()


def _erase_her_lines(person: Person) -> None:
    Entry.objects.filter(actor=person).delete()


def test_upper_apps_erase_what_they_hold(khiva_deputy: Person, settings: pytest.FixtureRequest) -> None:
    record(khiva_deputy, "test.act", khiva_deputy)
    settings.ERASERS = [f"{__name__}._erase_her_lines"]  # type: ignore[attr-defined]
    personal_data.erase(khiva_deputy)
    assert not Entry.objects.exists()


def test_an_organisation_she_named_stays(newcomer: Person) -> None:
    row = Organisation.objects.create(names=make_texts("en", en="Weavers"), kind="women", claimed_by=newcomer)
    personal_data.erase(newcomer)
    row.refresh_from_db()
    assert row.claimed_by == newcomer


def test_a_steward_answers_requests_and_the_person_is_told(
    client: Client, administrator: Person, newcomer: Person
) -> None:
    row = DataRequest.objects.create(person=newcomer, kind="copy")
    client.force_login(administrator)
    assert "A copy of my data" in client.get(reverse("pages:data-requests")).content.decode()
    page = reverse("pages:data-request", args=[row.public_id])
    assert client.post(page, {"state": "refused"}).status_code == 200
    client.post(page, {"state": "checked"})
    row.refresh_from_db()
    assert (row.state, row.handled_by) == ("checked", administrator)
    client.post(page, {"state": "refused", "reason": "It is not you"})
    row.refresh_from_db()
    assert (row.state, row.reason) == ("refused", "It is not you")
    assert "It is not you" in Letter.objects.get(to="newcomer@mail.example").body


def test_nobody_answers_her_own_request(client: Client, administrator: Person) -> None:
    row = DataRequest.objects.create(person=administrator, kind="copy")
    client.force_login(administrator)
    page = reverse("pages:data-request", args=[row.public_id])
    assert client.post(page, {"state": "done"}).status_code == 404
    row.refresh_from_db()
    assert row.state == "received"


def test_SA4_a_request_by_letter_is_entered_checked_and_fulfilled(
    client: Client, administrator: Person, khiva_deputy: Person
) -> None:
    client.force_login(administrator)
    unknown = client.post(reverse("pages:data-requests"), {"email": "x@mail.example", "kind": "copy"})
    assert "no account with this address" in unknown.content.decode()
    data = {"email": "Deputy@khiva.example", "kind": "copy"}
    page = client.post(reverse("pages:data-requests"), data)["Location"]
    assert client.post(reverse("pages:data-requests"), data)["Location"] == page
    fulfil = f"{page}fulfilment/"
    assert "First check who asks" in client.post(fulfil, follow=True).content.decode()
    client.post(page, {"state": "checked"})
    answer = client.post(fulfil)
    assert json.loads(packed(answer.content)["data.json"])["person"][0]["email"] == "deputy@khiva.example"
    row = DataRequest.objects.get()
    assert (row.state, row.handled_by) == ("done", administrator)


def test_SA4_an_erasure_by_letter_erases_the_one_who_asked(
    client: Client, administrator: Person, khiva_deputy: Person
) -> None:
    row = DataRequest.objects.create(person=khiva_deputy, kind="erasure", state="checked")
    client.force_login(administrator)
    client.post(reverse("pages:data-request-fulfil", args=[row.public_id]))
    khiva_deputy.refresh_from_db()
    row.refresh_from_db()
    assert (khiva_deputy.state, row.state, row.handled_by) == ("erased", "done", administrator)
    assert Entry.objects.get(act="person.erased").actor == administrator


def test_only_those_who_answer_for_data_fulfil_requests(
    client: Client, officer: Person, newcomer: Person
) -> None:
    row = DataRequest.objects.create(person=newcomer, kind="erasure", state="checked")
    client.force_login(officer)
    assert client.post(reverse("pages:data-request-fulfil", args=[row.public_id])).status_code == 404
    newcomer.refresh_from_db()
    assert newcomer.state == "active"
