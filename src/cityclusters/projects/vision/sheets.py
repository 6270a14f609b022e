"""The results of a ranking as a spreadsheet."""

from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.projects.models import Ranking
from cityclusters.projects.vision.borda import Place
from cityclusters.projects.vision.results import Results


def table_of(ranking: Ranking, found: Results) -> Table:
    """The proposals by everybody's place, with women's and men's; the method stands in a head."""
    head = [
        _("Number"), _("Proposal"), _("Place by all (Borda count)"), _("Points by all"),
        _("Place by women"), _("Place by men"), _("Proposed by"), _("Taken into the vision"),
    ]  # fmt: skip
    kept = {True: _("yes"), False: _("no"), None: ""}
    lines = [
        [
            line.proposal.number, line.proposal.text, _place(line.everybody),
            line.everybody.shown_points if line.everybody else None, _place(line.women), _place(line.men),
            str(line.proposal.get_by_display()), kept[line.proposal.kept],
        ]
        for line in found.lines
    ]  # fmt: skip
    return Table(ranking.title, head, lines)


def _place(place: Place | None) -> str:
    if place is None:
        return _("not shown")
    return f"{place.place}=" if place.tied else str(place.place)
