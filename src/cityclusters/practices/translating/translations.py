"""The acts of translating: ask, take, save, hand in; and of reviewing, by a second person.

Each act locks the translation's row, checks who and when, and writes its journal line in the same
transaction. Pressed twice, an act gives what the first press gave."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.practices.models import Practice, Translation, TranslationAsk, Translator, Version
from cityclusters.practices.translating import letters, rules
from cityclusters.practices.translating.parts import filled, parts_of, texts_of, todo

State = Translation.State
LANGUAGES: dict[str, str] = dict(settings.CONTENT_LANGUAGES)
NOT_YOURS = _("This translation is not with you any more. What you typed is still on this page.")
MOST_ASKS = 100  # open ones of one person
NOTE = 500  # characters of a reviewer's note
MOST_TAKEN = 5  # translations that one person has in work


class Saved(NamedTuple):
    """What a save did: the number of the save, and the parts that somebody else, or another device, had
    written since the page was loaded, with what stands there now. Those were not overwritten."""

    revision: int
    conflicts: dict[str, str]


def locked(translation: Translation) -> Translation:
    """The row as it is now, which nobody else changes until the transaction ends."""
    rows = Translation.objects.select_for_update(of=("self",))
    return rows.select_related("version__practice").get(pk=translation.pk)


def current_version(practice: Practice, language: str) -> Version:
    """The version to translate. Raises NotPossible for a language of no use, or what is not published."""
    version = practice.version
    if version is None or not practice.is_published:
        raise NotPossible(_("Only a published practice can be translated."))
    if language not in LANGUAGES:
        raise NotPossible(_("Choose one of the languages."))
    if language == version.language:
        raise NotPossible(_("The practice is written in this language."))
    return version


def opened(practice: Practice, language: str, by: Person | None) -> Translation:
    """The translation of what is read now, made as "wanted" where there is none. Raises NotPossible."""
    version = current_version(practice, language)
    row, _new = Translation.objects.get_or_create(
        version=version, language=language, defaults={"asked_by": by}
    )
    return row


# -- asking ------------------------------------------------------------------------------------------


@transaction.atomic
def ask(practice: Practice, language: str, person: Person) -> TranslationAsk:
    """ "I need this in …": counted once for each person.

    Raises NotPossible for what can be read in the language already, and for more than a hundred open ones."""
    row = opened(practice, language, person)
    if row.stands:
        raise NotPossible(_("It can be read in this language already."))
    mine = TranslationAsk.objects.filter(person=person, answered_at=None)
    if mine.count() >= MOST_ASKS:
        raise NotPossible(_("You have asked for many translations. Please wait for some of them."))
    found, made = TranslationAsk.objects.get_or_create(practice=practice, language=language, person=person)
    again = TranslationAsk.objects.filter(pk=found.pk, answered_at__isnull=False).update(answered_at=None)
    if made or again:
        record(person, "translation.asked", row, language=language)
    return found


def unask(practice: Practice, language: str, person: Person) -> None:
    """Takes the wish back. A translation that nobody wants and nobody began goes with it."""
    TranslationAsk.objects.filter(
        practice=practice, language=language, person=person, answered_at=None
    ).delete()
    untouched = Translation.objects.filter(
        version=practice.version, language=language, state=State.WANTED, content={}, machine_state=""
    )
    if not practice.translation_asks.filter(language=language, answered_at=None).exists():
        untouched.delete()


@transaction.atomic
def choose_languages(person: Person, languages: Collection[str]) -> Translator:
    """The languages that she reads and writes well enough to translate or to review."""
    chosen = [code for code in LANGUAGES if code in languages]
    row, _new = Translator.objects.update_or_create(person=person, defaults={"languages": chosen})
    return row


# -- translating -------------------------------------------------------------------------------------


def until() -> datetime:
    """Until when something taken now is hers, if nothing is saved."""
    return timezone.now() + timedelta(days=settings.TRANSLATION_DAYS)


@transaction.atomic
def take(translation: Translation, person: Person) -> Translation:
    """Gives it to the person, alone. Raises NotPossible where somebody else has it, or she may not."""
    Person.objects.select_for_update().get(pk=person.pk)  # one taking of hers at a time
    row = locked(translation)
    if rules.is_translating(person, row):
        return row
    if row.state != State.WANTED:
        raise NotPossible(_("Somebody else has taken this translation."))
    if not rules.may_take(person, row):
        raise NotPossible(_("Members of a thematic space and focal points of cities can translate."))
    _check_room(person)
    row.state, row.translator, row.taken_until = State.IN_WORK, person, until()
    row.reviewer, row.note = None, ""
    if not row.content:
        row.content = filled(row.version.content, {})
    row.save(update_fields=["state", "translator", "reviewer", "note", "taken_until", "content"])
    record(person, "translation.taken", row, language=row.language)
    return row


def _check_room(person: Person) -> None:
    if Translation.objects.filter(translator=person, state=State.IN_WORK).count() >= MOST_TAKEN:
        raise NotPossible(_("You have several translations in work. Please finish or give back one of them."))


@transaction.atomic
def correct(translation: Translation, person: Person) -> Translation:
    """Opens a reviewed translation again for the person; readers keep what stands until a second person has
    reviewed the correction. Raises NotPossible where somebody else was quicker, and for who may not."""
    Person.objects.select_for_update().get(pk=person.pk)  # one taking of hers at a time
    row = locked(translation)
    if rules.is_translating(person, row):
        return row
    if not rules.may_correct(person, row):
        raise NotPossible(_("Somebody else has taken this translation."))
    _check_room(person)
    row.stood, row.stood_translator, row.stood_reviewer = row.content, row.translator, row.reviewer
    row.state, row.translator, row.reviewer, row.taken_until = State.IN_WORK, person, None, until()
    row.save(update_fields=["state", "translator", "reviewer", "taken_until", *STOOD])
    record(person, "translation.correcting", row, language=row.language)
    return row


STOOD = ("stood", "stood_translator", "stood_reviewer")


def stand_again(row: Translation) -> None:
    """Ends a correction: what readers have is all there is. The caller has locked the row."""
    row.state, row.content = State.REVIEWED, row.stood
    row.translator, row.reviewer, row.taken_until = row.stood_translator, row.stood_reviewer, None
    row.stood, row.stood_translator, row.stood_reviewer, row.stale = {}, None, None, {}
    row.save(update_fields=["state", "content", "translator", "reviewer", "taken_until", "stale", *STOOD])


@transaction.atomic
def begin(practice: Practice, language: str, person: Person) -> Translation:
    """Takes the translation of what is read now, whether or not somebody has asked for it. Raises
    NotPossible, and then leaves nothing behind."""
    return take(opened(practice, language, None), person)


@transaction.atomic
def give_back(translation: Translation, by: Person | None) -> bool:
    """Ends the translator's or the reviewer's turn; the words stay. `by` is None when its time has run out.
    Whether there was a turn to end."""
    row = locked(translation)
    holder = row.translator_id if row.state == State.IN_WORK else row.reviewer_id
    if row.state not in (State.IN_WORK, State.IN_REVIEW) or holder is None:
        return False
    if by is not None and holder != by.pk:
        return False
    if by is None and (row.taken_until is None or row.taken_until > timezone.now()):
        return False  # something was saved in the meantime
    act = "translation.lapsed" if by is None else "translation.given_back"
    if row.state == State.IN_WORK:
        row.state, row.translator = State.WANTED, None
    row.reviewer, row.taken_until = None, None
    row.save(update_fields=["state", "translator", "reviewer", "taken_until"])
    if row.stood and row.content == row.stood:
        stand_again(row)
    record(by, act, row, language=row.language)
    return True


@transaction.atomic
def save(
    translation: Translation,
    by: Person,
    texts: Mapping[str, str],
    *,
    right: Collection[str] = (),
    revision: int,
    page: str,
) -> Saved:
    """Keeps what was typed, part by part. `right` names stale parts that are right as they are; `revision`
    and `page` are those of the page on which it was typed: a part that another page has written since is
    not overwritten.

    Raises NotPossible for anybody but the translator or the reviewer in her turn, and for too long a text."""
    row = locked(translation)
    _check_turn(row, by)
    have = texts_of(row.content)
    conflicts: dict[str, str] = {}
    changed: list[str] = []
    for part in parts_of(row.version.content):
        typed = clean(texts[part.key], part.long) if part.key in texts else have.get(part.key, "")
        if len(typed) > part.most:
            raise NotPossible(_("A text is too long: at most %(most)d characters.") % {"most": part.most})
        if typed == have.get(part.key, ""):
            continue
        number, written_on = row.marks.get(part.key, [0, ""])
        if number > revision and written_on != page:
            conflicts[part.key] = have.get(part.key, "")
            continue
        have[part.key] = typed
        changed.append(part.key)
    confirmed = [key for key in right if key in row.stale and have.get(key) and key not in conflicts]
    if changed or confirmed:
        _keep(row, by, have, changed, [*changed, *confirmed], page)
    return Saved(row.revision, conflicts)


def clean(text: str, long: bool = True) -> str:
    """The text as it is kept: one kind of line ends (none where it is not `long`), no blanks around it,
    nothing that databases refuse."""
    kept = text.replace("\r\n", "\n").replace("\x00", "").strip()
    return kept if long else " ".join(kept.split("\n"))


def _check_turn(row: Translation, by: Person) -> None:
    if not (rules.is_translating(by, row) or rules.is_reviewing(by, row)):
        raise NotPossible(
            _("This translation is not with you any more. What you typed is still on this page.")
        )


def _keep(
    row: Translation, by: Person, texts: Mapping[str, str], changed: list[str], settled: list[str], page: str
) -> None:
    row.revision += 1
    row.content = filled(row.version.content, texts)
    row.marks = {**row.marks, **{key: [row.revision, page] for key in changed}}
    row.stale = {key: text for key, text in row.stale.items() if key not in settled}
    row.kept = [key for key in row.kept if key not in changed]
    row.saved_at, row.taken_until = timezone.now(), until()
    row.save(update_fields=["revision", "content", "marks", "stale", "kept", "saved_at", "taken_until"])
    if row.state == State.IN_WORK:
        row.hands.add(by)


@transaction.atomic
def use_machine(translation: Translation, by: Person) -> int:
    """Fills the empty parts with the machine's draft, each to be looked at; how many. Raises NotPossible."""
    row = locked(translation)
    _check_turn(row, by)
    have, drafted = texts_of(row.content), texts_of(row.machine_content)
    empty = [
        part
        for part in parts_of(row.version.content)
        if not have.get(part.key) and drafted.get(part.key, "").strip()
    ]
    if row.state != State.IN_WORK or not empty:
        return 0
    row.stale = {**row.stale, **{part.key: part.original for part in empty}}
    row.content = filled(row.version.content, {**have, **{part.key: drafted[part.key] for part in empty}})
    row.machine_used, row.revision = True, row.revision + 1
    row.save(update_fields=["stale", "content", "machine_used", "revision"])
    record(by, "translation.machine_used", row, language=row.language)
    return len(empty)


