"""Questions and replies as the index has them."""

from cityclusters.people.models import Person
from cityclusters.questions.models import ConsolidatedReply, Question
from cityclusters.search.sources.questions import reply_pages
from cityclusters.spaces.models import Space


def test_a_reply_is_indexed_once_without_the_marks_of_quotations(
    spaces: list[Space], stranger: Person
) -> None:
    question = Question.objects.create(space=spaces[0], author=stranger, title="Who sells?", language="en")
    reply = ConsolidatedReply(
        question=question,
        language="en",
        title="Sell together",
        introduction="Three cities sell together.",
        text="Three cities sell together.\n\nHow\n\nBy post.\n\n> It is cheaper > 5 kg.\n>\n> — Mayor, Khiva",
    )
    (page,) = reply_pages([reply])
    assert page.text == (
        "Three cities sell together.\n\nHow\n\nBy post.\n\nIt is cheaper > 5 kg.\n\n— Mayor, Khiva"
    )
