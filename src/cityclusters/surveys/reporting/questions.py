"""The survey in tables: every question with its base, everybody beside women and men."""

from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import number
from cityclusters.core.texts import pick, with_commas, with_semicolons
from cityclusters.surveys.analysis_data import Analysis, ByTable, QuestionResult
from cityclusters.surveys.models import Question
from cityclusters.surveys.reporting.parts import Cell, Row, Table
from cityclusters.surveys.reporting.words import answered_words, group_name, notice_words, share_words

HIDDEN = Cell("", hidden=True)


def question_tables(questions: list[Question], analysis: Analysis) -> list[Table]:
    """One table for each question, in the questionnaire's order."""
    tables = []
    for question in questions:
        result = analysis["questions"][question.code]
        if question.kind == Question.Kind.TEXT:
            tables.append(_text_table(question, result))
            continue
        table = _table(question, result, analysis.get("by", {}).get(question.code))
        own = [notice for notice in analysis["notices"] if notice.get("question") == question.code]
        table.notes = [notice_words(notice) for notice in own] + table.notes
        tables.append(table)
    return tables


def labels(question: Question) -> dict[str, str]:
    """The words of each option or step, by code."""
    if question.kind != Question.Kind.SCALE:
        return {option["code"]: pick(option["texts"]).text for option in question.options}
    words = {value: value for value in question.values}
    low, high = pick(question.low_label).text, pick(question.high_label).text
    if low:
        words[str(question.low)] = f"{question.low} ({low})"
    if high:
        words[str(question.high)] = f"{question.high} ({high})"
    return words


def _counts(result: QuestionResult) -> dict[str, tuple[int, int | None]]:
    """Count and percentage of everybody, by option or step."""
    if "options" in result:
        return {code: (option["count"], option["percent"]) for code, option in result["options"].items()}
    base = result["answered"]
    return {
        step: (count, (200 * count + base) // (2 * base) if base >= 10 else None)
        for step, count in result.get("distribution", {}).items()
    }


def _table(question: Question, result: QuestionResult, split: ByTable | None) -> Table:
    shown = split if split and split["cells"] else None
    groups = shown["groups"] if shown else []
    words = labels(question)
    rows = []
    for code, (count, percent) in _counts(result).items():
        cells = [Cell(share_words(count, result["answered"], percent), count, percent or 0)]
        cells += [_cell(shown, code, group) for group in groups] if shown else []
        rows.append(Row(words.get(code, code), tuple(cells)))
    table = Table(
        caption=pick(question.texts).text,
        columns=[_("Everybody"), *(group_name(group) for group in groups)],
        rows=rows,
        base=answered_words(result["answered"], result["skipped"], result["not_asked"]),
        notes=_notes(question, result),
        is_chart=True,
        head=_("Answer"),
    )
    if split and not shown and "regrouped" in split:
        table.notes += [text for text in [_coarser(split["regrouped"], words)] if text]
    return table


def _cell(split: ByTable, code: str, group: str) -> Cell:
    count = split["cells"][code][group]
    base = split["column_totals"][group]
    if count is None or base is None:
        return HIDDEN
    percent = split.get("column_percents", {}).get(code, {}).get(group)
    return Cell(share_words(count, base, percent), count, percent)


def _notes(question: Question, result: QuestionResult) -> list[str]:
    notes = []
    if question.kind == Question.Kind.MULTIPLE:
        notes.append(
            _("Several answers were possible, so percentages add to more than 100. There were %(n)s choices.")
            % {"n": number(result.get("mentions", 0))}
        )
    if question.dont_know:
        notes.append(_("Those who do not know stay in the base."))
    if question.kind == Question.Kind.SCALE and result.get("mean") is not None:
        notes.append(
            _("Mean %(mean)s, median %(median)s, on a scale from %(low)s to %(high)s.")
            % {
                "mean": round(result["mean"] or 0, 1),
                "median": result["median"],
                "low": question.low,
                "high": question.high,
            }
        )
    return notes


def _coarser(split: ByTable, words: dict[str, str]) -> str:
    """A coarser table in one sentence each row: what may be said by sex where the full table may not."""
    said = []
    for code, cells in split["cells"].items():
        name = " / ".join(words.get(part, part) for part in code.split("+"))
        for group, count in cells.items():
            base = split["column_totals"][group]
            if count is not None and base is not None:
                percent = split.get("column_percents", {}).get(code, {}).get(group)
                said.append(f"{with_commas([name, group_name(group)])}: {share_words(count, base, percent)}")
    return (
        _("By sex, with answers put together: %(shares)s.") % {"shares": with_semicolons(said)}
        if said
        else ""
    )


def _text_table(question: Question, result: QuestionResult) -> Table:
    answered = result["answered"]
    return Table(
        caption=pick(question.texts).text,
        columns=[_("Everybody")],
        rows=[Row(_("Answered in their own words"), (Cell(number(answered), answered),))],
        base=answered_words(answered, result["skipped"], result["not_asked"]),
        head=_("Answer"),
    )
