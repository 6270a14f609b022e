"""Enquiries: asking, reading both sides' letters, noting what became of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.core.private_data import PRIVATE, holds_private_data
from cityclusters.groups.models import ProductEnquiry
from cityclusters.groups.products import enquiries, rules
from cityclusters.groups.products.forms import AskForm, MessageForm, StepForm
from cityclusters.groups.products.views.common import enquiry_of, product_of
from cityclusters.practices.views.sent import sent


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PersonRequest, public_id: str) -> HttpResponse:
    """Passes an enquiry on."""
    product = product_of(request, public_id)
    if not rules.may_ask(request.user, product):
        raise PermissionDenied
    form = AskForm(sent(request)[0], person=request.user)
    if form.is_bound and form.is_valid():
        try:
            made = enquiries.ask(request.user, product, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your enquiry is passed on. You get a letter when they answer."))
            if holds_private_data(form.cleaned_data["text"]):
                messages.warning(request, PRIVATE)
            return redirect(made)
    return render(request, "groups/product_ask.html", {"product": product, "form": form})


@login_required
@require_safe
def listed(request: PersonRequest) -> HttpResponse:
    """All that she asked, and all that she was asked."""
    rows = enquiries.of_person(request.user).order_by("-sent_at", "-pk")
    page = paged(request, rows)
    context = {"page": page, "rows": [(row, rules.is_buyer(request.user, row)) for row in page.object_list]}
    return render(request, "groups/product_enquiries.html", context)


def _page(
    request: PersonRequest,
    enquiry: ProductEnquiry,
    message: MessageForm | None = None,
    step: StepForm | None = None,
) -> HttpResponse:
    steps = enquiries.steps(enquiry, request.user)
    buyer = rules.is_buyer(request.user, enquiry)
    open_still = enquiry.state not in (ProductEnquiry.State.LOST, ProductEnquiry.State.SPAM)
    first = {"amount": enquiry.amount, "currency": enquiry.currency or enquiry.product.currency}
    context = {
        "enquiry": enquiry,
        "product": enquiry.product,
        "buyer": buyer,
        "letters": enquiry.messages.all(),
        "form": (message or MessageForm(person=request.user)) if open_still else None,
        "step_form": (step or StepForm(steps=steps, initial=first)) if steps else None,
        "sale_due": not buyer
        and enquiry.state == ProductEnquiry.State.DELIVERED
        and not enquiry.sales.filter(withdrawn_at=None).exists(),
    }
    return render(request, "groups/product_enquiry.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: PersonRequest, public_id: str) -> HttpResponse:
    """One enquiry for its two sides; a POST is one more letter."""
    enquiry = enquiry_of(request, public_id)
    if request.method != "POST":
        return _page(request, enquiry)
    form = MessageForm(request.POST, person=request.user)
    if form.is_valid():
        try:
            enquiries.write(enquiry, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your letter is passed on."))
            if holds_private_data(form.cleaned_data["text"]):
                messages.warning(request, PRIVATE)
            return redirect(enquiry)
    return _page(request, enquiry, message=form)


@login_required
@require_POST
def step(request: PersonRequest, public_id: str) -> HttpResponse:
    """Notes what became of it."""
    enquiry = enquiry_of(request, public_id)
    form = StepForm(request.POST, steps=enquiries.steps(enquiry, request.user))
    if form.is_valid():
        try:
            enquiries.note(enquiry, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is written down."))
            return redirect(enquiry)
    return _page(request, enquiry, step=form)
