"""The words for what a connection log says about itself and its lines, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from cityclusters.core.sheets import refusal_text


def problem_text(code: str) -> str:
    """Why a line gives no minutes."""
    texts = {
        "nobody": _("The line names nobody."),
        "no_joined": _("The time of joining is missing."),
        "bad_joined": _("The time of joining can't be read."),
        "bad_left": _("The time of leaving can't be read."),
        "backwards": _("The time of leaving is before the time of joining."),
    }
    return texts.get(code, "")


def notice_text(code: str, params: Mapping[str, object]) -> str:
    """A notice or a refusal of a whole log."""
    texts = {
        "no_columns": _(
            "The columns were not found. A log needs a column for the name or the e-mail address, one for "
            "the time of joining and one for the time of leaving; their headings say so."
        ),
        "summary_skipped": _("The file holds a summary and a list of single connections; the list was used."),
        "day_first": _("Dates were read with the day first (31/12/2026)."),
        "month_first": _("Dates were read with the month first (12/31/2026)."),
    }
    return texts.get(code) or refusal_text(code, params)
