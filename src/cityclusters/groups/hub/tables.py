"""Tables about people by sex, with small cells protected as surveys protect them (rules HU6, HU7, SU7)."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import number
from cityclusters.surveys.analysis import analyse
from cityclusters.surveys.analysis_data import Analysis, ByTable, Kind, Question, QuestionResult, SurveyData
from cityclusters.surveys.reporting.parts import Cell, Row, Table
from cityclusters.surveys.reporting.words import group_name, notice_words, share_words

HIDDEN = Cell("", hidden=True)
NOT_SHOWN_BY_SEX = {"small_group", "hidden_group_totals", "small_option", "no_protecting_pattern",
                    "table_too_large", "small_group_base"}  # fmt: skip


class Asked(NamedTuple):
    """A question about people: the words of its answers by code. `delicate` withholds the whole table where
    an answer, or what is left beside it, is that of few (disability, aid, refugee status: rule HU7)."""

    code: str
    caption: str
    answers: Mapping[str, str]
    kind: Kind = "single"
    delicate: bool = False


def smallest() -> int:
    """Counts between nothing and this are not printed by sex."""
    return int(settings.SMALL_CELL_SENSITIVE)


def tables(asked: Sequence[Asked], people: Sequence[Mapping[str, Any]]) -> list[Table]:
    """One table for each question. People are {'sex': …, 'answers': {code: answer}}; an answer of None was
    not asked, an absent one was skipped."""
    questions = tuple(Question(one.code, one.kind, options=tuple(one.answers)) for one in asked)
    data = SurveyData(questions, people, by="sex", k=smallest(), mode="confidential")
    found = analyse(data)
    return [_table(one, found) for one in asked]


def _table(one: Asked, found: Analysis) -> Table:
    result = found["questions"][one.code]
    base = _base(result)
    table = Table(caption=one.caption, columns=[], rows=[], base=base, is_chart=True, head=_("Answer"))
    if one.delicate and _few(result):
        table.notes = [_("Not shown: it would be about fewer than %(k)s people.") % {"k": smallest()}]
        table.base = ""
        return table
    split = found.get("by", {}).get(one.code)
    shown = split if split and split["cells"] else None
    groups = shown["groups"] if shown else []
    table.columns = [_("Everybody"), *(group_name(group) for group in groups)]
    for code, words in one.answers.items():
        counted = result["options"][code]
        cells = [Cell(share_words(counted["count"], result["answered"], counted["percent"]),
                      counted["count"], counted["percent"] or 0)]  # fmt: skip
        cells += [_cell(shown, code, group) for group in groups] if shown else []
        table.rows.append(Row(words, tuple(cells)))
    table.notes = [
        notice_words(notice) for notice in found["notices"]
        if notice.get("question") == one.code and notice["code"] in NOT_SHOWN_BY_SEX
    ]  # fmt: skip
    return table


def _base(result: QuestionResult) -> str:
    words = {"n": number(result["answered"]), "skipped": number(result["skipped"])}
    if result["skipped"]:
        return _("Base: %(n)s people; of %(skipped)s more it is not known.") % words
    return _("Base: %(n)s people.") % words


def _few(result: QuestionResult) -> bool:
    """Whether an answer, those who gave none, or the base is that of few people."""
    k = smallest()
    counts = [option["count"] for option in result["options"].values()]
    return any(0 < count < k for count in (*counts, result["answered"], result["skipped"]))


def _cell(split: ByTable, code: str, group: str) -> Cell:
    count, base = split["cells"][code][group], split["column_totals"][group]
    if count is None or base is None:
        return HIDDEN
    percent = split.get("column_percents", {}).get(code, {}).get(group)
    return Cell(share_words(count, base, percent), count, percent)
