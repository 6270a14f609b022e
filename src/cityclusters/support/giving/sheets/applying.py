"""Doing what a table says: the same acts as on the pages, so that a dry run refuses what the act refuses.

A shipment is known by its number between donor and recipient: the report of the other side completes the
record that is there (rule AI2), and the same table a second time changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.sheets.lines import Problem
from cityclusters.people.models import Organisation, Person
from cityclusters.support.giving import pledges, shipments
from cityclusters.support.giving.sheets.reading import Values
from cityclusters.support.giving.shipments import Counted, Packed
from cityclusters.support.models import Item, Line, Pledge, Request, Shipment

ZERO = Decimal(0)


@dataclass
class Summary:
    """What happens: records that are new, records that a report completes, records that stay as they are."""

    new: int = 0
    completed: int = 0
    same: int = 0
    problems: list[Problem] = field(default_factory=list)


class _DryRun(Exception):
    """Leaves the transaction without a trace."""


def dry_run(kind: str, rows: Sequence[Values], by: Person) -> Summary:
    """What would happen; nothing does."""
    summary = Summary()
    try:
        with transaction.atomic():
            summary = _applied(kind, rows, by)
            raise _DryRun
    except _DryRun:
        return summary


def apply(kind: str, rows: Sequence[Values], by: Person) -> Summary:
    """Does all of it, or, with problems, nothing."""
    summary = Summary()
    try:
        with transaction.atomic():
            summary = _applied(kind, rows, by)
            if summary.problems:
                raise _DryRun
    except _DryRun:
        pass
    return summary


def _applied(kind: str, rows: Sequence[Values], by: Person) -> Summary:
    summary, known = Summary(), _Known(rows)
    for group in _groups(kind, rows):
        try:
            with transaction.atomic():
                done = _shipment(group, by, known) if kind == "shipments" else _pledge(group[0], by, known)
        except NotPossible as refusal:
            name = "number" if kind == "shipments" else "donor"
            summary.problems.append(Problem(int(group[0]["line"]), name, str(refusal)))
        else:
            setattr(summary, done, getattr(summary, done) + 1)
    return summary


def _groups(kind: str, rows: Sequence[Values]) -> list[list[Values]]:
    """The lines of one shipment and one reporter together, the donor's report first; each pledge alone."""
    if kind == "pledges":
        return [[row] for row in rows]
    made: dict[tuple[str, ...], list[Values]] = {}
    for row in sorted(rows, key=lambda row: row["reported_by"]):
        key = (row["donor"], row["recipient"], row["number"].casefold(), row["reported_by"])
        made.setdefault(key, []).append(row)
    return list(made.values())


class _Known:
    """The organisations and items of the table, read once."""

    def __init__(self, rows: Sequence[Values]) -> None:
        ids = {row[side] for row in rows for side in ("donor", "recipient")}
        found = Organisation.objects.filter(public_id__in=ids).select_related("parent")
        self.organisations = {row.public_id: row for row in found}
        self.items = {item.code: item for item in Item.objects.all()}


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _packed(row: Values, known: _Known) -> Packed:
    got = (_decimal(row["accepted"]) or ZERO) + (_decimal(row["rejected"]) or ZERO)
    sent = _decimal(row["packs_sent"]) or got
    if not sent:
        raise NotPossible(_("Write how many packs were sent: nothing of it was accepted or rejected."))
    return Packed(
        item=known.items[row["item"]],
        sent=sent,
        unit_size=int(row["pieces_in_pack"] or 1),
        currency=row["currency"],
        expires_on=_date(row["usable_until"]),
        certificate=row["certificate"],
        warned=row["reason_to_send"],
        rate=_decimal(row["rate_to_usd"]),
        rate_on=_date(row["day_of_rate"]),
    )


def _shipment(group: list[Values], by: Person, known: _Known) -> str:
    """'new', 'completed' or 'same'. Raises NotPossible."""
    first = group[0]
    donor, recipient = known.organisations[first["donor"]], known.organisations[first["recipient"]]
    found = shipments.same(donor, recipient, first["number"])
    by_donor = first["reported_by"] == "donor"
    if found is not None:
        return _donor_again(found, group, known) if by_donor else _received(found, group, by, known)
    left = _date(first["shipped_on"])
    more: dict[str, Any] = {"reference": first["number"], "shipped_on": left}
    if by_donor:
        more["state"] = Shipment.State.SHIPPED if left else Shipment.State.PREPARED
    packed = [_packed(row, known) for row in group]
    made = shipments.prepare(by, donor, recipient, packed, by_recipient=not by_donor, **more)
    if not by_donor:
        _received(made, group, by, known)
    return "new"


