"""Who may do what with questions, answers and replies: pure answers, no writing."""

from datetime import timedelta
from typing import TypeAlias, TypeVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from cityclusters.people.models import Mandate, Person
from cityclusters.people.readers import Reader
from cityclusters.questions.models import Answer, Decision, OursToo, Question
from cityclusters.questions.models.choices import Appeal, Measure, Role, State
from cityclusters.spaces.models import Membership, Space
from cityclusters.spaces.rules import is_steward

AnyPost: TypeAlias = Question | Answer
AnyText: TypeAlias = AnyPost | OursToo  # what others read, and may report
Texts = TypeVar("Texts", Question, Answer, OursToo)


def is_newcomer(person: Person, but: AnyPost | None = None) -> bool:
    """Somebody of whom nothing (`but` this one post) has been shown yet and for whom no organisation stands:
    her first post waits for a steward."""
    if person.is_officer or Mandate.objects.valid().filter(person=person).exists():
        return False
    if Membership.objects.now().stewards().filter(person=person).exists():
        return False
    shown = {"author": person, "state": State.VISIBLE}
    questions, answers = Question.objects.filter(**shown), Answer.objects.filter(**shown)
    if isinstance(but, Question):
        questions = questions.exclude(pk=but.pk)
    elif but is not None:
        answers = answers.exclude(pk=but.pk)
    return not (questions.exists() or answers.exists())


def keeps(person: Reader, space: Space) -> bool:
    """Stewards of the space and officers: they sort, release, ask directly and write the reply."""
    return person.is_authenticated and (person.is_officer or is_steward(person, space))


def keeps_seen(person: Reader, space: Space) -> bool:
    """The same for a page of the space, which has looked at her membership already."""
    if not person.is_authenticated:
        return False
    standing = space.standing_of(person)
    return person.is_officer or (standing is not None and standing.role == Membership.Role.STEWARD)


def kept_spaces(person: Person) -> QuerySet[Space]:
    """The spaces whose questions she looks after: her own; for officers all."""
    if person.is_officer:
        return Space.objects.all()
    own = Membership.objects.now().stewards().filter(person=person)
    return Space.objects.filter(pk__in=own.values("space"))


def may_post(person: Reader, space: Space) -> bool:
    """Everybody with an account who was not sent away from the space."""
    return person.is_authenticated and not space.is_banned(person)


def may_answer(person: Reader, question: Question) -> bool:
    """Who may post, while the question is shown."""
    return question.is_shown and may_post(person, question.space)


def may_edit(person: Reader, post: AnyPost) -> bool:
    """The author, for a while after writing and as long as it waits; a question that nobody has answered also
    later. Where others have answered already, all readers see "edited" and find the earlier words."""
    if not person.is_authenticated or post.author_id != person.pk:
        return False
    if post.state == State.HELD:
        return True
    if post.state != State.VISIBLE:
        return False
    fresh = timezone.now() - post.written_at < timedelta(hours=settings.EDIT_HOURS)
    return fresh or (isinstance(post, Question) and not post.answers.exists())


def may_remove_wording(person: Reader, post: AnyPost) -> bool:
    """The author, and who may decide about the post, remove one of its earlier wordings."""
    own = person.is_authenticated and post.author_id == person.pk
    return own or may_decide(person, post)


def may_sort(person: Reader, post: AnyPost) -> bool:
    """The author and those who keep the space correct language and themes, at any time."""
    return person.is_authenticated and (post.author_id == person.pk or keeps(person, post.question.space))


def may_withdraw(person: Reader, post: AnyPost) -> bool:
    """The author takes back what she wrote."""
    own = person.is_authenticated and post.author_id == person.pk
    return own and post.state in (State.VISIBLE, State.HELD)


def may_report(person: Reader, post: AnyText) -> bool:
    """Everybody with an account, what somebody else wrote."""
    return person.is_authenticated and post.is_shown and post.author_id != person.pk


# -- deciding about posts: never about one's own, nor one's own organisation's (rule SP3) ----------------


def colleagues(person: Person) -> QuerySet[Mandate, int]:
    """Keys of the people who hold a post in an organisation of hers, herself included."""
    mine = Mandate.objects.valid().filter(person=person).values("organisation")
    return Mandate.objects.valid().filter(organisation__in=mine).values_list("person", flat=True)


def independent(person: Person, post: AnyText) -> bool:
    """Whether neither the post nor its author has to do with her or an organisation of hers (rule SP3)."""
    if post.author_id == person.pk:
        return False
    mine = Mandate.objects.valid().filter(person=person)
    if post.organisation_id and mine.filter(organisation=post.organisation_id).exists():
        return False
    return post.author_id is None or not colleagues(person).filter(person=post.author_id).exists()


def decidable(person: Person, rows: "QuerySet[Texts]") -> "QuerySet[Texts]":
    """Of the posts those about which she may decide (rule SP3), as `independent` says of one."""
    mine = Mandate.objects.valid().filter(person=person).values("organisation")
    who = "person" if rows.model is OursToo else "author"
    own = Q(**{who: person}) | Q(**{f"{who}__in": colleagues(person)}) | Q(organisation__in=mine)
    return rows.exclude(own)


def may_decide(person: Reader, post: AnyText) -> bool:
    """Those who keep the space, if they are independent."""
    return person.is_authenticated and keeps(person, post.question.space) and independent(person, post)


def may_appeal(person: Reader, decision: Decision) -> bool:
    """The author, once, while the decision is in force."""
    return (
        person.is_authenticated
        and decision.post.author_id == person.pk
        and decision.measure != Measure.WITHDRAWN
        and decision.lifted_at is None
        and decision.appeal == Appeal.NONE
    )


def may_decide_appeal(person: Reader, decision: Decision) -> bool:
    """Another person than the one who decided, who may decide about the post."""
    asked = decision.appeal == Appeal.ASKED and decision.lifted_at is None
    return asked and may_decide(person, decision.post) and decision.by_id != getattr(person, "pk", None)


def role_in(person: Person, space: Space) -> Role:
    """As what she decides there."""
    return Role.STEWARD if is_steward(person, space) else Role.OFFICER


# -- the reply ------------------------------------------------------------------------------------------


def may_write_reply(person: Reader, question: Question) -> bool:
    """Those who keep the space, while the question is shown."""
    return question.is_shown and keeps(person, question.space)


def may_meet(person: Reader, question: Question) -> bool:
    """Who sees the people who share the question and agreed to be shown to each other: they themselves, and
    those who keep the space (seed item D5)."""
    if not person.is_authenticated:
        return False
    mine = OursToo.objects.filter(question=question, person=person, meet=True)
    return keeps(person, question.space) or question.author_id == person.pk or mine.exists()
