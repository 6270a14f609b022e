"""Tags that every template has: texts with their language, times in two zones, numbers, pages, charts."""

import zoneinfo
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cityclusters.core.ids import secret_code
from cityclusters.core.texts import Text, pick, with_commas

register = template.Library()
LONG_LIST = 3
NARROW_SPACE = "\u202f"  # keeps "1 204" together and in order in right-to-left text


def babel_locale() -> str:
    """The reader's language as Babel names it."""
    language = (get_language() or "en").replace("-", "_")
    return "en_GB" if language == "en" else language  # 28 October 2022, not October 28, 2022


@register.filter
def say(texts: Mapping[str, str] | None) -> SafeString | str:
    """The text in the reader's language; marked with its own language where it is another one."""
    found = pick(texts)
    if not found.language or found.language == (get_language() or "en")[:2]:
        return found.text
    return format_html('<span lang="{}" dir="{}">{}</span>', found.language, found.direction, found.text)


@register.filter
def plain(texts: Mapping[str, str] | None) -> str:
    """The same text without markup: for titles, attributes and mail."""
    return pick(texts).text


@register.filter
def text_of(texts: Mapping[str, str] | None) -> Text:
    """The text with its language and direction, for templates that set `lang` and `dir` on a block."""
    return pick(texts)


@register.filter
def number(value: float | int | Decimal | str | None) -> str:
    """A whole number grouped for reading: 1204 → '1 204' (narrow no-break space); None → '–', and so is
    what a page does not have (which a template passes on as '')."""
    if value is None or value == "":
        return "–"
    return format_decimal(value, locale="en").replace(",", NARROW_SPACE)


@register.filter
def day(value: date | datetime | None) -> str:
    """A date in the reader's language: '28 October 2022'."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return format_date(value, format="long", locale=babel_locale())


@register.filter
def moment(value: datetime | None) -> str:
    """Date and time in the reader's zone."""
    if value is None:
        return ""
    return format_datetime(timezone.localtime(value), format="medium", locale=babel_locale())


def _in_zone(value: datetime, zone: zoneinfo.ZoneInfo) -> str:
    local = value.astimezone(zone)
    date_part = format_date(local, "EEE d MMM yyyy", locale=babel_locale())
    return f"{date_part}, {format_time(local, 'HH:mm', locale=babel_locale())}"


def zone_city(name: str) -> str:
    """The short name of a zone: 'Asia/Tashkent' → 'Tashkent', 'UTC' → 'UTC'."""
    return name.rsplit("/", 1)[-1].replace("_", " ")


@register.simple_tag
def when(value: datetime, zone: str) -> SafeString:
    """A moment in the reader's zone and, where it differs, in the event's zone (rule EX8)."""
    reader = zoneinfo.ZoneInfo(timezone.get_current_timezone_name())
    event = zoneinfo.ZoneInfo(zone)
    main = format_html(
        '<time datetime="{}">{}</time> <span class="zone">{}</span>',
        value.isoformat(),
        _in_zone(value, reader),
        zone_city(reader.key),
    )
    if value.astimezone(reader).utcoffset() == value.astimezone(event).utcoffset():
        return main
    return format_html(
        '{} <span class="other-zone">({} {})</span>', main, _in_zone(value, event), zone_city(zone)
    )


@register.filter
def joined(items: Sequence[Any]) -> str:
    """A list in the reader's way: 'Jordan, Peru and China'.

    Arabic puts its 'and' before each item, glued to it: a long row of names, many of them in Latin letters,
    is parted by commas instead."""
    if len(items) > LONG_LIST and babel_locale().startswith("ar"):
        return with_commas(items)
    return format_list([str(item) for item in items], locale=babel_locale())


@register.filter
def language_names(codes: Sequence[str]) -> str:
    """Languages by name in the reader's language: 'English, Russian and Uzbek'."""
    known = Locale.parse(babel_locale()).languages
    return format_list([str(known.get(code, code)) for code in codes if code], locale=babel_locale())


@register.filter
def language_name(code: str) -> str:
    """One language by name in the reader's language."""
    return language_names([code])


@register.inclusion_tag("core/_pager.html", takes_context=True)
def pager(context: Mapping[str, Any], page: Any) -> dict[str, object]:
    """Links to the other pages of a list, keeping the filters in the address."""
    request: HttpRequest = context["request"]
    kept = [(key, value) for key, value in request.GET.items() if key != "page"]
    return {"page": page, "query": urlencode(kept)}


@register.inclusion_tag("core/_bars.html")
def bars(rows: Sequence[Mapping[str, Any]], caption: str, groups: Sequence[str] = ()) -> dict[str, object]:
    """A chart that is a readable table first: rows of {'label', 'values': [{'value', 'text'}]}.

    `value` is a share of 100 or None for a protected cell; `text` is what is printed; `groups` are the
    column heads (one for each value). A narrow screen shows each row as a block; with several columns, each
    value under its head."""
    if len(groups) > 1:
        rows = [{**row, "values": _headed(row["values"], groups)} for row in rows]
    return {"rows": rows, "caption": caption, "groups": groups or [_("Answers")]}


def _headed(values: Sequence[Mapping[str, Any]], heads: Sequence[str]) -> list[Mapping[str, Any]]:
    return [{**cell, "head": head} for cell, head in zip(values, heads, strict=True)]


@register.simple_tag
def tags(labels: Sequence[str]) -> SafeString:
    """Small labels in a row."""
    return format_html_join(" ", '<span class="tag">{}</span>', ((label,) for label in labels))


@register.simple_tag
def once() -> SafeString:
    """The hidden key of a form that makes something new: see `journal.once`."""
    return format_html('<input type="hidden" name="once" value="{}">', secret_code())
