"""Atom feeds (RFC 4287): permanent ids as tag addresses (RFC 4151), each text with its language."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.utils.translation import get_language

from cityclusters.api.items import Item
from cityclusters.core.texts import Text, pick
from cityclusters.journal.letters import absolute

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
SINCE = "2026"  # the year from which the tag addresses of this software count
NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def tag(*path: str) -> str:
    """A permanent id: 'tag:cities.example,2026:exchanges/abc'."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:{'/'.join(path)}"


def _legal(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("", text)


def _add(
    parent: ElementTree.Element, name: str, text: str | Text = "", **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    if isinstance(text, Text):
        if text.language:
            child.set(LANG, text.language)
        child.text = _legal(text.text)
    elif text:
        child.text = _legal(text)
    return child


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def feed(title: str, path: str, page: str, ident: Sequence[str], items: Iterable[Item]) -> bytes:
    """The feed called `title`, found at `path`, about the page `page`, with one entry per item."""
    rows = list(items)
    root = ElementTree.Element("feed", {"xmlns": ATOM, LANG: get_language() or "en"})
    _add(root, "id", tag(*ident))
    _add(root, "title", title)
    _add(root, "updated", _time(max((row.updated for row in rows), default=EPOCH)))
    _add(root, "link", rel="self", type="application/atom+xml", href=absolute(path))
    _add(root, "link", rel="alternate", type="text/html", href=absolute(page))
    _add(_add(root, "author"), "name", str(settings.SITE_NAME))
    _add(root, "generator", "cityclusters")
    for row in rows:
        _entry(root, row)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: ElementTree.Element, item: Item) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", tag(*item.ident))
    _add(entry, "title", item.title)
    _add(entry, "updated", _time(item.updated))
    _add(entry, "published", _time(item.published))
    _add(entry, "link", rel="alternate", type="text/html", href=item.url)
    for media_type, address in item.related:
        _add(entry, "link", rel="related", type=media_type, href=address)
    _add(_add(entry, "author"), "name", item.author)
    _add(entry, "summary", item.summary if item.summary.text else item.title)
    for theme in item.themes:
        label = _legal(pick(theme.names).text)
        _add(entry, "category", term=theme.code, scheme=tag("themes"), label=label)
