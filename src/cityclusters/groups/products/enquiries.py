"""Enquiries: passed on without an address, answered, and followed until the goods are there (rule HU5)."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.models import EnquiryMessage, ProducerConsent, Product, ProductEnquiry
from cityclusters.groups.products import letters, rules
from cityclusters.groups.products.whose import managed
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

State = ProductEnquiry.State
Side = EnquiryMessage.Side
MOST_A_DAY = 10  # enquiries of one person
MOST_LETTERS_A_DAY = 40
DAY = timedelta(days=1)
OVER = (State.DELIVERED, State.LOST, State.SPAM)
# What the producer's side may note from each state; a message makes a new one answered.
STEPS: Mapping[str, tuple[str, ...]] = {
    State.NEW: (State.QUOTED, State.ORDERED, State.LOST, State.SPAM),
    State.ANSWERED: (State.QUOTED, State.ORDERED, State.DELIVERED, State.LOST, State.SPAM),
    State.QUOTED: (State.ORDERED, State.DELIVERED, State.LOST, State.SPAM),
    State.ORDERED: (State.DELIVERED, State.LOST),
}


def of_person(person: Person) -> "QuerySet[ProductEnquiry]":
    """Those that she sent, those about products that she makes, and those about products that she keeps for
    her group or for a producer who has agreed to it."""
    agreed = ProducerConsent.objects.filter(withdrawn_at=None).values("member")
    served = Q(product__member=None) | Q(product__member__in=agreed)
    kept = Q(product__group__in=managed(person)) & served
    found = ProductEnquiry.objects.filter(Q(by=person) | Q(product__member__person=person) | kept)
    return found.select_related("product__group__place", "product__member")


@transaction.atomic
def ask(
    by: Person, product: Product, *, text: str, quantity: str, language: str, once: str
) -> ProductEnquiry:
    """Passes an enquiry on; the same form sent twice gives one. Raises NotPossible for a product that is not
    shown, one's own, while an earlier one waits for its answer, after one was unwanted, and for too many."""
    Person.objects.select_for_update().get(pk=by.pk)  # one enquiry of hers at a time
    if known := EnquiryMessage.objects.filter(once=once, by=by).select_related("enquiry").first():
        return known.enquiry
    if not Product.objects.shown().filter(pk=product.pk).exists():
        raise NotPossible(_("This product is not shown any more."))
    if not rules.may_ask(by, product):
        raise NotPossible(_("This is your own product."))
    mine = ProductEnquiry.objects.filter(by=by)
    if mine.filter(product__group=product.group, state=State.SPAM).exists():
        raise NotPossible(_("This group takes no more enquiries from you."))
    if mine.filter(sent_at__gte=timezone.now() - DAY).count() >= MOST_A_DAY:
        raise NotPossible(_("You have sent many enquiries today. Send the next one tomorrow."))
    try:
        with transaction.atomic():
            made = ProductEnquiry.objects.create(product=product, by=by, quantity=quantity)
    except IntegrityError:
        raise NotPossible(_("Your enquiry waits for an answer already.")) from None
    first = EnquiryMessage.objects.create(
        enquiry=made, side=Side.BUYER, by=by, text=text, language=language, once=once
    )
    record(by, "groups_enquiry.sent", made, organisation=product.group.organisation)
    letters.passed_on(first)
    return made


def locked(enquiry: ProductEnquiry) -> ProductEnquiry:
    """The row with all that its rules ask for, held until the end of the transaction."""
    rows = ProductEnquiry.objects.select_for_update(of=("self",))
    return rows.select_related(
        "product__group__place", "product__group__organisation", "product__member"
    ).get(pk=enquiry.pk)


@transaction.atomic
def write(enquiry: ProductEnquiry, by: Person, *, text: str, language: str, once: str) -> None:
    """One more letter, from either side; the producer's first one makes it answered.

    Raises NotPossible where it is over, and for too many letters in a day."""
    row = locked(enquiry)
    if EnquiryMessage.objects.filter(once=once, by=by).exists():
        return
    if not rules.may_read_enquiry(by, row):
        raise NotPossible(_("Only the two sides can write here."))
    if row.state in OVER and row.state != State.DELIVERED:
        raise NotPossible(_("This enquiry is over."))
    since = timezone.now() - DAY
    if EnquiryMessage.objects.filter(by=by, sent_at__gte=since).count() >= MOST_LETTERS_A_DAY:
        raise NotPossible(_("You have sent many letters today. Please go on tomorrow."))
    side = Side.BUYER if rules.is_buyer(by, row) else Side.SELLER
    made = EnquiryMessage.objects.create(
        enquiry=row, side=side, by=by, text=text, language=language, once=once
    )
    if side == Side.SELLER and row.state == State.NEW:
        _go(row, State.ANSWERED)
    record(by, "groups_enquiry.written", row, organisation=row.product.group.organisation)
    letters.passed_on(made)
    enquiry.refresh_from_db()


def _go(row: ProductEnquiry, state: str) -> None:
    row.state, row.state_at = state, timezone.now()
    row.save()


def steps(enquiry: ProductEnquiry, by: Person) -> list[State]:
    """What she may note next."""
    if rules.is_buyer(by, enquiry):
        return [State.LOST] if enquiry.state not in (*OVER, State.ORDERED) else []
    if rules.may_edit(by, enquiry.product):
        return [State(state) for state in STEPS.get(enquiry.state, ())]
    return []


@transaction.atomic
def note(
    enquiry: ProductEnquiry,
    by: Person,
    state: str,
    *,
    amount: Decimal | None = None,
    currency: str = "",
    day: date | None = None,
    reason: str = "",
) -> None:
    """Takes it one step on: a price was named, it was ordered, the goods are there, it came to nothing, it
    was unwanted. The other side gets a letter, except for what was unwanted.

    Raises NotPossible for a step that there is not from here, a price that is missing, a day to come."""
    row = locked(enquiry)
    if row.state == state:
        return
    if state not in steps(row, by):
        raise NotPossible(_("This step is not possible from here."))
    if state == State.QUOTED and amount is None:
        raise NotPossible(_("Write down the price that you named."))
    if state == State.DELIVERED:
        row.delivered_on = day or row.product.group.today()
        if row.delivered_on > row.product.group.today():
            raise NotPossible(_("This day has not come yet."))
    if amount is not None:
        row.amount, row.currency = amount, currency
    row.reason = reason
    _go(row, state)
    record(by, "groups_enquiry.moved", row, organisation=row.product.group.organisation, state=state)
    if state != State.SPAM:
        letters.moved(row, by)
    enquiry.refresh_from_db()
