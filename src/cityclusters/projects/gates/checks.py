"""What the checklist keeps open in a phase: items that block it and are not settled (rule CO1)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.projects.gates import items
from cityclusters.projects.models import ChecklistAnswer, Project
from cityclusters.projects.phases import Missing, find

Answer = ChecklistAnswer.Answer


def latest(project: Project) -> dict[str, ChecklistAnswer]:
    """The present answers by item; one query."""
    rows = project.checklist_answers.filter(latest=True).select_related("by", "approved_by", "refused_by")
    return {row.item: row for row in rows}


def address(project: Project, item: str) -> str:
    """Where the item is answered."""
    return reverse("projects:checklist-answer", args=[project.public_id, item])


def lack(given: ChecklistAnswer | None) -> str:
    """What an answer lacks, in words; '' where the item is settled."""
    if given is None:
        return _("not answered yet")
    if given.settles:
        return ""
    if given.refused_at is not None:
        return _("a second person said that it does apply")
    if given.answer == Answer.NOT_APPLICABLE:
        return _("a second person has not yet agreed that it does not apply")
    return _("answered “partly”") if given.answer == Answer.PARTLY else _("answered “no”")


def missing(project: Project, phase: str) -> list[Missing]:
    """The items of the phase that block it; one query, none where nothing is asked in it."""
    found = find(project, phase)
    asked = [item for item in items.of_phase(found) if item.blocks] if found else []
    if not asked:
        return []
    answers = latest(project)
    lacks = [(item, lack(answers.get(item.id))) for item in asked]
    return [
        Missing(item.id, _("%(question)s (%(state)s)") % {"question": item.question, "state": said},
                address(project, item.id))
        for item, said in lacks if said
    ]  # fmt: skip


def warnings(project: Project, phase: str) -> list[tuple[items.Item, str]]:
    """Items of the phase that only warn and are not settled: printed in reports (level `warn`)."""
    found = find(project, phase)
    asked = [item for item in items.of_phase(found) if item.level == items.WARN] if found else []
    answers = latest(project) if asked else {}
    return [(item, said) for item in asked if (said := lack(answers.get(item.id)))]
