"""Posts on their pages: asking, deciding, ending, handing over, another year."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cityclusters.journal.models import Entry, Letter
from cityclusters.pages.people_waiting import items
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.people.tests.days import days_from_hers
from cityclusters.people.tests.walks import sign_in

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person | None], Client]
TODAY = timezone.localdate


def page(name: str, mandate: Mandate) -> str:
    return reverse(f"pages:{name}", args=[mandate.public_id])


@pytest.fixture
def asked(newcomer: Person, khiva_city: Organisation) -> Mandate:
    return Mandate.ask(newcomer, khiva_city, post="Clerk for trade", proof="Call the city hall")


def test_asking_tells_a_colleague_who_may_decide(
    as_person: AsPerson, newcomer: Person, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    as_person(newcomer).post(
        reverse("pages:post-ask", args=[khiva_city.public_id]),
        {"post": "Clerk for trade", "proof": "Call the city hall"},
    )
    mandate = Mandate.objects.get(person=newcomer)
    assert mandate.state == "asked"
    letter = Letter.objects.get(to=khiva_deputy.email)
    assert page("post", mandate) in letter.body
    assert letter.language == "fr"


def test_asking_tells_the_officers_where_there_is_no_colleague(
    as_person: AsPerson, newcomer: Person, officer: Person, programme: Organisation
) -> None:
    as_person(newcomer).post(reverse("pages:post-ask", args=[programme.public_id]), {"post": "Adviser"})
    assert Letter.objects.get().to == officer.email


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"post": ""}, "required"),
        ({"post": "Mayor", "may_act": "on"}, "checked that you may act"),
        ({"post": "Mayor"}, "from elsewhere"),
        ({"post": "Mayor", "proof": "x", "start": "2999-01-01"}, "between 1950 and 2100"),
        ({"post": "Mayor", "proof": "x", "start": "2090-01-01"}, "has not come yet"),
        ({"post": "Mayor", "proof": "x", "start": "2023-02-29"}, "not a leap year"),
        ({"post": "Mayor", "proof": "x", "start": "soon"}, "Write the day"),
    ],
)
def test_what_cannot_be_is_refused_clearly_and_comes_back(
    as_person: AsPerson, newcomer: Person, khiva_city: Organisation, data: dict[str, str], words: str
) -> None:
    answer = as_person(newcomer).post(reverse("pages:post-ask", args=[khiva_city.public_id]), data)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Mandate.objects.filter(person=newcomer).exists()


def test_a_colleague_confirms(
    as_person: AsPerson, khiva_deputy: Person, newcomer: Person, asked: Mandate
) -> None:
    browser = as_person(khiva_deputy)
    assert "Clerk for trade" in browser.get(reverse("pages:posts-waiting")).content.decode()
    browser.post(page("post", asked), {"verdict": "yes", "reason": "I know her"})
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("confirmed", khiva_deputy)
    assert asked.end == days_from_hers(khiva_deputy, 365)
    assert "confirmed" in Letter.objects.get(to=newcomer.email).subject
    assert Entry.objects.get(act="mandate.confirmed").organisation == asked.organisation


def test_PE5_confirming_an_address_from_elsewhere_warns_and_keeps_the_reason(
    as_person: AsPerson, officer: Person, asked: Mandate
) -> None:
    browser = as_person(officer)
    assert "is not one of khiva.example" in browser.get(page("post", asked)).content.decode()
    answer = browser.post(page("post", asked), {"verdict": "yes"})
    assert "write why you confirm it" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.state == "asked"
    browser.post(page("post", asked), {"verdict": "yes", "reason": "Their mail is down"})
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("confirmed", "Their mail is down")
    assert Entry.objects.get(act="mandate.confirmed").details["reason"] == "Their mail is down"


def test_PE5_no_warning_for_an_address_of_the_organisation(
    as_person: AsPerson, officer: Person, khiva_city: Organisation
) -> None:
    person = Person.objects.create_user(email="clerk@khiva.example", name="Clerk")
    mandate = Mandate.ask(person, khiva_city, post="Clerk")
    browser = as_person(officer)
    assert "is not one of" not in browser.get(page("post", mandate)).content.decode()
    browser.post(page("post", mandate), {"verdict": "yes"})
    mandate.refresh_from_db()
    assert mandate.state == "confirmed"


def test_a_refusal_reaches_her_with_its_reason(
    as_person: AsPerson, officer: Person, newcomer: Person, asked: Mandate
) -> None:
    browser = as_person(officer)
    assert browser.post(page("post", asked), {"verdict": "no"}).status_code == 200
    browser.post(page("post", asked), {"verdict": "no", "reason": "Nobody knows you there"})
    asked.refresh_from_db()
    assert asked.state == "refused"
    assert "Nobody knows you there" in Letter.objects.get(to=newcomer.email).body


def test_two_who_decide_at_once_are_told(as_person: AsPerson, officer: Person, asked: Mandate) -> None:
    browser = as_person(officer)
    asked.refuse(officer, "faster")
    answer = browser.post(page("post", asked), {"verdict": "yes", "reason": "slower"})
    assert answer.status_code == 200  # it does not wait any more: no form
    asked.refresh_from_db()
    assert asked.state == "refused"


@pytest.mark.parametrize("name", ["post", "post-end", "post-hand-over"])
def test_anothers_post_is_not_found(
    as_person: AsPerson, bukhara_deputy: Person, asked: Mandate, name: str
) -> None:
    assert as_person(bukhara_deputy).get(page(name, asked)).status_code == 404
    data = {"verdict": "yes", "reason": "x", "last_day": "2026-01-01"}
    assert as_person(bukhara_deputy).post(page(name, asked), data).status_code == 404
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_nobody_decides_her_own_post(as_person: AsPerson, newcomer: Person, asked: Mandate) -> None:
    browser = as_person(newcomer)
    assert 'name="verdict"' not in browser.get(page("post", asked)).content.decode()
    browser.post(page("post", asked), {"verdict": "yes", "reason": "me"})
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_a_post_is_ended_by_its_holder(
    as_person: AsPerson, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    mandate = khiva_deputy.mandates.get()
    yesterday = TODAY() - timedelta(days=1)
    as_person(khiva_deputy).post(page("post-end", mandate), {"last_day": yesterday.isoformat()})
    assert not Person.objects.get(pk=khiva_deputy.pk).acts_for(khiva_city)
    assert khiva_deputy.acts_for(khiva_city, on=yesterday)
    assert Entry.objects.get(act="mandate.ended").details["last_day"] == yesterday.isoformat()
    assert as_person(khiva_deputy).get(page("post-end", mandate)).status_code == 404


@pytest.mark.usefixtures("reads_english")
def test_PE3_a_post_is_handed_over_to_somebody_new(
    as_person: AsPerson, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    mandate = khiva_deputy.mandates.get()
    browser = as_person(khiva_deputy)
    data = {"email": "Successor@khiva.example", "first_day": TODAY().isoformat()}
    assert "name of your successor" in browser.post(page("post-hand-over", mandate), data).content.decode()
    browser.post(page("post-hand-over", mandate), {**data, "name": "Successor"})
    heir = Person.objects.get(email="successor@khiva.example")
    assert (heir.state, heir.name) == ("invited", "Successor")
    assert heir.acts_for(khiva_city)
    assert heir.mandates.get().follows == mandate
    assert "was handed over to you" in Letter.objects.get(to=heir.email).body
    assert sign_in(Client(), heir.email or "") == "/welcome/"
    history = as_person(heir).get(reverse("pages:organisation-posts", args=[khiva_city.public_id]))
    assert "Deputy mayor of Khiva" in history.content.decode()


@pytest.mark.usefixtures("reads_english")
def test_PE3_not_to_oneself(as_person: AsPerson, khiva_deputy: Person) -> None:
    mandate = khiva_deputy.mandates.get()
    data = {"email": "deputy@khiva.example", "first_day": TODAY().isoformat()}
    page_again = as_person(khiva_deputy).post(page("post-hand-over", mandate), data)
    assert "who holds the post now" in page_again.content.decode()


def test_PE1_another_year_is_asked_for_and_given(
    as_person: AsPerson, khiva_deputy: Person, officer: Person
) -> None:
    mandate = khiva_deputy.mandates.get()
    Mandate.objects.update(end=TODAY() + timedelta(days=3))
    as_person(khiva_deputy).post(page("post-renew", mandate))
    as_person(officer).post(page("post", mandate), {"verdict": "yes"})
    mandate.refresh_from_db()
    assert mandate.end == TODAY() + timedelta(days=365)
    assert mandate.renewal_asked_at is None


@pytest.mark.usefixtures("reads_english")
def test_what_has_ended_is_asked_for_afresh(as_person: AsPerson, khiva_deputy: Person) -> None:
    mandate = khiva_deputy.mandates.get()
    mandate.finish()
    answer = as_person(khiva_deputy).post(page("post-renew", mandate), follow=True)
    assert "ask for it again" in answer.content.decode()
    mandate.refresh_from_db()
    assert mandate.renewal_asked_at is None


def test_my_work_says_what_waits(
    officer: Person, khiva_deputy: Person, newcomer: Person, asked: Mandate, khiva_city: Organisation
) -> None:
    khiva_city.state = "claimed"
    khiva_city.save()
    assert {item.title for item in items(officer)} == {
        "1 post to confirm or refuse",
        "1 organisation to check",
    }
    assert [item.title for item in items(khiva_deputy)] == ["1 post to confirm or refuse"]
    assert items(newcomer) == []


def test_lists_of_posts_take_few_queries_and_no_more_with_ten_times_the_rows(
    as_person: AsPerson, officer: Person, khiva_city: Organisation
) -> None:
    def fill(start: int, number: int) -> None:
        for row in range(start, start + number):
            person = Person.objects.create_user(email=f"p{row}@khiva.example", name=f"Person {row}")
            Mandate.ask(person, khiva_city, post=f"Post {row}")

    def queries(address: str) -> int:
        browser = as_person(officer)
        with CaptureQueriesContext(connection) as used:
            browser.get(address)
        return len(used)

    lists = [reverse("pages:posts-waiting"), reverse("pages:organisation-posts", args=[khiva_city.public_id])]
    fill(0, 2)
    few = [queries(address) for address in lists]
    fill(2, 20)
    assert [queries(address) for address in lists] == few
    assert max(few) <= 12
