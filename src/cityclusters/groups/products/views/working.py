"""Working on products: a group's list, a new one, its words, the producer's choices, its state, pictures."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.groups.models import Group, Member, Product
from cityclusters.groups.products import acts, page, pictures, rules
from cityclusters.groups.products.forms import NewProductForm, PictureForm, PriceForm, ProductForm
from cityclusters.groups.products.views.common import kept_in, own, product_of, with_pictures
from cityclusters.groups.reaching import in_group
from cityclusters.groups.reaching import page as group_page
from cityclusters.groups.rules import is_member, may_manage
from cityclusters.journal import drafts
from cityclusters.practices.views.sent import sent

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
NEW_DRAFT = "product-new"
MOST_KEPT = 200


@require_safe
@in_group(part=Group.Part.PRODUCTS)
def of_group(request: Request, group: Group) -> HttpResponse:
    """What the group shows; for its people what they keep, in whatever state."""
    shown = paged(request, with_pictures(Product.objects.shown().filter(group=group)))
    user = request.user
    kept = kept_in(user, group).select_related("member").order_by("state", "folded", "pk")
    mine = Member.objects.filter(group=group, person=user.pk).first() if user.is_authenticated else None
    context = {
        "page": shown,
        "cards": page.cards(shown.object_list),
        "kept": kept[:MOST_KEPT],
        "may_add": rules.may_add(user, group),
        "manages": may_manage(user, group),
        "mine": mine,
    }
    return group_page(request, group, "groups/group_products.html", context)


@FORM_PAGE
@in_group(rules.may_add, Group.Part.PRODUCTS)
def create(request: PersonRequest, group: Group) -> HttpResponse:
    """A new product."""
    manages = may_manage(request.user, group)
    known: dict[str, Any] = {"group": group, "person": request.user, "manages": manages}
    key, typed = f"{NEW_DRAFT}-{group.public_id}", {}
    if request.method == "POST":
        form = NewProductForm(request.POST, **known)
        if form.is_valid():
            data = form.cleaned_data
            try:
                made = acts.create(request.user, group, data.pop("member"), **data)
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.drop(request.user, key)
                messages.success(request, _("The product is kept. Nobody else sees it until you show it."))
                return redirect(made)
    else:
        typed = drafts.typed_before(NewProductForm(**known), drafts.load(request.user, key))
        form = NewProductForm(initial=typed, **known)
    context = {"form": form, "draft": key, "restored": bool(typed), "member": is_member(request.user, group)}
    return group_page(request, group, "groups/product_new.html", context)


@login_required
@FORM_PAGE
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    """Other words."""
    product = own(request, public_id)
    form = ProductForm(sent(request)[0], initial=ProductForm.values_of(product), group=product.group)
    if form.is_bound and form.is_valid():
        with saying(request, _("The changes are saved.")):
            acts.change(product, request.user, **form.cleaned_data)
        return redirect(product)
    return render(request, "groups/product_edit.html", {"product": product, "form": form})


@login_required
@FORM_PAGE
def choices(request: PersonRequest, public_id: str) -> HttpResponse:
    """What the page shows of the producer."""
    product = own(request, public_id)
    form = PriceForm(sent(request)[0], initial=PriceForm.values_of(product))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        with saying(request, _("The page shows what you have chosen.")):
            chosen = {name: data.pop(name) for name in acts.CHOICES}
            acts.change(product, request.user, **data)
            acts.choose(product, request.user, **chosen)
        return redirect(product)
    return render(request, "groups/product_choices.html", {"product": product, "form": form})


@login_required
@require_POST
def move(request: PersonRequest, public_id: str) -> HttpResponse:
    """Another state."""
    product = product_of(request, public_id)
    if not rules.may_pause(request.user, product):
        raise PermissionDenied
    state = request.POST.get("state", "")
    if state not in Product.State.values:
        messages.error(request, _("Choose one of the steps."))
        return redirect(product)
    with saying(request, _("Now: %(state)s") % {"state": Product.State(state).label}):
        acts.move(product, request.user, state)
    if rules.may_edit(request.user, product):
        return redirect(product)
    return redirect("groups:products")


@login_required
@FORM_PAGE
def picture_list(request: PersonRequest, public_id: str) -> HttpResponse:
    """Pictures, and one more."""
    product = own(request, public_id)
    form = PictureForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            pictures.add(request.user, product, data["file"], alt=data["alt"], of_people=data["of_people"])
        except NotPossible as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(
                request, _("The picture is saved, without the place and time that were in the file.")
            )
            return redirect("groups:product-pictures", product.public_id)
    context = {"product": product, "form": form, "pictures": product.pictures.all()}
    return render(request, "groups/product_pictures.html", context)


@login_required
@FORM_PAGE
def picture_remove(request: PersonRequest, public_id: str, picture_id: str) -> HttpResponse:
    """Asks once more, then takes a picture away."""
    product = own(request, public_id)
    found = product.pictures.filter(public_id=sent_id(picture_id)).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        found.product = product
        pictures.remove(found, request.user)
        messages.success(request, _("The picture and its files are gone."))
        return redirect("groups:product-pictures", product.public_id)
    return render(request, "groups/product_picture_remove.html", {"product": product, "picture": found})
