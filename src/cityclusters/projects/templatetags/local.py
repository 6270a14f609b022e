"""Texts of a local plan as somebody reads them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def told(text: str | None, language: str) -> SafeString:
    """The text in its language; where it may tell of somebody, that it is being looked at (rule LP1)."""
    if text is None:
        return format_html('<span class="muted">{}</span>', _("This text is being looked at."))
    return format_html('<span lang="{}" dir="auto">{}</span>', language, text)
