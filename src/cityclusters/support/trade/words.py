"""The reasons of a counterpart in words."""

from babel.dates import get_month_names
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cityclusters.core.templatetags.core import babel_locale, number
from cityclusters.core.texts import with_commas
from cityclusters.support.models import Trade
from cityclusters.support.trade.likeness import Reason

UNITS = {
    "kg": _lazy("kilograms"),
    "t": _lazy("tonnes"),
    "l": _lazy("litres"),
    "m3": _lazy("cubic metres"),
    "piece": _lazy("pieces"),
    "m": _lazy("metres"),
    "m2": _lazy("square metres"),
}


def month_names(months: list[int]) -> str:
    """Months by name in the reader's language."""
    names = get_month_names("wide", context="stand-alone", locale=babel_locale())
    return with_commas(names[month] for month in months if 1 <= month <= 12)


def volume(trade: Trade) -> str:
    """How much a year: '1 200 tonnes a year'; '' where it is not said."""
    if trade.volume is None:
        return ""
    whole = trade.volume == trade.volume.to_integral_value()
    amount = number(int(trade.volume) if whole else float(trade.volume))
    return _("%(amount)s %(unit)s a year") % {"amount": amount, "unit": UNITS.get(trade.unit, trade.unit)}


def say(reason: Reason) -> str:
    """One reason as a sentence."""
    values = dict(reason.values)
    if "months" in values:
        values["months"] = month_names(values["months"])
    if "km" in values:
        values["km"] = number(values["km"])
    words = {
        "same_product": _("The same product."),
        "like_product": _("A like product, with a part of its name in common."),
        "all_year": _("Both trade all year."),
        "months": _("Months in common: %(months)s."),
        "no_common_month": _("No month in common."),
        "no_standard_asked": _("No standard is asked for."),
        "standard_held": _("The standard that is asked for is held: %(standard)s."),
        "other_standard": _("Another standard: %(asked)s is asked for, %(held)s is held."),
        "standard_not_held": _("The standard %(asked)s is asked for, none is named."),
        "volume_not_said": _("How much is not said by both."),
        "volume_not_comparable": _("The two quantities are in units that can't be compared."),
        "volume_enough": _("Enough for all that is looked for."),
        "volume_part": _("Enough for %(percent)s %% of what is looked for."),
        "distance_unknown": _("How far away it is, is not known."),
        "distance": _("%(km)s km away in a straight line."),
    }
    return words[reason.code] % values
