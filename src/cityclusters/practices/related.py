"""Other practices on the same themes or in the same words; published ones only."""

import re
from functools import reduce
from operator import or_

from django.db.models import Q

from cityclusters.places.folding import fold
from cityclusters.practices.marks import mark
from cityclusters.practices.models import Practice, Version
from cityclusters.practices.models.queries import PracticeQuerySet

LOOKED_AT = 200  # the newest of those that share something
SHORTEST_WORD = 4
WORDS = re.compile(r"\w+")
WORD, THEME, TARGET, CHAIN = 1.0, 2.0, 1.5, 3.0


def words_of(text: str) -> set[str]:
    """The words of a text that say something, folded; signs of scripts without blanks count as they come."""
    return {word for word in WORDS.findall(fold(text)) if len(word) >= SHORTEST_WORD or not word.isascii()}


def sharing(rows: PracticeQuerySet, found: set[str]) -> PracticeQuerySet:
    """Those that carry at least one of the marks."""
    if not found:
        return rows.none()
    return rows.filter(reduce(or_, (Q(marks__contains=one) for one in sorted(found))))


def marks_of(version: Version) -> dict[str, float]:
    """What makes another practice like this one, with its weight."""
    facts = version.facts
    found = {mark("theme", code): THEME for code in facts["themes"]}
    found |= {mark("target", target): TARGET for target in facts["sdg_targets"]}
    if facts["value_chain"]:
        found[mark("chain", fold(facts["value_chain"]))] = CHAIN
    return found


def related(practice: Practice, version: Version, limit: int = 4) -> list[Practice]:
    """The most alike, the newer first among equals. One query."""
    weights = marks_of(version)
    own = words_of(f"{version.content['title']} {version.content['summary']}")
    rows = sharing(Practice.objects.published(), set(weights)).exclude(pk=practice.pk)
    rows = rows.select_related("version", "place__country").order_by("-published_at", "-pk")[:LOOKED_AT]
    scored = [
        (
            sum(weight for one, weight in weights.items() if one in row.marks)
            + WORD * len(own & words_of(row.folded)),
            row,
        )
        for row in rows
    ]
    return [row for _score, row in sorted(scored, key=lambda pair: -pair[0])[:limit]]
