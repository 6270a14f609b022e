"""Spreadsheets of lists of delegates: the empty template, and the lines that need correction."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.exchanges.delegate_columns import FIELDS
from cityclusters.exchanges.delegate_problems import field_label, problem_text
from cityclusters.exchanges.models import DelegateList, DelegateRow

TEMPLATE_FIELDS = [field for field in FIELDS if field != "name_part"]


def template_table() -> Table:
    """Our headings with two made-up lines that show how to fill them."""
    examples = {
        "name": [_("Name as the person writes it"), _("Another name")],
        "email": ["person@city.example", ""],
        "post": [_("Deputy mayor"), _("Head of department")],
        "organisation": [_("Municipality of …"), ""],
        "place": [_("City"), _("City")],
        "country": ["UZ", "UZ"],
        "sex": [_("As the person states it, or empty"), ""],
        "language": ["uz", "ru"],
    }
    rows = [[examples.get(field, ["", ""])[line] for field in TEMPLATE_FIELDS] for line in (0, 1)]
    return Table(_("Delegates"), [field_label(field) for field in TEMPLATE_FIELDS], rows)


def bad_table(delegates: DelegateList, rows: Sequence[DelegateRow]) -> Table:
    """The lines that were left out, with their cells as they stood and the reasons; to be corrected and
    uploaded again (the columns of reasons and lines are not read then)."""
    used = set(delegates.columns.values())
    fields = [
        field for field in TEMPLATE_FIELDS if field in used or (field == "name" and "name_part" in used)
    ]
    header = [*(field_label(field) for field in fields), _("What is wrong"), _("Line in the file")]
    return Table(
        _("To correct"),
        header,
        [
            [
                *(row.values.get(field, "") for field in fields),
                " ".join(problem_text(problem) for problem in row.problems if problem["blocks"]),
                row.line,
            ]
            for row in rows
        ],
    )
