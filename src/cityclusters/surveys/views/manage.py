"""The officers' work on the surveys of an exchange: making, checking, opening, closing."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.journal.once import one_act
from cityclusters.surveys import building, closing, design, opening, tasks
from cityclusters.surveys.design_words import in_words
from cityclusters.surveys.forms.survey import NAMES, ClosingForm, NewSurveyForm, SurveyForm
from cityclusters.surveys.models import Survey
from cityclusters.surveys.overview import needs_follow_up_survey, standing
from cityclusters.surveys.ready_made import questionnaires
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.views.common import managed, managed_exchange


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@one_act
def surveys(request: PersonRequest, public_id: str) -> HttpResponse:
    """The surveys of an exchange, and the ready-made questionnaires to begin another one with."""
    exchange = managed_exchange(request, public_id)
    form = NewSurveyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        survey = building.create(exchange, request.user, key=form.cleaned_data["key"])
        messages.success(request, _("The survey is made. Look at its questions, then check it."))
        return redirect("surveys:overview", exchange.public_id, survey.public_id)
    context = {
        "exchange": exchange,
        "rows": [standing(survey) for survey in Survey.objects.of(exchange)],
        "ready": list(questionnaires().values()),
        "follow_up_missing": needs_follow_up_survey(exchange),
        "form": form,
    }
    return render(request, "surveys/surveys.html", context)


@login_required
@require_POST
def plan_follow_up(request: PersonRequest, public_id: str) -> HttpResponse:
    """Makes the survey of what people do differently some months later (rule EX9)."""
    exchange = managed_exchange(request, public_id)
    survey = building.plan_follow_up(exchange, request.user)
    messages.success(request, _("The later survey is made. Check it, and it opens by itself."))
    return redirect("surveys:overview", exchange.public_id, survey.public_id)


@login_required
@require_safe
def overview(request: PersonRequest, public_id: str, survey: str) -> HttpResponse:
    """Where one survey stands, and what to do next. No answers: those stand in the report (rule SU7)."""
    found = managed(request, public_id, survey)
    first = {"closes_at": found.closes_at}
    with timezone.override(ZoneInfo(found.exchange.zone)):
        context: dict[str, Any] = {
            "exchange": found.exchange,
            "survey": found,
            "standing": standing(found),
            "language_names": [NAMES.get(code, code) for code in found.languages],
            "closing_form": ClosingForm(initial=first) if found.state == Survey.State.OPEN else None,
        }
        context["closing_field"] = str(context["closing_form"] or "")
    return render(request, "surveys/overview.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, public_id: str, survey: str) -> HttpResponse:
    """Changes title, words, mode, languages and dates, until it is open (rule SU1)."""
    found = managed(request, public_id, survey)
    with timezone.override(ZoneInfo(found.exchange.zone)):
        form = SurveyForm(found, request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                building.change_survey(found, request.user, **form.changes())
            except SurveyRefused as refused:
                form.add_error(None, refused.text)
            else:
                messages.success(request, _("The changes are saved. Check the survey again."))
                return redirect("surveys:overview", found.exchange.public_id, found.public_id)
        context = {"exchange": found.exchange, "survey": found, "form": form}
        return render(request, "surveys/edit.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: PersonRequest, public_id: str, survey: str) -> HttpResponse:
    """The design check: shown as it would come out now; posting keeps it (rule SU3)."""
    found = managed(request, public_id, survey)
    if request.method == "POST":
        try:
            result = design.check(found, request.user)
        except SurveyRefused as refused:
            messages.error(request, refused.text)
        else:
            if result.passed:
                messages.success(request, _("The survey is checked. It opens by itself."))
            else:
                messages.error(request, _("The survey can't open like this. What to change stands below."))
        return redirect("surveys:check", found.exchange.public_id, found.public_id)
    seats, came = design.expected_audience(found)
    result = design.check_audience(found, seats, came)
    context = {"exchange": found.exchange, "survey": found, "check": result, "words": in_words(result)}
    return render(request, "surveys/check.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@one_act
def confirm(request: PersonRequest, public_id: str, survey: str, act: str) -> HttpResponse:
    """Asks before opening, closing, copying or deleting, then does it."""
    found = managed(request, public_id, survey)
    if request.method != "POST":
        why_not = ""
        if act == "opening" and (code := opening.why_not(found)):
            why_not = SurveyRefused(code).text
        context = {"exchange": found.exchange, "survey": found, "act": act, "why_not": why_not}
        return render(request, "surveys/confirm.html", {**context, "standing": standing(found)})
    try:
        target = _do(request, found, act)
    except SurveyRefused as refused:
        messages.error(request, refused.text)
        target = found
    if target is None:
        return redirect("surveys:list", found.exchange.public_id)
    return redirect("surveys:overview", found.exchange.public_id, target.public_id)


def _do(request: PersonRequest, survey: Survey, act: str) -> Survey | None:
    """Does the act and says so; the survey to show next, None for the list."""
    if act == "opening":
        opening.open_survey(survey, request.user)
        if opening.is_large(survey):
            tasks.ask.enqueue(survey.pk)
        messages.success(request, _("The survey is open. Letters go to those who attended."))
    elif act == "closing":
        closing.close(survey, request.user)
        messages.success(request, _("The survey is closed. Its report can be made now."))
    elif act == "copy":
        survey = building.copy(survey, request.user)
        messages.success(request, _("This is the copy. Its questions can be changed."))
    else:
        building.delete(survey, request.user)
        messages.success(request, _("The survey is deleted."))
        return None
    return survey


@login_required
@require_POST
def move_closing(request: PersonRequest, public_id: str, survey: str) -> HttpResponse:
    """Another closing time, while the old one has not come."""
    found = managed(request, public_id, survey)
    with timezone.override(ZoneInfo(found.exchange.zone)):
        form = ClosingForm(request.POST)
        valid = form.is_valid()
    if not valid:
        messages.error(request, _("Write the new closing time as a date and a time."))
        return redirect("surveys:overview", found.exchange.public_id, found.public_id)
    try:
        closing.change_closing(found, form.cleaned_data["closes_at"], request.user)
    except SurveyRefused as refused:
        messages.error(request, refused.text)
    else:
        messages.success(request, _("The closing time is changed."))
    return redirect("surveys:overview", found.exchange.public_id, found.public_id)
