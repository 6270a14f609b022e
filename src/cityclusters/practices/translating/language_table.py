"""The languages of one practice: what can be read, what is asked for, in work, or made by a machine."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count

from cityclusters.core.texts import RIGHT_TO_LEFT
from cityclusters.people.readers import Reader
from cityclusters.practices.models import Practice, Translation
from cityclusters.practices.reading import Reading, all_of
from cityclusters.practices.translating import rules
from cityclusters.practices.translating.language_bar import state_of, state_words
from cityclusters.practices.translating.machine import drafting, spending
from cityclusters.practices.translating.parts import parts_of, texts_of, todo

State = Translation.State


@dataclass
class Line:
    """One language: `reading` where it can be read, `work` where somebody is to translate the version that is
    read now, `asks` how many people wait, `mine` whether the reader is one of them."""

    code: str
    name: str
    reading: Reading | None
    work: Translation | None
    asks: int
    mine: bool
    done: int
    number: int

    @property
    def direction(self) -> str:
        """'rtl' or 'ltr'."""
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"

    @property
    def words(self) -> str:
        """What can be read, in words."""
        return state_words(state_of(self.reading)) if self.reading else ""

    @property
    def settled(self) -> bool:
        """Whether nothing is to do: the original, or a reviewed translation of what is read now that nobody
        corrects."""
        if self.work is not None and self.work.stood:
            return False
        return self.reading is not None and (
            self.reading.original or (self.reading.reviewed and not self.reading.outdated_since)
        )

    @property
    def correctable(self) -> bool:
        """Whether a reviewed translation of what is read now can be opened again."""
        return self.settled and self.work is not None and self.work.state == State.REVIEWED

    @property
    def free(self) -> bool:
        """Whether somebody may begin to translate."""
        return not self.settled and (self.work is None or self.work.state == State.WANTED)


def table(practice: Practice, reader: Reader) -> dict[str, Any]:
    """For the page of the languages of a practice that everybody can read. Some eight queries."""
    version = practice.version
    assert version is not None
    known = all_of(version)
    work = {row.language: row for row in version.translations.all()}
    asks = dict(
        practice.translation_asks.filter(answered_at=None)
        .values_list("language")
        .annotate(number=Count("pk"))
        .order_by()
    )
    mine: set[str] = set()
    if reader.is_authenticated:
        hers = practice.translation_asks.filter(person=reader, answered_at=None)
        mine = set(hers.values_list("language", flat=True))
    names = {**dict(settings.CONTENT_LANGUAGES), version.language: _name(version.language)}
    number, may_use_machine = len(parts_of(version.content)), rules.may_use_machine(reader, practice)
    lines = []
    for code in [version.language, *(code for code in names if code != version.language)]:
        row = work.get(code)
        left = len(todo(version.content, texts_of(row.content), row.stale)) if row else number
        read, waiting = known.get(code), asks.get(code, 0)
        lines.append(Line(code, names[code], read, row, waiting, code in mine, number - left, number))
    return {
        "practice": practice,
        "version": version,
        "lines": lines,
        "busy": any(row.machine_busy for row in work.values()),
        "may_ask": rules.may_ask(reader, practice),
        "may_translate": rules.may_translate(reader) and practice.is_published,
        "service": drafting.service() if may_use_machine else None,
        "may_use_machine": may_use_machine,
        "characters": sum(len(part.original) for part in parts_of(version.content)),
        "left": spending.left() if may_use_machine else 0,
    }


def _name(code: str) -> str:
    return dict(settings.CONTENT_LANGUAGES).get(code, code)
