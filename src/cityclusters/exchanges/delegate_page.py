"""What the page of one list shows, by its state."""

from typing import Any

from django.utils.translation import gettext as _

from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.core.sheets import refusal_text
from cityclusters.exchanges.delegate_columns import FIELDS
from cityclusters.exchanges.delegate_problems import field_label, problem_text, why_text
from cityclusters.exchanges.delegate_questions import bad_cells, questions, summary
from cityclusters.exchanges.forms.delegates import EncodingForm
from cityclusters.exchanges.models import DelegateList, DelegateRow

QUESTIONS = 25
LINES = 40
SHOWN = ("bad", "create", "match", "same")


def list_context(request: PersonRequest, delegates: DelegateList) -> dict[str, Any]:
    """The context of the page; short while the worker has the list."""
    context: dict[str, Any] = {"exchange": delegates.exchange, "delegates": delegates}
    if delegates.state == DelegateList.State.REFUSED:
        context["refusal"] = refusal_text(delegates.problem["code"], delegates.problem["params"])
    if delegates.busy or not delegates.header:
        return context
    context["notices"] = [refusal_text(code, params) for code, params in delegates.notices]
    context["unknown"] = _unknown_columns(delegates)
    context["known"] = [
        (delegates.header[int(index)], field_label(name))
        for index, name in delegates.columns.items()
        if name in FIELDS
    ]
    if delegates.encodings:
        context["encoding_form"] = EncodingForm(initial={"encoding": delegates.encoding})
    if delegates.state == DelegateList.State.CHECKED:
        asked = questions(delegates)
        context.update(questions=asked[:QUESTIONS], more_questions=max(0, len(asked) - QUESTIONS))
    return {**context, "summary": summary(delegates), **_lines(request, delegates)}


def _unknown_columns(delegates: DelegateList) -> list[str]:
    """The headings that are not read."""
    return [
        heading or _("Column %(number)s") % {"number": index + 1}
        for index, heading in enumerate(delegates.header)
        if delegates.columns.get(str(index)) not in FIELDS
    ]


def _lines(request: PersonRequest, delegates: DelegateList) -> dict[str, Any]:
    """The lines of one kind, those that need correction first."""
    rows = delegates.rows.select_related("organisation", "place", "person")
    asked = request.GET.get("show", "")
    present = set(rows.order_by().values_list("plan", flat=True).distinct())
    show = asked if asked in SHOWN else next((plan for plan in SHOWN if plan in present), "bad")
    page = paged(request, rows.filter(plan=show), per_page=LINES)
    for row in page.object_list:
        row.why_text = why_text(row.why)
        row.problem_texts = [problem_text(problem) for problem in row.problems]
    labels = dict(DelegateRow.Plan.choices)
    tabs = [(plan, labels[plan], plan == show) for plan in SHOWN if plan in present]
    return {"page": page, "show": show, "tabs": tabs, "cells": bad_cells(page.object_list)}
