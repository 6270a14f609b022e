"""The same button four times in the same instant: one record and no fault, on both databases.

Where there is no row yet that could be locked, only a constraint or a lock on the row above holds."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cityclusters.core.ids import secret_code
from cityclusters.core.texts import make_texts
from cityclusters.exchanges import log_acts
from cityclusters.exchanges.models import ConnectionLog, Exchange, Partner, Publication, Session
from cityclusters.pages.people_account_services import receive_request
from cityclusters.people import consents
from cityclusters.people.models import Consent, DataRequest, Mandate, Organisation, Person, RoleGrant
from cityclusters.people.tests.walks import signup_answers
from cityclusters.spaces.models import Space

pytestmark = pytest.mark.django_db(transaction=True)
TRIALS, CLICKS = 3, 4
LOG = b"Name,Joined,Left\nDeputy,2020-11-06 10:00,2020-11-06 11:00\n"


def together(act: Callable[[], object]) -> list[object]:
    """Does the act so many times at the same moment; gives what came of each."""
    gate = threading.Barrier(CLICKS)

    def press() -> object:
        gate.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(CLICKS) as pool:
        return [future.result() for future in [pool.submit(press) for _click in range(CLICKS)]]


@pytest.fixture
def exchange(officer: Person, programme: Organisation, spaces: list[Space]) -> Exchange:
    made = Exchange.create(
        officer, programme, title=make_texts("en", en="Training"), zone="UTC", languages=["en"]
    )
    made.publish(officer, spaces[0])
    return made


def test_agreeing_is_agreeing_once(newcomer: Person) -> None:
    for _trial in range(TRIALS):
        Consent.objects.all().delete()
        given = together(lambda: consents.give(newcomer, Consent.Purpose.EVENT).pk)
        assert len(set(given)) == 1
        assert Consent.objects.count() == 1


def test_joining_several_exchanges_at_once_agrees_once(
    exchange: Exchange, officer: Person, programme: Organisation, newcomer: Person
) -> None:
    """Two windows of one browser: neither registration may fail because of the other's consent."""
    start = timezone.now() + timedelta(days=3)
    keys = []
    for number in range(CLICKS):
        title = make_texts("en", en=f"Exchange {number}")
        one = Exchange.create(officer, programme, title=title, zone="UTC", languages=["en"])
        one.plan(officer)
        Session.add(officer, one, title=title, start=start, end=start + timedelta(hours=1))
        one.open(officer)
        keys.append(one.pk)
    together(lambda: Exchange.objects.get(pk=keys.pop()).register(newcomer))
    assert Consent.objects.filter(person=newcomer, purpose=Consent.Purpose.EVENT).count() == 1


def test_a_log_is_uploaded_once(exchange: Exchange, officer: Person) -> None:
    for trial in range(TRIALS):
        content = LOG + f"Guest {trial},2020-11-06 10:00,\n".encode()

        def upload(content: bytes = content) -> int:
            file = SimpleUploadedFile("log.csv", content)
            own = Exchange.objects.get(pk=exchange.pk)
            return log_acts.receive(own, officer, file, "UTC")[0].pk

        assert len(set(together(upload))) == 1
        assert ConnectionLog.objects.count() == trial + 1


def test_a_request_about_data_is_kept_once(officer: Person, newcomer: Person) -> None:
    for _trial in range(TRIALS):
        DataRequest.objects.all().delete()
        together(lambda: receive_request(officer, newcomer, DataRequest.Kind.ERASURE))
        assert DataRequest.objects.count() == 1


def test_signing_up_makes_one_person(db: None) -> None:
    address = reverse("account_signup")
    for trial in range(TRIALS):
        answers = signup_answers() | {"email": f"clerk{trial}@khiva.example"}
        statuses = together(lambda answers=answers: Client().post(address, answers).status_code)  # type: ignore[misc]
        assert set(statuses) <= {200, 302}
        assert Person.objects.filter(email=answers["email"]).count() == 1


def test_posts_roles_partners_and_spaces_are_given_once(
    exchange: Exchange, officer: Person, newcomer: Person, khiva_city: Organisation, spaces: list[Space]
) -> None:
    together(lambda: Mandate.ask(newcomer, khiva_city, post="Adviser"))
    together(lambda: RoleGrant.grant(newcomer, "officer", by=officer))
    together(lambda: Exchange.objects.get(pk=exchange.pk).publish(officer, spaces[1]))
    together(lambda: Partner.add(officer, exchange, khiva_city, "supporter"))
    assert Mandate.objects.filter(person=newcomer).count() == 1
    assert RoleGrant.objects.filter(person=newcomer).count() == 1
    assert Publication.objects.filter(space=spaces[1]).count() == 1
    assert Partner.objects.filter(organisation=khiva_city).count() == 1


def test_a_session_is_added_once_without_a_script(exchange: Exchange, officer: Person) -> None:
    page = reverse("exchanges:programme", args=[exchange.public_id])
    for trial in range(TRIALS):
        entries = {"title": f"Opening {trial}", "day": "2030-11-02", "starts": "10:00", "ends": "11:00"}
        entries |= {"once": secret_code(), "language": "en", "counts": "on"}

        def press(entries: dict[str, str] = entries) -> str:
            browser = Client()
            browser.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
            return browser.post(page, entries)["Location"]

        assert set(together(press)) == {page}
        assert exchange.sessions.count() == trial + 1


@pytest.mark.parametrize("route", ["exchanges:create", "pages:organisation-new", "pages:place-new"])
def test_forms_that_make_something_carry_a_key(route: str, officer: Person) -> None:
    browser = Client()
    browser.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert 'name="once"' in browser.get(reverse(route)).content.decode()
