"""What the page of a question shows, fetched in a fixed number of queries however much there is."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest

from cityclusters.core.ids import sent_id
from cityclusters.people.readers import Reader
from cityclusters.questions import bylines, citations, following, rules, sources
from cityclusters.questions.models import Answer, ConsolidatedReply, Decision, OursToo, Question, Thanks
from cityclusters.questions.models.choices import Measure, State

PER_PAGE = 25
IN_FORCE = Prefetch("decisions", Decision.objects.filter(lifted_at=None), to_attr="in_force")
WHO = ("author", "organisation__place__country", "place__country")


def answers(question: Question, reader: Reader, *, keeper: bool) -> QuerySet[Answer]:
    """The answers and the stubs of those taken away; what waits is seen by its author and by those who keep
    the space. A post that was never shown leaves no stub."""
    seen = Q(state=State.VISIBLE) | Q(state__in=[State.HIDDEN, State.REMOVED], was_shown=True)
    if keeper:
        seen = Q()
    elif reader.is_authenticated:
        seen |= Q(author=reader)
    rows = question.answers.filter(seen).select_related(*WHO).annotate(
        useful=Count("thanks", distinct=True), changes=Count("earlier", distinct=True)
    )  # fmt: skip
    return rows.prefetch_related("files", IN_FORCE).order_by("at", "pk")


def page_of_answers(request: HttpRequest, rows: "QuerySet[Answer]") -> "Page[Answer]":
    """The page of ?page=, or the one on which the answer of ?answer= stands."""
    wanted = sent_id(request.GET.get("answer"))
    number = request.GET.get("page", "1")[:9]
    if wanted and (one := rows.filter(public_id=wanted).first()) is not None:
        before = rows.filter(Q(at__lt=one.at) | Q(at=one.at, pk__lt=one.pk)).count()
        number = str(before // PER_PAGE + 1)
    return Paginator(rows, PER_PAGE).get_page(number)


def _may(reader: Reader, row: Answer, *, posts: bool, decides: set[int]) -> None:
    """What the reader may do with an answer, without a query for each."""
    mine = reader.is_authenticated and row.author_id == reader.pk
    row.may_thank = posts and not mine and row.is_shown  # type: ignore[attr-defined]
    row.may_edit = mine and rules.may_edit(reader, row)  # type: ignore[attr-defined]
    row.may_withdraw = mine and rules.may_withdraw(reader, row)  # type: ignore[attr-defined]
    row.may_report = reader.is_authenticated and not mine and row.is_shown  # type: ignore[attr-defined]
    row.may_decide = row.pk in decides  # type: ignore[attr-defined]


def _prepare(question: Question, page: "Page[Answer]", reader: Reader, *, keeper: bool) -> dict[str, Any]:
    """Bylines and what may be done, for all answers of the page at once."""
    rows = list(page.object_list)
    page.object_list = rows
    bylines.sign([question, *rows], reader)
    posts = rules.may_post(reader, question.space)
    decides: set[int] = set()
    thanked: set[int] = set()
    if reader.is_authenticated:
        keys = [row.pk for row in rows]
        thanked = set(Thanks.objects.filter(person=reader, answer__in=keys).values_list("answer", flat=True))
        if keeper:
            allowed = rules.decidable(reader, Answer.objects.filter(pk__in=keys))
            decides = set(allowed.values_list("pk", flat=True))
    for row in rows:
        row.question = question
        row.thanked = row.pk in thanked
        _may(reader, row, posts=posts, decides=decides)
    return {"answers": page, "may_post": posts}


def share(question: Question, reader: Reader, *, keeper: bool) -> dict[str, Any]:
    """Who has the same question, with the notes and the stubs of those taken away, and the reader's own part
    in it."""
    rows = list(question.ours_too.select_related("person", "organisation__place__country", "place__country"))
    bylines.sign(rows, reader, by="person")
    prefetch_related_objects([row for row in rows if row.state != State.VISIBLE], IN_FORCE)
    decides: set[int] = set()
    if keeper and reader.is_authenticated and any(row.note for row in rows):
        allowed = rules.decidable(reader, question.ours_too.exclude(note=""))
        decides = set(allowed.values_list("pk", flat=True))
    for row in rows:
        own = reader.is_authenticated and row.person_id == reader.pk
        row.may_report = reader.is_authenticated and not own and row.is_shown  # type: ignore[attr-defined]
        row.may_decide = row.pk in decides  # type: ignore[attr-defined]
    mine = next((row for row in rows if reader.is_authenticated and row.person_id == reader.pk), None)
    return {"ours_too": rows, "my_ours_too": mine, "meets": bool(mine and mine.meet)}


def reply_of(question: Question) -> ConsolidatedReply | None:
    """The published reply."""
    if question.replied_at is None:
        return None
    return question.replies.filter(state=ConsolidatedReply.State.PUBLISHED).first()


def build(request: HttpRequest, question: Question, reader: Reader) -> dict[str, Any]:
    """Everything for the template."""
    keeper = rules.keeps(reader, question.space)
    page = page_of_answers(request, answers(question, reader, keeper=keeper))
    context = _prepare(question, page, reader, keeper=keeper) | share(question, reader, keeper=keeper)
    signed_in = reader.is_authenticated
    texts = [question.text, *(row.text for row in page.object_list if row.is_shown)]
    reply = reply_of(question)
    return context | {
        "question": question,
        "decision": next(iter(question.in_force), None),  # type: ignore[attr-defined]
        "reply": reply,
        "keeper": keeper,
        "mine": signed_in and question.author_id == reader.pk,
        "follows": reader.is_authenticated and following.follows(question, reader),
        "may_edit": rules.may_edit(reader, question),
        "may_sort": keeper or (signed_in and question.author_id == reader.pk),
        "may_withdraw": rules.may_withdraw(reader, question),
        "may_report": rules.may_report(reader, question),
        "may_decide": keeper and rules.may_decide(reader, question),
        "cited": citations.cited(reader, *texts),
        "links": sources.links(question, reader) if signed_in else [],
        "withdrawn": Measure.WITHDRAWN,
    }


def fetch(reader: Reader, public_id: str) -> Question | None:
    """The question if the reader may open its page, with what the page needs."""
    rows = Question.objects.reachable_by(reader).select_related("space", *WHO)
    rows = rows.annotate(changes=Count("earlier", distinct=True))
    found = rows.prefetch_related("themes", "files", IN_FORCE).filter(public_id=sent_id(public_id)).first()
    if found is not None:
        found.readable = _readable(reader, found)  # type: ignore[attr-defined]
    return found


def _readable(reader: Reader, question: Question) -> bool:
    """Whether she reads the words, not only the stub."""
    if question.is_shown:
        return True
    own = reader.is_authenticated and question.author_id == reader.pk
    return own or rules.keeps(reader, question.space)


def people_to_meet(question: Question, reader: Reader) -> list[OursToo]:
    """Those who share the question and agreed to be shown to each other, if the reader is one of them."""
    if not rules.may_meet(reader, question):
        return []
    rows = question.ours_too.filter(meet=True).select_related("person", "organisation__place__country")
    return list(rows)
