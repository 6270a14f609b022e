"""Sales: what a producer reports, and the table of the group."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.saying import saying
from cityclusters.groups.models import Group, Product, ProductEnquiry
from cityclusters.groups.products import sales, sales_words
from cityclusters.groups.products.forms import SaleForm
from cityclusters.groups.products.views.common import own
from cityclusters.groups.reaching import in_group
from cityclusters.groups.reaching import page as group_page
from cityclusters.groups.rules import may_manage
from cityclusters.practices.views.sent import sent


def _enquiry(product: Product, public_id: str) -> ProductEnquiry | None:
    return next((one for one in sales.to_write_down(product) if one.public_id == public_id), None)


def _first(product: Product, enquiry: ProductEnquiry | None) -> dict[str, Any]:
    """What the form begins with: an enquiry's day and amount, else the currency of before."""
    if enquiry is None:
        last = product.sales.in_force().first()
        currency = last.currency if last else product.currency or product.group.currency
        return {"currency": currency}
    first = {"starts": enquiry.delivered_on, "ends": enquiry.delivered_on, "amount": enquiry.amount}
    return {**first, "currency": enquiry.currency or product.currency, "enquiry": enquiry.public_id}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_product(request: PersonRequest, public_id: str) -> HttpResponse:
    """What was sold of a product, and one more record."""
    product = own(request, public_id)
    chosen = _enquiry(product, sent_id(request.GET.get("enquiry")))
    form = SaleForm(sent(request)[0], initial=_first(product, chosen))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        named = data.pop("enquiry")
        try:
            meant = product.enquiries.filter(public_id=sent_id(named)).first() if named else None
            sales.report(request.user, product, enquiry=meant, **data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The sale is written down."))
            return redirect("groups:product-sales", product.public_id)
    context = {
        "product": product,
        "form": form,
        "chosen": chosen,
        "due": sales.to_write_down(product),
        "rows": product.sales.in_force().select_related("enquiry"),
    }
    return render(request, "groups/product_sales.html", context)


@login_required
@require_POST
def take_back(request: PersonRequest, public_id: str, sale_id: str) -> HttpResponse:
    """A record was wrong."""
    product = own(request, public_id)
    found = product.sales.filter(public_id=sent_id(sale_id)).first()
    if found is None:
        raise Http404
    with saying(request, _("It counts no more.")):
        sales.take_back(found, request.user)
    return redirect("groups:product-sales", product.public_id)


@require_safe
@in_group(may_manage, Group.Part.PRODUCTS)
def of_group(request: PersonRequest, group: Group) -> HttpResponseBase:
    """Sales by quarter, each currency by itself; what would show a single producer's is hidden."""
    own_blocks, producers = sales.tables(group)
    if request.GET.get("format") == "xlsx":
        return xlsx_response("sales", sales_words.sheets(own_blocks, producers))
    context = {
        "own": [sales_words.chart(block) for block in own_blocks],
        "producers": [sales_words.chart(block) for block in producers],
        "hidden": any(cell.amount is None for block in producers for cell in block.cells),
    }
    return group_page(request, group, "groups/group_sales.html", context)
