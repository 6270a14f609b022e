"""What the page of a country says of it, each fact with who published it and when."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import joined, language_names
from cityclusters.places import groups


class Fact(NamedTuple):
    """One line: what it is about, what is known ('' where nothing is), who says so, and for which day."""

    label: str
    words: str
    source: str
    as_of: date | None = None


def facts_of(code: str) -> list[Fact]:
    """Region, income, groups, languages and law of the country. No query."""
    income, law = groups.listing("income"), groups.listing("law")
    level = groups.income_of(code)
    return [
        Fact(_("Region"), region_words(code), "M49"),
        Fact(_("Income level"), income_words(level), income.source, income.as_of),
        *(_group(group) for group in groups.groups_of(code)),
        Fact(_("Official languages"), language_names(groups.languages_of(code)), groups.languages_source()),
        Fact(_("Legal tradition"), law_words(groups.law_of(code)), law.source, law.as_of),
    ]


def _group(group: groups.Group) -> Fact:
    found = groups.listing(group)
    return Fact(_("Group"), str(groups.GROUP_WORDS[group]), found.source, found.as_of)


def income_words(level: int) -> str:
    """The level in words; '' for -1."""
    return str(groups.INCOME_WORDS[level]) if level >= 0 else ""


def region_words(code: str) -> str:
    """The country's region in words; '' where unknown."""
    return str(groups.REGIONS.get(groups.region_of(code), ""))


def law_words(law: tuple[str, ...]) -> str:
    """Legal traditions as a list in words; '' for none."""
    return str(joined([groups.LAWS[name] for name in law])) if law else ""
