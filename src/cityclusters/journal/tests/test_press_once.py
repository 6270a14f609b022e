"""A form with a key does its act once; refused or changed, it may be sent again."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory
from django.utils import timezone

from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import secret_code
from cityclusters.journal.models import SentForm
from cityclusters.journal.once import one_act
from cityclusters.journal.tidying import forget_sent_forms
from cityclusters.people.models import Person

KEY = secret_code()


@pytest.fixture
def acts() -> list[str]:
    return []


class Page:
    """A page whose view notes each act; without a title it refuses."""

    def __init__(self, acts: list[str]) -> None:
        self.acts = acts

    def send(self, person: Person, **entries: str) -> HttpResponse:
        @one_act
        def view(request: PersonRequest) -> HttpResponse:
            title = request.POST.get("title", "")
            if not title:
                return HttpResponse("What is its title?")
            self.acts.append(title)
            return redirect(f"/made/{len(self.acts)}/")

        request = RequestFactory().post("/new/", entries)
        request.user = person
        return view(request)  # type: ignore[arg-type]


def test_the_second_press_is_led_where_the_first_led(newcomer: Person, acts: list[str]) -> None:
    page = Page(acts)
    answers = [page.send(newcomer, once=KEY, title="Training") for _press in range(3)]
    assert [answer["Location"] for answer in answers] == ["/made/1/"] * 3
    assert acts == ["Training"]


def test_the_same_page_with_other_words_is_another_act(newcomer: Person, acts: list[str]) -> None:
    page = Page(acts)
    page.send(newcomer, once=KEY, title="Training")
    assert page.send(newcomer, once=KEY, title="Webinar")["Location"] == "/made/2/"
    assert acts == ["Training", "Webinar"]


def test_what_was_refused_may_be_sent_again(newcomer: Person, acts: list[str]) -> None:
    page = Page(acts)
    assert page.send(newcomer, once=KEY).status_code == 200
    assert not SentForm.objects.exists()
    assert page.send(newcomer, once=KEY).status_code == 200


def test_keys_belong_to_a_person(newcomer: Person, officer: Person, acts: list[str]) -> None:
    page = Page(acts)
    page.send(newcomer, once=KEY, title="Training")
    page.send(officer, once=KEY, title="Training")
    assert acts == ["Training", "Training"]


@pytest.mark.parametrize("key", ["", "x", "\x00" * 27 + "y", "z" * 5000])
def test_without_a_key_of_ours_every_press_is_an_act(newcomer: Person, acts: list[str], key: str) -> None:
    page = Page(acts)
    for _press in range(2):
        page.send(newcomer, once=key, title="Training")
    assert len(acts) == 2


def test_marks_are_forgotten_after_a_day(newcomer: Person, acts: list[str]) -> None:
    Page(acts).send(newcomer, once=KEY, title="Training")
    forget_sent_forms()
    assert SentForm.objects.count() == 1
    SentForm.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    forget_sent_forms()
    assert not SentForm.objects.exists()
