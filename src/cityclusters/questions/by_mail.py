"""Asking, answering and appealing by mail (settings.MAIL_ROUTES): the letter is what a form would be."""

import re

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from cityclusters.core.errors import NotPossible
from cityclusters.core.private_data import PRIVATE, holds_private_data
from cityclusters.incoming import words
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.mail import Mail, Taken
from cityclusters.journal.letters import absolute
from cityclusters.people.models import Person
from cityclusters.questions import asking, files, gathering, moderation, rules
from cityclusters.questions.languages import guess
from cityclusters.questions.models import WITH_POST, Answer, Decision, Question
from cityclusters.questions.standing import usual
from cityclusters.spaces.models import Space

OURS_TOO = gettext_lazy("Ours too")
GONE = gettext_lazy("This question can't be answered by letter any more.")
TAKE_BACK = gettext_lazy("To take it back, send the word “no” to the same address.")
PREFIXES = re.compile(
    r"(?i)^(?:\s*(?:re|fw|fwd|aw|wg|rv|tr|ответ|رد)\s*(?:\[\d+\])?\s*:|\s*\[[^\]]{1,40}\])+\s*"
)
TITLE_LENGTH = 200
TEXT_LENGTH = 20_000


def _speaks(person: Person | None) -> str:
    """The language of what we say to her."""
    codes = {code for code, _name in settings.LANGUAGES}
    return person.language if person and person.language in codes else settings.LANGUAGE_CODE


def _written(mail: Mail, person: Person, *, title: str = "") -> tuple[asking.Text, int]:
    """The letter's words and files, and how many files were left out."""
    kept, left_out = files.from_mail(mail.attachments)
    language = guess(f"{title}\n{mail.text}", person.language)
    return asking.Text(
        language=language,
        text=mail.text.strip()[:TEXT_LENGTH],
        title=title,
        guessed=True,
        by_mail=True,
        message_id=mail.message_id[:250],
        files=kept,
    ), left_out


def _said(shown: str, held: str, post: Question | Answer, left_out: int) -> str:
    lines = [shown if post.is_shown else held, absolute(post.get_absolute_url())]
    if left_out:
        left = ngettext(
            "%(number)d file was left out: only pictures and plain PDF files are taken.",
            "%(number)d files were left out: only pictures and plain PDF files are taken.",
            left_out,
        )
        lines.append(left % {"number": left_out})
    if holds_private_data(post.text):
        lines.append(str(PRIVATE))
    return "\n".join(lines)


def ask(mail: Mail, key: str, person: Person | None) -> Taken:
    """A letter to the address of a space becomes a question there; `key` is the space's slug. The language
    is only guessed. The same letter twice is one question. Raises Refused."""
    with override(_speaks(person)):
        space = Space.objects.filter(slug=key).first()
        if space is None or person is None:
            raise Refused(
                _("Only people with an account can write to this address. Sign up on the site first.")
            )
        known = Question.objects.filter(author=person, space=space, message_id=mail.message_id[:250])
        if mail.message_id and (found := known.first()) is not None:
            return Taken(found)
        return _asked(mail, space, person)


def _asked(mail: Mail, space: Space, person: Person) -> Taken:
    title = PREFIXES.sub("", mail.subject).strip()[:TITLE_LENGTH]
    if not title:
        raise Refused(_("Your letter has no subject. Write your question in one sentence as its subject."))
    written, left_out = _written(mail, person, title=title)
    try:
        question = asking.ask(
            person, space, written, themes=space.themes.filter(retired_at=None), standing=usual(person)
        )
    except NotPossible as refusal:
        raise Refused(refusal.words) from None
    shown = _("Your question is published. You get a letter for each answer, and can reply to it.")
    held = _("Your question is here. A steward reads the first post of everybody before others see it.")
    return Taken(question, _said(shown, held, question, left_out))


def answer(mail: Mail, key: str, person: Person | None) -> Taken:
    """A reply to a letter about a question becomes an answer; `key` is the question's public id, `person` who
    got the letter. The same letter twice is one answer. Raises Refused, with the same words for a question
    that does not exist and for one that she may not read."""
    with override(_speaks(person)):
        if person is None:
            raise Refused(GONE)
        rows = Question.objects.visible_to(person).shown().select_related("space")
        if (question := rows.filter(public_id=key).first()) is None:
            raise Refused(GONE)
        known = Answer.objects.filter(author=person, question=question, message_id=mail.message_id[:250])
        if mail.message_id and (found := known.first()) is not None:
            return Taken(found)
        return _answered(mail, question, person)


def _answered(mail: Mail, question: Question, person: Person) -> Taken:
    if not mail.text.strip():
        raise Refused(_("There were no words of yours in the letter. Write them above what you quote."))
    written, left_out = _written(mail, person)
    try:
        made = asking.answer(person, question, written, standing=usual(person))
    except NotPossible as refusal:
        raise Refused(refusal.words) from None
    shown = _("Thank you. Your answer is published, and all who follow the question get it.")
    held = _("Thank you. A steward reads the first post of everybody before others see it.")
    return Taken(made, _said(shown, held, made, left_out))


def ours_too(mail: Mail, key: str, person: Person | None) -> Taken:
    """A letter to her own address for it says that a question is hers too; `key` is the question's public id.
    A plain word is enough; other words are shown as her note, and "no" takes it back. Raises Refused."""
    with override(_speaks(person)):
        if person is None:
            raise Refused(GONE)
        rows = Question.objects.visible_to(person).shown().select_related("space")
        if (question := rows.filter(public_id=key).first()) is None:
            raise Refused(GONE)
        if words.says_no(mail):
            gathering.leave(person, question)
            return Taken(question, _("Taken back: this is not your question."))
        return _shared(mail, question, person)


def _shared(mail: Mail, question: Question, person: Person) -> Taken:
    plain = words.first_line(mail) in words.in_all_languages(OURS_TOO)
    note = "" if plain else mail.text.strip()
    lines = [_("Noted: this is your question too. You get the answers by letter."), TAKE_BACK]
    if note and rules.is_newcomer(person):
        note = ""
        lines.append(gathering.NO_NOTE)
    if len(note) > gathering.LONGEST_NOTE:
        raise Refused(_("Your letter is too long for a note. Answer the question instead."))
    try:
        made = gathering.join(person, question, usual(person), note=note, language=person.language)
    except NotPossible as refusal:
        raise Refused(refusal.words) from None
    if holds_private_data(made.note):
        lines.append(PRIVATE)
    return Taken(made, "\n".join([*map(str, lines), absolute(made.get_absolute_url())]))


def appeal(mail: Mail, key: str, person: Person | None) -> Taken:
    """The author's reply to the letter that says why her post was taken away; `key` is the decision's public
    id. Raises Refused."""
    with override(_speaks(person)):
        rows = Decision.objects.select_related(*WITH_POST)
        found = rows.filter(public_id=key).first()
        if found is None or person is None or found.post.author_id != person.pk:
            raise Refused(moderation.NO_APPEAL)
        try:
            moderation.appeal(found, person, mail.text)
        except NotPossible as refusal:
            raise Refused(refusal.words) from None
        said = _("Another person than the one who decided will look at it.")
        return Taken(found, f"{said}\n{absolute(found.get_absolute_url())}")
