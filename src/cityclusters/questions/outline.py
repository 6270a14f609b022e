"""The outline of a consolidated reply: sections, answers put into them, excerpts quoted. Pure functions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cityclusters.core.ids import short_code

PARAGRAPHS = re.compile(r"\n\s*\n")
MOST_SECTIONS = 20
MOST_TEXT = 20_000
MOST_TITLE = 200


@dataclass
class Section:
    """A heading, its text, and the public ids of the answers that belong to it."""

    key: str
    title: str = ""
    text: str = ""
    answers: list[str] = field(default_factory=list)


def read(stored: Sequence[Mapping[str, Any]]) -> list[Section]:
    """The sections of a stored outline."""
    return [Section(row["key"], row["title"], row["text"], list(row["answers"])) for row in stored]


def stored(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """The form in which an outline is kept."""
    return [{"key": s.key, "title": s.title, "text": s.text, "answers": s.answers} for s in sections]


def new_section(title: str = "") -> Section:
    """An empty one with a key of its own."""
    return Section(short_code(6), title)


def paragraphs(text: str) -> list[str]:
    """The parts of an answer that can be quoted one by one."""
    return [part.strip() for part in PARAGRAPHS.split(text) if part.strip()]


def quoted(excerpt: str, credit: str) -> str:
    """An excerpt as a quotation with its source: lines that begin with '> '."""
    lines = [f"> {line}".rstrip() for line in excerpt.splitlines()]
    return "\n".join([*lines, f"> — {credit}"])


def with_excerpts(section: Section, excerpts: Iterable[tuple[str, str]]) -> None:
    """Adds excerpts (text, credit) at the end of the section's text; none is repeated."""
    for excerpt, credit in excerpts:
        made = quoted(excerpt, credit)
        if made not in section.text:
            section.text = f"{section.text.rstrip()}\n\n{made}\n\n".lstrip("\n")


def place(sections: Iterable[Section], answer: str, key: str) -> None:
    """Puts an answer into the section with the key and takes it out of the others; '' takes it out of all."""
    for section in sections:
        if section.key == key:
            section.answers = list(dict.fromkeys([*section.answers, answer]))
        elif answer in section.answers:
            section.answers.remove(answer)


def moved(sections: list[Section], key: str, by: int) -> list[Section]:
    """The sections with one moved up (-1) or down (1)."""
    keys = [section.key for section in sections]
    if key not in keys:
        return sections
    here = keys.index(key)
    there = min(max(here + by, 0), len(sections) - 1)
    made = list(sections)
    made.insert(there, made.pop(here))
    return made


def whole(introduction: str, sections: Iterable[Section]) -> str:
    """The reply as one text: for letters, the search, and reading aloud. Headings stand on lines of their
    own, empty sections are left out."""
    parts = [introduction.strip()]
    for section in sections:
        text = section.text.strip()
        if text:
            parts.append(f"{section.title.strip()}\n\n{text}" if section.title.strip() else text)
    return "\n\n".join(part for part in parts if part)
