"""What can be wrong with a line of a list of delegates, and the words for it.

Problems are kept as codes, so that each reader gets the words in her language."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


class Problem(TypedDict):
    """One bad cell. `blocks` lines are not written; `key` names the question that a decision answers, and
    `choices` its possible answers (public ids of places or organisations, or words of the code)."""

    field: str
    code: str
    blocks: bool
    params: dict[str, Any]
    key: str
    choices: Sequence[str]


def field_label(field: str) -> str:
    """What a column of the list is called on screen and in the template file."""
    labels = {
        "name": _("Name"),
        "email": _("E-mail"),
        "post": _("Post"),
        "organisation": _("Organisation"),
        "place": _("City"),
        "province": _("Province or region"),
        "country": _("Country"),
        "sex": pgettext("column of a list", "Sex"),
        "language": _("Language"),
        "head": _("Head of delegation"),
        "access": _("Access needs"),
        "name_part": _("Part of the name"),
        "line": _("Line"),
    }
    return labels.get(field, field)


def problem_text(problem: Mapping[str, Any]) -> str:
    """What is wrong, in a sentence."""
    params = {"line": "", "name": "", "words": "", **problem.get("params", {})}
    texts = {
        "formula": _("The cell holds a formula."),
        "error": _("The cell holds an error of the spreadsheet."),
        "long": _("The text is too long."),
        "name_missing": _("The name is missing."),
        "name_odd": _("This is not a name."),
        "email_bad": _("This is not an e-mail address."),
        "email_shared": _("Line %(line)s has the same e-mail address with another name: %(name)s."),
        "email_taken": _("This e-mail address belongs to a person known by another name: %(name)s."),
        "person_blocked": _("This person can't be registered: the account is closed."),
        "repeated": _("The same person stands in line %(line)s."),
        "country_unknown": _("No country of this name is known."),
        "place_unknown": _("No place of this name is known there."),
        "place_several": _("Several places have this name."),
        "organisation_missing": _("The organisation and the city are both missing."),
        "organisation_several": _("Several organisations have this name."),
        "post_missing": _("The post is missing."),
        "sex_unclear": _("What is stated as sex is not understood; it will be kept as not stated."),
        "language_unclear": _("The language is not understood; the language of the list will be used."),
        "closed": "%(words)s",
        "cancelled": _("This person's registration was cancelled or declined earlier; it stays so."),
    }
    text = texts.get(problem["code"])
    return text % params if text is not None else _("This cell can't be used.")


def advice_text(problem: Mapping[str, Any]) -> str:
    """What the officer can do about it."""
    texts = {
        "formula": _("Type the text itself into the cell."),
        "error": _("Type the text itself into the cell."),
        "long": _("Shorten it."),
        "name_missing": _("Add the name as the person writes it."),
        "name_odd": _("Type the name as the person writes it."),
        "email_bad": _("Correct the address, or empty the cell."),
        "email_shared": _("Give each person her own address, or say here that this one has none."),
        "email_taken": _("Say whether it is the same person."),
        "person_blocked": _("Ask an administrator."),
        "repeated": _("Nothing to do: the first line counts."),
        "country_unknown": _("Correct the name, or use the two-letter code."),
        "place_unknown": _("Choose one of the places, or search for it by another name."),
        "place_several": _("Choose the right one."),
        "organisation_missing": _("Add one of them."),
        "organisation_several": _("Choose the right one."),
        "post_missing": _("The line can be written without it."),
        "sex_unclear": _("Nothing, or correct the cell."),
        "language_unclear": _("Nothing, or correct the cell."),
        "cancelled": _("Ask the person, then change her registration by hand."),
    }
    return texts.get(problem["code"], "")


def why_text(why: str) -> str:
    """How a known person was recognised."""
    texts = {
        "email": _("by the e-mail address"),
        "name": _("by name in the same organisation"),
        "decided": _("as you decided"),
    }
    return texts.get(why, "")
