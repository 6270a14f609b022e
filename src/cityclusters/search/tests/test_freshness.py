"""What was taken away or changed is not shown by a result that the index made before (rule SA1)."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cityclusters.people.models import Person
from cityclusters.questions import asking, moderation
from cityclusters.questions.models import Answer, Question
from cityclusters.questions.standing import usual
from cityclusters.search.tests.conftest import MakeExchange
from cityclusters.search.tests.test_search import page, titles
from cityclusters.spaces.models import Space

Rebuilt = Callable[[], None]
Answers = Callable[..., Answer]
MOST_QUERIES = 12


@pytest.fixture
def asked(reads_english: Person, spaces: list[Space]) -> Question:
    """A question that everybody may read."""
    spaces[1].join(reads_english)
    written = asking.Text("en", "We weave kaleidoscopic carpets.", "Who sells carpets?")
    made = asking.ask(
        reads_english, spaces[1], written, themes=spaces[1].themes.all(), standing=usual(reads_english)
    )
    Question.objects.filter(pk=made.pk).update(visibility="public", state="visible")
    return made


@pytest.fixture
def answers(reads_english: Person) -> Answers:
    def write(question: Question, text: str, language: str = "en") -> Answer:
        made = asking.answer(
            reads_english, question, asking.Text(language, text), standing=usual(reads_english)
        )
        Answer.objects.filter(pk=made.pk).update(state="visible")
        return made

    return write


@pytest.mark.parametrize("measure", ["hidden", "removed"])
def test_SA1_a_removed_answer_is_in_no_excerpt(
    measure: str, asked: Question, answers: Answers, steward: Person, rebuilt: Rebuilt, client: Client
) -> None:
    kept, taken = answers(asked, "A shop for carpets."), answers(asked, "Call Zebedee about carpets.")
    rebuilt()
    assert "Zebedee" in page(client, "carpets")
    moderation.take_away(Answer.objects.get(pk=taken.pk), steward, measure, "Names a person")
    for words in ("carpets", "call about carpets", "zebedee"):
        html = page(client, words)
        assert "Zebedee" not in html.split("<ol")[1], words
        assert titles(html) == [asked.title]
    assert kept.text.removesuffix("carpets.") in page(client, "carpets")


def test_SA1_also_without_a_line_in_the_journal(
    asked: Question, answers: Answers, rebuilt: Rebuilt, client: Client
) -> None:
    made = answers(asked, "Call Zebedee about carpets.")
    rebuilt()
    Answer.objects.filter(pk=made.pk).update(state="removed")
    assert "Zebedee" not in page(client, "carpets")


def test_SA1_the_only_answer_of_a_language(
    asked: Question, answers: Answers, rebuilt: Rebuilt, client: Client
) -> None:
    made = answers(asked, "Appelez Zebedee pour les tapis.", "fr")
    rebuilt()
    assert "Appelez" in page(client, "tapis", lang="fr")
    Answer.objects.filter(pk=made.pk).update(state="hidden")
    html = page(client, "tapis", lang="fr")
    assert "Appelez" not in html
    assert titles(html) == [asked.title]


def test_a_changed_wording_is_shown_as_it_is_now(
    asked: Question, answers: Answers, rebuilt: Rebuilt, client: Client
) -> None:
    made = answers(asked, "Call Zebedee about carpets.")
    rebuilt()
    Answer.objects.filter(pk=made.pk).update(text="Call the town hall about carpets.")
    html = page(client, "carpets")
    assert "Zebedee" not in html
    assert "town hall" in html


def test_the_page_takes_few_queries_with_every_kind_and_many_answers(
    asked: Question, answers: Answers, make_exchange: MakeExchange, rebuilt: Rebuilt, client: Client
) -> None:
    for number in range(3):
        answers(asked, f"Carpets {number}.")
        make_exchange(en=f"Carpets {number}")
    rebuilt()
    page(client, "carpets")
    with CaptureQueriesContext(connection) as queries:
        page(client, "carpets")
    assert len(queries) <= MOST_QUERIES, [one["sql"] for one in queries.captured_queries]
