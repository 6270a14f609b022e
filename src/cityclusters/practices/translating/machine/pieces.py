"""Cutting texts into pieces that a translation service takes, and putting its answers together again.

Lines stay lines: marks of lists, headings and quotations stand outside of what is sent. Addresses and
placeholders are sent as short tokens that no language has a word for; where one does not come back exactly
once, the text around it is translated piece by piece instead, so nothing is ever lost or invented."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cityclusters.practices.translating.machine.client import MOST_CHARACTERS, MOST_IN_REQUEST, MOST_TEXTS

# Marks at the beginning of a line: "- ", "* ", "1. ", "## ", "> ", and blanks.
MARKS = re.compile(r"\s*(?:(?:[-*+•–]|\d{1,3}[.)]|#{1,6}|>)\s+)*")
KEPT = re.compile(
    r"https?://[^\s<>()\[\]]+[^\s<>()\[\].,;:!?،؛؟。]"  # web addresses
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # e-mail addresses
    r"|\{\{.*?\}\}|\{[^{}\n]{0,60}\}|%\([^)\n]{1,60}\)[sd]|%[sd]|\$\{[^}\n]{1,60}\}"  # placeholders
    r"|</?[A-Za-z][^<>\n]{0,300}>"  # anything that looks like HTML is not for the service to touch
)
SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])")
STAND_IN = "XQ{}QX"
TOKENS = re.compile(r"XQ\s?(\d{1,3})\s?QX", re.IGNORECASE)
HAS_WORDS = re.compile(r"[^\W\d_]")

Translate = Callable[[Sequence[str]], list[str]]


class _Line(NamedTuple):
    """One line: what stays as it is before and after, and what is sent, with the texts of its tokens."""

    before: str
    body: str
    after: str
    kept: tuple[str, ...]


def translated(text: str, translate: Translate) -> str:
    """The text in the other language. `translate` takes any number of short texts and gives as many."""
    return translated_all([text], translate)[0]


def translated_all(texts: Sequence[str], translate: Translate) -> list[str]:
    """The same for several texts, in as few requests as may be."""
    apart = [text.replace("\r\n", "\n").split("\n") for text in texts]
    done = iter(_lines([line for lines in apart for line in lines], translate))
    return ["\n".join(next(done) for _one in lines) for lines in apart]


def _lines(raws: Sequence[str], translate: Translate) -> list[str]:
    lines = [_line(raw) for raw in raws]
    wanted = [index for index, line in enumerate(lines) if HAS_WORDS.search(TOKENS.sub("", line.body))]
    answers = dict(zip(wanted, _long(translate, [lines[index].body for index in wanted]), strict=True))
    return [_back(line, answers.get(index), translate) for index, line in enumerate(lines)]


def batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts in groups that one request may have."""
    group: list[str] = []
    size = 0
    for text in texts:
        if group and (len(group) == MOST_TEXTS or size + len(text) > MOST_IN_REQUEST):
            yield group
            group, size = [], 0
        group.append(text)
        size += len(text)
    if group:
        yield group


def split(text: str, most: int = MOST_CHARACTERS) -> list[str]:
    """The text cut after sentences, else after words, else anywhere, into parts of `most` characters."""
    if len(text) <= most:
        return [text]
    parts: list[str] = []
    for sentence in filter(None, SENTENCE_END.split(text)):
        if parts and len(parts[-1]) + 1 + len(sentence) <= most:
            parts[-1] = f"{parts[-1]} {sentence}"
            continue
        parts.extend(_hard(sentence, most))
    return parts


def _hard(sentence: str, most: int) -> Iterator[str]:
    while len(sentence) > most:
        cut = sentence.rfind(" ", 1, most + 1)
        cut = cut if cut > 0 else most
        yield sentence[:cut].strip()
        sentence = sentence[cut:].strip()
    if sentence:
        yield sentence


def _line(raw: str) -> _Line:
    found = MARKS.match(raw)
    before = found.group() if found else ""
    rest = raw[len(before) :]
    body = rest.rstrip()
    kept: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        kept.append(match.group())
        return STAND_IN.format(len(kept) - 1)

    hidden = body if TOKENS.search(body) else KEPT.sub(put_away, body)
    return _Line(before, hidden, rest[len(body) :], tuple(kept))


def _long(translate: Translate, texts: list[str]) -> list[str]:
    """Translates texts of any length: long ones in parts that come back together."""
    cut = [split(text) for text in texts]
    flat = [part for parts in cut for part in parts]
    answers = iter(translate(flat))
    return [" ".join(next(answers).strip() for _part in parts) for parts in cut]


def _back(line: _Line, answer: str | None, translate: Translate) -> str:
    """The line with its marks and with what was kept; `answer` is None for a line without words."""
    if answer is None:
        body = _put_back(line.body, line.kept)
    elif _all_there(answer, len(line.kept)):
        body = _put_back(answer, line.kept)
    else:
        body = _around(line, translate)
    return line.before + " ".join(body.split("\n")) + line.after


def _all_there(answer: str, number: int) -> bool:
    return number == 0 or sorted(int(found) for found in TOKENS.findall(answer)) == list(range(number))


def _put_back(text: str, kept: tuple[str, ...]) -> str:
    return TOKENS.sub(lambda match: kept[int(match.group(1))], text) if kept else text


def _around(line: _Line, translate: Translate) -> str:
    """The texts between the tokens one by one, and the tokens where they were."""
    parts = TOKENS.split(line.body)  # text, number, text, number, text
    texts = [part.strip() for part in parts[::2]]
    wanted = [text for text in texts if HAS_WORDS.search(text)]
    answers = iter(_long(translate, wanted))
    said = [next(answers) if HAS_WORDS.search(text) else text for text in texts]
    woven = [said[0]]
    for number, text in zip(parts[1::2], said[1:], strict=True):
        woven += [line.kept[int(number)], text]
    return " ".join(filter(None, woven))
