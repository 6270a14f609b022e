"""Counting downloads without persons, and uses that organisations declare (seed item B21)."""

from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Sum
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cityclusters.booklets.models import Booklet, DeclaredUse, Edition, EditionDownload
from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person


class Downloads(NamedTuple):
    """How often files of a booklet were sent, until when that is counted (None where never)."""

    number: int
    as_of: object


def count_download(edition: Edition, kind: str) -> None:
    """One more today (UTC). Two at the same instant count as two."""
    today = timezone.now().date()
    row = {"edition": edition, "kind": kind, "day": today}
    if EditionDownload.objects.filter(**row).update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            EditionDownload.objects.create(**row, count=1)
    except IntegrityError:  # the first two of a day in one instant
        EditionDownload.objects.filter(**row).update(count=F("count") + 1)


def downloads(booklet: Booklet) -> Downloads:
    """Files sent, of all editions."""
    rows = EditionDownload.objects.filter(edition__booklet=booklet)
    found = rows.aggregate(count=Sum("count"), last=Max("day"))
    return Downloads(found["count"] or 0, found["last"])


@transaction.atomic
def declare(booklet: Booklet, by: Person, organisation: Organisation, way: str, text: str) -> DeclaredUse:
    """The organisation uses the booklet in this way. Raises NotPossible where that is said already."""
    try:
        with transaction.atomic():
            made = DeclaredUse.objects.create(
                booklet=booklet,
                organisation=organisation,
                way=way,
                text=text,
                language=(get_language() or "en")[:2],
                declared_by=by,
            )
    except IntegrityError:
        raise NotPossible(_("This use of your organisation is known already. Thank you.")) from None
    record(by, "booklet.use_declared", booklet, organisation=organisation, way=way)
    return made


@transaction.atomic
def withdraw(use: DeclaredUse, by: Person) -> None:
    """The organisation takes its words back; it no longer counts."""
    row = (
        DeclaredUse.objects.select_for_update(of=("self",))
        .select_related("booklet", "organisation")
        .get(pk=use.pk)
    )
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at, row.text = timezone.now(), ""
    row.save(update_fields=["withdrawn_at", "text"])
    record(by, "booklet.use_withdrawn", row.booklet, organisation=row.organisation, way=row.way)
