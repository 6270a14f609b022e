"""Answering an item, and saying as a second person whether it really does not apply (rule CO1)."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects import phases, rules
from cityclusters.projects.gates import items
from cityclusters.projects.models import ChecklistAnswer, Project
from cityclusters.support.giving import evidence as papers

Answer = ChecklistAnswer.Answer
RISKS = "GM29"  # shown by the list of risks itself


def _evidence(made: ChecklistAnswer, upload: UploadedFile | None, before: ChecklistAnswer | None) -> None:
    """Puts the file into the answer, a PDF or a picture written anew; without one the file before stays."""
    if upload is None:
        if before is not None and before.file:
            made.file, made.file_name = before.file, before.file_name
        return
    upload.seek(0)
    is_paper = upload.read(len(papers.PAPER)) == papers.PAPER
    stored = papers.paper(upload) if is_paper else files.picture(upload).large
    made.file.save(str(stored.name), stored, save=False)
    made.file_name = (upload.name or "")[:120]


def _checked(project: Project, made: ChecklistAnswer) -> None:
    """Raises NotPossible for an answer without what it needs."""
    if items.asks(project, made.item) is None:
        raise NotPossible(_("This project is not asked that."))
    if made.answer == Answer.NOT_APPLICABLE and not made.reason.strip():
        raise NotPossible(_("Say why it does not apply. A second person reads the reason."))
    if made.answer != Answer.YES:
        return
    if made.item == RISKS and not project.risks.filter(removed_at=None).exists():
        raise NotPossible(_("Write at least one risk to women into the list of risks first."))
    if made.item != RISKS and not (made.evidence.strip() or made.link or made.file):
        raise NotPossible(_("Say what shows it: a sentence, a link or a file."))


@transaction.atomic
def answer(
    project: Project, by: Person, item: str, answer: str, *, upload: UploadedFile | None = None, **fields: Any
) -> ChecklistAnswer:
    """Answers an item with `evidence`, `link`, `reason`; the answers before it are kept.

    Raises NotPossible for people who don't write in the project, for an item that it is not asked, for
    'does not apply' without a reason, and for 'yes' without anything that shows it."""
    row = phases.locked(project)
    if not rules.may_write(by, row):
        raise NotPossible(_("Only those who write in the project answer the checklist."))
    before = row.checklist_answers.filter(item=item, latest=True).first()
    made = ChecklistAnswer(project=row, item=item, answer=answer, by=by, **fields)
    if answer != Answer.NOT_APPLICABLE:
        made.reason = ""
    _evidence(made, upload, before)
    _checked(row, made)
    if before is not None:
        before.latest = False
        before.save(update_fields=["latest"])
    made.save()
    record(by, "projects_checklist.answered", row, organisation=row.lead, item=item, answer=answer)
    return made


@transaction.atomic
def decide(given: ChecklistAnswer, by: Person, applies: bool, reason: str = "") -> None:
    """A second person says whether the item does not apply (`applies` False) or does, with the reason.

    Raises NotPossible for whoever gave the answer, for people who don't write in the project, and for an
    answer that is not waiting."""
    row = phases.locked(given.project)
    known = ChecklistAnswer.objects.select_for_update(of=("self",)).get(pk=given.pk)
    if not rules.may_write(by, row):
        raise NotPossible(_("Only those who write in the project answer the checklist."))
    if known.by_id == by.pk:
        raise NotPossible(_("Somebody else than who gave the answer decides this."))
    if not known.waits_for_second:
        raise NotPossible(_("This answer is not waiting any more."))
    if applies and not reason.strip():
        raise NotPossible(_("Say why it does apply."))
    if applies:
        known.refused_by, known.refused_at, known.refused_reason = by, timezone.now(), reason.strip()
    else:
        known.approved_by, known.approved_at = by, timezone.now()
    known.save()
    act = "projects_checklist.refused" if applies else "projects_checklist.approved"
    record(by, act, row, organisation=row.lead, item=known.item)
