"""What the search needs to know of a kind of thing."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django_stubs_ext import StrOrPromise

from cityclusters.people.readers import Reader
from cityclusters.places.models import Place
from cityclusters.search.index.page import Page

CHUNK = 100  # things that are read at once

PUBLIC = "public"
MEMBERS = "members"  # everybody with an account
OFFICERS = "officers"


def of_space(slug: str) -> str:
    """The audience of a page for the members of one space."""
    return f"space:{slug}"


@dataclass(frozen=True)
class Source:
    """A kind of thing that can be found.

    `rows` are all things that may be in the index, `pages` makes the pages of some of them. `visible` are
    those that a reader may open now: asked for what a list shows, so that what was withdrawn a second ago is
    not in it. `watches` leads from the subjects that the journal names to the keys of the things. Where parts
    of a page can be taken away while the rest stays, `texts_now` gives (title, text) by (key, language) as
    they are at this moment, in few queries: lists show these, not what the index has."""

    kind: str
    word: StrOrPromise
    many: StrOrPromise
    route: str
    rows: Callable[[], "QuerySet[Any]"]
    pages: Callable[[Collection[Any]], Iterable[Page]]
    visible: Callable[[Reader], "QuerySet[Any]"]
    key: str = "public_id"
    watches: Mapping[str, Callable[[Collection[str]], Iterable[str]]] = field(default_factory=dict)
    anchor: str = ""  # the thing stands on a page of many, under its key
    in_language: bool = False  # its page takes `?in=` a language
    texts_now: "Callable[[Collection[str]], Mapping[tuple[str, str], tuple[str, str]]] | None" = None

    def url(self, key: str, language: str = "") -> str:
        """The address of one thing, where its page can be had in several languages in this one."""
        if self.anchor:
            return f"{reverse(self.route)}{self.anchor}{key}"
        chosen = f"?in={language}" if self.in_language and language else ""
        return reverse(self.route, args=[key]) + chosen

    def pages_of(self, keys: Collection[str] | None = None) -> Iterator[Page]:
        """The pages of the things with these keys, or of all; chunk by chunk, in the order of their rows."""
        rows = self.rows()
        if keys is not None:
            rows = rows.filter(**{f"{self.key}__in": sorted(keys)})
        last = 0
        while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
            last = chunk[-1].pk
            yield from self.pages(chunk)

    def visible_keys(self, reader: Reader, keys: Collection[str]) -> "QuerySet[Any, Any]":
        """Rows (kind, key) of those of the keys that the reader may open."""
        rows = self.visible(reader).filter(**{f"{self.key}__in": sorted(keys)}).order_by()
        return rows.values_list(Value(self.kind, output_field=CharField()), F(self.key))


def itself(keys: Collection[str]) -> Iterable[str]:
    """The journal's subject is the thing."""
    return keys


def languages_of(*texts: Mapping[str, str] | None) -> list[str]:
    """The languages in which at least one of the texts is written, the original's first."""
    found: dict[str, None] = {}
    for text in texts:
        original = (text or {}).get("_", "")
        if original and (text or {}).get(original):
            found.setdefault(original)
        found.update(dict.fromkeys(code for code, words in (text or {}).items() if code != "_" and words))
    return list(found)


def in_language(texts: Mapping[str, str] | None, language: str) -> str:
    """The text in one language; '' where there is none."""
    return str((texts or {}).get(language, ""))


def one_of(texts: Mapping[str, str] | None, language: str) -> str:
    """The text in the language, or as it was written first."""
    known = texts or {}
    return str(known.get(language) or known.get(known.get("_", "")) or next(iter(known.values()), ""))


def facets(
    *, themes: Iterable[str] = (), places: Iterable[Place | None] = (), targets: Iterable[str] = ()
) -> tuple[str, ...]:
    """What lists are narrowed by: themes by code, countries, goals of the SDG targets."""
    found = {f"theme:{code}" for code in themes}
    for place in places:
        if place is not None:
            found |= {f"country:{place.country_id}", f"place:{place.public_id}"}
    found |= {f"goal:{target.split('.')[0]}" for target in targets}
    return tuple(sorted(found))


def day_of(moment: datetime | date | None) -> str:
    """The day as ISO 8601, or ''."""
    if moment is None:
        return ""
    return (timezone.localdate(moment) if isinstance(moment, datetime) else moment).isoformat()


def paragraphs(*texts: object) -> str:
    """The texts that say something, one below the other."""
    return "\n".join(str(text).replace("\0", "") for text in texts if text and str(text).strip())
