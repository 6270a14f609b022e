"""The journal's acts of `support` in words; settings.ACTS joins them."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NEEDS: "dict[str, StrOrPromise]" = {}
OFFERS: "dict[str, StrOrPromise]" = {}
TRADE: "dict[str, StrOrPromise]" = {}
ROUNDS: "dict[str, StrOrPromise]" = {
    "round.opened": _("Round of matching opened"),
}
MATCHES: "dict[str, StrOrPromise]" = {}
GIVING: "dict[str, StrOrPromise]" = {}
