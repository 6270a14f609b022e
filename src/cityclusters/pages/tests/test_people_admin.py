"""Those who run the platform: roles, suspending, the first administrator, the worker's jobs."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cityclusters.journal.follow_ups import open_follow_up
from cityclusters.journal.models import Entry, Letter
from cityclusters.pages import people_jobs
from cityclusters.people.models import Attempt, Mandate, Organisation, Person, RoleGrant, SignIn
from cityclusters.people.tests.walks import sign_in, signup_answers

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person | None], Client]


def page(name: str, person: Person, *more: object) -> str:
    return reverse(f"pages:{name}", args=[person.public_id, *more])


def test_an_administrator_gives_and_ends_a_role(
    as_person: AsPerson, administrator: Person, newcomer: Person
) -> None:
    browser = as_person(administrator)
    browser.post(page("role-give", newcomer), {"role": "officer"})
    grant = RoleGrant.objects.get(person=newcomer)
    assert (grant.role, grant.given_by, grant.ended_at) == ("officer", administrator, None)
    assert "Programme officer" in Letter.objects.get(to=newcomer.email).subject
    browser.post(page("role-end", newcomer, grant.pk))
    grant.refresh_from_db()
    assert grant.ended_by == administrator
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == ["role.given", "role.ended"]


def test_nobody_ends_the_last_administrators_role(as_person: AsPerson, administrator: Person) -> None:
    grant = administrator.grants.get()
    answer = as_person(administrator).post(page("role-end", administrator, grant.pk), follow=True)
    assert "last administrator" in answer.content.decode()
    grant.refresh_from_db()
    assert grant.ended_at is None


def test_only_administrators_know_of_these_pages(
    as_person: AsPerson, officer: Person, khiva_deputy: Person, newcomer: Person
) -> None:
    for person in (officer, khiva_deputy, newcomer):
        browser = as_person(person)
        assert browser.get(reverse("pages:people")).status_code == 404
        assert browser.get(page("person", newcomer)).status_code == 404
        assert browser.post(page("role-give", person), {"role": "administrator"}).status_code == 404
        assert (
            browser.post(page("suspension", newcomer), {"act": "suspend", "reason": "x"}).status_code == 404
        )
    assert not RoleGrant.objects.filter(role="administrator").exists()


def test_a_role_that_does_not_exist_is_refused(
    as_person: AsPerson, administrator: Person, newcomer: Person
) -> None:
    answer = as_person(administrator).post(page("role-give", newcomer), {"role": "emperor"}, follow=True)
    assert "no such role" in answer.content.decode()


def test_people_are_found_by_name_or_address(
    as_person: AsPerson, administrator: Person, newcomer: Person
) -> None:
    browser = as_person(administrator)
    for words in ("newCOMER", "newcomer@mail.example"):
        assert page("person", newcomer) in browser.get(reverse("pages:people"), {"q": words}).content.decode()
    assert "Nobody of that name" in browser.get(reverse("pages:people"), {"q": "zzz"}).content.decode()


def test_suspending_ends_all_sessions_and_restoring_lets_in_again(
    as_person: AsPerson, administrator: Person, khiva_deputy: Person
) -> None:
    hers = Client()
    sign_in(hers, "deputy@khiva.example")
    browser = as_person(administrator)
    assert (
        "Write why"
        in browser.post(page("suspension", khiva_deputy), {"act": "suspend"}, follow=True).content.decode()
    )
    browser.post(page("suspension", khiva_deputy), {"act": "suspend", "reason": "Spam"})
    assert hers.get("/me/").status_code == 302
    assert SignIn.objects.count() == 0
    hers.post(reverse("account_login"), {"login": "deputy@khiva.example"})
    assert "closed" in Letter.objects.order_by("-pk")[0].subject
    assert Entry.objects.get(act="person.suspended").details == {"reason": "Spam"}
    browser.post(page("suspension", khiva_deputy), {"act": "restore"})
    sign_in(Client(), "deputy@khiva.example")


def test_nobody_suspends_herself(as_person: AsPerson, administrator: Person) -> None:
    data = {"act": "suspend", "reason": "x"}
    assert as_person(administrator).post(page("suspension", administrator), data).status_code == 404


def test_the_first_administrator_comes_from_the_command_line(db: None) -> None:
    out = StringIO()
    call_command("make_administrator", "Boss@City.Example", name="Head of platform", stdout=out)
    boss = Person.objects.get(email="boss@city.example")
    assert boss.is_administrator
    assert boss.state == "invited"
    assert Entry.objects.get(act="role.given").actor is None
    call_command("make_administrator", "boss@city.example", stdout=out)
    assert boss.grants.count() == 1
    sign_in(Client(), "boss@city.example")


def test_the_command_refuses_what_is_no_address_and_who_is_out(newcomer: Person) -> None:
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("make_administrator", "boss")
    newcomer.suspend()
    with pytest.raises(CommandError, match="closed"):
        call_command("make_administrator", newcomer.email)


def test_PE1_holders_are_told_once_before_their_post_ends(khiva_deputy: Person) -> None:
    people_jobs.ask_for_renewals()
    assert not Letter.objects.exists()
    Mandate.objects.update(end=timezone.localdate() + timedelta(days=29))
    people_jobs.ask_for_renewals()
    people_jobs.ask_for_renewals()
    letter = Letter.objects.get()
    assert letter.to == khiva_deputy.email
    assert reverse("pages:my-posts") in letter.body


def test_verifications_lapse_and_focal_points_are_told(
    khiva_deputy: Person, khiva_city: Organisation
) -> None:
    Organisation.objects.update(verified_at=timezone.now() - timedelta(days=400))
    people_jobs.lapse_verifications()
    people_jobs.lapse_verifications()
    khiva_city.refresh_from_db()
    assert khiva_city.state == "lapsed"
    assert Letter.objects.get().to == khiva_deputy.email
    assert Entry.objects.get(act="organisation.lapsed").actor is None


def test_what_is_not_needed_any_more_goes(client: Client, khiva_deputy: Person, newcomer: Person) -> None:
    client.post(reverse("account_signup"), signup_answers())
    invited = Person.objects.create_user(email="guest@khiva.example", name="Guest", state="invited")
    EmailAddress.objects.create(user=newcomer, email=newcomer.email or "", verified=False)
    SignIn.objects.create(person=khiva_deputy, session_key="gone")
    assert Attempt.objects.exists()
    Person.objects.update(created_at=timezone.now() - timedelta(days=31))
    Attempt.objects.update(at=timezone.now() - timedelta(days=2))
    people_jobs.forget()
    assert not Person.objects.filter(email="clerk@khiva.example").exists()
    assert {invited, newcomer, khiva_deputy} <= set(Person.objects.all())
    assert not SignIn.objects.exists()
    assert not Attempt.objects.exists()


def test_lists_take_few_queries_and_no_more_with_ten_times_the_rows(
    as_person: AsPerson, administrator: Person
) -> None:
    def fill(start: int, number: int) -> None:
        for row in range(start, start + number):
            person = Person.objects.create_user(email=f"p{row}@mail.example", name=f"Person {row}")
            RoleGrant.grant(person, "officer", by=administrator)
            person.data_requests.create(kind="copy")

    def queries(address: str) -> int:
        browser = as_person(administrator)
        with CaptureQueriesContext(connection) as used:
            browser.get(address)
        return len(used)

    lists = [f"{reverse('pages:people')}?q=person", reverse("pages:data-requests")]
    fill(0, 2)
    few = [queries(address) for address in lists]
    fill(2, 20)
    assert [queries(address) for address in lists] == few
    assert max(few) <= 12


def test_a_sign_up_with_which_something_was_recorded_stays(client: Client, officer: Person) -> None:
    client.post(reverse("account_signup"), signup_answers())
    person = Person.objects.get(email="clerk@khiva.example")
    open_follow_up("test", officer, "Call her", person, timezone.localdate())
    Person.objects.update(created_at=timezone.now() - timedelta(days=31))
    again = Client().post(reverse("account_signup"), signup_answers())
    assert again.status_code == 302
    people_jobs.forget()
    people_jobs.forget()
    person.refresh_from_db()
    assert (person.name, person.state) == ("Dilnoza Example", "invited")
    assert not Person.objects.unfinished().exists()
