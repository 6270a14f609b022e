"""Posts: asking for one, deciding, ending, handing over, asking for another year."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.pages import people_post_services as services
from cityclusters.pages.people_views.organisations import BOTH, fetch, fetch_if
from cityclusters.people import rules
from cityclusters.people.forms.post import AskPostForm, DecidePostForm, EndPostForm, HandOverForm
from cityclusters.people.models import Mandate


def fetch_post(request: PersonRequest, public_id: str) -> Mandate:
    """The post, if it is hers or hers to decide; else 404."""
    rows = Mandate.objects.select_related("person", "organisation__place__country", "decided_by")
    mandate = get_object_or_404(rows, public_id=public_id)
    if not rules.may_end_mandate(request.user, mandate):
        raise Http404
    return mandate


@login_required
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """My posts, the present ones first."""
    rows = request.user.mandates.select_related("organisation__place__country")
    return render(request, "pages/people_my_posts.html", {"rows": rows.order_by("state", "-asked_at")})


@login_required
@require_http_methods(BOTH)
def ask(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks for a post in the organisation."""
    row = fetch(request, public_id)
    waiting = request.user.mandates.filter(organisation=row, state=Mandate.State.ASKED).first()
    known = {field: getattr(waiting, field) for field in AskPostForm.FIELDS} if waiting else None
    form = AskPostForm(request.POST or None, initial=known, person=request.user, organisation=row)
    if form.is_bound and form.is_valid():
        services.ask_post(request.user, row, **form.cleaned_data)
        messages.success(request, _("Asked. You get a letter when somebody has looked at it."))
        return redirect("pages:my-posts")
    return render(request, "pages/people_post_ask.html", {"form": form, "organisation": row})


@login_required
@require_safe
def waiting(request: PersonRequest) -> HttpResponse:
    """Posts that wait for this person's decision."""
    if not (request.user.is_officer or request.user.organisations_on()):
        raise Http404
    rows = Mandate.objects.waiting_for(request.user).select_related("person", "organisation__place__country")
    page = paged(request, rows.order_by("asked_at"))
    return render(request, "pages/people_posts_waiting.html", {"page": page})


@login_required
@require_safe
def of_organisation(request: PersonRequest, public_id: str) -> HttpResponse:
    """Who holds and held which post: for colleagues who act for it and for officers."""
    row = fetch_if(rules.may_see_colleagues, request, public_id)
    posts = row.mandates.select_related("person").order_by("state", F("start").desc(nulls_last=True))
    context = {"organisation": row, "page": paged(request, posts)}
    return render(request, "pages/people_posts.html", context)


@login_required
@require_http_methods(BOTH)
def decide(request: PersonRequest, public_id: str) -> HttpResponse:
    """One post: what is known of it, and yes or no where it waits."""
    mandate = fetch_post(request, public_id)
    may = mandate.waits() and rules.may_decide_mandate(request.user, mandate)
    form = DecidePostForm(request.POST or None, mandate=mandate) if may else None
    if form is not None and form.is_bound and form.is_valid():
        answer = form.cleaned_data
        try:
            if answer["verdict"] == "yes":
                services.confirm_post(request.user, mandate, answer["end"], answer["reason"])
            else:
                services.refuse_post(request.user, mandate, answer["reason"])
        except ValueError:  # somebody else was faster
            messages.warning(request, _("Somebody has decided this already."))
        else:
            messages.success(request, _("Decided. The person gets a letter."))
        return redirect("pages:post", public_id)
    context = {"mandate": mandate, "form": form, "may_end": rules.may_end_mandate(request.user, mandate)}
    return render(request, "pages/people_post.html", context)


@login_required
@require_http_methods(BOTH)
def end(request: PersonRequest, public_id: str) -> HttpResponse:
    """Ends a post with a day; its history stays with the organisation."""
    mandate = fetch_post(request, public_id)
    if mandate.state not in {Mandate.State.ASKED, Mandate.State.CONFIRMED}:
        raise Http404
    form = EndPostForm(request.POST or None, mandate=mandate)
    if form.is_bound and form.is_valid():
        services.end_post(request.user, mandate, form.cleaned_data["last_day"])
        messages.success(request, _("Saved."))
        return redirect("pages:post", public_id)
    return render(request, "pages/people_post_end.html", {"form": form, "mandate": mandate})


@login_required
@require_http_methods(BOTH)
def hand_over(request: PersonRequest, public_id: str) -> HttpResponse:
    """Gives the post to a successor (rule PE3)."""
    mandate = fetch_post(request, public_id)
    if not rules.may_hand_over(request.user, mandate):
        raise Http404
    form = HandOverForm(request.POST or None, mandate=mandate)
    if form.is_bound and form.is_valid():
        try:
            services.hand_over_post(request.user, mandate, **form.cleaned_data)
        except ValueError:
            messages.warning(request, _("This post is not in force any more."))
        else:
            messages.success(request, _("Handed over. The successor gets a letter."))
        return redirect("pages:post", public_id)
    return render(request, "pages/people_post_hand_over.html", {"form": form, "mandate": mandate})


@login_required
@require_POST
def renew(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks for another year (rule PE1)."""
    mandate = get_object_or_404(Mandate, public_id=public_id, person=request.user)
    try:
        services.ask_renewal(request.user, mandate)
    except ValueError:
        messages.warning(request, _("This post is not in force any more: ask for it again."))
    else:
        messages.success(request, _("Asked. You get a letter when somebody has looked at it."))
    return redirect("pages:my-posts")
