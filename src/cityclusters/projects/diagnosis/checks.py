"""What the diagnosis and the vision still lack before their phases may close (rules CO1, CO2, CO5)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.projects.commission.endorsing import endorsed
from cityclusters.projects.diagnosis import freezing
from cityclusters.projects.gate import DOMAINS
from cityclusters.projects.models import Finding, GridRow, Project
from cityclusters.projects.phases import Missing
from cityclusters.projects.vision import acts as vision_acts

DIAGNOSIS, VISION = "diagnosis", "vision"


def missing(project: Project, phase: str) -> list[Missing]:
    """What keeps the phase of the diagnosis, or that of the vision, open (settings.PHASE_CHECKS)."""
    if phase == DIAGNOSIS:
        return [*_findings(project), *_needs(project), *_endorsed_diagnosis(project)]
    return _endorsed_vision(project) if phase == VISION else []


def _findings(project: Project) -> list[Missing]:
    """Each of the four questions has a finding with its source that says what it means by sex."""
    found = {one.domain for one in project.findings.all() if one.is_sourced and one.by_sex}
    words = dict(Finding.Domain.choices)
    url = reverse("projects:findings", args=[project.public_id])
    return [
        Missing(
            f"finding_{domain}",
            _("A finding with its source, for women and for men, about: %(domain)s")
            % {"domain": words[Finding.Domain(domain)]},
            url,
        )
        for domain in DOMAINS
        if domain not in found
    ]


def _needs(project: Project) -> list[Missing]:
    """Two ranked lists, and each need sorted as practical or strategic (items GM18, GM19)."""
    grid = GridRow.Grid.NEEDS
    rows = list(project.grid_rows.filter(grid=grid))
    url = reverse("projects:diagnosis-grid", args=[project.public_id, grid])
    made = []
    if not any(row.women_rank for row in rows):
        made.append(Missing("women_list", _("The needs as women rank them"), url))
    if not any(row.men_rank for row in rows):
        made.append(Missing("men_list", _("The needs as men rank them"), url))
    if unsorted := sum(not row.kind for row in rows):
        words = _("Needs to sort, practical or strategic: %(number)s") % {"number": unsorted}
        made.append(Missing("unsorted_needs", words, url))
    return made


def _endorsed_diagnosis(project: Project) -> list[Missing]:
    version = freezing.latest(project)
    url = reverse("projects:diagnosis", args=[project.public_id])
    if version is None:
        return [Missing("diagnosis_sent", _("A version of the diagnosis, sent to the commission"), url)]
    if endorsed(project, freezing.WHAT, version.number) is None:
        words = _("The commission's endorsement of version %(number)s of the diagnosis")
        return [Missing("diagnosis_endorsed", words % {"number": version.number}, version.get_absolute_url())]
    return []


def _endorsed_vision(project: Project) -> list[Missing]:
    version = project.visions.exclude(sent_at=None).first()
    url = reverse("projects:vision", args=[project.public_id])
    if version is None:
        return [Missing("vision_sent", _("A version of the vision, sent to the commission"), url)]
    if endorsed(project, vision_acts.WHAT, version.number) is None:
        words = _("The commission's endorsement of version %(number)s of the vision")
        return [Missing("vision_endorsed", words % {"number": version.number}, version.get_absolute_url())]
    return []
