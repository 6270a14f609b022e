"""A host writes an offer and its windows."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.saying import saying
from cityclusters.journal import drafts
from cityclusters.journal.once import one_act
from cityclusters.people.readers import focal_organisations
from cityclusters.support.models import Offer, Window
from cityclusters.support.offers import acts, rules, windows
from cityclusters.support.offers.forms import NewOfferForm, OfferForm, RepeatForm, WindowForm, own_language
from cityclusters.support.offers.views import own

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
NEW_DRAFT = "offer-new"


@only(rules.may_offer)
@FORM_PAGE
def create(request: PersonRequest) -> HttpResponse:
    """A new offer, as a draft; its room comes next."""
    typed: dict[str, Any] = {}
    if request.method == "POST":
        form = NewOfferForm(request.POST, person=request.user)
        if form.is_valid() and (made := _made(request, form)) is not None:
            return redirect("support:window-new", made.public_id)
    else:
        kept = drafts.load(request.user, NEW_DRAFT)
        typed = drafts.typed_before(NewOfferForm(person=request.user), kept)
        mine = own_language(request.user)
        form = NewOfferForm(initial={"language": mine, "languages": [mine]} | typed, person=request.user)
    if not form.like:
        form.fields.pop("not_the_same")
    context = {"form": form, "like": form.like, "draft": NEW_DRAFT, "restored": bool(typed)}
    return render(request, "support/offer_new.html", context)


def _made(request: PersonRequest, form: NewOfferForm) -> Offer | None:
    """The offer; None where it is refused, and then the form says why."""
    data = {name: value for name, value in form.cleaned_data.items() if name != "not_the_same"}
    try:
        made = acts.make(request.user, data.pop("organisation"), **data)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return None
    drafts.drop(request.user, NEW_DRAFT)
    messages.success(request, _("The offer is a draft. Now say how many places there are, and when."))
    return made


@login_required
@FORM_PAGE
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    """Changes what an offer says."""
    offer = own(request, public_id)
    draft = f"offer-{offer.public_id}"
    kwargs: Any = {"organisations": focal_organisations(request.user) & {offer.organisation_id}}
    typed = drafts.typed_before(OfferForm(**kwargs), drafts.load(request.user, draft))
    sent = request.POST if request.method == "POST" else None
    form = OfferForm(sent, offer=offer, initial=OfferForm.values_of(offer) | typed, **kwargs)
    if sent is not None and form.is_valid():
        try:
            again = acts.change(offer, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            drafts.drop(request.user, draft)
            said = _("The changes are saved. An officer looks at the offer once more; it stays open.")
            messages.success(request, said if again else _("The changes are saved."))
            return redirect(offer)
    context = {"form": form, "offer": offer, "draft": draft, "restored": not form.is_bound and bool(typed)}
    return render(request, "support/offer_edit.html", context)


# -- windows -----------------------------------------------------------------------------------------


def _window(request: PersonRequest, public_id: str, window_id: str) -> Window:
    offer = own(request, public_id)
    found = Window.objects.filter(offer=offer, slots__gt=0, public_id=sent_id(window_id)).first()
    if found is None:
        raise Http404
    found.offer = offer
    return found


@login_required
@FORM_PAGE
@one_act
def add_window(request: PersonRequest, public_id: str) -> HttpResponse:
    """Adds room."""
    offer = own(request, public_id)
    form = WindowForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            windows.add(offer, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The window is added."))
            return redirect(offer)
    return render(request, "support/offer_window.html", {"offer": offer, "form": form})


@login_required
@FORM_PAGE
def change_window(request: PersonRequest, public_id: str, window_id: str) -> HttpResponse:
    """Changes room."""
    window = _window(request, public_id, window_id)
    sent = request.POST if request.method == "POST" else None
    form = WindowForm(sent, initial=WindowForm.values_of(window), window=window)
    if sent is not None and form.is_valid():
        try:
            windows.change(window, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The window is changed."))
            return redirect(window.offer)
    context = {"offer": window.offer, "window": window, "form": form, "repeat": RepeatForm()}
    return render(request, "support/offer_window.html", context)


@login_required
@require_http_methods(["POST"])
def repeat_window(request: PersonRequest, public_id: str, window_id: str) -> HttpResponse:
    """The same window for the next terms."""
    window = _window(request, public_id, window_id)
    form = RepeatForm(request.POST)
    if form.is_valid():
        try:
            number = windows.repeat(window, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            words = ngettext("%(number)d window is added.", "%(number)d windows are added.", number)
            messages.success(request, words % {"number": number})
            return redirect(window.offer)
    values = WindowForm(initial=WindowForm.values_of(window), window=window)
    context = {"offer": window.offer, "window": window, "form": values, "repeat": form}
    return render(request, "support/offer_window.html", context)


@login_required
@require_http_methods(["POST"])
def remove_window(request: PersonRequest, public_id: str, window_id: str) -> HttpResponse:
    """Takes room away."""
    window = _window(request, public_id, window_id)
    with saying(request, _("The window is taken away.")):
        windows.remove(window, request.user)
    return redirect("support:offer", public_id)
