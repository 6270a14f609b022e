"""The questionnaire builder: questions one by one, translations side by side, preview, and the table."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.exports import Table, xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.texts import pick, with_commas
from cityclusters.surveys import building, table
from cityclusters.surveys.forms.answer import Sheet
from cityclusters.surveys.forms.question import (
    NAMES,
    BaseOptions,
    QuestionForm,
    option_rows,
    sex_codes_fit,
    with_more_rows,
)
from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.models.question import SEX_CODES
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.telling import facts
from cityclusters.surveys.views.common import managed, question_of
from cityclusters.surveys.words import direction


def _to_list(survey: Survey) -> HttpResponse:
    return redirect("surveys:questions", survey.exchange.public_id, survey.public_id)


@login_required
@require_safe
def questions(request: PersonRequest, public_id: str, survey: str) -> HttpResponse:
    """All questions in their order."""
    found = managed(request, public_id, survey)
    listed = list(found.questions.all())
    for question in listed:
        question.survey = found
    context = {
        "exchange": found.exchange,
        "survey": found,
        "questions": listed,
        "kinds": Question.Kind.choices,
    }
    return render(request, "surveys/questions.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PersonRequest, public_id: str, survey: str, kind: str) -> HttpResponse:
    """A new question of a kind."""
    found = managed(request, public_id, survey)
    if kind not in Question.Kind.values:
        raise Http404
    return _edit(request, Question(survey=found, kind=kind, texts={}))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, public_id: str, survey: str, code: str) -> HttpResponse:
    """Changes a question."""
    return _edit(request, question_of(managed(request, public_id, survey), code))


def _edit(request: PersonRequest, question: Question) -> HttpResponse:
    """One page for the question and its list; 'more' only adds empty rows to what was typed."""
    survey = question.survey
    typed: Any = request.POST if request.method == "POST" else None
    more = typed is not None and "more" in typed
    form = QuestionForm(question, typed)
    rows = option_rows(question, with_more_rows(typed) if more else typed) if question.has_options else None
    if typed is not None and not more and _valid(form, rows) and _saved(request, form, rows):
        messages.success(request, _("The question is saved."))
        return _to_list(survey)
    context = {
        "exchange": survey.exchange,
        "survey": survey,
        "question": question,
        "form": form,
        "rows": rows,
    }
    context["languages_of_survey"] = [(code, NAMES.get(code, code)) for code in survey.languages]
    return render(request, "surveys/question_edit.html", {**context, "more": more})


def _saved(request: PersonRequest, form: QuestionForm, rows: BaseOptions | None) -> bool:
    """Saves the question as typed; where that is refused, the form says why."""
    filled = form.fill(rows.rows() if rows is not None else [])
    if not sex_codes_fit(filled):
        words = _("A question about sex uses the codes %(codes)s.") % {"codes": with_commas(SEX_CODES)}
        form.add_error("asks_about", words)
        return False
    try:
        building.save_question(filled, request.user)
    except SurveyRefused as refused:
        form.add_error(None, refused.text)
        return False
    return True


def _valid(form: QuestionForm, rows: Any) -> bool:
    """Both are looked at, so that all faults are shown at once."""
    return all([form.is_valid(), rows is None or rows.is_valid()])


@login_required
@require_POST
def move(request: PersonRequest, public_id: str, survey: str, code: str, way: str) -> HttpResponse:
    """One place up or down."""
    found = managed(request, public_id, survey)
    try:
        if not building.move_question(question_of(found, code), request.user, up=way == "up"):
            messages.info(
                request, _("It stays where it is: it is the last one here, or a rule needs this order.")
            )
    except SurveyRefused as refused:
        messages.error(request, refused.text)
    return _to_list(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PersonRequest, public_id: str, survey: str, code: str) -> HttpResponse:
    """Asks, then takes the question out."""
    found = managed(request, public_id, survey)
    question = question_of(found, code)
    if request.method != "POST":
        context = {"exchange": found.exchange, "survey": found, "question": question}
        return render(request, "surveys/question_remove.html", context)
    try:
        building.remove_question(question, request.user)
    except SurveyRefused as refused:
        messages.error(request, refused.text)
    else:
        messages.success(request, _("The question is taken out."))
    return _to_list(found)


@login_required
@require_safe
def preview(request: PersonRequest, public_id: str, survey: str) -> HttpResponse:
    """The questionnaire as readers see it, part by part, in each language; nothing can be sent from here."""
    found = managed(request, public_id, survey)
    language = request.GET.get("in", found.original)
    language = language if language in found.languages else found.original
    part = request.GET.get("part", "1")
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 4 else 1
    sheet = Sheet(found, list(found.questions.all()), {}, language, number)
    context = {"exchange": found.exchange, "survey": found, "sheet": sheet, "words": sheet.words}
    context |= {"facts": facts(found, sheet.words), "words_direction": direction(sheet.words_language)}
    context |= {"title": pick(found.title, language), "intro": pick(found.intro, language)}
    return render(request, "surveys/preview.html", context)


@login_required
@require_safe
def download(request: PersonRequest, public_id: str, survey: str) -> HttpResponseBase:
    """The questionnaire as a spreadsheet with a column for each language."""
    found = managed(request, public_id, survey)
    sheet = Table(_("Questions"), table.header(found), table.lines(found))
    return xlsx_response(f"questions-{found.public_id}", [sheet])
