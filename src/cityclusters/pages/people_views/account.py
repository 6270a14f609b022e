"""My account: profile, consents, devices."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.pages import people_account_services as services
from cityclusters.people import consents
from cityclusters.people.forms.account import ProfileForm
from cityclusters.people.models import Consent
from cityclusters.practices.adoption.voices import agreed_by


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PersonRequest) -> HttpResponse:
    """Name, language, zone, place, sex as stated, access needs."""
    form = ProfileForm.of(request.user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        services.change_profile(request.user, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("people:me")
    return render(request, "pages/people_profile.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agreements(request: PersonRequest) -> HttpResponse:
    """What I agree to: each purpose with its words; one click gives, one click withdraws (rule SA3)."""
    if request.method == "POST":
        purpose = request.POST.get("purpose", "")
        given = request.POST.get("act") == "give"
        # Without an account there is no way to agree to anything: it is withdrawn by erasing the account.
        if purpose in consents.TEXTS and (given or purpose != Consent.Purpose.ACCOUNT):
            services.set_consent(request.user, purpose, given=given)
            messages.success(request, _("Saved."))
        return redirect("pages:agreements")
    held = consents.held(request.user)
    rows = [
        {
            "purpose": purpose.value,
            "label": purpose.label,
            "text": text,
            "version": version,
            "given": held.get(purpose.value),
            "fixed": purpose == Consent.Purpose.ACCOUNT,
        }
        for purpose, (version, text) in consents.TEXTS.items()
    ]
    context = {"rows": rows, "voices": agreed_by(request.user)}
    return render(request, "pages/people_agreements.html", context)


@login_required
@require_safe
def devices(request: PersonRequest) -> HttpResponse:
    """Where I am signed in."""
    rows = request.user.sign_ins.open()
    here = request.session.session_key
    return render(request, "pages/people_devices.html", {"rows": rows, "here": here})


@login_required
@require_http_methods(["POST"])
def end_devices(request: PersonRequest) -> HttpResponse:
    """Signs out one other device, or all others."""
    current = request.session.session_key or ""
    asked = request.POST.get("device")
    device = sent_id(asked)
    ended = services.end_devices(request.user, device, current) if device or not asked else 0
    text = ngettext("%(number)s device was signed out.", "%(number)s devices were signed out.", ended)
    messages.success(request, text % {"number": ended})
    return redirect("pages:devices")
