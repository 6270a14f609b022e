"""The tabs above an officer's pages on one exchange."""

from typing import NamedTuple

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityclusters.exchanges.models import Exchange

register = template.Library()

OWN_TABS = [
    ("exchanges:manage", pgettext_lazy("tab of an exchange", "Overview")),
    ("exchanges:programme", _("Programme")),
    ("exchanges:partners", _("Partners")),
    ("exchanges:media", _("Pictures and messages")),
    ("exchanges:registrations", _("Registrations")),
    ("exchanges:delegates", _("Delegates")),
    ("exchanges:attendance", _("Attendance")),
    ("exchanges:certificates", _("Certificates")),
]


class Tab(NamedTuple):
    """A tab: its address, its word, and whether the reader is on it."""

    url: str
    label: str
    here: bool


@register.simple_tag
def manage_tabs(exchange: Exchange, here: str = "") -> list[Tab]:
    """The tabs of the exchange; `here` is the route name of the page shown, with or without its app.

    Apps above this one add theirs in `settings.EXCHANGE_TABS`, a list of (route name, word)."""
    tabs = [*OWN_TABS, *settings.EXCHANGE_TABS]
    return [
        Tab(reverse(name, args=[exchange.public_id]), str(label), here in (name, name.partition(":")[2]))
        for name, label in tabs
    ]
