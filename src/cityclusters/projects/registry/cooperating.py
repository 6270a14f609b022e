"""The kind of cooperation of a project: proposed from its partners' countries, confirmed by a person (rule
CO9)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.places import cooperation
from cityclusters.places.cooperation import Cooperation
from cityclusters.projects import phases
from cityclusters.projects.models import Partner, Project

MULTILATERAL = (Organisation.Kind.UN, Organisation.Kind.MULTILATERAL)


def _country(organisation: Organisation) -> str:
    return organisation.place.country_id if organisation.place else ""


def _helps(partner: Partner) -> bool:
    """Whether it supports, and its support is on record: what it gives is said."""
    return partner.role in Partner.HELPING and bool(partner.support.strip())


def proposed(project: Project) -> Cooperation:
    """What the countries suggest; one query. Triangular needs two partners of the South and a facilitator
    whose support is on record (rule CO9); where somebody's country is not known, nothing is claimed."""
    rows = list(project.partners.select_related("organisation__place"))
    helping = [row.organisation for row in rows if row.role in Partner.HELPING]
    given = [
        cooperation.MULTILATERAL if row.organisation.kind in MULTILATERAL else _country(row.organisation)
        for row in rows
        if _helps(row) and (row.organisation.kind in MULTILATERAL or _country(row.organisation))
    ]
    working = {row.organisation for row in rows if row.role not in Partner.HELPING}
    if project.lead not in helping:
        working.add(project.lead)
    countries = [_country(one) for one in working if one.kind not in MULTILATERAL]
    return cooperation.proposed_type(countries, given)


def follow(project: Project) -> None:
    """Proposes anew after the partners changed; what a person had confirmed is asked again."""
    found = proposed(project)
    project.type, project.type_confirmed_by, project.type_confirmed_at = found, None, None
    project.save(update_fields=["type", "type_confirmed_by", "type_confirmed_at"])


@transaction.atomic
def confirm(project: Project, by: Person, kind: str) -> None:
    """An officer says which kind of cooperation it is.

    Raises NotPossible for others, and for 'triangular' where the partners on record do not make it one
    (rule CO9)."""
    row = phases.locked(project)
    if not by.is_officer:
        raise NotPossible(_("An officer says which kind of cooperation it is."))
    if kind not in Cooperation.values:
        raise NotPossible(_("Choose a kind."))
    if kind == Cooperation.TRIANGULAR and proposed(row) != Cooperation.TRIANGULAR:
        raise NotPossible(
            _("Triangular needs two partners of the South and a third one that says what it gives.")
        )
    row.type, row.type_confirmed_by, row.type_confirmed_at = kind, by, timezone.now()
    row.save(update_fields=["type", "type_confirmed_by", "type_confirmed_at"])
    record(by, "projects_project.type_confirmed", row, organisation=row.lead, type=kind)
    project.refresh_from_db(fields=["type", "type_confirmed_by", "type_confirmed_at"])
