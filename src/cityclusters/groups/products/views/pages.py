"""What everybody sees: the list of products, a product's page with its QR code, a sheet to print."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core import files
from cityclusters.core.http import Request
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.exchanges.views.attendance import qr_response
from cityclusters.groups.models import Group, Product
from cityclusters.groups.products import acts, page, pictures, rules
from cityclusters.groups.products.forms import FilterForm
from cityclusters.groups.products.views.common import product_of, with_pictures
from cityclusters.groups.rules import may_see
from cityclusters.groups.standards import showing
from cityclusters.groups.value_chains import words
from cityclusters.journal.letters import absolute
from cityclusters.people.models import Person


@require_safe
def listed(request: Request) -> HttpResponse:
    """Everything that is shown, by the filters."""
    form = FilterForm(request.GET)
    found = paged(request, with_pictures(form.chosen(Product.objects.shown())))
    context = {"form": form, "kept": form.asked, "page": found, "cards": page.cards(found.object_list)}
    return render(request, "groups/products.html", context)


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    """One product, for whoever has the link."""
    product = product_of(request, public_id)
    user = request.user
    may_edit = rules.may_edit(user, product)
    judged = showing.of_product(product) if product.group.has(Group.Part.STANDARDS) else []
    context = {
        "product": product,
        "price": page.price(product) if product.shows_price else "",
        "pictures": pictures.seen(user, product),
        "claims": showing.in_public(judged),
        "judged": judged if may_edit else [],
        "group": product.group if may_see(user, product.group) else None,
        "chain": words([product.value_chain])[0] if product.value_chain else "",
        "may_edit": may_edit,
        "moves": acts.moves(product, user) if isinstance(user, Person) else [],
        "link": absolute(product.get_absolute_url()),
    }
    return render(request, "groups/product.html", context)


@require_safe
def sheet(request: Request, public_id: str) -> HttpResponse:
    """One page to print and put beside the product: name, price, claims, QR code."""
    product = product_of(request, public_id)
    judged = showing.of_product(product) if product.group.has(Group.Part.STANDARDS) else []
    context = {
        "product": product,
        "price": page.price(product) if product.shows_price else "",
        "claims": [one for one in showing.in_public(judged) if one.is_badge],
        "link": absolute(product.get_absolute_url()),
    }
    return render(request, "groups/product_sheet.html", context)


@require_safe
def qr(request: Request, public_id: str) -> HttpResponse:
    """The link to the page as a QR code (SVG)."""
    return qr_response(absolute(product_of(request, public_id).get_absolute_url()))


@require_safe
def picture_file(request: Request, public_id: str, picture_id: str, part: str) -> HttpResponseBase:
    """A picture in one of its sizes, for those who may see it."""
    product = product_of(request, public_id)
    wanted = sent_id(picture_id)
    seen = pictures.seen(request.user, product)
    found = next((one for one in seen if one.public_id == wanted), None)
    if found is None or part not in ("light", "large"):
        raise Http404
    return files.send(request, found.light if part == "light" else found.file)
