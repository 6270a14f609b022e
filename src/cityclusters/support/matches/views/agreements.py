"""Agreements: the public list, one page for each, and the steps of both sides."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.core.sections import sections_of
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.matches import agreement_page, agreements, papers, sides
from cityclusters.support.matches.forms import AgreementFilterForm, EndForm, SignForm, TextForm, TypeForm
from cityclusters.support.models import Agreement


def one(request: Request, public_id: str) -> Agreement:
    """The agreement, for whoever may see it. Raises Http404 for everybody else."""
    rows = Agreement.objects.visible_to(request.user).select_related(*agreement_page.NAMES)
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    return found


def own(request: PersonRequest, public_id: str) -> Agreement:
    """The same for the focal points of both sides. Raises PermissionDenied for those who may only read."""
    found = one(request, public_id)
    if not sides.of_person(found, request.user):
        raise PermissionDenied
    return found


@require_safe
def listing(request: Request) -> HttpResponse:
    """All that are signed; above them the reader's own that are being drafted."""
    form = AgreementFilterForm(request.GET)
    rows = form.chosen(Agreement.objects.public()).select_related(*agreement_page.NAMES)
    mine = focal_organisations(request.user)
    drafts = Agreement.objects.of_sides(mine).filter(state__in=Agreement.OPEN) if mine else None
    context = {
        "form": form,
        "filtered": bool(form.asked),
        "page": paged(request, rows.order_by("-signed_on", "-pk")),
        "drafts": list(drafts.select_related(*agreement_page.NAMES)[:20]) if drafts is not None else [],
    }
    return render(request, "support/agreements.html", context)


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    """Its public line for everybody; for both sides and officers the text and the steps."""
    agreement = one(request, public_id)
    context = agreement_page.context(agreement, request.user)
    if isinstance(request.user, Person) and request.user.is_officer:
        context["type_form"] = TypeForm(initial={"kind": agreement.type})
    context["sections"] = sections_of(settings.AGREEMENT_SECTIONS, request, agreement)
    return render(request, "support/agreement.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: PersonRequest, public_id: str) -> HttpResponse:
    """Changes the text."""
    agreement = own(request, public_id)
    first = {name: getattr(agreement, name) for name in (*agreements.TEXT, "text_number")}
    sent = request.POST if request.method == "POST" else None
    form = TextForm(sent, person=request.user, agreement=agreement, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            agreements.change(agreement, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. Both sides see this text."))
            return redirect(agreement)
    return render(request, "support/agreement_text.html", {"agreement": agreement, "form": form})


def _number(request: PersonRequest) -> int:
    """The number of the text that was on the page; 0 for anything that is none."""
    sent = request.POST.get("text_number", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 7 else 0


@login_required
@require_POST
def clear(request: PersonRequest, public_id: str) -> HttpResponse:
    """One side says that the text may be signed."""
    agreement = own(request, public_id)
    with saying(request, _("Your side has cleared the text.")):
        agreements.clear(agreement, request.user, _number(request), request.POST.get("side", ""))
    return redirect(agreement)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: PersonRequest, public_id: str) -> HttpResponse:
    """One side signs, by a press or with the paper."""
    agreement = own(request, public_id)
    first = {"text_number": agreement.text_number}
    posted = request.method == "POST"
    form = SignForm(request.POST, request.FILES) if posted else SignForm(initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            agreements.sign(
                agreement, request.user, data["text_number"], request.POST.get("side", ""),
                papers.paper(data["paper"]) if data["paper"] else None, data["paper_on"],
            )  # fmt: skip
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your side has signed."))
            return redirect(agreement)
    context = agreement_page.context(agreement, request.user) | {"form": form}
    return render(request, "support/agreement_sign.html", context)


@login_required
@require_POST
def show(request: PersonRequest, public_id: str) -> HttpResponse:
    """One side says whether everybody may read what is agreed."""
    agreement = own(request, public_id)
    shown = request.POST.get("shown") == "yes"
    with saying(request, _("Saved. The text is shown to everybody when both sides say so.")):
        agreements.show(agreement, request.user, shown, request.POST.get("side", ""))
    return redirect(agreement)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PersonRequest, public_id: str) -> HttpResponse:
    """Ends it before its last day."""
    agreement = own(request, public_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            agreements.end(agreement, request.user, data["reason"], data["carried_out"] == "yes")
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The agreement has ended. The other side is told."))
            return redirect(agreement if agreement.signed_on else agreement.match)
    return render(request, "support/agreement_end.html", {"agreement": agreement, "form": form})


@login_required
@require_POST
def kind(request: PersonRequest, public_id: str) -> HttpResponse:
    """An officer confirms the kind of cooperation."""
    agreement = one(request, public_id)
    if not request.user.is_officer:
        raise PermissionDenied
    with saying(request, _("Saved.")):
        agreements.confirm_type(agreement, request.user, request.POST.get("kind", ""))
    return redirect(agreement)


@login_required
@require_safe
def paper(request: PersonRequest, public_id: str) -> HttpResponse | StreamingHttpResponse:
    """The signed paper, for both sides and officers; for everybody else it does not exist."""
    agreement = one(request, public_id)
    may = request.user.is_officer or bool(sides.of_person(agreement, request.user))
    if not may or not agreement.document:
        raise Http404
    answer = files.send(request, agreement.document, inline=False)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
