"""News: one new thing that everybody may read, and which of them a subscription gets."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from cityclusters.digests.models import Subscription

LONGEST = timedelta(days=40)  # nobody is told of what is older
MOST_OF_A_KIND = 1000
MOST_SHOWN = 30


class News(NamedTuple):
    """`titles` holds the title in each language in which it can be read; `language` is the original's.

    `at` is when everybody could first read it; `themes` are codes; no audience means everybody. `question` is
    the public id of the question that one can answer by mail, '' for other things."""

    kind: str
    at: datetime
    language: str
    titles: dict[str, str]
    path: str
    themes: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    question: str = ""


class Line(NamedTuple):
    """A piece of news as one reader gets it: `original` is '' or the language it was written in, when the
    title is a translation; `language` that of the title."""

    news: News
    title: str
    language: str
    original: str


class Chosen(NamedTuple):
    """What one reader gets: lines under the code of a theme ('' for none), and how many are left out."""

    groups: dict[str, list[Line]]
    more: int

    @property
    def shown(self) -> int:
        """How many lines."""
        return sum(map(len, self.groups.values()))


def original_of(texts: Mapping[str, str]) -> str:
    """The language in which a text in several languages was written."""
    return texts.get("_") or next(iter(texts), "")


def titles_of(texts: Mapping[str, str]) -> dict[str, str]:
    """The text by language."""
    return {code: text for code, text in texts.items() if code != "_"}


def gather(since: datetime, until: datetime) -> list[News]:
    """Everything new in the time, the oldest first. One to three queries for each app."""
    since = max(since, until - LONGEST)
    found: list[News] = []
    for path in settings.DIGEST_SOURCES:
        source = cast("Callable[[datetime, datetime], list[News]]", import_string(path))
        found += source(since, until)
    return sorted(found, key=lambda news: (news.at, news.path))


def after(news: Sequence[News], since: datetime) -> Sequence[News]:
    """Those newer than the moment; `news` is in order of time."""
    return news[bisect_right(news, since, key=lambda each: each.at) :]


def chosen(news: Iterable[News], wanted: "Subscription", language: str) -> Chosen:
    """What fits the subscription, grouped by the first theme that she chose; in her language where it can be
    read in it, else in the next of hers."""
    languages = [language, *(code for code in wanted.languages if code != language)]
    languages = [code for code in languages if code in wanted.languages]
    themes, audiences, kinds = set(wanted.themes), set(wanted.audiences), set(wanted.kinds)
    groups: dict[str, list[Line]] = {}
    shown = more = 0
    for each in news:
        if each.kind not in kinds or (themes and not themes & each.themes):
            continue
        if audiences and each.audiences and not audiences & each.audiences:
            continue
        read_in = next((code for code in languages if code in each.titles), "")
        if not read_in:
            continue
        if shown == MOST_SHOWN:
            more += 1
            continue
        shown += 1
        original = each.language if read_in != each.language else ""
        group = min(themes & each.themes or each.themes, default="")
        groups.setdefault(group, []).append(Line(each, each.titles[read_in], read_in, original))
    return Chosen(groups, more)
