"""Results of the assessment: entered in a list, or uploaded after a dry run."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.exchanges.assessment_reading import understood
from cityclusters.exchanges.models import Assessment, Exchange, Registration
from cityclusters.exchanges.tests.uploads import csv
from cityclusters.people.models import Person

AsPerson = Callable[[Person], Client]


@pytest.fixture
def seats(training: Exchange, khiva_deputy: Person, bukhara_deputy: Person) -> list[Registration]:
    people = (khiva_deputy, bukhara_deputy)
    return [training.register(person, by=training.owner, notify=False) for person in people]


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("passed", None, (True, "")),
        ("Не сдал", None, (False, "")),
        ("合格", None, (True, "")),
        ("échoué", None, (False, "")),
        ("72 %", 60.0, (True, "")),
        ("59,5", 60.0, (False, "")),
        ("72", None, (None, "needs_mark")),
        ("", None, (None, "no_result")),
        ("perhaps", None, (None, "unclear")),
        ("nan", 60.0, (None, "unclear")),
        ("inf", 60.0, (None, "unclear")),
    ],
)
def test_a_result_is_a_word_or_a_number_with_a_mark(
    text: str, mark: float | None, expected: tuple[bool | None, str]
) -> None:
    assert understood(text, mark) == expected


def test_results_are_entered_in_the_list_and_taken_back(
    training: Exchange, seats: list[Registration], officer: Person, as_person: AsPerson
) -> None:
    address = reverse("exchanges:assessments", args=[training.public_id])
    browser = as_person(officer)
    first, second = (f"seat-{seat.public_id}" for seat in seats)
    browser.post(address, {first: "passed", second: "failed"})
    assert dict(Assessment.objects.values_list("registration", "passed")) == {
        seats[0].pk: True,
        seats[1].pk: False,
    }
    browser.post(address, {first: "none", second: "nonsense"})
    assert dict(Assessment.objects.values_list("registration", "passed")) == {seats[1].pk: False}


def test_an_uploaded_list_is_checked_first_and_written_on_confirmation(
    training: Exchange, seats: list[Registration], officer: Person, as_person: AsPerson
) -> None:
    browser = as_person(officer)
    text = (
        "Name;E-mail;Score\nDeputy mayor of Khiva;;72\nX;deputy@bukhara.example;40\nNobody;;50\n"
        "Deputy mayor of Khiva;;10\nDeputy mayor of Bukhara;;perhaps\n"
    )
    upload = reverse("exchanges:assessments-upload", args=[training.public_id])
    checked = browser.post(upload, {"file": csv(text), "mark": "60"})
    assert Assessment.objects.count() == 0, "a dry run writes nothing"
    assert "No participant with this name" in checked.text
    assert "not understood" in checked.text
    sealed = checked.context["sealed"]
    confirm = reverse("exchanges:assessments-confirmation", args=[training.public_id])
    browser.post(confirm, {"results": sealed[:-3] + "xxx"})
    assert Assessment.objects.count() == 0, "what was changed is not believed"
    browser.post(confirm, {"results": sealed})
    assert dict(Assessment.objects.values_list("registration", "passed")) == {
        seats[0].pk: True,
        seats[1].pk: False,
    }


@pytest.mark.parametrize("text", ["", "%PDF-1.4", "Colour;Size\nred;5\n", "Name\nDeputy\n"])
def test_a_list_that_can_t_be_read_comes_back_with_the_reason(
    training: Exchange, officer: Person, as_person: AsPerson, text: str
) -> None:
    upload = reverse("exchanges:assessments-upload", args=[training.public_id])
    answer = as_person(officer).post(upload, {"file": csv(text)})
    assert answer.status_code == 422
    assert "errorlist" in answer.text
