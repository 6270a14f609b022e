"""The family of a practice: what it grew from, who adapted it, and what those cities made of it.

An edge leads from a practice through an adaptation to the practice that the adopting city made of it. There
are no circles: a link that would close one is refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.practices.models import Adaptation, Practice

MOST_PRACTICES = 200  # of one family on one page
MOST_ADAPTATIONS = 600
DEEPEST = 10  # generations in one list; below them a link leads on

# All practices that are joined by adaptations in either direction, whatever their number: one query.
RELATIVES = """
WITH RECURSIVE family(id) AS (
  SELECT CAST(%s AS bigint)
  UNION
  SELECT CASE WHEN a.practice_id = f.id THEN a.became_id ELSE a.practice_id END
  FROM family f
  JOIN practices_adaptation a ON (a.practice_id = f.id OR a.became_id = f.id)
  WHERE a.became_id IS NOT NULL
)
SELECT id FROM family LIMIT %s
"""


def relatives(practice_pk: int, most: int = 10_000) -> list[int]:
    """Keys of all practices of the family, the practice itself included."""
    with connection.cursor() as cursor:
        cursor.execute(RELATIVES, [practice_pk, most])
        return [row[0] for row in cursor.fetchall()]


class Edge(NamedTuple):
    """An adaptation: of which practice, by whom, and which practice it became (None for none)."""

    source: int
    adaptation: Adaptation
    target: int | None


@dataclass
class Node:
    """A practice in the tree with its adaptations below it. `again` marks one that stands in the tree
    already with all that is below it; `goes_on` one whose descendants are too far down for one list."""

    practice: Practice
    branches: "list[Branch]" = field(default_factory=list)
    is_this: bool = False
    again: bool = False
    goes_on: bool = False


@dataclass
class Branch:
    """An adaptation, and the practice that grew out of it."""

    adaptation: Adaptation
    grown: Node | None = None


@dataclass
class Family:
    """The practices at the top, each with what came of it; all practices and adaptations that are shown.
    `cut` says that there are more than one page shows."""

    roots: list[Node]
    practices: dict[int, Practice]
    adaptations: list[Adaptation]
    cut: bool = False


def family_of(practice: Practice) -> Family:
    """The family as everybody may see it: readable practices, and adaptations that were not denied. Three
    queries, however large it is."""
    keys = relatives(practice.pk, MOST_PRACTICES + 1)
    readable = Practice.objects.readable().filter(pk__in=keys[:MOST_PRACTICES])
    practices = {row.pk: row for row in readable.select_related("version", "organisation", "place__country")}
    practices.setdefault(practice.pk, practice)
    rows = Adaptation.objects.public().filter(practice__in=list(practices)).with_names()
    found = list(rows.order_by("declared_at", "pk")[: MOST_ADAPTATIONS + 1])
    adaptations = found[:MOST_ADAPTATIONS]
    for row in adaptations:
        row.practice = practices[row.practice_id]
    cut = len(keys) > MOST_PRACTICES or len(found) > MOST_ADAPTATIONS
    return Family(_trees(practice.pk, practices, adaptations), practices, adaptations, cut)


def _trees(this: int, practices: dict[int, Practice], adaptations: list[Adaptation]) -> list[Node]:
    below: dict[int, list[Adaptation]] = {}
    for row in adaptations:
        below.setdefault(row.practice_id, []).append(row)
    children = {row.became_id for row in adaptations if row.became_id in practices}
    tops = [pk for pk in practices if pk not in children]
    seen: set[int] = set()

    def node(pk: int, depth: int) -> Node:
        made = Node(practices[pk], is_this=pk == this)
        if pk in seen:
            made.again = True
            return made
        if depth >= DEEPEST and below.get(pk):
            made.goes_on = True
            return made
        seen.add(pk)
        for row in below.get(pk, []):
            target = row.became_id if row.became_id in practices else None
            made.branches.append(Branch(row, node(target, depth + 1) if target else None))
        return made

    roots = [node(pk, 1) for pk in sorted(tops)]
    return roots if this in seen else [node(this, 1), *roots]  # a family deeper than one list


def _descend(edges: Iterable[tuple[int, int]], start: int) -> set[int]:
    """All practices below `start`, itself included."""
    below: dict[int, set[int]] = {}
    for source, target in edges:
        below.setdefault(source, set()).add(target)
    found, waiting = {start}, [start]
    while waiting:
        fresh = below.get(waiting.pop(), set()) - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _lock(keys: set[int]) -> None:
    rows = Practice.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    list(rows.values_list("pk", flat=True))


@transaction.atomic
def grow(adaptation: Adaptation, practice: Practice, by: Person) -> None:
    """The adopting city tells it as a practice of its own: from there the family goes on.

    The rows of both families are locked, so that two links made in one instant cannot close a circle.
    Raises NotPossible for a practice of somebody else, for one from which the adapted practice grew itself,
    for a denied adaptation, and where it has become another practice already."""
    _lock({*relatives(adaptation.practice_id), *relatives(practice.pk)})
    rows = Adaptation.objects.select_for_update(of=("self",)).select_related("organisation", "practice")
    row = rows.get(pk=adaptation.pk)
    if row.became_id == practice.pk:
        return
    if row.became_id is not None:
        raise NotPossible(_("This adaptation is told as a practice already."))
    if row.confirmed_at is None:
        raise NotPossible(_("First confirm that your city adapts it."))
    if practice.organisation_id != row.organisation_id:
        raise NotPossible(_("This is not a practice of the adopting city."))
    # Asked again now that nobody else links in these families: one may have grown while this one waited.
    edges = Adaptation.objects.filter(practice__in=relatives(practice.pk), became__isnull=False)
    pairs = edges.values_list("practice_id", "became_id")
    if row.practice_id in _descend([(source, target) for source, target in pairs if target], practice.pk):
        raise NotPossible(_("The adapted practice grew from this one itself. A circle is not possible."))
    row.became = practice
    row.save(update_fields=["became"])
    record(by, "adaptation.became", row, organisation=row.organisation, practice=practice.public_id)
