"""Rows from a closed survey: choose the survey, its question, see what may be shown, then take it over."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.projects.diagnosis import acts, from_survey, rules, things
from cityclusters.projects.diagnosis.forms import FromSurveyForm
from cityclusters.projects.diagnosis.grids import GRIDS
from cityclusters.projects.diagnosis.reaching import in_diagnosis
from cityclusters.projects.models import GridRow, Project
from cityclusters.projects.reaching import page as answer
from cityclusters.surveys.models import Question

MOST_SURVEYS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@in_diagnosis(may=rules.may_fill)
def take(request: PersonRequest, project: Project, kind: str) -> HttpResponse:
    """One page for each step: ?survey=… shows its questions, &question=… the mapping."""
    if kind not in GRIDS:
        raise Http404
    context: dict[str, Any] = {"kind": kind, "between": things.between(project, kind)}
    context["topic"] = _("Take rows from a survey")
    chosen = sent_id(request.GET.get("survey"))
    if not chosen:
        context["surveys"] = from_survey.surveys_of(request.user).select_related("exchange")[:MOST_SURVEYS]
        return answer(request, project, "projects/diagnosis_survey.html", context)
    questions = list(from_survey.questions_of(request.user, chosen))
    found = next((one for one in questions if one.code == request.GET.get("question")), None)
    if found is None:
        context |= {"questions": questions, "survey": chosen}
        return answer(request, project, "projects/diagnosis_survey.html", context)
    return _mapping(request, project, kind, found, context)


def _mapping(
    request: PersonRequest, project: Project, kind: str, question: Question, context: dict[str, Any]
) -> HttpResponse:
    results = from_survey.results_of(question)
    options = [(one.code, one.words) for one in results.options]
    first = {"name": str(question)[:200]}
    data = request.POST if request.method == "POST" else None  # the grid of needs asks nothing
    form = FromSurveyForm(data, grid=kind, options=options, initial=first)
    if (
        request.method == "POST"
        and form.is_valid()
        and _taken(request, project, kind, question, form, results)
    ):
        return redirect(things.page_of(project, kind))
    context |= {"question": question, "results": results, "form": form}
    context["needs"] = kind == GridRow.Grid.NEEDS
    return answer(request, project, "projects/diagnosis_survey.html", context)


def _taken(
    request: PersonRequest,
    project: Project,
    kind: str,
    question: Question,
    form: FromSurveyForm,
    results: from_survey.Results,
) -> bool:
    """Makes the rows; False with the reason at the top of the form."""
    source = from_survey.source_of(question)
    if kind == GridRow.Grid.NEEDS:
        rows = from_survey.needs_from(results, source)
    else:
        data = form.cleaned_data
        language = request.LANGUAGE_CODE[:2]
        column = data.get("column") or "share"
        rows = from_survey.shares_from(results, form.mapping, column, data["name"], language, source)
    try:
        made = acts.add_from_survey(project, request.user, question, kind, rows)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    said = ngettext("%(number)d row was taken over.", "%(number)d rows were taken over.", made)
    messages.success(request, said % {"number": made})
    return True
