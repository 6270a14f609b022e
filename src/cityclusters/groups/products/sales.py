"""Sales as a producer reports them, and the table that the group's managers see."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.models import Group, Product, ProductEnquiry, SalesRecord
from cityclusters.groups.products import acts, rules
from cityclusters.groups.products.sales_table import Block, Line, blocks
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

MOST = 500  # records of one product


@transaction.atomic
def report(
    by: Person,
    product: Product,
    *,
    once: str,
    starts: date,
    ends: date,
    currency: str,
    amount: Decimal,
    basis: str,
    proof: str = "",
    enquiry: ProductEnquiry | None = None,
) -> SalesRecord:
    """Keeps what was sold; the same form sent twice gives one. Raises NotPossible for others than those who
    keep the product, for days to come, for days that another record holds, and for an enquiry twice."""
    row = acts.locked(product)
    if not rules.may_edit(by, row):
        raise NotPossible(_("Only the producer, or a manager whom she has asked to, can do this."))
    if known := SalesRecord.objects.filter(once=once, product=row).first():
        return known
    if ends > row.group.today():
        raise NotPossible(_("This day has not come yet."))
    if row.sales.count() >= MOST:
        raise NotPossible(_("This product has 500 records of sales already. Report longer periods."))
    kept = row.sales.in_force()
    if (
        enquiry is None
        and kept.filter(enquiry=None, currency=currency, starts__lte=ends, ends__gte=starts).exists()
    ):
        raise NotPossible(
            _("Another record of this product holds some of these days. Take it back, or choose others.")
        )
    if enquiry is not None and (enquiry.product_id != row.pk or enquiry.state != enquiry.State.DELIVERED):
        raise NotPossible(_("This enquiry was not delivered."))
    if enquiry is not None and kept.filter(enquiry=enquiry).exists():
        raise NotPossible(_("The sale of this enquiry is written down already."))
    made = SalesRecord.objects.create(
        product=row, once=once, starts=starts, ends=ends, currency=currency, amount=amount,
        basis=basis, proof=proof, enquiry=enquiry, by=by,
    )  # fmt: skip
    record(by, "groups_sale.reported", row, organisation=row.group.organisation, sale=made.public_id)
    return made


@transaction.atomic
def take_back(sale: SalesRecord, by: Person) -> None:
    """It was wrong: it counts no more. Twice is once. Raises NotPossible for others than its keepers."""
    row = (
        SalesRecord.objects.select_for_update(of=("self",))
        .select_related("product__group__place")
        .get(pk=sale.pk)
    )
    if not rules.may_edit(by, row.product):
        raise NotPossible(_("Only the producer, or a manager whom she has asked to, can do this."))
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    record(by, "groups_sale.taken_back", row.product, sale=row.public_id)


def to_write_down(product: Product) -> list[ProductEnquiry]:
    """Enquiries whose goods are there and whose sale is not written down."""
    rows = product.enquiries.filter(state=ProductEnquiry.State.DELIVERED)
    return list(rows.exclude(sales__in=product.sales.in_force()).order_by("delivered_on", "pk"))


def quarter(day: date) -> str:
    """'2026-Q1'."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def tables(group: Group) -> tuple[list[Block], list[Block]]:
    """By quarter (the one in which a period ends): sales of the group's own products, and those of its
    producers with what must stay theirs hidden. One query."""
    rows = SalesRecord.objects.in_force().filter(product__group=group).order_by("ends", "pk")
    own: list[Line] = []
    producers: list[Line] = []
    for ends, currency, member, amount in rows.values_list("ends", "currency", "product__member", "amount"):
        line = Line(quarter(ends), currency, str(member or ""), amount)
        (producers if member else own).append(line)
    return blocks(own, protected=False), blocks(producers, protected=True)
