"""Two people press at the same moment, or one presses twice: one act, and no fault."""

from functools import partial

import pytest
from pytest_django import Settings

from cityclusters.core.errors import NotPossible
from cityclusters.core.tests.together import together
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Person
from cityclusters.questions import asking, direct, gathering, moderation, outline, replying
from cityclusters.questions.models import Asked, ConsolidatedReply, Credit, Decision, OursToo, Question
from cityclusters.questions.standing import usual
from cityclusters.questions.tests.conftest import Answers, Asks
from cityclusters.questions.who_knows import Suggestion

TRIALS = 8
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_limit(settings: Settings) -> None:
    """So that trials can be repeated."""
    settings.POSTS_AN_HOUR = 1000


def test_two_stewards_publish_at_once(
    question: Question, steward: Person, second_steward: Person, bukhara_deputy: Person, answer: Answers
) -> None:
    answer(bukhara_deputy, question)
    for _trial in range(TRIALS):
        ConsolidatedReply.objects.all().delete()
        Letter.objects.all().delete()
        Entry.objects.all().delete()
        draft = replying.begin(question, steward)
        written = replying.Written("Reply", "en", "So it is.", outline.read(draft.outline))
        replying.save(draft, steward, written, draft.revision)
        faults = together(
            partial(replying.publish, draft, steward), partial(replying.publish, draft, second_steward)
        )
        assert faults == []
        assert Entry.objects.filter(act="reply.published").count() == 1
        assert Credit.objects.filter(kind="answered").count() == 1
        assert Letter.objects.filter(key__startswith="reply:").count() == 2


def test_two_stewards_begin_at_once(question: Question, steward: Person, second_steward: Person) -> None:
    for _trial in range(TRIALS):
        ConsolidatedReply.objects.all().delete()
        faults = together(
            partial(replying.begin, question, steward), partial(replying.begin, question, second_steward)
        )
        assert faults == []
        assert ConsolidatedReply.objects.count() == 1


def test_two_stewards_save_at_once(question: Question, steward: Person, second_steward: Person) -> None:
    draft = replying.begin(question, steward)
    for trial in range(TRIALS):
        written = replying.Written(f"Reply {trial}", "en", "So.", outline.read(draft.outline))
        revision = ConsolidatedReply.objects.get().revision
        faults = together(
            partial(replying.save, draft, steward, written, revision),
            partial(replying.save, draft, second_steward, written, revision),
        )
        assert [type(fault) for fault in faults] == [replying.Stale]


def test_released_by_one_and_declined_by_another_at_once(
    newcomer: Person, steward: Person, second_steward: Person, ask: Asks
) -> None:
    for trial in range(TRIALS):
        Question.objects.all().delete()
        held = ask(newcomer, title=f"Question {trial}")
        faults = together(
            partial(moderation.release, held, steward),
            partial(moderation.take_away, held, second_steward, "declined", "Spam"),
        )
        assert [type(fault) for fault in faults] == [NotPossible]
        held.refresh_from_db()
        assert (held.state == "removed") is Decision.objects.exists()


def test_ours_too_and_asking_directly_pressed_twice(
    question: Question, bukhara_deputy: Person, steward: Person
) -> None:
    standing = usual(bukhara_deputy)
    wanted = [Suggestion(bukhara_deputy, None, "")]
    for _trial in range(TRIALS):
        OursToo.objects.all().delete()
        Asked.objects.all().delete()
        join = partial(gathering.join, bukhara_deputy, question, standing)
        assert [fault for fault in together(join, join) if not isinstance(fault, NotPossible)] == []
        assert OursToo.objects.count() == 1
        send = partial(direct.ask, question, steward, wanted)
        assert [type(fault) for fault in together(send, send)] == [NotPossible]
        assert Asked.objects.count() == 1


def test_thanks_pressed_twice(
    question: Question, reads_english: Person, bukhara_deputy: Person, answer: Answers
) -> None:
    made = answer(bukhara_deputy, question)
    for _trial in range(TRIALS):
        made.thanks.all().delete()
        press = partial(asking.thank, reads_english, made)
        assert together(press, press) == []
        assert made.thanks.count() == 1
