"""The lists beside a local plan: which form writes a row of each, and how they are called."""

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from cityclusters.people.readers import Reader
from cityclusters.projects import rules
from cityclusters.projects.localplans import forms
from cityclusters.projects.models import (
    Consultation,
    Driver,
    FinanceSource,
    InstitutionRole,
    PlanReview,
    Project,
    ReportCount,
)
from cityclusters.projects.models.local_plan import LocalRow

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Room(NamedTuple):
    """A list: its place in addresses, the rows of a project, its form, and its words."""

    code: str
    rows: str
    model: type[LocalRow]
    form: type[forms.RowForm]
    title: "StrOrPromise"
    add: "StrOrPromise"
    lead: "StrOrPromise"


ROOMS = {
    room.code: room
    for room in (
        Room("reasons", "drivers", Driver, forms.DriverForm, _("What drives violence here"),
             _("Add a driver"),
             _("On four levels, each with its source. Every action of the plan answers one of these.")),
        Room("institutions", "institutions", InstitutionRole, forms.InstitutionForm, _("Institutions"),
             _("Add an institution"), _("Who has a part in the plan, from when until when, and by what.")),
        Room("talks", "consultations", Consultation, forms.ConsultationForm, _("Consultations"),
             _("Add a consultation"), _("How many people were heard, what many said, and what changed.")),
        Room("money", "finance", FinanceSource, forms.MoneyForm, _("Money"), _("Add a source of money"),
             _("What was asked, pledged and confirmed. Only confirmed money counts.")),
        Room("counts", "report_counts", ReportCount, forms.CountForm, _("Yearly counts of reports"),
             _("Add a year"),
             _("More reports are not more violence: often they mean that more women trust that help comes.")),
        Room("reviews", "reviews", PlanReview, forms.ReviewForm, _("Reviews"), _("Add a review"),
             _("What was found when the plan was looked back at, and what is changed.")),
    )
}  # fmt: skip


def room_of(row: LocalRow) -> Room:
    """The list in which it stands."""
    return next(room for room in ROOMS.values() if isinstance(row, room.model))


def find(project: Project, public_id: str) -> LocalRow | None:
    """The row of the project with this id, whichever list it stands in; up to six queries."""
    for room in ROOMS.values():
        rows: Any = getattr(project, room.rows)
        found: Model | None = rows.filter(public_id=public_id).first()
        if isinstance(found, LocalRow):
            return found
    return None


def is_shown(reader: Reader, project: Project) -> bool:
    """Whether the project is a local plan that she may read; for the tabs."""
    is_public = project.shown_to == Project.Audience.PUBLIC
    return project.is_sensitive and (is_public or rules.is_team(reader, project))


def sees_plan(reader: Reader, project: Project) -> bool:
    """Whether the room of the plan has something for her: what visitors read of a local plan stands on its
    first page, where each text was looked at."""
    return not project.is_sensitive or rules.is_team(reader, project)
