"""Who may do what with a translation: pure answers, no writing."""

from cityclusters.people.models import Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.practices import rules
from cityclusters.practices.models import Practice, Translation, Translator
from cityclusters.spaces.models import Membership

State = Translation.State


def may_ask(reader: Reader, practice: Practice) -> bool:
    """Everybody with an account, for what is published."""
    return reader.is_authenticated and practice.is_published


def may_translate(reader: Reader) -> bool:
    """Members of a space, focal points, and officers; asked of the database once a request."""
    if not reader.is_authenticated:
        return False
    known: bool | None = reader.__dict__.get("may_translate")
    if known is None:
        known = is_officer(reader) or bool(focal_organisations(reader))
        known = known or Membership.objects.now().filter(person=reader).exists()
        reader.__dict__["may_translate"] = known
    return known


def may_take(reader: Reader, translation: Translation) -> bool:
    """Those who may translate, what nobody is translating, of a published practice."""
    return (
        translation.state == State.WANTED
        and translation.version.practice.is_published
        and may_translate(reader)
    )


def may_correct(reader: Reader, translation: Translation) -> bool:
    """Those who may translate, a reviewed translation of what is read now."""
    practice = translation.version.practice
    is_current = translation.version_id == practice.version_id
    return (
        translation.state == State.REVIEWED and is_current and practice.is_published and may_translate(reader)
    )


def is_translating(reader: Reader, translation: Translation) -> bool:
    """Whether the reader has it in work now."""
    return translation.state == State.IN_WORK and _is(reader, translation.translator_id)


def is_reviewing(reader: Reader, translation: Translation) -> bool:
    """Whether the reader has its review now."""
    return translation.state == State.IN_REVIEW and _is(reader, translation.reviewer_id)


def may_review(reader: Reader, translation: Translation) -> bool:
    """Those who may translate, what is handed in and nobody else reviews; nobody her own words."""
    if translation.state != State.IN_REVIEW or not isinstance(reader, Person) or not may_translate(reader):
        return False
    if translation.translator_id == reader.pk or translation.hands.filter(pk=reader.pk).exists():
        return False
    return translation.reviewer_id in (None, reader.pk)


def may_see_work(reader: Reader, translation: Translation) -> bool:
    """The words before they are reviewed: those who may translate, and the practice's own people."""
    return may_translate(reader) or may_use_machine(reader, translation.version.practice)


def may_use_machine(reader: Reader, practice: Practice) -> bool:
    """Its writers, those who manage it, and officers: a draft costs, and showing it is their word."""
    if not reader.is_authenticated or not practice.is_readable:
        return False
    return is_officer(reader) or rules.is_writer(reader, practice) or rules.may_manage(reader, practice)


def may_ask_machine(reader: Reader, translation: Translation) -> bool:
    """The same, and who has the translation in work."""
    return is_translating(reader, translation) or may_use_machine(reader, translation.version.practice)


def languages_of(reader: Reader) -> frozenset[str]:
    """The languages that the reader said she reads and writes."""
    if not reader.is_authenticated:
        return frozenset()
    row = Translator.objects.filter(person=reader).first()
    return frozenset(row.languages) if row else frozenset()


def _is(reader: Reader, key: int | None) -> bool:
    return reader.is_authenticated and key is not None and reader.pk == key
