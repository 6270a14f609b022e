"""Why two places are alike, in words: a line for each kind of likeness, also for what is not known."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cityclusters.core.templatetags.core import joined, language_names, number
from cityclusters.places import groups
from cityclusters.places.countries import country_name
from cityclusters.places.country_facts import income_words, law_words, region_words
from cityclusters.places.distance import kilometres
from cityclusters.support.likeness import Located, size_of

KIND_WORDS: dict[str, str | Promise] = {
    "proximity": pgettext_lazy("likeness", "How near"),
    "income": pgettext_lazy("likeness", "Income level"),
    "culture": pgettext_lazy("likeness", "Culture"),
    "size": pgettext_lazy("likeness", "Size"),
    "themes": pgettext_lazy("likeness", "Themes"),
}
SIZE_WORDS: tuple[str | Promise, ...] = (
    gettext_lazy("under 50,000 inhabitants"),
    gettext_lazy("50,000 to 300,000 inhabitants"),
    gettext_lazy("300,000 to 1 million inhabitants"),
    gettext_lazy("1 to 5 million inhabitants"),
    gettext_lazy("over 5 million inhabitants"),
)


class Reason(NamedTuple):
    """One kind of likeness (of `likeness.KINDS`), in sentences."""

    kind: str
    words: tuple[str, ...]


def reasons(
    mine: Located, other: Located, my_themes: Collection[str] = (), themes: Collection[str] = ()
) -> list[Reason]:
    """Why `other` is like `mine`, or not, kind by kind. Themes are given by their names. No query."""
    return [
        Reason("proximity", (_distance(mine, other),)),
        Reason("income", (_income(mine.country_id, other.country_id),)),
        Reason("culture", tuple(_culture(mine.country_id, other.country_id))),
        Reason("size", (_size(mine.population, other.population),)),
        Reason("themes", (_themes(my_themes, themes),)),
    ]


def rounded(km: float) -> int:
    """Kilometres as one says them: to 10 below 1,000, to 100 above."""
    return int(round(km, -1 if km < 1000 else -2))


def _distance(mine: Located, other: Located) -> str:
    if mine.latitude is None or mine.longitude is None or other.latitude is None or other.longitude is None:
        return _("The distance is not known.")
    km = rounded(kilometres(mine.latitude, mine.longitude, other.latitude, other.longitude))
    return _("About %(km)s km away") % {"km": number(km)} if km else _("Less than 5 km away")


def _income(mine: str, other: str) -> str:
    own, theirs = groups.income_of(mine), groups.income_of(other)
    for level, code in ((theirs, other), (own, mine)):
        if level < 0:
            return _("No income level is known of this country: %(country)s") % {
                "country": country_name(code)
            }
    if own == theirs:
        return _("The same level: %(level)s") % {"level": income_words(own)}
    return _("%(theirs)s; yours: %(own)s") % {"theirs": income_words(theirs), "own": income_words(own)}


def _culture(mine: str, other: str) -> list[str]:
    found = []
    languages = _both(groups.languages_of(mine), groups.languages_of(other))
    if languages:
        found.append(
            _("Official language in common: %(languages)s") % {"languages": language_names(languages)}
        )
    own, theirs = groups.law_of(mine), groups.law_of(other)
    if law := _both(own, theirs):
        found.append(_("Legal tradition in common: %(law)s") % {"law": law_words(tuple(law))})
    if groups.region_of(mine) == groups.region_of(other) != "":
        found.append(_("The same region: %(region)s") % {"region": region_words(mine)})
    if not found:
        found.append(_("No official language, legal tradition or region in common"))
    if not own or not theirs:
        code = mine if theirs else other
        found.append(_("The legal tradition is not known: %(country)s") % {"country": country_name(code)})
    return found


def _size(mine: int | None, other: int | None) -> str:
    own, theirs = size_of(mine), size_of(other)
    if theirs < 0:
        return _("Its population is not known.")
    if own < 0:
        return _("It has %(theirs)s; your population is not known.") % {"theirs": SIZE_WORDS[theirs]}
    if own == theirs:
        return _("Both have %(size)s.") % {"size": SIZE_WORDS[own]}
    return _("It has %(theirs)s; yours: %(own)s.") % {"theirs": SIZE_WORDS[theirs], "own": SIZE_WORDS[own]}


def _themes(mine: Collection[str], theirs: Collection[str]) -> str:
    if not theirs:
        return _("No theme of its work is known yet.")
    if not mine:
        return _("No theme of your work is known yet.")
    both = [name for name in mine if name in theirs]
    if both:
        return _("Themes in common: %(themes)s") % {"themes": joined(both)}
    return _("No theme in common")


def _both(mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    return [name for name in mine if name in theirs]
