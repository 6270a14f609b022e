"""One practice as an edition prints it: the best text in the edition's language, facts, pictures, voices."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from django.utils.dateparse import parse_date

from cityclusters.booklets.prose import blocks, said, said_in
from cityclusters.core.texts import pick
from cityclusters.people.models import Consent
from cityclusters.places.countries import country_name
from cityclusters.practices.adoption.voices import Voices
from cityclusters.practices.models import Picture, Practice, Testimonial, Translation, Version
from cityclusters.practices.models.choices import SECTIONS
from cityclusters.practices.reading import Reading
from cityclusters.practices.translating.credit import credits
from cityclusters.spaces.models import Theme

MOST_PICTURES = 6
Facts = dict[str, Any]


class Setting(NamedTuple):
    """What the practices of an edition have in common: its language, the fixed words, the themes by code; by
    the practice's key the voices that may be shown; by the version's key the text in the language; by the
    person's key the words that credit her."""

    language: str
    words: dict[str, str]
    themes: dict[str, Theme]
    voices: dict[int, Voices]
    readings: dict[int, Reading]
    credits: dict[int, str]


class Piece(NamedTuple):
    """What one practice gives to an edition."""

    data: Facts
    version: Version
    translation: Translation | None
    pictures: list[Picture]
    quotes: list[Testimonial]


def language_name(code: str, language: str) -> str:
    """The name of a language in a language: ('ar', 'fr') → 'arabe'."""
    try:
        return Locale.parse(code).get_display_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code


def some_day(value: str, language: str) -> str:
    """'2020', '2020-03' or '2020-03-15' as the language writes it."""
    locale = "en_GB" if language == "en" else language
    if (whole := parse_date(value) if len(value) == 10 else None) is not None:
        return format_date(whole, "long", locale=locale)
    if len(value) == 7 and (first := parse_date(f"{value}-01")) is not None:
        return format_skeleton("yMMMM", first, locale=locale)
    return value


def time_of(facts: Facts, words: dict[str, str], language: str) -> str:
    """From when to when, with whether it still runs."""
    start, end = (some_day(str(facts.get(key) or ""), language) for key in ("started", "ended"))
    if start and end:
        span = f"{start} – {end}" if start != end else start
    else:
        span = words["since"] % {"start": start} if start else end
    return " · ".join(filter(None, [span, words.get(f"status_{facts.get('status')}", "")]))


def piece(practice: Practice, version: Version, reading: Reading, setting: Setting) -> Piece:
    """The version of the practice, ready for the source of an edition, with the text of the reading."""
    language, words = setting.language, setting.words
    shown = setting.voices.get(practice.pk, Voices([], []))
    pictures, quotes = shown.pictures[:MOST_PICTURES], shown.testimonials
    content, facts = reading.content, version.facts
    data = {
        "id": practice.public_id,
        "url": version.get_absolute_url(),
        "version": version.number,
        "published": version.published_at.date().isoformat(),
        "language": reading.language,
        "title": said(content["title"], reading.language),
        "summary": said(content.get("summary") or "", reading.language),
        "labels": _labels(version, reading, language, words),
        "sections": _sections(content, words),
        "steps": [
            {"title": step["title"], "blocks": blocks(step.get("text") or "")}
            for step in content.get("steps") or []
        ],
        "results": [_result(row) for row in content.get("results") or []],
        "facts": _facts(facts, words, language, setting.themes),
        "level": words.get(f"level_{facts.get('level')}", ""),
        "places": [_place(place, language) for place in [facts["place"], *facts.get("more_places", [])]],
        "sdgs": list(facts.get("sdg_targets") or []),
        "licence": str(facts.get("licence") or ""),
        "links": [dict(link) for link in facts.get("links") or []],
        "pictures": [_picture(row, language) for row in pictures],
        "quotes": [_quote(row, language) for row in quotes],
        "credits": _credits(practice, reading, setting.credits),
    }
    return Piece(data, version, reading.translation, pictures, quotes)


