"""What the diagnosis is made of, one kind like the other: its form, its words, where its page is."""

from typing import Any, NamedTuple

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import sent_id
from cityclusters.projects.diagnosis.acts import Thing
from cityclusters.projects.diagnosis.forms import FindingForm, HearingForm, RowForm, first_values
from cityclusters.projects.diagnosis.grids import CHAIN, GRIDS
from cityclusters.projects.models import ChainStep, Finding, GridRow, Hearing, Project

HEARINGS, FINDINGS = "hearings", "findings"


class Kind(NamedTuple):
    """A kind of thing: its model, and what the pages that write it are called."""

    model: Any
    new: Any
    change: Any


ROW = Kind(GridRow, _("A new row"), _("Change a row"))
KINDS: dict[str, Kind] = {
    **dict.fromkeys(GRIDS, ROW),
    HEARINGS: Kind(Hearing, _("Who was heard"), _("Who was heard")),
    FINDINGS: Kind(Finding, _("A new finding"), _("Change a finding")),
    CHAIN: Kind(ChainStep, _("A new step"), _("Change a step")),
}


def blank(project: Project, kind: str) -> Thing:
    """A new thing of the kind, not saved."""
    own = {"grid": kind} if kind in GRIDS else {}
    made: Thing = KINDS[kind].model(project=project, **own)
    return made


def find(project: Project, kind: str, public_id: str) -> Thing:
    """One of this project's things. Raises Http404."""
    rows = KINDS[kind].model.objects.filter(project=project, public_id=sent_id(public_id))
    found: Thing | None = (rows.filter(grid=kind) if kind in GRIDS else rows).first()
    if found is None:
        raise Http404
    found.project = project
    return found


def form_of(project: Project, kind: str, data: Any = None, initial: Any = None) -> forms.Form:
    """The form of the kind, filled with what was sent or with first values."""
    if kind == HEARINGS:
        return HearingForm(data, initial=initial)
    if kind == FINDINGS:
        return FindingForm(data, initial=initial, project=project)
    return RowForm(data, initial=initial, kind=kind, steps=project.chain_steps.all())


def values_of(thing: Thing, form: forms.Form) -> dict[str, Any]:
    """First values of the form for a thing that is there."""
    return first_values(thing, form.fields)


def page_of(project: Project, kind: str) -> str:
    """Where things of the kind are listed."""
    if kind in GRIDS:
        return reverse("projects:diagnosis-grid", args=[project.public_id, kind])
    if kind == HEARINGS:
        return reverse("projects:diagnosis", args=[project.public_id]) + "#heard"
    return reverse("projects:findings" if kind == FINDINGS else "projects:chain", args=[project.public_id])


def words_of(kind: str) -> str:
    """The name of the list."""
    if kind in GRIDS:
        return str(GRIDS[kind].words)
    return str({HEARINGS: _("Who was heard"), FINDINGS: _("Findings"), CHAIN: _("Value chain")}[kind])


def between(project: Project, kind: str = "") -> list[tuple[str, str]]:
    """The crumbs from the project to a list, or to a page below it."""
    crumbs = [(reverse("projects:diagnosis", args=[project.public_id]), str(_("Diagnosis")))]
    return [*crumbs, (page_of(project, kind), words_of(kind))] if kind else crumbs