@transaction.atomic
def hand_in(translation: Translation, by: Person) -> Translation:
    """Passes it on to a second person. Raises NotPossible while a part is missing or not looked at."""
    row = locked(translation)
    if row.state == State.IN_REVIEW and row.translator_id == by.pk:
        return row
    _check_turn(row, by)
    _check_whole(row)
    row.state, row.handed_in_at = State.IN_REVIEW, timezone.now()
    # Who sent it back looks at it again, unless her time runs out.
    row.taken_until = until() if row.reviewer_id else None
    row.save(update_fields=["state", "handed_in_at", "taken_until"])
    row.hands.add(by)
    record(by, "translation.handed_in", row, language=row.language)
    letters.to_review_again(row)
    return row


def _check_whole(row: Translation) -> None:
    open_parts = todo(row.version.content, texts_of(row.content), row.stale)
    if open_parts:
        words = _("Parts that are still to do: %(number)d.")
        raise NotPossible(words % {"number": len(open_parts)})


# -- reviewing ---------------------------------------------------------------------------------------


@transaction.atomic
def take_review(translation: Translation, person: Person) -> Translation:
    """Gives its review to the person, alone. Raises NotPossible for the translator, and where somebody else
    has it."""
    row = locked(translation)
    if rules.is_reviewing(person, row):
        return row
    if not rules.may_review(person, row):
        raise NotPossible(_("A second person reviews it, and nobody else has this review now."))
    row.reviewer, row.taken_until = person, until()
    row.save(update_fields=["reviewer", "taken_until"])
    record(person, "translation.review_taken", row, language=row.language)
    return row


