"""Calls and reviews in words: states, languages, scores."""

from collections.abc import Iterable
from datetime import datetime

from babel.numbers import format_decimal
from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import babel_locale
from cityclusters.places.countries import country_name
from cityclusters.practices.judging import screeners
from cityclusters.practices.models import Call, Practice, Review

register = template.Library()
CALL_COLOURS = {"draft": "off", "open": "ok", "closed": "wait", "evaluated": "off"}
REVIEW_COLOURS = {"asked": "wait", "accepted": "wait", "declined": "off", "done": "ok", "ended": "off"}
NAMES = dict(settings.CONTENT_LANGUAGES)


@register.filter
def call_badge(call: Call) -> SafeString:
    """The state of a call: colour and word. One whose last day is over is closed, whether or not the worker
    has closed it yet."""
    over = call.state == Call.State.OPEN and not call.takes_entries()
    state = Call.State.CLOSED if over else Call.State(call.state)
    return format_html('<span class="badge {}">{}</span>', CALL_COLOURS[state], state.label)


@register.filter
def review_badge(review: Review) -> SafeString:
    """The state of a review: colour and word; a late one says so."""
    if review.state in Review.OPEN and review.due < timezone.localdate():
        return format_html('<span class="badge late">{}</span>', _("Late"))
    if review.conflict:
        return format_html('<span class="badge off">{}</span>', _("Conflict of interest"))
    return format_html(
        '<span class="badge {}">{}</span>', REVIEW_COLOURS[review.state], review.get_state_display()
    )


@register.filter
def own_names(codes: Iterable[str]) -> list[str]:
    """Languages by their own names: ['en', 'ar'] → ['English', 'العربية']."""
    return [NAMES.get(code, code) for code in codes]


@register.filter
def own_name(code: str) -> str:
    """One language by its own name."""
    return NAMES.get(code, code)


@register.filter
def country(code: str) -> str:
    """A country by its code, in the reader's language."""
    return country_name(code) if code else "–"


@register.filter
def score(value: float | None) -> str:
    """A mean score with one decimal: 3.5; '–' where there is none."""
    return "–" if value is None else format_decimal(value, "0.0", locale=babel_locale())


@register.filter
def first_look(practice: Practice) -> str:
    """Who reads a practice that was handed in first, and by when, in a sentence."""
    return screeners.told_to_author(practice)


@register.filter
def days_since(moment: datetime) -> int:
    """Whole days from a moment until now."""
    return max(0, (timezone.now() - moment).days)
