"""So many write at one moment that some wait in vain: an answer is tried again, then refused in words."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from cityclusters.core import patience
from cityclusters.core.patience import Busy, patiently
from cityclusters.people.models import Organisation, Person
from cityclusters.support.matches import acts
from cityclusters.support.models import Match, Need
from cityclusters.support.tests.making_matches import choices_of, need_of, round_by, window_of

Browser = Callable[[Person | None], Client]
SOON = 100  # milliseconds for which a lock is waited for here
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def match(khiva_city: Organisation, amman_city: Organisation, officer: Person) -> Match:
    return choices_of(round_by(officer), need_of(khiva_city), [window_of(amman_city)])[0]


@pytest.fixture
def impatient() -> Iterator[None]:
    """This connection waits for a lock a moment only."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={SOON}" if sqlite else f"SET lock_timeout='{SOON}ms'")
    yield
    connection.close()


def _while_another_writes(match: Match, act: Callable[[], object], seconds: float) -> object:
    """Does the act while somebody else holds the need's row for so long, or until the act has ended."""
    taken, done = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                Need.objects.select_for_update().get(pk=match.need_id)
                taken.set()
                done.wait(seconds)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(hold)
        assert taken.wait(10)
        try:
            return act()
        finally:
            done.set()
            held.result(10)


@pytest.mark.usefixtures("impatient")
def test_an_answer_waits_for_another_and_is_kept(match: Match, khiva_deputy: Person) -> None:
    kept = _while_another_writes(match, lambda: acts.accept(match, khiva_deputy), 1.5 * SOON / 1000)
    assert isinstance(kept, Match)
    match.refresh_from_db()
    assert match.state == "accepted_by_one"


@pytest.mark.usefixtures("impatient")
def test_an_answer_that_waits_in_vain_is_refused_in_words(match: Match, khiva_deputy: Person) -> None:
    with pytest.raises(Busy, match="Please try again"):
        _while_another_writes(match, lambda: acts.accept(match, khiva_deputy), 60)
    match.refresh_from_db()
    assert (match.state, match.need_accepted_at) == ("proposed", None)


def test_the_page_says_so_and_shows_no_fault(
    match: Match, khiva_deputy: Person, as_person: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_args: object) -> None:
        raise OperationalError("database is locked")

    khiva_deputy.language = "en"
    khiva_deputy.save()
    monkeypatch.setattr(acts, "_accept", locked)
    answer = as_person(khiva_deputy).post(f"{match.get_absolute_url()}acceptance/", follow=True)
    assert answer.status_code == 200
    assert "Please try again" in answer.text


def test_other_faults_of_the_database_are_not_hidden() -> None:
    tried: list[int] = []

    def broken() -> None:
        tried.append(1)
        raise OperationalError("no such table: support_match")

    with pytest.raises(OperationalError):
        patiently(broken)
    assert len(tried) == 1


def test_inside_another_transaction_it_is_done_once() -> None:
    tried: list[int] = []

    def locked() -> None:
        tried.append(1)
        raise OperationalError("database is locked")

    with pytest.raises(OperationalError), transaction.atomic():
        patiently(locked)
    assert len(tried) == 1
    with pytest.raises(Busy):
        patiently(locked)
    assert len(tried) == 1 + patience.TRIES
