"""Who sells and who looks for a product; counterparts with reasons; enquiries passed on."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.journal import drafts
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.models import Enquiry, Trade
from cityclusters.support.offers.rules import may_offer
from cityclusters.support.trade import acts, finding, listing
from cityclusters.support.trade.forms import AnswerForm, EnquiryForm, FilterForm, NewTradeForm, TradeForm

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
NEW_DRAFT = "trade-new"
ACTS = {"renewal": acts.renew, "end": acts.end}
MOST_LINES = 5000


def _seen(request: Request, public_id: str) -> Trade:
    """The entry. Raises Http404 for one that does not exist and, alike, for one she may not see."""
    rows = Trade.objects.visible_to(request.user).select_related("organisation", "place__country")
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    return found


def _own(request: PersonRequest, public_id: str) -> Trade:
    """The entry for those who act for its organisation. Raises Http404 for anybody else."""
    found = _seen(request, public_id)
    if found.organisation_id not in focal_organisations(request.user):
        raise Http404
    return found


@require_safe
def listed(request: Request) -> HttpResponseBase:
    """Everything that is open, by the filters; her own with what is over."""
    own = request.GET.get("whose") == "own" and may_offer(request.user)
    rows = Trade.objects.open()
    if own:
        rows = Trade.objects.filter(organisation__in=focal_organisations(request.user))
    form = FilterForm(request.GET)
    rows = form.chosen(rows)
    if request.GET.get("format") == "xlsx":
        return xlsx_response("trade", [listing.table(rows[:MOST_LINES])])
    page = paged(request, rows)
    context = {
        "form": form,
        "kept": form.asked,
        "own": own,
        "page": page,
        "rows": listing.lines(page.object_list),
        "may_state": may_offer(request.user),
    }
    return render(request, "support/trades.html", context)


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    """One entry with its counterparts; for its own people the enquiries."""
    return _page(request, _seen(request, public_id))


def _page(request: Request, trade: Trade, form: EnquiryForm | None = None) -> HttpResponse:
    user = request.user
    mine = focal_organisations(user)
    own = trade.organisation_id in mine
    may_ask = isinstance(user, Person) and bool(mine - {trade.organisation_id}) and trade.is_open()
    context = {
        "trade": trade,
        "line": listing.line(trade),
        "own": own,
        "open": trade.is_open(),
        "counterparts": finding.found_for(trade),
        "enquiries": Enquiry.objects.visible_to(user).filter(trade=trade).select_related("organisation"),
        "form": form or (EnquiryForm(person=user) if may_ask and isinstance(user, Person) else None),
    }
    return render(request, "support/trade.html", context)


@only(may_offer)
@FORM_PAGE
def create(request: PersonRequest) -> HttpResponse:
    """A new entry."""
    typed: dict[str, Any] = {}
    if request.method == "POST":
        form = NewTradeForm(request.POST, person=request.user)
        if form.is_valid():
            try:
                made = acts.state(request.user, **form.cleaned_data)
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.drop(request.user, NEW_DRAFT)
                messages.success(request, _("The entry is shown for twelve months."))
                return redirect(made)
    else:
        kept = drafts.load(request.user, NEW_DRAFT)
        typed = drafts.typed_before(NewTradeForm(person=request.user), kept)
        form = NewTradeForm(initial=typed, person=request.user)
    context = {"form": form, "draft": NEW_DRAFT, "restored": bool(typed)}
    return render(request, "support/trade_new.html", context)


@login_required
@FORM_PAGE
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    """Changes an entry."""
    trade = _own(request, public_id)
    form = TradeForm(request.POST if request.method == "POST" else None, initial=TradeForm.values_of(trade))
    if form.is_bound and form.is_valid():
        try:
            acts.change(trade, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(trade)
    return render(request, "support/trade_edit.html", {"trade": trade, "form": form})


@login_required
@require_POST
def act(request: PersonRequest, public_id: str, act: str) -> HttpResponse:
    """Renews or ends an entry."""
    trade = _own(request, public_id)
    if act not in ACTS:
        raise Http404
    try:
        ACTS[act](trade, request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("The entry has ended.") if act == "end" else _("The entry is shown for twelve months.")
        messages.success(request, said)
    return redirect("support:trade", trade.public_id)


@login_required
@require_POST
def enquire(request: PersonRequest, public_id: str) -> HttpResponse:
    """Passes an enquiry on."""
    trade = _seen(request, public_id)
    if not may_offer(request.user):
        raise Http404
    form = EnquiryForm(request.POST, person=request.user)
    if form.is_valid():
        data = form.cleaned_data
        try:
            acts.enquire(
                trade, request.user, data["organisation"], text=data["text"], language=data["language"]
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your enquiry is passed on. You get a letter when they answer."))
            return redirect(trade)
    return _page(request, trade, form)


@login_required
@FORM_PAGE
def enquiry(request: PersonRequest, public_id: str) -> HttpResponse:
    """One enquiry for the two sides; those who were asked answer here."""
    rows = Enquiry.objects.visible_to(request.user).select_related("trade__organisation", "organisation")
    found = rows.select_related("answered_by").filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    asked = found.trade.organisation_id in focal_organisations(request.user)
    form = AnswerForm(request.POST if request.method == "POST" and asked else None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        with saying(request, _("Your answer is passed on.")):
            acts.answer(found, request.user, text=data["text"], shows_address=data["shows_address"])
        return redirect(found)
    context = {"enquiry": found, "trade": found.trade, "asked": asked, "form": form}
    return render(request, "support/enquiry.html", context)
