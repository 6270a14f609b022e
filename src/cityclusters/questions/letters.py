"""The letters about questions. Each can be answered by mail; none quotes what its reader may not read, and
what is for members of a space only is quoted in no letter at all (rule SP5)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from cityclusters.core.texts import pick
from cityclusters.incoming import addresses
from cityclusters.journal.letters import absolute, prepared, write, write_all
from cityclusters.journal.models import Letter
from cityclusters.people.models import Mandate, Organisation, Person, RoleGrant
from cityclusters.questions import following, rules
from cityclusters.questions.models import (
    Answer,
    Asked,
    ConsolidatedReply,
    Credit,
    Decision,
    Earlier,
    OursToo,
    Question,
    Report,
)
from cityclusters.questions.models.choices import Visibility
from cityclusters.questions.rules import AnyText
from cityclusters.spaces.models import Membership, Space

LONGEST_QUOTE = 6000


def thread(question: Question) -> str:
    """The Message-ID under which all letters on the question stand together in a mail program."""
    return question.message_id or f"<question-{question.public_id}@{addresses.domain()}>"


def headers(question: Question, person: Person, *, can_stop: bool = False) -> dict[str, str]:
    """Reply address, thread and list; for followers also the link that stops the letters by one click (RFC
    8058)."""
    made = reply_to("question", question.public_id, question, person)
    made |= threaded(question)
    if can_stop:
        made |= one_click(absolute(following.stop_path(question, person)))
    return made


def one_click(page: str) -> dict[str, str]:
    """The headers for which mail programs show a button that ends letters (RFC 8058)."""
    return {"List-Unsubscribe": f"<{page}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def reply_to(kind: str, key: str, question: Question, person: Person) -> dict[str, str]:
    """Where an answer by mail goes, under the name of the space."""
    name = pick(question.space.names, person.language).text
    return addresses.answer_headers(kind, key, person, name)


def threaded(question: Question) -> dict[str, str]:
    """Thread and list alone: for letters to which a reply must not be published as an answer."""
    made = addresses.list_headers(question.space.slug, pick(question.space.names, "en").text)
    return made | {"In-Reply-To": thread(question), "References": thread(question)}


def readers(question: Question, people: Iterable[Person]) -> list[Person]:
    """Of the people those who may read the question now (rule SP5); nobody once it is taken away."""
    if not question.is_shown:
        return []
    found = {person.pk: person for person in people if person.is_active}
    if question.visibility == Visibility.PUBLIC:
        return list(found.values())
    inside = Membership.objects.now().filter(space=question.space, person__in=found)
    asked = Asked.objects.filter(question=question, person__in=found)
    officers = RoleGrant.objects.filter(role="officer", ended_at=None, person__in=found)
    keys = {row for rows in (inside, asked, officers) for row in rows.values_list("person", flat=True)}
    return [person for key, person in found.items() if key in keys or key == question.author_id]


def _byline(post: Question | Answer | Credit) -> dict[str, Any]:
    """Who wrote it, without a name: post, organisation and place."""
    return {"post": post, "organisation": post.organisation, "place": post.place}


def _about(question: Question, person: Person, **more: Any) -> dict[str, Any]:
    """What the templates get: `quoted` says whether words of the question may stand in the letter."""
    return {
        "question": question,
        "space": question.space,
        "quoted": question.visibility == Visibility.PUBLIC,
        "page": absolute(question.get_absolute_url()),
        "answerable": bool(addresses.answer_headers("question", question.public_id, person)),
        **more,
    }


def by_a_word(question: Question, person: Person, *, member: bool) -> dict[str, str]:
    """Links to letters that are only to be sent: that the question is hers too, and, where she is not in its
    space, that she becomes a member."""
    with override(person.language or settings.LANGUAGE_CODE):
        ours, join = str(_("Ours too")), str(_("Join"))
    made = {"ours_too": addresses.mail_link("ours-too", question.public_id, person, ours)}
    if not member:
        made["join"] = addresses.mail_link("join", str(question.space.pk), person, join)
    return made


def _stewards(space: Space) -> list[Person]:
    rows = Membership.objects.now().stewards().filter(space=space).select_related("person")
    return [row.person for row in rows.order_by("pk")]


def _officers() -> list[Person]:
    rows = RoleGrant.objects.filter(role="officer", ended_at=None).select_related("person")
    return [row.person for row in rows.order_by("pk")]


def asked(question: Question, but: Person | None = None) -> None:
    """Tells the stewards of the space about a new question."""
    for person in _stewards(question.space):
        if person.pk in (question.author_id, but.pk if but else None):
            continue
        context = _about(question, person, text=_cut(question.text), by=_byline(question))
        key = f"question:{question.public_id}:{person.public_id}"
        write(key, person, "questions/mail/asked", context, headers=headers(question, person))


def _cut(text: str) -> str:
    return str(Truncator(text).chars(LONGEST_QUOTE))


def answered(answer: Answer) -> None:
    """Tells the asker and all who follow the question about a new answer."""
    question = answer.question
    rows = question.followers.filter(stopped_at=None).select_related("person").order_by("pk")
    told = [row.person for row in rows if row.person_id != answer.author_id]
    share = {question.author_id, *question.ours_too.values_list("person", flat=True)}
    made = []
    for person in readers(question, told):
        stop = absolute(following.stop_path(question, person))
        more = {"text": _cut(answer.text), "by": _byline(answer), "answer": answer, "stop": stop}
        context = _about(question, person, **more, own=person.pk == question.author_id)
        context["page"] = absolute(answer.get_absolute_url())
        if person.pk not in share:
            context |= by_a_word(question, person, member=True)
        key = f"answer:{answer.public_id}:{person.public_id}"
        head = headers(question, person, can_stop=True)
        made.append(prepared(key, person, "questions/mail/answered", context, headers=head))
    write_all(made)


def desk(post: AnyText, *, also_officers: bool = False) -> None:
    """Tells the stewards that something waits for them: once a day, however much comes. Only those who may
    decide about the post (rule SP3); where there is none, and for appeals, the officers."""
    space = post.question.space
    people = [person for person in _stewards(space) if rules.independent(person, post)]
    if also_officers or not people:
        others = [person for person in _officers() if person not in people]
        people += [person for person in others if rules.independent(person, post)]
    for person in people:
        key = f"desk:{space.slug}:{timezone.localdate()}:{person.public_id}"
        context = {"space": space, "page": absolute(f"{reverse('questions:desk')}?space={space.slug}")}
        write(key, person, "questions/mail/desk", context)


def _to_author(
    template: str, key: str, post: AnyText, context: Mapping[str, Any], decision: str = ""
) -> None:
    """A reply to the letter is her appeal against the `decision` with this id, or goes nowhere."""
    if post.author is not None:
        question = post.question
        made = {**_about(question, post.author), "page": absolute(post.get_absolute_url()), **context}
        made |= {"is_question": isinstance(post, Question), "is_note": isinstance(post, OursToo)}
        reply = reply_to("decision", decision, question, post.author) if decision else {}
        write(key, post.author, f"questions/mail/{template}", made, headers=reply | threaded(question))


def released(post: AnyText) -> None:
    """Her post can be read now."""
    moment = timezone.now().isoformat(timespec="microseconds")
    _to_author("released", f"released:{post.public_id}:{moment}", post, {})


def decided(decision: Decision) -> None:
    """Her post was not published, hidden or removed: why, and how she can appeal."""
    page = absolute(decision.get_absolute_url())
    context = {"decision": decision, "page": page}
    key = decision.public_id
    _to_author("decided", f"decided:{key}", decision.post, context, decision=key)


def appeal_decided(decision: Decision) -> None:
    """What came of her appeal."""
    page = absolute(decision.get_absolute_url())
    context = {"decision": decision, "page": page}
    _to_author("appeal_decided", f"appeal:{decision.public_id}", decision.post, context)


def wording_removed(row: Earlier) -> None:
    """Earlier words of her post were removed, and why."""
    _to_author("wording_removed", f"wording:{row.pk}", row.post, {"wording": row})


def report_answered(report: Report) -> None:
    """The post that she reported stays, or was taken away, and why."""
    if report.by is not None:
        question = report.post.question
        context = _about(question, report.by, report=report)
        write(f"report:{report.public_id}", report.by, "questions/mail/report_answered", context)


def asked_directly(row: Asked, page: str) -> None:
    """Asks somebody who may know. `page` is the signed address on which she can say "not me"."""
    question = row.question
    more = {"text": _cut(question.text), "by": _byline(question), "asked": row, "choices": absolute(page)}
    member = question.space.membership_of(row.person) is not None
    context = _about(question, row.person, **more) | by_a_word(question, row.person, member=member)
    made = headers(question, row.person)
    write(f"asked:{row.public_id}", row.person, "questions/mail/asked_directly", context, headers=made)


def unanswered(question: Question) -> None:
    """Rule SP4: nobody has answered for ten days. Where nobody keeps the space, the officers hear of it."""
    for person in _stewards(question.space) or _officers():
        key = f"unanswered:{question.public_id}:{person.public_id}"
        context = _about(question, person)
        write(key, person, "questions/mail/unanswered", context, headers=headers(question, person))


def reply_due(question: Question) -> None:
    """The consolidated reply should be written by today."""
    for person in _stewards(question.space) or _officers():
        key = f"reply-due:{question.public_id}:{question.reply_due}:{person.public_id}"
        context = _about(question, person)
        write(key, person, "questions/mail/reply_due", context, headers=threaded(question))


def replied(reply: ConsolidatedReply) -> None:
    """The reply to everybody who had part in it: asker, contributors, those who share the question, those
    who follow it, and those who were asked and did not refuse."""
    question = reply.question
    following_now = Q(pk__in=question.followers.filter(stopped_at=None).values("person"))
    contributed = Q(pk__in=Answer.objects.shown().filter(question=question).values("author"))
    share = Q(pk__in=question.ours_too.values("person"))
    asked_too = Q(pk__in=question.asked_people.filter(not_me_at=None).values("person"))
    everybody = following_now | contributed | share | asked_too | Q(pk=question.author_id)
    stopped = question.followers.exclude(stopped_at=None).values("person")
    follow = set(question.followers.values_list("person", flat=True))
    people = readers(question, Person.objects.filter(everybody).exclude(pk__in=stopped).order_by("pk"))
    credited = credited_in(reply)
    write_all(reply_letter(reply, credited, person, follows=person.pk in follow) for person in people)


def reply_letter(
    reply: ConsolidatedReply,
    credited: list[dict[str, Any]],
    person: Person,
    *,
    follows: bool = False,
    stop_page: str = "",
    weekly: str = "",
) -> Letter | None:
    """The letter with the reply to one person, not queued yet; nobody gets two, whichever way she is told.
    For those who took no part in this question `stop_page` ends regular letters by one click, and `weekly` is
    the letter by which she gets a digest instead."""
    question = reply.question
    stop = absolute(following.stop_path(question, person)) if follows else ""
    context = _about(question, person, reply=reply, stop=stop, text=reply.text, credits=credited)
    context |= {"page": absolute(reply.get_absolute_url()), "stop_page": stop_page, "weekly": weekly}
    head = headers(question, person, can_stop=follows)
    if stop_page:
        head |= one_click(stop_page)
    return prepared(
        reply_key(reply, person.public_id), person, "questions/mail/replied", context, headers=head
    )


def reply_key(reply: ConsolidatedReply, person: str = "") -> str:
    """The name of the letter with this reply to the person with the public id; without one, how all begin."""
    return f"reply:{reply.public_id}:{person}"


def credited_in(reply: ConsolidatedReply) -> list[dict[str, Any]]:
    """Who contributed and how, without names: what a letter says of each."""
    rows = reply.credits.select_related("organisation", "place__country").order_by("position")
    return [{"credit": row, "by": _byline(row)} for row in rows]


def focal_points(organisation: Organisation) -> list[Person]:
    """Who may act for the organisation today."""
    rows = Mandate.objects.valid().filter(organisation=organisation, may_act=True).select_related("person")
    return [row.person for row in rows.order_by("pk")]
