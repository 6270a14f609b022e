"""Lists to choose from, drawn quickly. Django draws each option with a template of its own: a page whose form
names every country four times spent most of its time there."""

from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
GROUP = '<optgroup label="{}">\n{}\n</optgroup>'


@register.simple_tag
def options(widget: dict[str, Any]) -> SafeString:
    """The options of a list, in their groups: what goes between <select> and </select>."""
    groups = [(name, _drawn(choices)) for name, choices, _index in widget["optgroups"]]
    parts = [format_html(GROUP, name, drawn) if name else drawn for name, drawn in groups]
    return format_html_join("\n", "{}", ((part,) for part in parts))


@register.simple_tag
def attributes(attrs: dict[str, Any]) -> SafeString:
    """Attributes of a tag, each with a space before it; False and None leave one out."""
    return flatatt(attrs)


def _drawn(choices: list[dict[str, Any]]) -> SafeString:
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((str(one["value"]), flatatt(one["attrs"]) if one["attrs"] else "", one["label"]) for one in choices),
    )
