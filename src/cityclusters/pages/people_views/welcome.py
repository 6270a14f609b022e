"""Signing up, pages two and three: the organisation, then the post and what may be done with the data."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.core.views import safe_next
from cityclusters.pages import people_account_services as account
from cityclusters.pages import people_services as services
from cityclusters.pages.people_post_services import ask_post
from cityclusters.people import consents
from cityclusters.people.forms.post import AskPostForm
from cityclusters.people.forms.sign_up import ALONE, KIND_IN_SESSION, KINDS
from cityclusters.people.forms.welcome import SHAPES, AgreementsForm, WelcomeForm
from cityclusters.people.models import Consent, Organisation

NEXT = "welcome_next"


@login_required
@require_safe
def welcome(request: PersonRequest) -> HttpResponse:
    """Where a newcomer goes on: with her organisation, and then where she had wanted to go at first. Those
    whom an officer invited have said that already, and are asked what they agree to."""
    request.session[NEXT] = safe_next(request, "/my-work/")
    if not consents.has(request.user, Consent.Purpose.ACCOUNT):
        return redirect("pages:welcome-agreements")
    kind = request.session.get(KIND_IN_SESSION, "")
    return redirect(reverse("pages:welcome-organisation", query={"kind": kind} if kind else None))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: PersonRequest) -> HttpResponse:
    """Which organisation she is from, asked as its kind needs it."""
    kind = request.POST.get("kind") or request.GET.get("kind") or ""
    if kind not in SHAPES:
        return render(request, "pages/people_welcome_kind.html", {"kinds": KINDS})
    form = WelcomeForm(request.POST if request.method == "POST" else None, kind=kind, person=request.user)
    if form.is_bound and form.is_valid():
        found = services.join(request.user, form)
        if found is None:
            return redirect("pages:welcome-agreements")
        return redirect("pages:welcome-post", found.public_id)
    context = {"form": form, "kind": kind, "label": dict(KINDS)[kind], "alone": kind == ALONE}
    return render(request, "pages/people_welcome_organisation.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: PersonRequest, public_id: str) -> HttpResponse:
    """Her post in the organisation, and what may be done with her data."""
    rows = Organisation.objects.visible_to(request.user)
    row = get_object_or_404(rows.select_related("place__country"), public_id=public_id)
    data = request.POST if request.method == "POST" else None
    asked = AskPostForm(data, person=request.user, organisation=row)
    agreed = _agreements(request)
    if data is not None and asked.is_valid() and agreed.is_valid():
        ask_post(request.user, row, **asked.cleaned_data)
        _agree(request, agreed)
        return _done(request)
    return render(
        request, "pages/people_welcome_post.html", {"form": asked, "agreed": agreed, "organisation": row}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agreements(request: PersonRequest) -> HttpResponse:
    """The same for somebody who takes part for herself."""
    agreed = _agreements(request)
    if agreed.is_bound and agreed.is_valid():
        _agree(request, agreed)
        return _done(request)
    return render(request, "pages/people_welcome_post.html", {"agreed": agreed})


def _agreements(request: PersonRequest) -> AgreementsForm:
    """What she said before is shown again; nothing else is ticked."""
    held = consents.held(request.user)
    known = {"sex": request.user.sex, **dict.fromkeys(held, True)}
    data = request.POST if request.method == "POST" else None
    return AgreementsForm(data, initial=known, invited=Consent.Purpose.ACCOUNT not in held)


def _agree(request: PersonRequest, agreed: AgreementsForm) -> None:
    account.change_profile(request.user, {"sex": agreed.cleaned_data["sex"]})
    for purpose in agreed.given():
        account.set_consent(request.user, purpose, given=True)


def _done(request: PersonRequest) -> HttpResponse:
    request.session.pop(KIND_IN_SESSION, None)
    messages.success(request, _("Welcome. Your account is ready."))
    return redirect(request.session.pop(NEXT, "/my-work/"))
