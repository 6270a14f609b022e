"""The part of a text that answers a question, with the words that were looked for marked."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString

from cityclusters.search.analysis import words
from cityclusters.search.analysis.chinese import simplified
from cityclusters.search.analysis.normal import HAN, HAS_HAN

LOOKED_AT = 30_000  # characters of a text
LENGTH = 240  # characters of an excerpt
LEAD = 60  # of them before the first word that was found
CHUNK = re.compile(rf"[{HAN}]+|[^\s{HAN}]+")


class Span(NamedTuple):
    """Where a word that was looked for stands."""

    start: int
    end: int


def excerpt(text: str, wanted: Collection[str], language: str) -> SafeString:
    """The part with the most words that were looked for, marked with <mark>; all else is escaped."""
    text = text[:LOOKED_AT]
    spans = _found(text, frozenset(wanted), language)
    start = _best_start(spans)
    start = max(0, text.rfind(" ", 0, start) + 1) if start else 0
    end = _end(text, start)
    parts = _marked(text, [span for span in spans if start <= span.start and span.end <= end], start, end)
    return SafeString("".join(["… " if start else "", *parts, " …" if end < len(text) else ""]))


def marked(text: str, wanted: Collection[str], language: str) -> SafeString:
    """A whole short text (a title) with the words marked."""
    return SafeString("".join(_marked(text, _found(text, frozenset(wanted), language), 0, len(text))))


def _found(text: str, wanted: frozenset[str], language: str) -> list[Span]:
    """The words of the text that one of the wanted search words finds, in order. Texts repeat their words:
    each chunk is looked at once, and then its places."""
    characters = [word for word in wanted if HAS_HAN.match(word)]
    spans: list[Span] = []
    for chunk in set(CHUNK.findall(text)):
        if HAS_HAN.match(chunk):
            inside = list(_in_characters(chunk, wanted, characters)) if characters else []
        elif not wanted.isdisjoint(_stems(chunk, language)):
            plain = chunk.strip(".,;:!?()[]{}\"'«»“”‘’،؛؟。…")
            start = max(0, chunk.find(plain))
            inside = [Span(start, start + len(plain))]
        else:
            continue
        if inside:
            places = _places(text, chunk)
            spans += [Span(at + start, at + end) for at in places for start, end in inside]
    return sorted(spans)


def _places(text: str, chunk: str) -> Iterator[int]:
    """Where the chunk stands, not as a part of a longer one."""
    is_end = _is_no_character if HAS_HAN.match(chunk) else _is_gap
    at = text.find(chunk)
    while at >= 0:
        if is_end(text[at - 1 : at]) and is_end(text[at + len(chunk) : at + len(chunk) + 1]):
            yield at
        at = text.find(chunk, at + len(chunk))


def _is_gap(letter: str) -> bool:
    """Whether a chunk of letters ends where this follows; '' is the end of the text."""
    return not letter or letter.isspace() or HAS_HAN.match(letter) is not None


def _is_no_character(letter: str) -> bool:
    """The same for a run of Chinese characters."""
    return HAS_HAN.match(letter) is None


@lru_cache(maxsize=50_000)
def _stems(chunk: str, language: str) -> tuple[str, ...]:
    """What a chunk is found by; texts repeat them, so each is looked at once."""
    return tuple([stem for word in words(chunk, language) for stem in word.stems])


def _in_characters(run: str, wanted: frozenset[str], characters: Collection[str]) -> Iterator[Span]:
    """Chinese words in a run of characters; traditional ones stand at the same places as simplified ones.
    `characters` are those of the wanted words that are Chinese."""
    plain = simplified(run)
    if len(plain) != len(run) or not any(word in plain for word in characters):
        return
    hits = [word for word in words(plain, "zh") if word.form in wanted]
    used = [False] * len(run)
    for form in {word.form for word in hits}:
        start = plain.find(form)
        while start >= 0:
            used[start : start + len(form)] = [True] * len(form)
            start = plain.find(form, start + len(form))
    start = 0
    while start < len(run):
        end = start
        while end < len(run) and used[end]:
            end += 1
        if end > start:
            yield Span(start, end)
        start = end + 1


def _best_start(spans: list[Span]) -> int:
    """Where an excerpt begins that shows the most of the words."""
    best, most, last = 0, 0, 0
    for first, span in enumerate(spans):
        while last < len(spans) and spans[last].end <= span.start + LENGTH - LEAD:
            last += 1
        if last - first > most:
            best, most = span.start, last - first
    return max(0, best - LEAD)


def _end(text: str, start: int) -> int:
    """Where an excerpt ends: between words, where the script has gaps."""
    if len(text) <= start + LENGTH:
        return len(text)
    gap = text.rfind(" ", start + LENGTH - LEAD, start + LENGTH)
    return gap if gap > 0 else start + LENGTH


def _marked(text: str, spans: list[Span], start: int, end: int) -> Iterator[str]:
    """The text from `start` to `end`, escaped, with its spans marked."""
    at = start
    for span in spans:
        if span.start >= at:
            yield f"{escape(text[at : span.start])}<mark>{escape(text[span.start : span.end])}</mark>"
            at = span.end
    yield escape(text[at:end])
