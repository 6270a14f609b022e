"""The source of an edition: everything that it prints, in one language, as JSON. PDF, EPUB and DOCX are
made from it alone, so that nothing that changes later changes an edition (rule PR4)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from babel.dates import format_date
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from cityclusters.booklets.models import Booklet, BookletItem, Edition
from cityclusters.booklets.practice_source import Piece, Setting, named, piece
from cityclusters.booklets.prose import blocks, clean, said_in
from cityclusters.booklets.words import words_in
from cityclusters.core.texts import RIGHT_TO_LEFT, pick
from cityclusters.journal.letters import absolute
from cityclusters.places.map import project
from cityclusters.places.models import Place
from cityclusters.practices.adoption.voices import shown
from cityclusters.practices.models import Version
from cityclusters.practices.reading import Reading, many
from cityclusters.spaces.models import Theme
from cityclusters.spaces.sdg import goals

FORMAT = 1
Data = dict[str, Any]


class Frozen(NamedTuple):
    """A source with the rows that it was made from."""

    source: Data
    pieces: list[Piece]


class Lack(NamedTuple):
    """What an item gives in a language: `kind` is 'text', 'machine' (a draft that nobody checked) or
    'original' (the language is missing); `choice` is what the editor decided for the last two, or ''."""

    item: BookletItem
    language: str
    kind: str
    choice: str

    @property
    def is_open(self) -> bool:
        """Whether the editor still has to decide."""
        return self.kind != "text" and not self.choice


def items_of(booklet: Booklet) -> list[BookletItem]:
    """The items in their order, with practices and versions; practices that were retired stay away."""
    rows = booklet.items.select_related("practice__version", "practice__author", "practice__place")
    return [item for item in rows if item.practice.is_published]


def _version(item: BookletItem) -> Version:
    version: Version | None = item.practice.version
    assert version is not None, "only published practices are in a booklet"
    return version


def readings_of(items: list[BookletItem], language: str) -> dict[int, Reading]:
    """The text of each item in the language, by its version's key. One query."""
    return many([_version(item) for item in items], language)


def lack(item: BookletItem, reading: Reading, language: str, *, machine_allowed: bool) -> Lack:
    """What the item gives in the language. A machine's draft counts as a text only where the editor allows
    such drafts."""
    choice = str(item.missing.get(language, ""))
    if reading.language != language:
        return Lack(item, language, "original", choice)
    if reading.by_machine and not machine_allowed:
        return Lack(item, language, "machine", choice)
    return Lack(item, language, "text", choice)


def lacks(booklet: Booklet) -> list[Lack]:
    """All items that lack a text, language by language, in their order. One query for each language."""
    items, found = items_of(booklet), []
    for language in booklet.languages:
        readings = readings_of(items, language)
        for item in items:
            reading = readings[_version(item).pk]
            found.append(lack(item, reading, language, machine_allowed=booklet.machine_allowed))
    return [row for row in found if row.kind != "text"]


def languages_of(booklet: Booklet) -> dict[str, int]:
    """In how many practices each language of texts can be printed, the most first."""
    items = items_of(booklet)
    counts = {}
    for language, _name in settings.CONTENT_LANGUAGES:
        readings = readings_of(items, language).values()
        counts[language] = sum(reading.language == language for reading in readings)
    return dict(sorted(counts.items(), key=lambda pair: -pair[1]))


def build(booklet: Booklet, language: str, *, number: int, note: dict[str, str], at: datetime) -> Frozen:
    """The source in a language: the published version of each practice as it is now.

    A practice that lacks the language is left out or printed as the original, as its item says; number 0 is
    a proof, which prints originals where nothing is decided yet."""
    items = items_of(booklet)
    setting = _setting(items, language)
    pieces: list[Piece] = []
    parts: list[Data] = []
    heading: Data | None = None
    for item in items:
        if item.part:
            heading = said_in(pick(item.part, language), language)
        if (made := _piece(booklet, item, setting)) is None:
            continue
        pieces.append(made)
        parts.append({**made.data, "part": heading})
        heading = None
    words = setting.words
    source = {
        **_head(booklet, language, at),
        "number": number,
        "note": said_in(pick(note, language), language),
        "address": absolute(_address(booklet, number)),
        "words": words,
        "practices": parts,
        **_places(parts),
        "sdgs": _sdgs(parts, language),
        "changes": [],
        "taken_out": [],
    }
    return Frozen(clean(source), pieces)


def _setting(items: list[BookletItem], language: str) -> Setting:
    practices = [item.practice for item in items]
    readings = readings_of(items, language)
    with override(language):
        people = named(practices, readings.values())
    return Setting(
        language=language,
        words=words_in(language),
        themes={theme.code: theme for theme in Theme.objects.all()},
        voices=shown(practice.pk for practice in practices),
        readings=readings,
        credits=people,
    )


