"""Needs of the focal point's city, for the access table and the counts of queries."""

from typing import Any

from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Theme
from cityclusters.support.tests.making_needs import draft, signed


def things(focal: Person, city: Organisation, theme: Theme) -> dict[str, Any]:
    """`help_need` is open and for all members, `help_draft` for nobody but its city and officers."""
    return {
        "help_need": signed(focal, city, theme, wishes=["CN"]),
        "help_draft": draft(focal, city, theme, title="Not signed yet"),
    }


def more(focal: Person, city: Organisation, theme: Theme) -> None:
    """One more of each kind."""
    things(focal, city, theme)
