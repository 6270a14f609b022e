"""Assessment results: entered in a list, or uploaded after a dry run."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.core.sheets import Refused
from cityclusters.exchanges import assessments as results
from cityclusters.exchanges.forms.certificates import ConfirmForm, ResultsForm, sealed
from cityclusters.exchanges.log_words import notice_text
from cityclusters.exchanges.models import Assessment, Registration
from cityclusters.exchanges.views.common import managed

PER_PAGE = 50
ANSWERS = {"passed": True, "failed": False, "none": None}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assessments(request: PersonRequest, public_id: str) -> HttpResponse:
    """The participants with their results, a page at a time; what is not changed stays."""
    exchange = managed(request, public_id)
    seats = exchange.registrations.filter(state=Registration.State.CONFIRMED)
    seats = seats.select_related("person", "organisation", "assessment").order_by("person__folded_name", "pk")
    page = paged(request, seats, per_page=PER_PAGE)
    if request.method == "POST":
        for seat in page.object_list:
            answer = request.POST.get(f"seat-{seat.public_id}", "")
            if answer in ANSWERS:
                Assessment.enter(seat, ANSWERS[answer], request.user)
        return redirect(f"{request.path}?page={page.number}")
    rows = [(seat, getattr(seat, "assessment", None)) for seat in page.object_list]
    context = {"exchange": exchange, "page": page, "rows": rows, "form": ResultsForm()}
    return render(request, "exchanges/assessments.html", context)


@login_required
@require_POST
def assessments_upload(request: PersonRequest, public_id: str) -> HttpResponse:
    """The dry run of an uploaded list: whose results they are, and what can't be used."""
    exchange = managed(request, public_id)
    form = ResultsForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            run = results.dry_run(exchange, form.upload, form.cleaned_data["mark"])
        except Refused as error:
            form.add_error("file", notice_text(error.code, error.params))
        except NotPossible as refusal:
            form.add_error("file", str(refusal))
        else:
            pairs = [(seat.public_id, passed) for seat, passed in run.results]
            context = {"exchange": exchange, "run": run, "sealed": sealed(exchange.public_id, pairs)}
            return render(request, "exchanges/assessments_check.html", context)
    context = {"exchange": exchange, "form": form, "rows": []}
    return render(request, "exchanges/assessments.html", context, status=422)


@login_required
@require_POST
def assessments_confirmation(request: PersonRequest, public_id: str) -> HttpResponse:
    """Writes the results of the dry run."""
    exchange = managed(request, public_id)
    form = ConfirmForm(request.POST, exchange_id=exchange.public_id)
    if not form.is_valid():
        for error in form.errors.get("results", []):
            messages.error(request, str(error))
        return redirect("exchanges:assessments", public_id)
    count = results.write(exchange, form.cleaned_data["results"], request.user)
    text = ngettext("%(number)s result is written.", "%(number)s results are written.", count)
    messages.success(request, text % {"number": count})
    return redirect("exchanges:certificates", public_id)