def _paired(shipment: Shipment, group: list[Values]) -> list[tuple[Values, Line | None]]:
    """Each row with the line of the record that it is about: the same item in packs of the same size, one
    after the other; None for a row that no line is left for."""
    left = list(shipment.lines.select_related("item"))
    pairs: list[tuple[Values, Line | None]] = []
    for row in group:
        key = (row["item"], int(row["pieces_in_pack"] or 1), row["currency"])
        line = next((one for one in left if (one.item.code, one.unit_size, one.currency) == key), None)
        if line is not None:
            left.remove(line)
        pairs.append((row, line))
    return pairs


def _donor_again(shipment: Shipment, group: list[Values], known: _Known) -> str:
    """The donor's report about a shipment that is known: it completes what the recipient told first; a
    different number of a report that is there is corrected on the page, with its reason."""
    shipment = shipments.locked(shipment)
    changed = False
    for row, line in _paired(shipment, group):
        packed = _packed(row, known)
        if line is None:
            if shipment.donor_reported:
                raise NotPossible(_("The shipment of this number has no such line: %(item)s.") % {
                    "item": packed.item
                })  # fmt: skip
            Line.objects.create(shipment=shipment, accepted=ZERO, rejected=ZERO, **vars(packed))
            changed = True
        elif shipment.donor_reported:
            if line.sent != packed.sent:
                raise NotPossible(_different(packed.item, line.sent))
        else:
            changed |= _completed(line, packed)
    if not shipment.donor_reported:
        shipment.donor_reported, changed = True, True
        shipment.shipped_on = shipment.shipped_on or _date(group[0]["shipped_on"])
        shipment.save(update_fields=["donor_reported", "shipped_on"])
    return "completed" if changed else "same"


def _different(item: Item, before: Decimal) -> str:
    words = {"item": item, "before": f"{before.normalize():f}"}
    return _("%(item)s: reported before with %(before)s packs. Correct that on its page.") % words


def _completed(line: Line, packed: Packed) -> bool:
    """The line with what only the donor knows. Raises NotPossible where less was sent than arrived."""
    if packed.sent < (line.accepted or ZERO) + (line.rejected or ZERO):
        raise NotPossible(_("%(item)s: the recipient got more than this.") % {"item": packed.item})
    for name, value in vars(packed).items():
        setattr(line, name, value)
    line.save()
    return True


def _received(shipment: Shipment, group: list[Values], by: Person, known: _Known) -> str:
    """The recipient's report: 'same' where it says what is known, else the act of the receipt page."""
    for row, line in _paired(shipment, group):
        if line is None:
            if shipment.recipient_reported:
                raise NotPossible(_("A line was reported that this shipment does not have."))
            Line.objects.create(shipment=shipment, **vars(_packed(row, known)))
    counted: dict[int, Counted] = {}
    handed: dict[int, Decimal] = {}
    is_same = shipment.recipient_reported
    for row, line in _paired(shipment, group):
        assert line is not None
        said = Counted(Decimal(row["accepted"]), _decimal(row["rejected"]) or ZERO, row["why_rejected"])
        counted[line.pk] = said
        is_same &= (line.accepted, line.rejected) == (said.accepted, said.rejected)
        if row["handed_out"] and Decimal(row["handed_out"]) != line.distributed:
            handed[line.pk] = Decimal(row["handed_out"])
    if not is_same:
        on = _date(group[0]["received_on"])
        assert on is not None
        more = any(row["more_to_come"] for row in group)
        shipments.receive(shipment, by, counted, on=on, more_to_come=more)
    if handed:
        shipments.distribute(shipment, by, handed)
    return "same" if is_same and not handed else "completed"


def _pledge(row: Values, by: Person, known: _Known) -> str:
    """A pledge is new each time, unless the same one stands already that day."""
    donor, to = known.organisations[row["donor"]], known.organisations[row["recipient"]]
    item = known.items[row["item"]]
    asked = Request.objects.filter(public_id=row["request"]).first() if row["request"] else None
    size = int(row["pieces_in_pack"] or 1)
    fields: Mapping[str, Any] = {"request": asked, "unit_size": size, "currency": row["currency"]}
    more = {**fields, "freight": bool(row["donor_pays_transport"]), "note": row["note"]}
    if row["pledged_on"]:
        more["pledged_on"] = date.fromisoformat(row["pledged_on"])
        same = Pledge.objects.filter(donor=donor, to=to, item=item, pledged_on=more["pledged_on"])
        if same.filter(quantity=Decimal(row["packs"]) * size, **fields).exists():
            return "same"
    pledges.pledge(by, donor, to, item, Decimal(row["packs"]) * size, **more)
    return "new"
