"""What the page of a reply shows, and the desk on which it is written: answers on one side, outline on the
other."""

from typing import Any, NamedTuple

from django.http import QueryDict

from cityclusters.journal.drafts import typed_before
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader
from cityclusters.questions import bylines, citations, outline, replying, rules, sources
from cityclusters.questions.forms.reply import ReplyForm, sections_of
from cityclusters.questions.models import Answer, ConsolidatedReply, Credit, Question
from cityclusters.questions.page import WHO


class Part(NamedTuple):
    """A part of the credits."""

    kind: str
    title: str
    rows: list[Credit]


def _credits(reply: ConsolidatedReply, reader: Reader, by: Person | None) -> list[Part]:
    """The credits in their parts; of a draft those that it would get."""
    if by is not None:
        rows = replying.credits_of(reply, by)
    else:
        found = reply.credits.select_related("person", "answer", "organisation__place__country")
        rows = list(found.select_related("place__country", "person", "answer__question", "organisation"))
    bylines.sign(rows, reader, by="person")
    kinds = Credit.Kind
    return [
        Part(kind.value, str(kind.label), part)
        for kind in (kinds.ANSWERED, kinds.ASKED, kinds.OURS_TOO, kinds.WROTE)
        if (part := [row for row in rows if row.kind == kind])
    ]


def build(
    reply: ConsolidatedReply, question: Question, reader: Reader, by: Person | None = None
) -> dict[str, Any]:
    """Everything for the template."""
    reply.question = question
    sections = [section for section in outline.read(reply.outline) if section.text.strip()]
    texts = [reply.introduction, *(section.text for section in sections)]
    return {
        "question": question,
        "reply": reply,
        "sections": sections,
        "credits": _credits(reply, reader, by),
        "cited": citations.cited(reader, *texts),
        "editions": question.replies.exclude(state=ConsolidatedReply.State.DRAFT).order_by("-number"),
        "links": sources.links(question, reader) if reader.is_authenticated else [],
        "may_write": rules.may_write_reply(reader, question),
    }


class Side(NamedTuple):
    """An answer beside the outline: its paragraphs, each with the value of its box, and its section."""

    answer: Answer
    who: str
    paragraphs: list[tuple[str, str]]
    section: str


class Work:
    """A draft being written."""

    def __init__(self, question: Question, reply: ConsolidatedReply) -> None:
        self.question, self.reply = question, reply
        rows = Answer.objects.shown().filter(question=question).select_related(*WHO).order_by("at", "pk")
        self.answers = {row.public_id: row for row in rows}
        self.sections = outline.read(reply.outline)
        self.draft = f"reply-{reply.public_id}"
        self.is_stale = self.is_restored = False

    def first(self, typed: QueryDict | None) -> ReplyForm:
        """The form with what is saved, or with what was typed and not saved yet."""
        if typed is None or typed.get("revision") != str(self.reply.revision):
            return ReplyForm(reply=self.reply)
        self.is_restored = True
        self.sections = sections_of(typed, self.answers.values())
        return ReplyForm(reply=self.reply, initial=typed_before(ReplyForm(reply=self.reply), typed))

    def _sides(self) -> list[Side]:
        placed = {answer: section.key for section in self.sections for answer in section.answers}
        return [
            Side(
                answer,
                replying.credit_line(answer, self.reply.language),
                [(f"{key}:{number}", text) for number, text in enumerate(outline.paragraphs(answer.text))],
                placed.get(key, ""),
            )
            for key, answer in self.answers.items()
        ]

    def context(self, form: ReplyForm) -> dict[str, Any]:
        """For the template. After a conflict the form carries the newest revision, so that saving again is
        meant."""
        self.reply.refresh_from_db(fields=["revision", "saved_at"])
        newest = self.is_stale or not form.is_bound
        return {
            "question": self.question,
            "reply": self.reply,
            "form": form,
            "revision": self.reply.revision if newest else form["revision"].value(),
            "sections": self.sections,
            "sides": self._sides(),
            "draft": self.draft,
            "restored": self.is_restored,
            "most_sections": outline.MOST_SECTIONS,
        }