def _labels(version: Version, reading: Reading, language: str, words: dict[str, str]) -> list[str]:
    """What the reader must know about the text, in the edition's language."""
    found = []
    if reading.original and reading.language != language:
        found.append(words["original_in"] % {"language": language_name(reading.language, language)})
    if not reading.original:
        found.append(words["translated_from"] % {"language": language_name(version.language, language)})
    if reading.machine:
        said_how = words["machine_checked"] if reading.reviewed else words["machine"]
        found.append(said_how % {"service": reading.machine})
    if reading.outdated_since is not None:
        found.append(words["outdated"])
    return found


def _sections(content: Facts, words: dict[str, str]) -> list[Facts]:
    written = content.get("sections") or {}
    return [
        {"key": key, "heading": words[f"section_{key}"], "blocks": blocks(written[key])}
        for key in SECTIONS
        if str(written.get(key) or "").strip()
    ]


def _result(row: Facts) -> Facts:
    """A statement; `stated` where its value, its period or its source is missing (rule PR2)."""
    kept = {key: str(row.get(key) or "") for key in ("statement", "value", "unit", "period", "source")}
    return {**kept, "stated": not (kept["value"] and kept["period"] and kept["source"])}


def _place(place: Facts, language: str) -> Facts:
    return {**place, "words": f"{place['name']} ({country_name(place['country'], language)})"}


def _facts(facts: Facts, words: dict[str, str], language: str, themes: dict[str, Theme]) -> list[Facts]:
    """Rows of {"label", "values": [texts with their language]} as they stand above the text."""
    owner = facts.get("organisation")
    rows: list[tuple[str, Iterable[Facts]]] = [
        ("place", [said(_place(facts["place"], language)["words"], language)]),
        (
            "more_places",
            [said(_place(place, language)["words"], language) for place in facts.get("more_places") or []],
        ),
        ("who", [said_in(pick(owner["names"], language), language)] if owner else []),
        ("when", [said(span, language)] if (span := time_of(facts, words, language)) else []),
        ("partners", [_partner(row, words, language) for row in facts.get("partners") or []]),
        ("themes", [_theme(code, themes, language) for code in facts.get("themes") or []]),
    ]
    return [{"label": words[key], "values": values} for key, made in rows if (values := list(made))]


def _partner(row: Facts, words: dict[str, str], language: str) -> Facts:
    role = words.get(f"role_{row.get('role')}", "")
    return {**said(str(row["name"]), language), "about": role}


def _theme(code: str, themes: dict[str, Theme], language: str) -> Facts:
    theme = themes.get(code)
    return said_in(pick(theme.names, language), language) if theme else said(code, language)


def _picture(row: Picture, language: str) -> Facts:
    """Caption and description in the edition's language where there is one."""
    caption, alt = pick(row.caption, language), pick(row.alt, language)
    return {
        "id": row.public_id,
        "caption": said_in(caption, language),
        "alt": said_in(alt if alt.text else caption, language),
        "credit": row.credit,
    }


def _quote(row: Testimonial, language: str) -> Facts:
    organisation = pick(row.organisation.names, language).text if row.organisation else ""
    return {
        "id": row.public_id,
        "blocks": blocks(row.text),
        **{key: value for key, value in said(row.text, row.language).items() if key != "text"},
        "by": ", ".join(filter(None, [row.named, organisation])),
    }


def _credits(practice: Practice, reading: Reading, words: dict[int, str]) -> list[Facts]:
    """Who is to be named: [{"role", "person": public id, "name": the words for her}]."""
    people = [
        ("author", practice.author),
        ("translator", reading.translator),
        ("reviewer", reading.reviewer),
    ]
    return [
        {"role": role, "person": person.public_id, "name": words[person.pk]}
        for role, person in people
        if person is not None and person.pk in words
    ]


def named(practices: Iterable[Practice], readings: Iterable[Reading]) -> dict[int, str]:
    """By the person's key the words for authors who agreed to be listed, and for translators and reviewers
    (in the active language)."""
    authors = {practice.author_id: practice.author for practice in practices}
    agreed = Consent.objects.filter(
        purpose=Consent.Purpose.DIRECTORY, withdrawn_at=None, person__in=list(authors)
    )
    listed = [authors[key] for key in agreed.values_list("person", flat=True)]
    helpers = [person for reading in readings for person in (reading.translator, reading.reviewer)]
    return credits([*listed, *helpers])
