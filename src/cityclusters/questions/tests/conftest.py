"""What the tests of questions start from: a question of Khiva in the e-commerce space, and its steward."""

from collections.abc import Callable

import pytest

from cityclusters.people.models import Organisation, Person
from cityclusters.questions import asking
from cityclusters.questions.models import Answer, Question
from cityclusters.questions.standing import usual
from cityclusters.spaces.models import Membership, Space

Asks = Callable[..., Question]
Answers = Callable[..., Answer]


@pytest.fixture
def space(spaces: list[Space]) -> Space:
    """The e-commerce space."""
    return spaces[1]


@pytest.fixture
def ask(space: Space) -> Asks:
    """Asks in the space as somebody does with her only post."""

    def asks(
        person: Person, title: str = "How do weavers sell online?", text: str = "Tell us.", **more: str
    ) -> Question:
        written = asking.Text("en", text, title)
        return asking.ask(person, space, written, themes=space.themes.all(), standing=usual(person), **more)

    return asks


@pytest.fixture
def answer() -> Answers:
    """Answers as somebody does with her only post."""

    def answers(person: Person, question: Question, text: str = "We opened a shop.") -> Answer:
        return asking.answer(person, question, asking.Text("en", text), standing=usual(person))

    return answers


@pytest.fixture
def question(reads_english: Person, ask: Asks) -> Question:
    """Khiva's question."""
    return ask(reads_english)


@pytest.fixture
def second_steward(space: Space, bukhara_city: Organisation) -> Person:
    """Another steward of the space, of no organisation."""
    person = Person.objects.create_user(email="steward2@programme.example", name="Second steward")
    Membership.objects.create(space=space, person=person, role=Membership.Role.STEWARD)
    return person
