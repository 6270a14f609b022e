"""Which text of a version a reader gets: the best one in her language, else the original."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cityclusters.core.texts import RIGHT_TO_LEFT
from cityclusters.people.models import Person
from cityclusters.practices.models import Translation, Version


@dataclass(frozen=True, slots=True)
class Reading:
    """A text to be read: `content` as Version.content, in `language`.

    `original`: it is the author's own. `reviewed`: a second person looked at the translation. `machine`: the
    service that made it, or from whose draft people went on, '' where no machine did; always to be shown.
    `outdated_since`: the newer version that the translation does not follow, or None; `of` is the version
    whose translation it is. `translator` and `reviewer` are to be credited (translation_credit)."""

    content: dict[str, Any]
    language: str
    original: bool = True
    machine: str = ""
    reviewed: bool = False
    outdated_since: Version | None = None
    translator: Person | None = None
    reviewer: Person | None = None
    of: Version | None = None
    translation: Translation | None = None

    @property
    def direction(self) -> str:
        """'rtl' or 'ltr'."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def by_machine(self) -> bool:
        """Whether a machine wrote it and nobody has reviewed it: to be said before the text itself."""
        return bool(self.machine) and not self.reviewed


def texts(version: Version, language: str) -> Reading:
    """The text of the version in the language: a reviewed translation (of an older version where there is no
    newer one), else a machine's draft where one is shown, else the original. One query, or none."""
    return many([version], language)[version.pk]


def many(versions: Iterable[Version], language: str) -> dict[int, Reading]:
    """The same for many versions (by their keys), in one query: for lists, booklets and the index."""
    rows = list(versions)
    foreign = [version for version in rows if version.language != language]
    found = _candidates(foreign, [language]) if foreign else {}
    return {version.pk: _best(version, found.get(version.practice_id, ())) for version in rows}


def all_of(version: Version) -> dict[str, Reading]:
    """Every language in which the version can be read, the original first. One query."""
    return every([version])[version.pk]


def every(versions: Iterable[Version]) -> dict[int, dict[str, Reading]]:
    """The same for many versions (by their keys), in one query."""
    rows = list(versions)
    known = _candidates(rows, None)
    return {version.pk: _in_all(version, known.get(version.practice_id, [])) for version in rows}


def _in_all(version: Version, known: Iterable[Translation]) -> dict[str, Reading]:
    rows = list(known)
    readings = {version.language: _original(version)}
    for language in sorted({row.language for row in rows} - {version.language}):
        best = _best(version, [row for row in rows if row.language == language])
        if not best.original:
            readings[language] = best
    return readings


def _candidates(
    versions: Collection[Version], languages: Collection[str] | None
) -> Mapping[int, list[Translation]]:
    """Readable translations by the key of their practice, the newest version first."""
    practices = {version.practice_id for version in versions}
    rows = Translation.objects.readable().filter(version__practice__in=practices)
    if languages is not None:
        rows = rows.filter(language__in=languages)
    found: dict[int, list[Translation]] = {}
    people = ("translator", "reviewer", "stood_translator", "stood_reviewer")
    for row in rows.select_related("version", *people).order_by("-version__number", "pk"):
        found.setdefault(row.version.practice_id, []).append(row)
    return found


def _best(version: Version, rows: Iterable[Translation]) -> Reading:
    """Of translations into one language, newest version first: a reviewed one, else a machine's of exactly
    this version, else the original."""
    fitting = [row for row in rows if row.version.number <= version.number]
    for row in fitting:
        if row.stands:
            return _translated(row, version)
    for row in fitting:
        if row.version_id == version.pk and row.machine_shown and row.machine_content:
            return _translated(row, version)
    return _original(version)


def _original(version: Version) -> Reading:
    return Reading(version.content, version.language, of=version)


def _translated(row: Translation, version: Version) -> Reading:
    reviewed = row.stands
    translator, reviewer = row.translator, row.reviewer
    if row.stood:
        translator, reviewer = row.stood_translator, row.stood_reviewer
    return Reading(
        content=row.shown,
        language=row.language,
        original=False,
        machine=row.machine if row.machine_used or not reviewed else "",
        reviewed=reviewed,
        outdated_since=version if row.version_id != version.pk else None,
        translator=translator if reviewed else None,
        reviewer=reviewer if reviewed else None,
        of=row.version,
        translation=row,
    )
