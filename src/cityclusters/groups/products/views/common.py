"""Fetching what the reader may see of products, with the same 404 for everything else."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.groups.models import Group, Member, ProducerConsent, Product, ProductEnquiry
from cityclusters.groups.models.product import ProductQuerySet
from cityclusters.groups.products import enquiries, rules
from cityclusters.groups.rules import may_manage
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader

ALL = ("group__place__country", "group__organisation", "member__person")


def product_of(request: Request, public_id: str) -> Product:
    """The product. Raises Http404 for one that is not shown, unless she keeps it."""
    found = Product.objects.filter(public_id=sent_id(public_id)).select_related(*ALL).first()
    if found is None or not found.group.has(Group.Part.PRODUCTS):
        raise Http404
    everybody = found.is_listed and found.group.is_active
    if not everybody and not rules.may_edit(request.user, found):
        raise Http404
    return found


def own(request: PersonRequest, public_id: str) -> Product:
    """The product for one who keeps it. Raises Http404 as `product_of` does, else PermissionDenied."""
    found = product_of(request, public_id)
    if not rules.may_edit(request.user, found):
        raise PermissionDenied
    return found


def enquiry_of(request: PersonRequest, public_id: str) -> ProductEnquiry:
    """The enquiry for one of its two sides. Raises Http404 for everybody else."""
    rows = enquiries.of_person(request.user).select_related(*(f"product__{path}" for path in ALL))
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    return found


def member_of(group: Group, member_id: str) -> Member:
    """Somebody on the group's list. Raises Http404."""
    found = group.members.select_related("person").filter(public_id=sent_id(member_id)).first()
    if found is None:
        raise Http404
    found.group = group
    return found


def kept_in(reader: Reader, group: Group) -> ProductQuerySet:
    """Products of the group that she keeps: her own; for managers also the group's, and those of producers
    who have agreed. One query, however many."""
    if not isinstance(reader, Person):
        return Product.objects.none()
    rows = Product.objects.filter(group=group)
    mine = rows.filter(member__person=reader)
    if not may_manage(reader, group):
        return mine
    agreed = ProducerConsent.objects.filter(withdrawn_at=None, member__group=group).values("member")
    return mine | rows.filter(member=None) | rows.filter(member__in=agreed)


def with_pictures(rows: "QuerySet[Product]") -> "QuerySet[Product]":
    """With what a card shows: place and pictures."""
    return rows.select_related("group__place__country").prefetch_related("pictures")
