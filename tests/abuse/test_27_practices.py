"""Abuse 20 and 27: nobody fills the disk with drafts and pictures, or the queue with submissions."""

from collections.abc import Callable

from django.test import Client

from cityclusters.people.models import Person
from cityclusters.places.models import Place
from cityclusters.practices import limits, writing
from cityclusters.practices.models import Practice

Browser = Callable[[Person | None], Client]


def _begin(by: Person, place: Place, number: int) -> Practice:
    return writing.create(
        by, title=f"Loan {number}", place=place, language="en", done="Cheap.", result="Money."
    )


def test_27_practices_of_one_day_have_a_limit_and_nothing_typed_is_lost(
    newcomer: Person, khiva: Place, as_person: Browser
) -> None:
    for number in range(limits.NEW_A_DAY):
        _begin(newcomer, khiva, number)
    typed = {"title": "One more", "place": "Khiva", "language": "en", "done": "Cheap.", "result": "Money."}
    page = as_person(newcomer).post("/practices/new/", typed)
    assert page.status_code == 200
    assert "please go on tomorrow" in page.content.decode()
    assert "Cheap." in page.content.decode()
    assert Practice.objects.count() == limits.NEW_A_DAY


def test_27_submissions_of_one_day_have_a_limit(newcomer: Person, khiva: Place, as_person: Browser) -> None:
    browser = as_person(newcomer)
    made = [_begin(newcomer, khiva, number) for number in range(limits.SUBMITTED_A_DAY + 1)]
    for practice in made:
        browser.post(f"/practices/{practice.public_id}/submission/", {"anyway": "on", "reason": "-"})
    assert Practice.objects.filter(state="submitted").count() == limits.SUBMITTED_A_DAY
