"""What the pages of spaces, places and organisations show of practices; published ones only."""

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import ngettext

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.people.models import Organisation
from cityclusters.places.models import Place
from cityclusters.practices.cards import read_by
from cityclusters.practices.marks import mark
from cityclusters.practices.models import Practice
from cityclusters.practices.models.queries import PracticeQuerySet
from cityclusters.practices.related import sharing
from cityclusters.spaces.models import Space

SHOWN = 4


def of_space(request: Request, space: Space) -> Section:
    """The newest on the space's themes; without any, the invitation to begin."""
    themes = [theme.pk for theme in space.themes.all()]
    rows = sharing(Practice.objects.published(), {mark("theme", code) for code in themes})
    query = f"theme={themes[0]}" if len(themes) == 1 else ""
    return _section(rows, query, always=True)


def of_place(request: Request, place: Place) -> Section | None:
    """What was done in the place."""
    rows = Practice.objects.published().filter(marks__contains=mark("place", place.public_id))
    return _some(_section(rows, f"place={place.public_id}"))


def of_organisation(request: Request, organisation: Organisation) -> Section | None:
    """What the organisation tells, and where it took part."""
    own = mark("organisation", organisation.public_id)
    rows = sharing(Practice.objects.published(), {own, mark("partner", organisation.public_id)})
    return _some(_section(rows, f"organisation={organisation.public_id}"))


def _some(section: Section) -> Section | None:
    return section if section.context["rows"] else None


def _section(rows: PracticeQuerySet, query: str, *, always: bool = False) -> Section:
    newest = rows.select_related("version").order_by("-published_at", "-pk")[: SHOWN + 1]
    found = read_by(list(newest))
    context = {"rows": found[:SHOWN], "more": len(found) > SHOWN, "query": query, "always": always}
    return Section("practices/_elsewhere.html", context)


def counts(request: Request) -> Mapping[int, str]:
    """For each space how many practices stand on its themes. Two queries."""
    found: Counter[int] = Counter()
    themes: dict[int, set[str]] = {}
    for space, code in Space.objects.values_list("pk", "themes").order_by():
        themes.setdefault(space, set()).add(mark("theme", code) if code else "")
    for row in Practice.objects.published().order_by().values_list("marks", flat=True):
        found.update(space for space, codes in themes.items() if any(code and code in row for code in codes))
    return {
        space: ngettext("%(number)d practice", "%(number)d practices", number) % {"number": number}
        for space, number in found.items()
    }
