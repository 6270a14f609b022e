"""What is kept about a person here, and what is left when she goes."""

from collections.abc import Callable

from django.test import Client

from cityclusters.people.models import Person
from cityclusters.people.personal_data import erase
from cityclusters.questions import gathering, own_data
from cityclusters.questions.models import Answer, Follower, OursToo, Question
from cityclusters.questions.standing import usual
from cityclusters.questions.tests.conftest import Answers

SignIn = Callable[[Person | None], Client]


def test_her_posts_are_exported(question: Question, reads_english: Person) -> None:
    tables = own_data.collect(reads_english)
    assert tables["questions_asked"][0]["title"] == question.title
    assert tables["questions_asked"][0]["text"] == "Tell us."
    assert tables["questions_followed"][0]["question__title"] == question.title


def test_erasing_leaves_the_text_of_a_former_member(
    question: Question, bukhara_deputy: Person, answer: Answers, as_person: SignIn
) -> None:
    answer(bukhara_deputy, question, "A lasting answer.")
    erase(bukhara_deputy)
    page = as_person(None).get(question.get_absolute_url()).content.decode()
    assert "A lasting answer." in page
    assert "A former member" in page
    assert "Municipality of Bukhara" in page
    assert Answer.objects.get().post == ""
    assert not Follower.objects.filter(person=bukhara_deputy).exists()


def test_her_note_and_wish_to_meet_go(question: Question, bukhara_deputy: Person) -> None:
    gathering.join(bukhara_deputy, question, usual(bukhara_deputy), note="We too", meet=True)
    erase(bukhara_deputy)
    row = OursToo.objects.get()
    assert (row.note, row.meet, row.post) == ("", False, "")
