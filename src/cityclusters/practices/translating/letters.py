"""The letters about translations."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from cityclusters.journal import letters
from cityclusters.people.models import Person
from cityclusters.practices.models import Translation


def _context(row: Translation, **more: Any) -> dict[str, Any]:
    practice = row.version.practice
    return {
        "translation": row,
        "practice": practice,
        "title": row.version.content["title"],
        "language": row.language,
        "work_page": letters.absolute(row.get_absolute_url()),
        "page": letters.absolute(f"{practice.get_absolute_url()}?in={row.language}"),
        **more,
    }


def _key(what: str, row: Translation, moment: Any = "") -> str:
    return f"translation:{row.public_id}:{what}:{moment}"


def _turn(row: Translation) -> str:
    return str(int(row.taken_until.timestamp())) if row.taken_until else ""


def to_review_again(row: Translation) -> None:
    """To a reviewer who had sent it back: it is with her again."""
    if row.reviewer is not None:
        context = _context(row)
        letters.write(
            _key("again", row, row.handed_in_at), row.reviewer, "practices/mail/translation_again", context
        )


def sent_back(row: Translation) -> None:
    """To the translator: the reviewer's note."""
    context = _context(row, note=row.note)
    letters.write(
        _key("back", row, timezone.now()), row.translator, "practices/mail/translation_back", context
    )


def readable(row: Translation, asked: Iterable[Person]) -> None:
    """To the translator, the author, and those who had asked for it: everybody can read it now."""
    practice = row.version.practice
    template, told = "practices/mail/translation_readable", set[int]()
    for part, people in (("translator", [row.translator]), ("author", [practice.author]), ("asked", asked)):
        for person in people:
            if person is None or person.pk in told:
                continue
            told.add(person.pk)
            key = _key(f"readable:{person.public_id}", row)
            letters.write(key, person, template, _context(row, part=part))


def ends_soon(row: Translation) -> None:
    """To who has it and has saved nothing for a while: until when it is hers."""
    holder = row.translator if row.state == Translation.State.IN_WORK else row.reviewer
    context = _context(row, until=row.taken_until)
    letters.write(_key("soon", row, _turn(row)), holder, "practices/mail/translation_soon", context)


def given_back(row: Translation) -> None:
    """To who had it: its time has run out; what she wrote is kept for the next person."""
    holder = row.translator if row.state == Translation.State.IN_WORK else row.reviewer
    letters.write(_key("lapsed", row, _turn(row)), holder, "practices/mail/translation_lapsed", _context(row))


def original_changed(row: Translation, person: Person | None, parts: int, *, in_work: bool) -> None:
    """To the (last) translator: the original has another version, and so many parts are to be done."""
    context = _context(row, parts=parts, in_work=in_work)
    key = _key(f"changed:{row.version.number}", row)
    letters.write(key, person, "practices/mail/translation_changed", context)
