"""Lists of delegates: upload, dry run, questions, confirmation."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import Table, xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.exchanges import delegate_lists, rules
from cityclusters.exchanges.delegate_page import list_context
from cityclusters.exchanges.delegate_questions import bad_cells, questions
from cityclusters.exchanges.delegate_tables import bad_table, template_table
from cityclusters.exchanges.forms.delegates import ColumnsForm, EncodingForm, UploadForm
from cityclusters.exchanges.models import DelegateList, Exchange
from cityclusters.exchanges.views.common import managed
from cityclusters.places.models import Place

FILE_NAME = "delegates"


def _exchange(request: PersonRequest, public_id: str) -> Exchange:
    """The exchange, for an officer. Raises Http404 and PermissionDenied as `managed`."""
    exchange = managed(request, public_id)
    if not rules.may_upload_lists(request.user):
        raise PermissionDenied
    return exchange


def found(request: PersonRequest, public_id: str, list_id: str) -> DelegateList:
    """The list, for an officer. Raises Http404 and PermissionDenied as `managed`."""
    exchange = _exchange(request, public_id)
    delegates = exchange.lists.filter(public_id=list_id).exclude(state=DelegateList.State.DROPPED).first()
    if delegates is None:
        raise Http404
    delegates.exchange = exchange
    return delegates


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegates(request: PersonRequest, public_id: str) -> HttpResponse:
    """The lists of an exchange, and the form for another one."""
    exchange = _exchange(request, public_id)
    form = UploadForm(request.POST or None, request.FILES or None, exchange=exchange)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(delegate_lists.receive(exchange, request.user, form.upload, **form.choices))
        except NotPossible as refusal:
            form.add_error("file", str(refusal))
    lists = exchange.lists.exclude(state=DelegateList.State.DROPPED).select_related("by")[:50]
    context = {"exchange": exchange, "form": form, "lists": lists}
    return render(request, "exchanges/delegates_lists.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def delegates_template(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """An empty list with our headings, in the reader's language."""
    _exchange(request, public_id)
    return xlsx_response(_("Delegates"), [template_table()])


@login_required
@require_safe
def delegates_list(request: PersonRequest, public_id: str, list_id: str) -> HttpResponse:
    """One list as it stands: being read, its dry run, being written, or done."""
    delegates = found(request, public_id, list_id)
    if delegates.state == DelegateList.State.COLUMNS:
        return redirect("exchanges:delegates-columns", public_id, list_id)
    return render(request, "exchanges/delegates_list.html", list_context(request, delegates))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegates_columns(request: PersonRequest, public_id: str, list_id: str) -> HttpResponse:
    """Which column is what, and how the letters were written, by hand."""
    delegates = found(request, public_id, list_id)
    if delegates.busy or not delegates.header:
        return redirect(delegates)
    form = ColumnsForm(delegates.header, delegates.columns, request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(delegate_lists.read_again, delegates, columns=form.columns, by_hand=True)
        return _act(request, delegates, act)
    context = {
        "exchange": delegates.exchange,
        "delegates": delegates,
        "form": form,
        "columns": [
            (form[str(index)], [row[index] for row in delegates.sample if index < len(row)])
            for index in range(len(delegates.header))
        ],
    }
    return render(request, "exchanges/delegates_columns.html", context, status=422 if form.errors else 200)


def _act(request: PersonRequest, delegates: DelegateList, act: Callable[[], None]) -> HttpResponse:
    """Does an act on a list and goes back to its page, with the refusal where there is one."""
    try:
        act()
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(delegates)


@login_required
@require_POST
def delegates_letters(request: PersonRequest, public_id: str, list_id: str) -> HttpResponse:
    """Reads a text file again with other letters."""
    delegates = found(request, public_id, list_id)
    form = EncodingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the encodings."))
        return redirect(delegates)
    encoding = form.cleaned_data["encoding"]
    return _act(request, delegates, partial(delegate_lists.read_again, delegates, encoding=encoding))


@login_required
@require_POST
def delegates_decisions(request: PersonRequest, public_id: str, list_id: str) -> HttpResponse:
    """Answers questions of the dry run; answers to questions that nobody asked are ignored."""
    delegates = found(request, public_id, list_id)
    asked = {
        key for question in questions(delegates) for key in (question.key, *dict(question.single).values())
    }
    answers = {key: request.POST[key][:20] for key in asked if request.POST.get(key)}
    if not answers:
        messages.info(request, _("Nothing was chosen."))
        return redirect(delegates)
    return _act(request, delegates, partial(delegate_lists.decide, delegates, answers))


@login_required
@require_safe
def delegates_place(request: PersonRequest, public_id: str, list_id: str) -> HttpResponse:
    """Searching another place for a question of the dry run."""
    delegates = found(request, public_id, list_id)
    key = request.GET.get("key", "")
    question = next((one for one in questions(delegates) if one.key == key and one.is_place), None)
    if question is None:
        raise Http404
    text = request.GET.get("q", "")[:200]
    context = {
        "exchange": delegates.exchange,
        "delegates": delegates,
        "question": question,
        "q": text,
        "places": Place.objects.search(text) if text.strip() else [],
    }
    return render(request, "exchanges/delegates_place.html", context)


@login_required
@require_POST
def delegates_confirmation(request: PersonRequest, public_id: str, list_id: str) -> HttpResponse:
    """Has the good lines written, with invitations only where she ticked it."""
    delegates = found(request, public_id, list_id)
    invite = request.POST.get("invite") == "on"
    act = partial(delegate_lists.confirm, delegates, request.user, invite=invite)
    return _act(request, delegates, act)


@login_required
@require_POST
def delegates_again(request: PersonRequest, public_id: str, list_id: str) -> HttpResponse:
    """Wakes the worker for a list about which it is silent."""
    delegates = found(request, public_id, list_id)
    return _act(request, delegates, partial(delegate_lists.start_again, delegates))


@login_required
@require_POST
def delegates_drop(request: PersonRequest, public_id: str, list_id: str) -> HttpResponse:
    """Throws the list away; nothing was written from it."""
    delegates = found(request, public_id, list_id)
    try:
        delegate_lists.drop(delegates, request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(delegates)
    messages.success(request, _("The list is thrown away. Nothing of it was written."))
    return redirect("exchanges:delegates", public_id)


@login_required
@require_safe
def delegates_bad(request: PersonRequest, public_id: str, list_id: str) -> HttpResponseBase:
    """The lines that were left out, as a list to correct and upload again, and each bad cell."""
    delegates = found(request, public_id, list_id)
    rows = list(delegates.rows.filter(plan="bad"))
    cells = Table(
        _("Bad cells"),
        [_("Line"), _("Column"), _("Value"), _("What is wrong"), _("What to do")],
        [cell[:5] for cell in bad_cells(rows)],
    )
    return xlsx_response(FILE_NAME, [bad_table(delegates, rows), cells])
