"""Cities like one as a spreadsheet."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.core.sheets.write import Cell
from cityclusters.core.texts import with_commas
from cityclusters.places.countries import country_name
from cityclusters.support.likeness import KINDS
from cityclusters.support.peers.finding import Found, described
from cityclusters.support.reasons import KIND_WORDS


def table(found: Found) -> Table:
    """One row for each city, the most alike first; a share of 100 and the reason for each likeness. The share
    is empty where it is not known."""
    header = [_("Place"), _("Country"), _("Organisations"), _("Open offers"), _("Likeness of 100")]
    for kind in KINDS:
        header += [str(KIND_WORDS[kind]), _("Reason: %(kind)s") % {"kind": KIND_WORDS[kind]}]
    return Table(_("Cities like %(city)s") % {"city": found.mine.name}, header, _lines(found))


def _lines(found: Found) -> Iterator[list[Cell]]:
    for peer in described(found, found.standings):
        line: list[Cell] = [
            peer.place.label(),
            country_name(peer.place.country_id),
            with_commas([acting.name for acting in peer.organisations]),
            peer.offers,
            peer.likeness,
        ]
        for part in peer.parts:
            line += [part.share, " ".join(part.words)]
        yield line
