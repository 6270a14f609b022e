"""Beginning a project, from nothing, for a group or from a signed agreement; changing it; its partners."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.groups.models import Group
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.projects import phases, rules
from cityclusters.projects.localplans import guard
from cityclusters.projects.models import Partner, Project, TeamMember
from cityclusters.projects.registry import cooperating
from cityclusters.support.giving.rules import is_known
from cityclusters.support.matches import sides
from cityclusters.support.models import Agreement

Role = Partner.Role
FIELDS = (
    "title", "summary", "language", "place", "starts", "ends", "targets", "value_chains", "shown_to",
)  # fmt: skip


def leading(project: Project, by: Person) -> Project:
    """The project, locked. Raises NotPossible for people who don't lead it."""
    row = phases.locked(project)
    if not rules.may_lead(by, row):
        raise NotPossible(_("Only those who lead the project do this."))
    return row


def _join(project: Project, by: Person, *, leads: bool) -> None:
    role = TeamMember.Role.LEAD if leads else TeamMember.Role.MEMBER
    project.team.create(person=by, role=role, decides=True, given_by=by)


@transaction.atomic
def begin(
    by: Person, lead: Organisation, kind: str, *, groups: Iterable[Group] = (), **fields: Any
) -> Project:
    """A new project in its first phase, led by an organisation for which she acts; she is in its team. An
    officer begins it for others and is not.

    Raises NotPossible for an organisation that is not hers, or that nobody has checked."""
    if not (by.is_officer or by.acts_for(lead)):
        raise NotPossible(_("Only a focal point of the organisation can begin a project for it."))
    if not is_known(lead):
        raise NotPossible(_("This organisation has not been checked yet. A programme officer does that."))
    fields["place"] = fields.get("place") or lead.place
    if kind == Project.Kind.LOCAL_PLAN:
        fields["shown_to"] = Project.Audience.TEAM  # until its texts are checked (rule LP1)
    made = Project.objects.create(kind=kind, lead=lead, phase=phases.first(kind), made_by=by, **fields)
    made.groups.set(groups)
    if by.acts_for(lead):
        _join(made, by, leads=True)
    cooperating.follow(made)
    record(by, "projects_project.made", made, organisation=lead, kind=kind)
    return made


def is_side(by: Person, agreement: Agreement) -> bool:
    """People of one of the two sides of an agreement, and officers."""
    return by.is_officer or bool(sides.of_person(agreement, by))


def may_start_from(by: Person, agreement: Agreement) -> bool:
    """The same, while an agreement that both have signed binds."""
    return agreement.state in Agreement.BINDING and is_side(by, agreement)


@transaction.atomic
def start_from(agreement: Agreement, by: Person) -> Project:
    """A partnership from a signed agreement, with everything that stands in it (item B19); a second time
    gives the first project.

    The side that asked leads, for the demand is its own; the host shares its experience. What is agreed is
    taken over for everybody to read only where both sides show it. Raises NotPossible for others than the two
    sides, and before both have signed."""
    row = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    known = Project.objects.filter(agreement=row).first()
    if known is not None and rules.is_team(by, known):
        return known
    if not may_start_from(by, row):
        raise NotPossible(_("A partnership starts from an agreement that both sides have signed."))
    need = row.match.need
    made = Project.objects.create(
        kind=Project.Kind.PARTNERSHIP, phase=phases.first(Project.Kind.PARTNERSHIP), agreement=row,
        title=make_texts(row.language, **{row.language: row.title}),
        summary=make_texts(row.language, **{row.language: row.scope}) if row.scope_is_shown else {},
        language=row.language, lead=row.need_side, place=row.need_side.place, starts=row.starts,
        ends=row.ends, targets=need.sdg_targets, shown_to=Project.Audience.PUBLIC, made_by=by, type=row.type,
        type_confirmed_by=row.type_confirmed_by, type_confirmed_at=row.type_confirmed_at,
    )  # fmt: skip
    made.places.set([side.place for side in (row.need_side, row.host_side) if side.place])
    _take_partners(made, row)
    if own := sides.of_person(row, by):
        _join(made, by, leads=sides.NEED in own)
    record(by, "projects_project.made", made, organisation=made.lead, agreement=row.public_id)
    return made


def _take_partners(project: Project, agreement: Agreement) -> None:
    project.partners.create(organisation=agreement.need_side, role=Role.BENEFICIARY)
    project.partners.create(organisation=agreement.host_side, role=Role.PIVOTAL)
    if agreement.supporter is not None:
        project.partners.create(
            organisation=agreement.supporter, role=Role.FACILITATOR, support=agreement.support
        )


@transaction.atomic
def change(project: Project, by: Person, *, groups: Iterable[Group] | None = None, **fields: Any) -> None:
    """Other words, days or audience. Raises NotPossible for people who don't lead it."""
    row = leading(project, by)
    fields["place"] = fields.get("place") or row.place
    changed = [name for name in FIELDS if name in fields and getattr(row, name) != fields[name]]
    for name in changed:
        setattr(row, name, fields[name])
    guard.check_shown(row)
    row.save()
    if groups is not None:
        row.groups.set(groups)
    record(by, "projects_project.changed", row, organisation=row.lead, fields=changed)
    project.refresh_from_db()


@transaction.atomic
def add_partner(
    project: Project, by: Person, organisation: Organisation, role: str, support: str = ""
) -> Partner:
    """An organisation takes part in a role; twice is once, with what it gives as said last. The kind of
    cooperation is proposed anew. Raises NotPossible for an organisation that nobody has checked."""
    row = leading(project, by)
    if not is_known(organisation):
        raise NotPossible(_("This organisation has not been checked yet. A programme officer does that."))
    made, is_new = row.partners.update_or_create(
        organisation=organisation, role=role, defaults={"support": support.strip()}
    )
    cooperating.follow(row)
    if is_new:
        record(by, "projects_partner.added", row, organisation=organisation, role=role)
    return made


@transaction.atomic
def remove_partner(partner: Partner, by: Person) -> None:
    """It takes part no longer in this role; the kind of cooperation is proposed anew."""
    row = leading(partner.project, by)
    record(by, "projects_partner.removed", row, organisation=partner.organisation, role=partner.role)
    partner.delete()
    cooperating.follow(row)


@transaction.atomic
def set_places(project: Project, by: Person, places: Iterable[Place]) -> None:
    """Where it works besides its main place."""
    row = leading(project, by)
    row.places.set(places)
    record(by, "projects_project.changed", row, organisation=row.lead, fields=["places"])
