"""Setting up a commission, its rule for a quorum, and its seats."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects import phases
from cityclusters.projects.commission import rules
from cityclusters.projects.models import Commission, Project, Seat

RULE = ("name", "quorum_percent", "least", "least_women")


def keeping(project: Project, by: Person) -> Project:
    """The project, locked. Raises NotPossible for people who don't keep the commission's records."""
    row = phases.locked(project)
    if not rules.may_keep(by, row):
        raise NotPossible(_("Only those who write in the project keep the records of its commission."))
    return row


@transaction.atomic
def set_up(project: Project, by: Person, **fields: Any) -> Commission:
    """The commission with its name and its rule for a quorum; set up already, it is changed."""
    row = keeping(project, by)
    made, is_new = Commission.objects.get_or_create(
        project=row, defaults={**fields, "made_by": by, "language": row.language}
    )
    if is_new:
        record(by, "projects_commission.made", row, organisation=row.lead)
        return made
    before = {name: getattr(made, name) for name in RULE}
    changed = {name: value for name, value in fields.items() if before.get(name) != value}
    if changed:
        for name, value in changed.items():
            setattr(made, name, value)
        made.save()
        said = {name: [before[name], value] for name, value in changed.items() if name != "name"}
        record(by, "projects_commission.changed", row, organisation=row.lead, changed=said)
    return made


def _named(fields: dict[str, Any]) -> None:
    """Raises NotPossible for a seat that is nobody's."""
    if not (fields.get("organisation") or fields.get("person") or str(fields.get("post", "")).strip()):
        raise NotPossible(_("Say whose seat it is: an organisation, a person with an account, or a post."))


@transaction.atomic
def add(commission: Commission, by: Person, **fields: Any) -> Seat:
    """A seat; the sex of somebody with an account is what she stated herself, whatever is sent here."""
    row = keeping(commission.project, by)
    _named(fields)
    if fields.get("person") is not None:
        fields["sex"] = fields["person"].sex
    made = commission.seats.create(**fields)
    record(by, "projects_seat.added", row, organisation=row.lead, seat=made.public_id)
    return made


@transaction.atomic
def change(seat: Seat, by: Person, /, **fields: Any) -> None:
    """Another vote, post or organisation; meetings that were held keep what stood then."""
    row = keeping(seat.commission.project, by)
    _named(fields)
    if fields.get("person") is not None:
        fields["sex"] = fields["person"].sex
    for name, value in fields.items():
        setattr(seat, name, value)
    seat.save()
    record(by, "projects_seat.changed", row, organisation=row.lead, seat=seat.public_id)


@transaction.atomic
def finish(seat: Seat, by: Person, last_day: date | None = None) -> None:
    """The seat's last day, today where it is left out; twice is once. Raises NotPossible for a day before it
    began."""
    row = keeping(seat.commission.project, by)
    day = last_day or timezone.localdate()
    if day < seat.starts:
        raise NotPossible(_("This is before the first day."))
    if seat.ends is not None and seat.ends <= day:
        return
    seat.ends = day
    seat.save(update_fields=["ends"])
    record(by, "projects_seat.ended", row, organisation=row.lead, seat=seat.public_id)
