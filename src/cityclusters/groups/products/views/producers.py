"""Producers of a group: who agreed to what, and a producer's data to take along."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.groups.models import Group, Member, ProducerConsent
from cityclusters.groups.products import acts, rules, taking
from cityclusters.groups.products.forms import ConsentForm
from cityclusters.groups.products.views.common import member_of
from cityclusters.groups.reaching import in_group, page
from cityclusters.groups.rules import may_manage
from cityclusters.people.models import Person
from cityclusters.practices.views.sent import sent


def _concerned(person: Person, group: Group, member: Member) -> bool:
    """Whether it is herself, or a manager."""
    return member.person_id == person.pk or may_manage(person, group)


def _insider(person: Person, group: Group) -> bool:
    return Member.objects.filter(group=group, person=person).exists() or may_manage(person, group)


@require_safe
@in_group(may_manage, Group.Part.PRODUCTS)
def listed(request: PersonRequest, group: Group) -> HttpResponse:
    """Members with their products, and whether they agreed to be served."""
    agreed = ProducerConsent.objects.filter(member=OuterRef("pk"), withdrawn_at=None)
    rows = Member.objects.on(group.today()).filter(group=group)
    rows = rows.annotate(agreed=Exists(agreed), made=Count("products")).order_by("name", "pk")
    return page(request, group, "groups/producers.html", {"page": paged(request, rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@in_group(_insider, Group.Part.PRODUCTS)
def consent(request: PersonRequest, group: Group, member_id: str) -> HttpResponse:
    """What a producer agrees to; a POST agrees."""
    member = member_of(group, member_id)
    if not _concerned(request.user, group, member):
        raise PermissionDenied
    herself = member.person_id == request.user.pk
    form = ConsentForm(sent(request)[0], herself=herself, today=group.today())
    if form.is_bound and form.is_valid():
        try:
            acts.agree(request.user, member, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("groups:producer-consent", group.public_id, member.public_id)
    given = rules.consent_of(member)
    may_give = herself or member.person_id is None
    context = {"member": member, "given": given, "form": form if may_give and given is None else None}
    return page(request, group, "groups/producer_consent.html", {**context, "herself": herself})


@require_POST
@in_group(_insider, Group.Part.PRODUCTS)
def take_back(request: PersonRequest, group: Group, member_id: str) -> HttpResponse:
    """She agrees no longer."""
    member = member_of(group, member_id)
    if not _concerned(request.user, group, member):
        raise PermissionDenied
    with saying(request, _("It is taken back.")):
        acts.take_back(request.user, member)
    return redirect("groups:producer-consent", group.public_id, member.public_id)


@require_safe
@in_group(_insider, Group.Part.PRODUCTS)
def take_along(request: PersonRequest, group: Group, member_id: str) -> HttpResponse:
    """Everything about her products in one file, for herself and for who serves her."""
    member = member_of(group, member_id)
    herself = member.person_id == request.user.pk
    if not herself and not rules.may_serve(request.user, group, member):
        raise PermissionDenied
    named = {"Content-Disposition": 'attachment; filename="products.zip"'}
    named["Cache-Control"] = "private, no-store"
    return HttpResponse(taking.packed(member), content_type="application/zip", headers=named)
