"""Rows taken from a closed survey of the platform: only what its protected results show by sex (rule SU7).

A question that names needs gives one row for each option, ranked by how many women and how many men chose it.
A question about who does, uses or decides something gives one row for what women say and one for what men
say: each option is mapped to a share ('Women', 'Mostly men' …), and the share that most of them chose stands
in the row. A hidden cell gives nothing: no rank, no row."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.projects.models.diagnosis import Heard, Share
from cityclusters.surveys.analysis_data import ByTable
from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.results import READY, analysis_of

SEXES = (("female", "women_rank", Heard.WOMEN), ("male", "men_rank", Heard.MEN))
KINDS = (Question.Kind.SINGLE, Question.Kind.MULTIPLE)


class Option(NamedTuple):
    """An answer of the question: its code, its words, how many women and men chose it (None: not shown), and
    the most it can be of each by everything that is printed."""

    code: str
    words: str
    language: str
    female: int | None
    male: int | None
    most: Mapping[str, int]
    dont_know: bool


class Results(NamedTuple):
    """What may be shown of one question by sex; `withheld`: no cell of it may."""

    options: list[Option]
    women: int | None
    men: int | None
    withheld: bool


def surveys_of(person: Person) -> "QuerySet[Survey]":
    """Closed surveys of the exchanges whose results she may see."""
    exchanges = Exchange.objects.all()
    if not person.is_officer:
        own = exchanges.filter(organiser__in=focal_organisations(person)) | exchanges.filter(owner=person)
        exchanges = own
    return Survey.objects.filter(state__in=READY, exchange__in=exchanges.values("pk")).order_by("-closed_at")


def questions_of(person: Person, survey: str) -> "QuerySet[Question]":
    """The questions of one of those surveys that offer a list and don't ask who somebody is."""
    rows = Question.objects.filter(survey__in=surveys_of(person).values("pk"), survey__public_id=survey)
    return rows.filter(kind__in=KINDS, asks_about="").select_related("survey__exchange")


def results_of(question: Question) -> Results:
    """The protected results of a question by sex; all questions of the survey are protected together."""
    table = analysis_of(question.survey).get("by", {}).get(question.code)
    cells = table["cells"] if table else {}
    options = []
    for option in question.options:
        words = pick(option["texts"])
        counts = cells.get(option["code"], {})
        options.append(
            Option(
                option["code"],
                words.text or option["code"],
                words.language or "en",
                counts.get("female"),
                counts.get("male"),
                _most(table, option["code"]),
                bool(option.get("dont_know")),
            )
        )
    totals: Mapping[str, int | None] = table["column_totals"] if table else {}
    return Results(options, totals.get("female"), totals.get("male"), not _shows_anything(table))


def _most(table: ByTable | None, code: str) -> dict[str, int]:
    audit = table["audit"] if table else {}
    return {sex: audit[f"{code}/{sex}"][1] for sex, _rank, _heard in SEXES if f"{code}/{sex}" in audit}


def _shows_anything(table: ByTable | None) -> bool:
    cells = table["cells"].values() if table else []
    return any(row.get(sex) is not None for row in cells for sex, _rank, _heard in SEXES)


def needs_from(results: Results, source: str) -> list[dict[str, Any]]:
    """One row for each option that women or men chose, with its rank among each; equal counts share one."""
    ranks = {sex: _ranks(results.options, sex) for sex, _rank, _heard in SEXES}
    made = []
    for option in results.options:
        own: dict[str, Any] = {rank: ranks[sex].get(option.code) for sex, rank, _heard in SEXES}
        if option.dont_know or not any(own.values()):
            continue
        made.append(
            {"language": option.language, "name": option.words[:200], "source": source[:300]}
            | {"note": _chose(option, results)[:500], **own}
        )
    return made


def _ranks(options: list[Option], sex: str) -> dict[str, int]:
    """Code → rank, of the options with a shown number over 0 that no hidden one can reach: cells are hidden
    with others, so that a hidden one may be the largest."""
    asked = [one for one in options if not one.dont_know]
    counts = {one.code: getattr(one, sex) for one in asked if getattr(one, sex)}
    hidden = max((one.most.get(sex, 0) for one in asked if getattr(one, sex) is None), default=0)
    return {
        code: 1 + sum(other > count for other in counts.values())
        for code, count in counts.items()
        if count > hidden
    }


def _chose(option: Option, results: Results) -> str:
    parts = []
    for words, count, base in (
        (_("women: %(count)s of %(base)s"), option.female, results.women),
        (_("men: %(count)s of %(base)s"), option.male, results.men),
    ):
        if count is not None and base is not None:
            parts.append(words % {"count": count, "base": base})
    return "; ".join(parts)


def shares_from(
    results: Results, mapping: Mapping[str, str], column: str, name: str, language: str, source: str
) -> list[dict[str, Any]]:
    """A row of what women say and one of what men say. `mapping`: code of an option → share ('' for none);
    `column`: 'share', or 'control' where the question asks who decides about a resource.

    A share is taken only where all cells of that sex are shown: else a hidden one might be the largest."""
    made = []
    for sex, _rank, heard in SEXES:
        counts = [(option, getattr(option, sex)) for option in results.options]
        if any(count is None for _option, count in counts):
            continue
        sums: dict[str, int] = {}
        for option, count in counts:
            if share := mapping.get(option.code, ""):
                sums[share] = sums.get(share, 0) + count
        best = max(sums.values(), default=0)
        chosen = [share for share in sums if sums[share] == best]
        if best == 0 or len(chosen) > 1:
            continue
        note = "; ".join(f"{Share(share).label}: {count}" for share, count in sums.items())
        row = {"language": language, "name": name[:200], "heard": heard, column: chosen[0]}
        made.append(row | {"note": note[:500], "source": source[:300]})
    return made


def source_of(question: Question) -> str:
    """Where the rows come from, in words."""
    return _("Survey “%(survey)s”, question “%(question)s”") % {
        "survey": question.survey,
        "question": question,
    }