def _piece(booklet: Booklet, item: BookletItem, setting: Setting) -> Piece | None:
    """What the item prints; None where it is left out of this language."""
    version = _version(item)
    reading = setting.readings[version.pk]
    about = lack(item, reading, setting.language, machine_allowed=booklet.machine_allowed)
    if about.kind != "text" and about.choice == BookletItem.Missing.LEAVE:
        return None
    if about.kind == "machine":  # the original instead of a draft that nobody allowed
        reading = Reading(version.content, version.language, of=version)
    return piece(item.practice, version, reading, setting)


def _address(booklet: Booklet, number: int) -> str:
    if not number:
        return booklet.get_absolute_url()
    return reverse("booklets:edition", args=[booklet.public_id, number])


def long_day(at: datetime, language: str) -> str:
    """The day as the language writes it: '22 November 2026'."""
    return format_date(at, "long", locale="en_GB" if language == "en" else language)


def _head(booklet: Booklet, language: str, at: datetime) -> Data:
    preface = pick(booklet.preface, language)
    made_from = booklet.exchange.title if booklet.exchange else None
    call = booklet.call.title if booklet.call else None
    return {
        "format": FORMAT,
        "language": language,
        "rtl": language in RIGHT_TO_LEFT,
        "paper": booklet.paper,
        "colour": booklet.colour,
        "title": said_in(pick(booklet.title, language), language),
        "subtitle": said_in(pick(booklet.subtitle, language), language),
        "preface": {**said_in(preface, language), "blocks": blocks(preface.text)},
        "publisher": said_in(pick(booklet.organisation.names, language), language),
        "editors": [{"person": person.public_id, "name": str(person)} for person in _named_editors(booklet)],
        "made_from": said_in(pick(made_from, language), language) if made_from else None,
        "call": said_in(pick(call, language), language) if call else None,
        "cover": booklet.cover.public_id if booklet.cover else "",
        "day": long_day(at, language),
        "made_at": at.isoformat(),
    }


def _named_editors(booklet: Booklet) -> Iterable[Any]:
    """Editors who agreed to be listed, in the order in which they were asked."""
    rows = booklet.editors.filter(consents__purpose="directory", consents__withdrawn_at=None)
    return rows.order_by("name").distinct()


def _places(parts: list[Data]) -> Data:
    """The index of places, each with the practices there (their place in the book, from 1), and the points
    of the map."""
    index: dict[str, Data] = {}
    for number, part in enumerate(parts, 1):
        for place in part["places"]:
            row = index.setdefault(place["id"], {"id": place["id"], "words": place["words"], "practices": []})
            row["practices"].append(number)
    rows = Place.objects.filter(public_id__in=index, latitude__isnull=False, longitude__isnull=False)
    points = []
    for place in rows:
        x, y = project(place.latitude or 0.0, place.longitude or 0.0)
        points.append({"x": round(x, 1), "y": round(y, 1), "id": place.public_id})
    ordered = sorted(index.values(), key=lambda row: row["words"].casefold())
    return {"places": ordered, "points": sorted(points, key=lambda point: point["id"])}


def _sdgs(parts: list[Data], language: str) -> list[Data]:
    """The index of goals: [{"goal": 5, "name", "targets": ["5.5"], "practices": [1, 4]}], in their order."""
    index: dict[int, Data] = {}
    names = goals(language)
    for number, part in enumerate(parts, 1):
        for target in part["sdgs"]:
            goal = int(target.split(".")[0])
            row = index.setdefault(goal, {"goal": goal, "name": names[goal], "targets": [], "practices": []})
            row["targets"] = sorted({*row["targets"], target})
            if number not in row["practices"]:
                row["practices"].append(number)
    return [index[goal] for goal in sorted(index)]


def changes(source: Data, before: Edition | None) -> list[str]:
    """What differs from the edition before in the same language, in its words; [] for a first edition."""
    if before is None:
        return []
    words = source["words"]
    was = {row["id"]: row for row in before.source["practices"]}
    now = {row["id"]: row for row in source["practices"]}
    found = []
    for key, row in now.items():
        kind = _difference(was.get(key), row)
        if kind:
            found.append(words[kind] % {"title": row["title"]["text"]})
    gone = [row for key, row in was.items() if key not in now]
    return found + [words["change_out"] % {"title": row["title"]["text"]} for row in gone]


def _difference(was: Data | None, now: Data) -> str:
    if was is None:
        return "change_new"
    if was["version"] != now["version"]:
        return "change_version"
    texts = ("language", "title", "summary", "sections", "steps", "results")
    return "change_text" if any(was[key] != now[key] for key in texts) else ""
