"""Those who run the platform: people, roles, suspending, requests about personal data."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.pages import people_account_services as services
from cityclusters.pages.people_views.files import zip_file
from cityclusters.people import rules
from cityclusters.people.forms.parts import ReasonForm
from cityclusters.people.forms.roles import AnswerForm, GrantForm, PeopleForm, RequestForm
from cityclusters.people.models import DataRequest, LastAdministrator, Person, RoleGrant


@only(rules.may_manage_roles)
@require_safe
def people(request: PersonRequest) -> HttpResponse:
    """Who holds which role now; and people by name or address, where somebody was looked for."""
    form = PeopleForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    grants = RoleGrant.objects.filter(ended_at=None).select_related("person", "given_by")
    found = Person.objects.search(words) if words else Person.objects.none()
    found = found.exclude(state="erased").order_by("folded_name", "pk")
    context = {"form": form, "grants": grants.order_by("role", "given_at"), "page": paged(request, found)}
    return render(request, "pages/people_people.html", {**context, "words": words})


@only(rules.may_manage_roles)
@require_safe
def person(request: PersonRequest, public_id: str) -> HttpResponse:
    """One person: her roles then and now, her posts, her state."""
    row = get_object_or_404(Person, public_id=public_id)
    context = {
        "person": row,
        "grants": row.grants.select_related("given_by", "ended_by").order_by("-given_at"),
        "posts": row.mandates.select_related("organisation").order_by("-asked_at"),
        "grant_form": GrantForm(),
        "reason_form": ReasonForm(),
        "may_suspend": rules.may_suspend(request.user, row),
    }
    return render(request, "pages/people_person.html", context)


@only(rules.may_manage_roles)
@require_POST
def give_role(request: PersonRequest, public_id: str) -> HttpResponse:
    """Gives a role."""
    row = get_object_or_404(Person, public_id=public_id, state__in=["active", "invited"])
    form = GrantForm(request.POST)
    if form.is_valid():
        services.give_role(request.user, row, form.cleaned_data["role"])
        messages.success(request, _("The role is given."))
    else:
        messages.error(request, _("There is no such role."))
    return redirect("pages:person", public_id)


@only(rules.may_manage_roles)
@require_POST
def end_role(request: PersonRequest, public_id: str, grant: int) -> HttpResponse:
    """Ends a role; never the last administrator's."""
    row = get_object_or_404(RoleGrant, pk=grant, person__public_id=public_id, ended_at=None)
    try:
        services.end_role(request.user, row)
    except LastAdministrator:
        messages.error(request, _("This is the last administrator. Give the role to somebody else first."))
    else:
        messages.success(request, _("The role has ended."))
    return redirect("pages:person", public_id)


@only(rules.may_manage_roles)
@require_POST
def suspension(request: PersonRequest, public_id: str) -> HttpResponse:
    """Keeps somebody out, or lets her in again."""
    row = get_object_or_404(Person, public_id=public_id)
    if not rules.may_suspend(request.user, row):
        raise Http404
    form = ReasonForm(request.POST)
    try:
        if request.POST.get("act") == "restore":
            services.restore(request.user, row)
        elif form.is_valid() and row.is_active:
            services.suspend(request.user, row, form.cleaned_data["reason"])
        else:
            messages.error(request, _("Write why."))
    except ValueError:
        messages.error(request, _("This cannot be done: look at the state of the account."))
    return redirect("pages:person", public_id)


@only(rules.may_see_data_requests)
@require_http_methods(["GET", "HEAD", "POST"])
def data_requests(request: PersonRequest) -> HttpResponse:
    """Requests about personal data, the most urgent first (rule SA4); one that came by letter is entered."""
    form = RequestForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        person = get_object_or_404(Person, email=form.cleaned_data["email"])
        row = services.receive_request(request.user, person, form.cleaned_data["kind"])
        return redirect("pages:data-request", row.public_id)
    rows = DataRequest.objects.select_related("person", "handled_by")
    if request.GET.get("all") != "yes":
        rows = rows.filter(state__in=DataRequest.OPEN)
    return render(request, "pages/people_data_requests.html", {"page": paged(request, rows), "form": form})


@only(rules.may_see_data_requests)
@require_http_methods(["GET", "HEAD", "POST"])
def data_request(request: PersonRequest, public_id: str) -> HttpResponse:
    """One request: its next state, with a reason where it is refused."""
    row = get_object_or_404(DataRequest.objects.select_related("person"), public_id=public_id)
    form = AnswerForm(request.POST or None, initial={"state": row.state})
    if form.is_bound and form.is_valid():
        if not rules.may_answer_data_request(request.user, row):
            raise Http404
        try:
            services.answer_request(
                request.user, row, form.cleaned_data["state"], form.cleaned_data["reason"]
            )
        except ValueError:
            messages.warning(request, _("This request has been answered already."))
        return redirect("pages:data-requests")
    return render(request, "pages/people_data_request.html", {"form": form, "row": row})


@only(rules.may_see_data_requests)
@require_POST
def fulfil(request: PersonRequest, public_id: str) -> HttpResponse:
    """Does what was asked for, once somebody has checked who asks: erases, or gives the copy."""
    row = get_object_or_404(DataRequest.objects.select_related("person"), public_id=public_id)
    if not rules.may_answer_data_request(request.user, row):
        raise Http404
    try:
        content = services.fulfil_request(request.user, row)
    except LastAdministrator:
        messages.error(request, _("This is the last administrator. Give the role to somebody else first."))
    except ValueError:
        messages.error(request, _("First check who asks; then set the state."))
    else:
        if content is not None:
            return zip_file(content, f"data-{row.public_id}.zip")
        messages.success(request, _("The account is erased."))
    return redirect("pages:data-request", public_id)