@transaction.atomic
def send_back(translation: Translation, by: Person, note: str) -> Translation:
    """Back to the translator, with what is to be done. Raises NotPossible without a note, or one that
    is too long."""
    row = locked(translation)
    if not rules.is_reviewing(by, row):
        raise NotPossible(
            _("This translation is not with you any more. What you typed is still on this page.")
        )
    if not clean(note):
        raise NotPossible(_("Say what the translator should look at."))
    if len(clean(note)) > NOTE:
        raise NotPossible(_("A text is too long: at most %(most)d characters.") % {"most": NOTE})
    if row.translator_id is None:
        raise NotPossible(_("The translator has left. Please correct it here, and approve it."))
    row.state, row.note, row.taken_until = State.IN_WORK, clean(note), until()
    row.save(update_fields=["state", "note", "taken_until"])
    record(by, "translation.sent_back", row, language=row.language)
    letters.sent_back(row)
    return row


@transaction.atomic
def approve(translation: Translation, by: Person) -> Translation:
    """Makes it readable for everybody; the translator, the author and those who asked are told."""
    row = locked(translation)
    if row.state == State.REVIEWED and row.reviewer_id == by.pk:
        return row
    if not rules.is_reviewing(by, row) or not rules.may_review(by, row):
        raise NotPossible(_("A second person reviews it, and nobody else has this review now."))
    _check_whole(row)
    row.state, row.reviewed_at, row.taken_until, row.note = State.REVIEWED, timezone.now(), None, ""
    row.marks, row.stood, row.stood_translator, row.stood_reviewer = {}, {}, None, None
    row.save(update_fields=["state", "reviewed_at", "taken_until", "note", "marks", *STOOD])
    record(by, "translation.reviewed", row, language=row.language, version=row.version.number)
    asks = row.version.practice.translation_asks.filter(language=row.language, answered_at=None)
    letters.readable(row, [one.person for one in asks.select_related("person")])
    asks.update(answered_at=timezone.now())
    return row
