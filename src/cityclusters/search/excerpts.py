"""The part of a text that answers a question, with the words that were looked for marked."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import conditional_escape, format_html, format_html_join
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
    spans = list(_found(text, frozenset(wanted), language))
    start = _best_start(spans)
    start = max(0, text.rfind(" ", 0, start) + 1) if start else 0
    end = _end(text, start)
    parts = format_html_join(
        "", "{}{}", _marked(text, [span for span in spans if span.end <= end], start, end)
    )
    return format_html("{}{}{}", "… " if start else "", parts, " …" if end < len(text) else "")


def marked(text: str, wanted: Collection[str], language: str) -> SafeString:
    """A whole short text (a title) with the words marked."""
    spans = list(_found(text, frozenset(wanted), language))
    return format_html_join("", "{}{}", _marked(text, spans, 0, len(text)))


def _found(text: str, wanted: frozenset[str], language: str) -> Iterator[Span]:
    """The words of the text that one of the wanted search words finds, in order, none inside another."""
    at = 0
    for chunk in CHUNK.finditer(text):
        if chunk.start() < at:
            continue
        if HAS_HAN.match(chunk.group()):
            yield from _in_characters(chunk.group(), chunk.start(), wanted)
        elif not wanted.isdisjoint(_stems(chunk.group(), language)):
            plain = chunk.group().strip(".,;:!?()[]{}\"'«»“”‘’،؛؟。…")
            start = chunk.start() + max(0, chunk.group().find(plain))
            yield Span(start, start + len(plain))
        at = chunk.end()


@lru_cache(maxsize=50_000)
def _stems(chunk: str, language: str) -> tuple[str, ...]:
    """What a chunk is found by; texts repeat them, so each is looked at once."""
    return tuple([stem for word in words(chunk, language) for stem in word.stems])


def _in_characters(run: str, offset: int, wanted: frozenset[str]) -> Iterator[Span]:
    """Chinese words in a run of characters; traditional ones stand at the same places as simplified ones."""
    plain = simplified(run)
    if len(plain) != len(run):
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
            yield Span(offset + start, offset + end)
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


def _marked(
    text: str, spans: list[Span], start: int, end: int
) -> Iterator[tuple[SafeString | str, SafeString | str]]:
    at = start
    for span in spans:
        if span.start >= at:
            yield (
                conditional_escape(text[at : span.start]),
                format_html("<mark>{}</mark>", text[span.start : span.end]),
            )
            at = span.end
    yield conditional_escape(text[at:end]), ""
