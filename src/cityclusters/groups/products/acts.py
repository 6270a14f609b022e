"""Writing down a product, changing it, moving it on; the producer's own choices; what she agreed to."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.models import Group, Member, ProducerConsent, Product
from cityclusters.groups.products import rules
from cityclusters.groups.rules import may_manage
from cityclusters.groups.standards.showing import meets_a_standard
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.places.folding import fold

State = Product.State
FOLDED = 1000
MOST = 60  # products of one producer, and of the group itself
# From each state, where a product can go; back to the workshop is always allowed.
MOVES: Mapping[str, tuple[str, ...]] = {
    State.IDEA: (State.PROTOTYPE, State.TESTED, State.WITHDRAWN),
    State.PROTOTYPE: (State.TESTED, State.LISTED, State.IDEA, State.WITHDRAWN),
    State.TESTED: (State.COMPLIANT, State.LISTED, State.PROTOTYPE, State.WITHDRAWN),
    State.COMPLIANT: (State.LISTED, State.TESTED, State.WITHDRAWN),
    State.LISTED: (State.PAUSED, State.WITHDRAWN),
    State.PAUSED: (State.LISTED, State.TESTED, State.WITHDRAWN),
    State.WITHDRAWN: (State.PAUSED,),
}
STARTS = (State.IDEA, State.PROTOTYPE, State.TESTED)
CHOICES = ("shows_price", "shown_as", "contact", "shows_people")


def _folded(names: Mapping[str, str]) -> str:
    return " · ".join(fold(text) for key, text in names.items() if key != "_")[:FOLDED]


def _must(allowed: bool) -> None:
    if not allowed:
        raise NotPossible(_("Only the producer, or a manager whom she has asked to, can do this."))


@transaction.atomic
def create(by: Person, group: Group, member: Member | None, *, once: str, **fields: Any) -> Product:
    """A product of a producer, or of the group itself (`member` None); the same form sent twice gives one.

    Raises NotPossible for somebody who may not keep it, and for too many."""
    own = member is not None and member.person_id == by.pk and member.belongs(group.today())
    _must(own or rules.may_serve(by, group, member))
    Group.objects.select_for_update().get(pk=group.pk)  # one new product at a time
    if known := Product.objects.filter(once=once, group=group, by=by).first():
        return known
    if Product.objects.filter(group=group, member=member).count() >= MOST:
        raise NotPossible(_("There are 60 products already. Change one that is there."))
    made = Product.objects.create(
        group=group, member=member, once=once, by=by, folded=_folded(fields["names"]), **fields
    )
    record(by, "groups_product.created", made, organisation=group.organisation)
    return made


def locked(product: Product) -> Product:
    """The row with its producer and its group, held until the end of the transaction."""
    rows = Product.objects.select_for_update(of=("self",))
    found = rows.select_related("group__place", "group__organisation", "member").get(pk=product.pk)
    return found


@transaction.atomic
def change(product: Product, by: Person, **fields: Any) -> None:
    """Other words, another price. Raises NotPossible for others than those who keep it."""
    row = locked(product)
    _must(rules.may_edit(by, row))
    for name, value in fields.items():
        setattr(row, name, value)
    row.folded = _folded(row.names)
    row.save()
    record(by, "groups_product.changed", row, organisation=row.group.organisation)
    product.refresh_from_db()


@transaction.atomic
def choose(product: Product, by: Person, **choices: Any) -> None:
    """What the page shows of the producer: price, name, contact, pictures of people (rule HU5)."""
    row = locked(product)
    _must(rules.may_edit(by, row))
    for name in CHOICES:
        setattr(row, name, choices[name])
    row.save(update_fields=CHOICES)
    shown = [name for name in CHOICES if getattr(row, name)]
    record(by, "groups_product.choices", row, organisation=row.group.organisation, shown=shown)
    product.refresh_from_db()


def moves(product: Product, by: Person) -> list[State]:
    """Where she may take it from here; who may only pause it is offered that alone."""
    if rules.may_edit(by, product):
        return [State(state) for state in MOVES[product.state]]
    return [State.PAUSED] if product.state == State.LISTED and rules.may_pause(by, product) else []


@transaction.atomic
def move(product: Product, by: Person, state: str) -> None:
    """Takes it to another state; to the one where it is, nothing happens.

    Raises NotPossible for a step that there is not, for a standard that is not met, for a page with no words,
    and for a producer without an account who has not agreed."""
    row = locked(product)
    if row.state == state:
        return
    _must(rules.may_pause(by, row))
    if state not in moves(row, by):
        raise NotPossible(_("This step is not possible from here."))
    if state == State.COMPLIANT and not meets_a_standard(row):
        raise NotPossible(
            _("No standard that is meant for this product is met yet. Fill its checklist first.")
        )
    if state == State.LISTED:
        _must_be_ready(row)
    row.state, row.state_at = state, timezone.now()
    row.save(update_fields=["state", "state_at"])
    record(by, "groups_product.moved", row, organisation=row.group.organisation, state=state)
    product.refresh_from_db()


def _must_be_ready(product: Product) -> None:
    if not product.summary:
        raise NotPossible(_("Say in one or two sentences what it is, before it is shown to everybody."))
    member = product.member
    if member is not None and member.person_id is None and rules.consent_of(member) is None:
        raise NotPossible(_("Write down first how the producer agreed."))


@transaction.atomic
def agree(by: Person, member: Member, *, how: str, words: str, given_on: Any) -> ProducerConsent:
    """Keeps that the producer agreed to managers keeping her products. She says it herself where she has an
    account; for a producer without one a manager writes down how she said it.

    Raises NotPossible for anybody else, and for a day to come."""
    group = member.group
    herself = member.person_id == by.pk
    if not herself and (member.person_id is not None or not may_manage(by, group)):
        raise NotPossible(_("She has an account: she agrees to this herself, on this page."))
    if given_on > group.today():
        raise NotPossible(_("This day has not come yet."))
    Member.objects.select_for_update().get(pk=member.pk)
    if known := rules.consent_of(member):
        return known
    how = ProducerConsent.How.HERSELF if herself else how
    if not herself and how == ProducerConsent.How.HERSELF:
        raise NotPossible(_("Say whether it was signed on paper or said before a witness."))
    made = ProducerConsent.objects.create(
        member=member, how=how, words=words, given_on=given_on, recorded_by=by
    )
    record(by, "groups_product.agreed", group, organisation=group.organisation, member=member.public_id)
    return made


@transaction.atomic
def take_back(by: Person, member: Member) -> bool:
    """She agrees no longer: what a manager kept for her is shown to nobody until she says otherwise, and her
    name, her contact and her price are off. False where nothing was agreed to.

    Raises NotPossible for others than herself and the managers."""
    herself = member.person_id == by.pk
    if not herself and not may_manage(by, member.group):
        raise NotPossible(_("Only the producer or a manager can do this."))
    agreed = member.product_consents.select_for_update().filter(withdrawn_at=None).first()
    if agreed is None:
        return False
    agreed.withdrawn_at, agreed.words = timezone.now(), ""
    agreed.save(update_fields=["withdrawn_at", "words"])
    if member.person_id is None:  # a producer with an account keeps her pages herself
        _show_nothing(member)
    group = member.group
    record(by, "groups_product.took_back", group, organisation=group.organisation, member=member.public_id)
    return True


def _show_nothing(member: Member) -> None:
    rows = Product.objects.filter(member=member)
    rows.update(shows_price=False, shown_as="", contact="", shows_people=False)
    rows.filter(state=State.LISTED).update(state=State.PAUSED, state_at=timezone.now())
