"""Offers that are likely the same: of one organisation, with a like title, or a title not too far and a
common theme."""

from collections.abc import Iterable

from cityclusters.people.models import Organisation
from cityclusters.places.folding import fold
from cityclusters.support.models import Offer
from cityclusters.support.models.offer import OVER

ALIKE = 0.5  # share of common words from which two titles are alike
NEAR = 0.25  # the same, where they have a theme in common
LOOKED_AT = 200


def likeness(one: str, other: str) -> float:
    """The share of words that two titles have in common, 0 to 1 (Jaccard); letters count where a title is
    written without spaces."""
    first, second = _parts(one), _parts(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def _parts(title: str) -> set[str]:
    words = fold(title).split()
    if len(words) == 1 and len(words[0]) > 3 and not words[0].isascii():
        return {words[0][at : at + 2] for at in range(len(words[0]) - 1)}
    return set(words)


def alike(
    organisation: Organisation, title: str, themes: Iterable[str], but: Offer | None = None
) -> list[Offer]:
    """The organisation's offers that are not over and look like this one, the likest first. `themes` are
    codes. Two queries."""
    rows = Offer.objects.filter(organisation=organisation).exclude(state__in=OVER)
    rows = rows.exclude(pk=but.pk) if but else rows
    wanted = set(themes)
    found = []
    for row in rows.prefetch_related("themes")[:LOOKED_AT]:
        share = likeness(title, row.title)
        common = wanted & {theme.code for theme in row.themes.all()}
        if share >= ALIKE or (share >= NEAR and common):
            found.append((-share, row.pk, row))
    return [row for _share, _key, row in sorted(found)]
