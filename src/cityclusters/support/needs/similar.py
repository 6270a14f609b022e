"""Needs like the one that is being typed, so that no city states the same thing twice."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from cityclusters.people.models import Organisation, Person
from cityclusters.questions.similar import marks
from cityclusters.support.models import Need
from cityclusters.support.models.need import OPEN

SHOWN = 4
LOOKED_AT = 300


class Alike(NamedTuple):
    """What one might have meant: of the same organisation, and of others."""

    own: list[Need]
    others: list[Need]


def alike(
    person: Person,
    title: str,
    organisation: Organisation | None,
    themes: Iterable[str],
    but: int | None = None,
) -> Alike:
    """Open needs and drafts that the person may read: of the organisation, those on one of the themes or with
    words of the title in common; of others, those whose titles share two words (or the only one there is).
    `but` is the key of the need itself. Three queries at most."""
    wanted, codes = marks(title), set(themes)
    today = timezone.localdate()
    rows = Need.objects.visible_to(person).filter(state__in=("draft", *OPEN)).exclude(pk=but or 0)
    rows = rows.exclude(expires_on__lt=today).select_related("organisation", "place__country")
    own: list[Need] = []
    if organisation is not None:
        mine = rows.filter(organisation=organisation).prefetch_related("themes").order_by("-stated_at", "-pk")
        own = [row for row in mine[:LOOKED_AT] if _about(row, codes) or wanted & marks(row.title)]
        rows = rows.exclude(organisation=organisation)
    if not wanted:
        return Alike(own[:SHOWN], [])
    enough = min(2, len(wanted))
    scored = [(len(wanted & marks(row.title)), row) for row in rows.order_by("-stated_at", "-pk")[:LOOKED_AT]]
    fitting = sorted((pair for pair in scored if pair[0] >= enough), key=lambda pair: pair[0], reverse=True)
    return Alike(own[:SHOWN], [row for _score, row in fitting[:SHOWN]])


def _about(need: Need, codes: set[str]) -> bool:
    return any(theme.pk in codes for theme in need.themes.all())
