"""Tabs above the pages of a practice's writers and managers; states and levels in words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cityclusters.practices.models import Practice
from cityclusters.practices.models.choices import SECTIONS, Level, State

register = template.Library()
COLOURS = {
    "draft": "off", "submitted": "wait", "screened": "wait", "in_review": "wait", "changes": "late",
    "accepted": "ok", "published": "ok", "correcting": "wait", "retired": "off", "rejected": "off",
    "withdrawn": "off",
}  # fmt: skip
FACTS = {
    "facts.place": gettext_lazy("Place"),
    "facts.more_places": gettext_lazy("More places"),
    "facts.owner": gettext_lazy("Told by"),
    "facts.level_words": gettext_lazy("Level"),
    "facts.status": gettext_lazy("Does it still run?"),
    "facts.started": gettext_lazy("Since"),
    "facts.ended": gettext_lazy("Until"),
    "facts.themes": gettext_lazy("Themes"),
    "facts.sdg_targets": gettext_lazy("SDG targets"),
    "facts.audiences": gettext_lazy("Who it is for"),
    "facts.value_chain": gettext_lazy("Value chain"),
    "facts.marker": gettext_lazy("Gender marker"),
    "facts.partners": gettext_lazy("Partners"),
    "facts.links": gettext_lazy("Links"),
    "facts.licence_words": gettext_lazy("Licence"),
}
LEVELS = {Level.GOOD: "ok", Level.PROMISING: "wait", Level.LESSON: "off"}


class Tab(NamedTuple):
    """A tab: its address, its word, and whether the reader is on it."""

    url: str
    label: str
    here: bool


@register.simple_tag(takes_context=True)
def practice_tabs(context: Mapping[str, Any], practice: Practice, here: str = "") -> list[Tab]:
    """The tabs that this reader may open (settings.PRACTICE_TABS); `here` is the route shown, with or without
    its app."""
    person = context["user"]
    return [
        Tab(reverse(name, args=[practice.public_id]), str(word), here in (name, name.partition(":")[2]))
        for name, word, rule in settings.PRACTICE_TABS
        if import_string(rule)(person, practice)
    ]


@register.filter
def state_badge(state: str) -> SafeString:
    """A state as a badge: colour and word."""
    return format_html('<span class="badge {}">{}</span>', COLOURS.get(state, "off"), State(state).label)


@register.filter
def level_badge(level: str) -> SafeString:
    """A level as a badge: colour and word."""
    return format_html('<span class="badge {}">{}</span>', LEVELS[Level(level)], Level(level).label)


@register.filter
def part_name(key: str) -> str:
    """The heading of a part that differs: 'sections.failed' → 'What did not work'."""
    known = {"title": _("Title"), "summary": _("In one sentence"), "steps": _("Step by step")}
    known["results"] = _("Results")
    if key in FACTS:
        return str(FACTS[key])
    section = key.removeprefix("sections.")
    return known.get(key) or str(SECTIONS[section][0] if section in SECTIONS else key)


@register.filter
def section_heading(key: str) -> str:
    """The heading of a section by its key."""
    return str(SECTIONS[key][0]) if key in SECTIONS else key
