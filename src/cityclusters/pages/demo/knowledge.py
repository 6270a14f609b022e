"""The demo's booklets, the adaptation that came of one, and the question that was asked by mail.

Illustrative: the texts name the cities and what they did, not these acts."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cityclusters.booklets import choosing, editions
from cityclusters.booklets.making import make
from cityclusters.booklets.models import Booklet
from cityclusters.pages.demo.records import person, read, texts
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.adoption import adaptations
from cityclusters.practices.models import Call, Practice
from cityclusters.questions import asking, gathering, outline, replying
from cityclusters.questions.models import Answer, ConsolidatedReply, OursToo, Question
from cityclusters.questions.standing import usual
from cityclusters.spaces.models import Space, Theme

ASKED_DAYS_AGO = 18
PLAN = (
    "Queremos enseñar a nuestras tejedoras a vender en línea con talleres cortos, como en Yichun, en grupos"
    " que ya existen. (Ilustrativo: esta adaptación se inventó para la demostración.)"
)


def make_booklets(
    unossc: Organisation, officer: Person, practices: dict[str, Practice], call: Call
) -> list[Booklet]:
    """The four practices of the call in two languages, the three women's stories in four."""
    made = []
    for row in read("booklets"):
        title = texts(row["title"])
        booklet = choosing.create(officer, unossc, title=title, call=call if row["call"] else None)
        choosing.add(booklet, officer, [practices[key] for key in row["practices"]])
        choosing.change(booklet, officer, preface=texts(row["preface"]))
        made.append(booklet)
    for booklet in made:
        for edition in editions.freeze(booklet, officer, {}):
            make(edition)
        editions.publish(booklet, 1, officer)
    return made


def make_adaptation(practices: dict[str, Practice], cajabamba: Organisation) -> None:
    """Cajabamba adapts what Yichun does."""
    councillor = person("councillor@cajabamba", "Councillor of Cajabamba")
    adaptations.declare(councillor, practices["yichun"], cajabamba, language="es", plan=PLAN)


def make_question(steward: Person) -> Question:
    """A question by mail, answered by mail from three cities, and the steward's consolidated reply."""
    row = read("questions")[0]
    asker = person(row["asker"], "")
    written = asking.Text(language=row["language"], text=row["text"], title=row["title"], by_mail=True)
    themes = Theme.objects.filter(code__in=row["themes"])
    space = Space.objects.get(slug=row["space"])
    question = asking.ask(asker, space, written, themes=themes, standing=usual(asker))
    since = timezone.now() - timedelta(days=ASKED_DAYS_AGO)
    Question.objects.filter(pk=question.pk).update(asked_at=since, shown_at=since, illustrative=True)
    question.refresh_from_db()
    answers = [_answer(question, said, number) for number, said in enumerate(row["answers"], start=1)]
    for address in row["ours_too"]:
        who = person(address, "")
        gathering.join(who, question, usual(who))
    OursToo.objects.filter(question=question).update(at=since + timedelta(days=2))
    _reply(question, answers, row["reply"], steward)
    return question


def _answer(question: Question, said: dict[str, Any], number: int) -> Answer:
    who = person(said["who"], "")
    written = asking.Text(language=said["language"], text=said["text"], by_mail=True)
    answer = asking.answer(who, question, written, standing=usual(who))
    at = question.asked_at + timedelta(days=3 * number)
    Answer.objects.filter(pk=answer.pk).update(at=at, illustrative=True)
    return answer


def _reply(question: Question, answers: list[Answer], row: dict[str, Any], steward: Person) -> None:
    reply = replying.begin(question, steward)
    sections = [
        outline.Section(
            key=f"part{number}",
            title=part["title"],
            text=part["text"],
            answers=[answers[place].public_id for place in part["answers"]],
        )
        for number, part in enumerate(row["sections"])
    ]
    written = replying.Written(
        title=row["title"], language=row["language"], introduction=row["introduction"], sections=sections
    )
    saved = replying.save(reply, steward, written, reply.revision)
    ConsolidatedReply.objects.filter(pk=saved.pk).update(illustrative=True)
    replying.publish(saved, steward)
