"""My account, the grave acts: another address, a copy of my data, erasing. Each asks who is there first."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cityclusters.core.http import PersonRequest
from cityclusters.core.views import safe_next
from cityclusters.pages import people_account_services as services
from cityclusters.pages.people_views.files import zip_file
from cityclusters.people import codes, limits
from cityclusters.people.forms.account import AddressForm, CodeForm, EraseForm
from cityclusters.people.models import AddressInUse, LastAdministrator

Page = Callable[[PersonRequest], HttpResponse]


def proved(page: Page) -> Page:
    """For a page that opens to those who have shown lately that they read their mail."""

    @login_required
    @never_cache
    @wraps(page)
    def protected(request: PersonRequest) -> HttpResponse:
        if not codes.proved_lately(request):
            return redirect(reverse("pages:prove", query={"next": request.path}))
        return page(request)

    return protected


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: PersonRequest) -> HttpResponse:
    """Asks for a code that goes to the present address, then leads on."""
    onward = safe_next(request, "/me/")
    sent_to = codes.waiting(request, services.PROVE)
    form = CodeForm(request.POST if request.method == "POST" and "code" in request.POST else None)
    if form.is_bound and form.is_valid():
        if codes.check(request, services.PROVE, form.cleaned_data["code"]):
            codes.prove(request)
            return redirect(onward)
        form.add_error("code", _("This code is not right, or it has run out. Ask for another one."))
    elif request.method == "POST" and limits.may_ask_code(request, request.user.email or ""):
        services.send_proof(request, request.user)
        return redirect(reverse("pages:prove", query={"next": onward}))
    elif request.method == "POST":
        messages.error(request, _("Too many codes were asked for. Wait ten minutes."))
    return render(request, "pages/people_prove.html", {"form": form, "sent_to": sent_to, "next": onward})


@proved
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: PersonRequest) -> HttpResponse:
    """Another address to sign in with: a code goes to it."""
    form = AddressForm(request.POST or None)
    if form.is_bound and form.is_valid():
        email = form.cleaned_data["email"]
        if email == request.user.email:
            form.add_error("email", _("This is the address that you use now."))
        elif not limits.may_ask_code(request, email):
            form.add_error("email", _("Too many codes were asked for. Wait ten minutes."))
        else:
            services.send_to_new_address(request, request.user, email)
            return redirect("pages:address-code")
    return render(request, "pages/people_address.html", {"form": form})


@proved
@require_http_methods(["GET", "HEAD", "POST"])
def address_code(request: PersonRequest) -> HttpResponse:
    """The code from the new address makes it the one to sign in with."""
    sent_to = codes.waiting(request, services.CHANGE)
    form = CodeForm(request.POST or None)
    if sent_to is None:
        return redirect("pages:address")
    if form.is_bound and form.is_valid():
        email = codes.check(request, services.CHANGE, form.cleaned_data["code"])
        if email is None:
            form.add_error("code", _("This code is not right. After three wrong ones, start again."))
        elif _changed(request, email):
            messages.success(request, _("You sign in with the new address from now on."))
            return redirect("people:me")
        else:
            form.add_error("code", _("This address cannot be used. Start again with another one."))
    return render(request, "pages/people_address_code.html", {"form": form, "sent_to": sent_to})


def _changed(request: PersonRequest, email: str) -> bool:
    try:
        services.change_address(request.user, email, request.session.session_key or "")
    except AddressInUse:  # somebody signed up with it since the code was sent
        return False
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def data(request: PersonRequest) -> HttpResponse:
    """What I asked for so far; at the press of a button all my data in one zip file: JSON and CSV."""
    if request.method == "POST" and codes.proved_lately(request):
        name = f"my-data-{timezone.localdate().isoformat()}.zip"
        return zip_file(services.take_data(request.user), name)
    if request.method == "POST":
        return redirect(reverse("pages:prove", query={"next": request.path}))
    rows = request.user.data_requests.order_by("-asked_at")
    return render(request, "pages/people_data.html", {"rows": rows})


@proved
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: PersonRequest) -> HttpResponse:
    """Says what goes and what stays, asks once more, erases."""
    form = EraseForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            services.erase(request.user, by=request.user)
        except LastAdministrator:
            form.add_error(None, _("You are the only administrator. Give the role to somebody else first."))
        else:
            logout(request)
            messages.success(request, _("Your account is erased."))
            return redirect("/")
    return render(request, "pages/people_erase.html", {"form": form})
