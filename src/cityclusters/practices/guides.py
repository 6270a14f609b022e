"""Guides: manuals and links that curators keep for everybody (seed item C6)."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.practices.models import Guide


@transaction.atomic
def add(by: Person, themes: Any, **fields: Any) -> Guide:
    """Puts a guide on the list."""
    guide = Guide.objects.create(added_by=by, **fields)
    guide.themes.set(themes)
    record(by, "guide.added", guide, address=guide.url)
    return guide


@transaction.atomic
def change(guide: Guide, by: Person, themes: Any, **fields: Any) -> None:
    """Changes what is said of it; a new address is looked at afresh; a report of the old one is settled."""
    row = Guide.objects.select_for_update().get(pk=guide.pk)
    moved = fields.get("url", row.url) != row.url
    for name, value in fields.items():
        setattr(row, name, value)
    if moved:
        row.looked_at = row.looking_at = row.first_failed_at = row.failing_since = None
        row.problem = ""
    row.reported_at = row.reported_by = None
    row.save()
    row.themes.set(themes)
    record(by, "guide.changed", row, changed=sorted(fields), moved=moved)


@transaction.atomic
def remove(guide: Guide, by: Person) -> bool:
    """Takes it off the list; its row stays, and it can be put back. Whether it stood there."""
    changed = Guide.objects.filter(pk=guide.pk, removed_at=None).update(removed_at=timezone.now())
    if changed:
        record(by, "guide.removed", guide)
    return changed > 0


@transaction.atomic
def restore(guide: Guide, by: Person) -> bool:
    """Puts it back on the list; whether it had been taken off."""
    changed = Guide.objects.filter(pk=guide.pk, removed_at__isnull=False).update(removed_at=None)
    if changed:
        record(by, "guide.restored", guide)
    return changed > 0


@transaction.atomic
def report(guide: Guide, by: Person) -> bool:
    """A reader says that the link is dead; it is looked at soon, and curators see it. Whether she is the
    first to say so."""
    first = Guide.objects.filter(pk=guide.pk, removed_at=None, reported_at=None)
    changed = first.update(reported_at=timezone.now(), reported_by=by, looked_at=None, looking_at=None)
    if changed:
        record(by, "guide.reported", guide)
    return changed > 0
