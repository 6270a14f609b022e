"""Asking, answering, changing, thanking: what members do with questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.questions import files, letters, limits, rules
from cityclusters.questions.following import follow_quietly
from cityclusters.questions.models import Answer, Earlier, File, Question, Thanks
from cityclusters.questions.models.choices import HeldFor, State, Visibility
from cityclusters.questions.standing import Standing
from cityclusters.spaces.models import Space, Theme
from cityclusters.spaces.models.space import Banned

SENT_AWAY = _("You can't write in this space.")


@dataclass(frozen=True)
class Text:
    """What somebody wrote: her words, their language, and how they came."""

    language: str
    text: str
    title: str = ""
    guessed: bool = False
    by_mail: bool = False
    message_id: str = ""
    files: Sequence[File] = field(default=())


def _held_for(person: Person, written: Text, *, newcomer: bool) -> str:
    """Why the post waits for a steward; '' where it need not."""
    if not newcomer:
        return ""
    return HeldFor.LINKS if limits.has_links(written.title, written.text) else HeldFor.FIRST


def _post_fields(person: Person, written: Text, standing: Standing) -> dict[str, object]:
    newcomer = rules.is_newcomer(person)
    limits.count_post(person, newcomer=newcomer)
    held = _held_for(person, written, newcomer=newcomer)
    return {
        "author": person,
        **standing.fields,
        "language": written.language,
        "language_guessed": written.guessed,
        "text": written.text,
        "by_mail": written.by_mail,
        "message_id": written.message_id,
        "state": State.HELD if held else State.VISIBLE,
        "held_for": held,
        "was_shown": not held,
    }


@transaction.atomic
def ask(
    person: Person,
    space: Space,
    written: Text,
    *,
    themes: Iterable[Theme],
    standing: Standing,
    visibility: str = Visibility.PUBLIC,
    marker: str = "",
) -> Question:
    """Puts the question into the space, of which she becomes a member by it. A newcomer's first one waits for
    a steward. Raises NotPossible for somebody sent away and for one who posts too much."""
    try:
        space.join(person)
    except Banned:
        raise NotPossible(SENT_AWAY) from None
    fields = _post_fields(person, written, standing)
    shown_at = timezone.now() if fields["state"] == State.VISIBLE else None
    question = Question(
        space=space, title=written.title, visibility=visibility, marker=marker, shown_at=shown_at, **fields
    )
    question.save(force_insert=True)
    question.themes.set(themes)
    files.attach(question, written.files, person)
    follow_quietly(question, person)
    record(person, "question.asked", question, organisation=standing.organisation, state=question.state)
    if question.is_shown:
        letters.asked(question)
    else:
        letters.desk(question)
    return question


@transaction.atomic
def answer(person: Person, question: Question, written: Text, *, standing: Standing) -> Answer:
    """Answers the question, and follows it from then on. A newcomer's first one waits for a steward.

    Raises NotPossible where the question is not open to her, and for one who posts too much."""
    question = Question.objects.select_for_update(of=("self",)).select_related("space").get(pk=question.pk)
    if not rules.may_answer(person, question):
        raise NotPossible(_("This question can't be answered at the moment."))
    fields = _post_fields(person, written, standing)
    made = Answer(question=question, **fields)
    made.save(force_insert=True)
    files.attach(made, written.files, person)
    follow_quietly(question, person)
    record(person, "answer.written", made, organisation=standing.organisation, state=made.state)
    if made.is_shown:
        letters.answered(made)
    else:
        letters.desk(made)
    return made


@transaction.atomic
def edit(person: Person, post: Question | Answer, *, text: str, title: str = "") -> bool:
    """Changes the words; those before stay readable. Whether anything changed.

    Raises NotPossible once the time for it is over."""
    rows = Question.objects if isinstance(post, Question) else Answer.objects
    row = rows.select_for_update().get(pk=post.pk)
    if not rules.may_edit(person, row):
        raise NotPossible(_("The time in which this can be changed is over. Write another answer instead."))
    before = row.title if isinstance(row, Question) else ""
    links = limits.links_in(title, text) - limits.links_in(before, row.text)
    if links and row.state == State.VISIBLE and rules.is_newcomer(person, but=row):
        raise NotPossible(_("You can add links once another post of yours has been published."))
    if row.text == text and (not title or before == title):
        return False
    Earlier.objects.create(**_of(row), title=before, text=row.text, language=row.language)
    row.text, row.edited_at = text, timezone.now()
    if isinstance(row, Question):
        row.title = title or row.title
        row.save(update_fields=["text", "edited_at", "title"])
    else:
        row.save(update_fields=["text", "edited_at"])
    record(person, f"{row._meta.model_name}.edited", row, organisation=row.organisation)
    return True


def _of(post: Question | Answer) -> dict[str, Question | Answer]:
    """The field of a row about a post that names it."""
    return {"question": post} if isinstance(post, Question) else {"answer": post}


@transaction.atomic
def sort(
    by: Person, question: Question, *, themes: Iterable[Theme], language: str, marker: str, visibility: str
) -> None:
    """Corrects themes, language, gender marker and who may read it (rule SP1: several themes).

    Raises NotPossible for somebody else, and where others have answered for members only: their words are not
    opened to everybody."""
    row = Question.objects.select_for_update().get(pk=question.pk)
    if not rules.may_sort(by, row):
        raise NotPossible(SENT_AWAY)
    opened = row.visibility == Visibility.MEMBERS and visibility == Visibility.PUBLIC
    if opened and (row.answers.exclude(author=by).exists() or row.ours_too.exists()):
        raise NotPossible(
            _("Others have answered for members of the space only, so it can't be opened to everybody.")
        )
    before = {"language": row.language, "visibility": row.visibility, "marker": row.marker}
    row.language, row.marker, row.visibility, row.language_guessed = language, marker, visibility, False
    row.save(update_fields=["language", "marker", "visibility", "language_guessed"])
    row.themes.set(themes)
    after = {"language": language, "visibility": visibility, "marker": marker}
    codes = sorted(theme.code for theme in row.themes.all())
    record(by, "question.sorted", row, before=before, after=after, themes=codes)


@transaction.atomic
def set_language(by: Person, post: Answer, language: str) -> None:
    """Corrects the language of an answer. Raises NotPossible for somebody else."""
    row = Answer.objects.select_for_update().get(pk=post.pk)
    if not rules.may_sort(by, row):
        raise NotPossible(SENT_AWAY)
    if row.language != language or row.language_guessed:
        before, row.language, row.language_guessed = row.language, language, False
        row.save(update_fields=["language", "language_guessed"])
        record(by, "answer.sorted", row, before=before, after=language)


def thank(person: Person, post: Answer, *, useful: bool = True) -> bool:
    """Says that an answer was useful, or takes it back; again changes nothing. Nobody thanks herself.
    Whether it stands now."""
    if post.author_id == person.pk or not post.is_shown:
        return False
    if useful:
        Thanks.objects.get_or_create(answer=post, person=person)
    else:
        Thanks.objects.filter(answer=post, person=person).delete()
    return useful
