"""Who gets which certificate, as the officers' page shows it and as a spreadsheet."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.exchanges.certificates import Earned
from cityclusters.exchanges.models import Certificate

SHOWN = ("due", "given", "none")


class Tally(NamedTuple):
    """How many are to be issued (by kind), are issued, and get nothing."""

    due: int
    participation: int
    completion: int
    appreciation: int
    given: int
    none: int


def tally(rows: Iterable[Earned]) -> Tally:
    """The numbers above the list."""
    rows = list(rows)
    due = [row.kind for row in rows if row.due]
    return Tally(
        due=len(due),
        participation=due.count(Certificate.Kind.PARTICIPATION),
        completion=due.count(Certificate.Kind.COMPLETION),
        appreciation=due.count(Certificate.Kind.APPRECIATION),
        given=sum(row.given is not None for row in rows),
        none=sum(not row.kind and row.given is None for row in rows),
    )


def chosen(rows: Iterable[Earned], show: str) -> list[Earned]:
    """The rows of one tab: to be issued, issued, nothing earned; all for any other word."""
    if show == "due":
        return [row for row in rows if row.due]
    if show == "given":
        return [row for row in rows if row.given is not None]
    if show == "none":
        return [row for row in rows if not row.kind and row.given is None]
    return list(rows)


def kind_label(kind: str) -> str:
    """The words for a kind, 'none' for nothing."""
    return str(Certificate.Kind(kind).label) if kind else _("none")


def certificate_table(rows: Iterable[Earned]) -> Table:
    """The list as a spreadsheet."""
    header = [_("Name"), _("Organisation"), _("Minutes"), _("Share in percent"), _("Assessment")]
    header += [_("Earned"), _("Why"), _("Code of the certificate")]
    return Table(
        _("Certificates"),
        header,
        [
            [
                str(row.person or row.contributor or ""),
                _organisation(row),
                row.share.minutes if row.share else None,
                row.share.share if row.share else None,
                str(row.assessment or ""),
                kind_label(row.kind),
                row.reason,
                row.given.spaced_code if row.given else "",
            ]
            for row in rows
        ],
    )


def _organisation(row: Earned) -> str:
    seat = row.registration or row.contributor
    return str(seat.organisation or "") if seat is not None else ""
