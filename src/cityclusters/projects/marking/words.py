"""The marker and its criteria in words. No value is said to be better than another."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cityclusters.projects import marker

NOT_SCREENED = _("not screened")
VALUES: dict[int, Any] = {
    0: _("0: screened, not targeted"),
    1: _("1: significant, an important and deliberate aim beside others"),
    2: _("2: principal, the main aim of the project"),
}
SHORT: dict[int | None, Any] = {
    None: NOT_SCREENED,
    0: _("0, not targeted"),
    1: _("1, significant"),
    2: _("2, principal"),
}
CRITERIA: dict[str, Any] = {
    "analysis": _("A gender analysis of the project was made."),
    "findings_used": _("Its findings shaped the project."),
    "do_no_harm": _("The project makes sure that it does no harm."),
    "objective": _("At least one explicit aim is gender equality."),
    "indicator": _("An indicator measures that aim."),
    "by_sex": _("Data about people are collected by sex where possible."),
    "monitoring": _("The project has committed to follow and report the results for gender equality."),
    "principal_aim": _("Gender equality is the main aim: without it the project would not have been begun."),
    "framework": _("The results framework measures progress towards this main aim."),
}
UN_STEPS: dict[str, Any] = {
    "0": _("0: none"),
    "1": _("1: limited"),
    "2": _("2 or 2a: significant"),
    "3": _("3 or 2b: principal"),
}


def short(value: int | None) -> str:
    """The marker in a few words; 'not screened' for None."""
    return str(SHORT[value])


def criterion(code: str) -> str:
    """A criterion as a sentence."""
    return str(CRITERIA[code])


def for_which(code: str) -> int:
    """The value for which a criterion is needed first."""
    return 1 if code in marker.FOR_ONE else 2
