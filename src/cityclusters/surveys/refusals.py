"""Why an act on a survey is refused, as a code and as words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


class SurveyRefused(Exception):
    """An act that the rules forbid now. `code` names the reason, `text` says it to the reader."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params: Mapping[str, object] = params
        super().__init__(code)

    @property
    def text(self) -> str:
        """The reason in the reader's language, with what she can do."""
        return refusal_text(self.code, self.params)


def refusal_text(code: str, params: Mapping[str, object]) -> str:
    """The sentence for a code; an unknown code gets a general one."""
    texts = {
        "fixed": _("This survey has been opened, so its questions, words and mode can't change. Copy it."),
        "not_checked": _("Check the survey first: only a checked survey can open."),
        "open_already": _("The survey is open already, or it was."),
        "no_questions": _("The survey has no questions yet."),
        "no_audience": _("Nobody is recorded as having attended yet. Record the attendance first."),
        "small_cells": _(
            "Among those who attended, some answers would point to a single person, so the survey can't be "
            "anonymous. Remove questions or change how answers are kept, then check it again."
        ),
        "not_open": _("The survey is not open."),
        "closed": _("The survey is closed."),
        "not_closed": _("The survey is still open, so there is nothing to publish yet."),
        "spent": _("An answer was already sent with this link."),
        "no_reason": _("A report is published already. Say why a new one takes its place."),
        "too_few_new": _("Too few answers are new: the difference between the reports would show them."),
        "past": _("This time has already passed."),
        "before_opening": _("The survey would close before it opens."),
        "cancelled": _("The exchange did not take place, so its survey does not open."),
        "code_taken": _("Another question of this survey has this code."),
        "needed_by_rule": _(
            "Another question is asked only after certain answers to this one. Change that first."
        ),
        "has_tickets": _("A survey that was opened can't be deleted."),
        "not_yours": _("You can't sign for this organisation."),
        "withdrawn": _("This statement was withdrawn."),
    }
    text = texts.get(code, _("This can't be done now."))
    return text % params if params else text
