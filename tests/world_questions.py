"""Khiva's question with Bukhara's answers, one held and one hidden post, a reply and its next edition."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from cityclusters.people.models import Organisation, Person
from cityclusters.questions.direct import SIGNER as ASKED
from cityclusters.questions.following import SIGNER as STOP
from cityclusters.questions.models import (
    Answer,
    Asked,
    ConsolidatedReply,
    Credit,
    Decision,
    Earlier,
    File,
    Follower,
    Question,
)
from cityclusters.spaces.models import Space


def things(
    space: Space, city: Organisation, deputy: Person, other: Person, delegate: Person, officer: Person
) -> dict[str, Any]:
    """`question` with `answer`, `post_file`, `hidden` (an answer with its `post_decision`), a published reply
    and a draft; `held` waits for a steward; tokens of letters as `stop.token` and `asked.token`."""
    common: dict[str, Any] = {"language": "en", "text": "What do you do?"}
    question = Question.objects.create(
        space=space, author=deputy, organisation=city, place=city.place, title="How do weavers sell online?",
        shown_at=timezone.now(), replied_at=timezone.now(), **common,
    )  # fmt: skip
    question.themes.set(space.themes.all())
    held = Question.objects.create(
        space=space, author=delegate, title="May I ask?", state="held", held_for="first", was_shown=False,
        **common,
    )  # fmt: skip
    answer = Answer.objects.create(question=question, author=other, **common)
    hidden = Answer.objects.create(question=question, author=other, state="hidden", **common)
    decision = Decision.objects.create(
        answer=hidden, measure="hidden", reason="To be checked", by=officer, role="officer"
    )
    file = File.objects.create(
        answer=answer, kind="pdf", name="report.pdf", stored=ContentFile(b"%PDF-1.4 %%EOF", "report.pdf")
    )
    earlier = Earlier.objects.create(answer=answer, text="What we do.", language="en")
    asked: Any = Asked.objects.create(question=question, person=other, by=officer)
    stop: Any = Follower.objects.create(question=question, person=deputy)
    asked.token = ASKED.sign(asked.public_id)
    stop.token = STOP.sign(f"{question.public_id}.{deputy.public_id}")
    _reply(question, answer)
    return {
        "question_asked": question, "held_question": held, "answer": answer, "hidden_answer": hidden,
        "post_decision": decision, "post_file": file, "earlier": earlier, "asked": asked, "stop": stop,
    }  # fmt: skip


def _reply(question: Question, answer: Answer) -> None:
    common: dict[str, Any] = {"question": question, "language": "en", "title": "They sell by catalogue"}
    reply = ConsolidatedReply.objects.create(
        number=1, state="published", text="By catalogue.", introduction="By catalogue.",
        published_at=timezone.now() - timedelta(days=1), **common,
    )  # fmt: skip
    Credit.objects.create(
        reply=reply, kind="answered", answer=answer, person=answer.author, day=timezone.localdate()
    )
    ConsolidatedReply.objects.create(number=2, text="By a shop.", introduction="By a shop.", **common)
