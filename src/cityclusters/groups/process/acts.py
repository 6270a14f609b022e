"""Writing how a product is made: a draft of steps that becomes version n; versions are never edited (C30)."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.groups.models import Group, Process, ProcessStep, ProcessVersion, StepPicture
from cityclusters.groups.products.pictures import digest_of
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.practices import limits

MOST = 40  # of a group
MOST_STEPS = 60
FACTS = ("title", "inputs", "doing", "minutes", "lowest", "highest", "is_critical", "limit", "if_missed")
COPIED = ("key", "position", *FACTS, "picture_id")


@transaction.atomic
def create(by: Person, group: Group, *, once: str, **fields: Any) -> Process:
    """A new process with an empty draft; the same form twice gives one. Raises NotPossible for too many."""
    Group.objects.select_for_update().get(pk=group.pk)  # one new process at a time
    if known := Process.objects.filter(once=once, group=group).first():
        return known
    if group.processes.count() >= MOST:
        raise NotPossible(_("There are 40 processes already. Change one that is there."))
    made = Process.objects.create(group=group, once=once, by=by, **fields)
    ProcessVersion.objects.create(process=made, made_by=by)
    record(by, "groups_process.created", made, organisation=group.organisation)
    return made


def draft_of(process: Process) -> ProcessVersion | None:
    """What is being written, if anything."""
    return process.versions.filter(number=None).first()


def latest(process: Process) -> ProcessVersion | None:
    """The version in force."""
    return process.versions.filter(number__isnull=False).order_by("-number").first()


def _locked(process: Process) -> Process:
    rows = Process.objects.select_for_update(of=("self",)).select_related("group__organisation")
    return rows.get(pk=process.pk)


def _draft(process: Process) -> ProcessVersion:
    """The draft of a process that is held. Raises NotPossible where there is none."""
    found = draft_of(_locked(process))
    if found is None:
        raise NotPossible(_("There is no draft. Begin one from the version in force."))
    return found


@transaction.atomic
def begin(process: Process, by: Person) -> ProcessVersion:
    """A draft with the steps of the version in force; the one that is there, if there is one."""
    row = _locked(process)
    if known := draft_of(row):
        return known
    made = ProcessVersion.objects.create(process=row, made_by=by)
    if before := latest(row):
        _copy(before, made)
    record(by, "groups_process.begun", row, organisation=row.group.organisation)
    return made


def _copy(before: ProcessVersion, after: ProcessVersion) -> None:
    steps = [{name: getattr(step, name) for name in COPIED} for step in before.steps.all()]
    ProcessStep.objects.bulk_create(ProcessStep(version=after, **step) for step in steps)


@transaction.atomic
def put_step(process: Process, by: Person, key: str, **fields: Any) -> ProcessStep:
    """Writes a step of the draft: the one with this key, or (key '') a new one at the end.

    Raises NotPossible for a step that is gone, a critical one without limit or remedy, and too many."""
    draft = _draft(process)
    if fields.get("is_critical") and not (fields.get("limit") and fields.get("if_missed")):
        raise NotPossible(_("A critical step has a limit, and says what to do if it is missed."))
    if key:
        step = draft.steps.filter(key=key).first()
        if step is None:
            raise NotPossible(_("This step is gone from the draft."))
    else:
        if draft.steps.count() >= MOST_STEPS:
            raise NotPossible(_("A process has at most 60 steps."))
        last = draft.steps.aggregate(last=Max("position"))["last"] or 0
        step = ProcessStep(version=draft, position=last + 1)
    for name in fields:
        setattr(step, name, fields[name])
    step.save()
    record(by, "groups_process.written", process, organisation=process.group.organisation, step=step.key)
    return step


def keep_picture(process: Process, by: Person, upload: UploadedFile, alt: str) -> StepPicture:
    """The picture of a step, written anew; the same file twice is one. Raises NotPossible for no picture."""
    limits.count_picture(by)
    digest, found = digest_of(upload), files.picture(upload)
    with transaction.atomic():
        row = _locked(process)
        if known := row.pictures.filter(digest=digest).first():
            return known
        made = StepPicture(
            process=row, digest=digest, alt=alt, light_width=found.width, light_height=found.height
        )
        made.file.save(str(found.large.name), found.large, save=False)
        made.light.save(str(found.light.name), found.light, save=False)
        made.save()
    return made


@transaction.atomic
def move_step(process: Process, by: Person, key: str, offset: int) -> None:
    """One place earlier (-1) or later (1); at the end of the row nothing happens."""
    row = list(_draft(process).steps.all())
    here = next((index for index, step in enumerate(row) if step.key == key), None)
    if here is None or not 0 <= here + offset < len(row):
        return
    row[here], row[here + offset] = row[here + offset], row[here]
    for position, step in enumerate(row, start=1):
        step.position = position
    ProcessStep.objects.bulk_update(row, ["position"])
    record(by, "groups_process.written", process, organisation=process.group.organisation, step=key)


@transaction.atomic
def remove_step(process: Process, by: Person, key: str) -> None:
    """Takes a step out of the draft; versions keep theirs."""
    gone, _rows = _draft(process).steps.filter(key=key).delete()
    if gone:
        _drop_unused_pictures(process)
        record(by, "groups_process.written", process, organisation=process.group.organisation, step=key)


def _drop_unused_pictures(process: Process) -> None:
    unused: QuerySet[StepPicture] = process.pictures.filter(steps=None)
    for picture in unused:
        files.delete_on_commit(picture.file.storage, picture.file.name, picture.light.name)
        picture.delete()


@transaction.atomic
def put_in_force(process: Process, by: Person, note: str) -> ProcessVersion:
    """The draft becomes the next version. Raises NotPossible for one without steps, and from the second on
    without words on what changed."""
    draft = _draft(process)
    if not draft.steps.exists():
        raise NotPossible(_("Write at least one step."))
    before = latest(process)
    if before is not None and not note:
        raise NotPossible(_("Say what changed, and why."))
    draft.number = before.number + 1 if before is not None and before.number else 1
    draft.note, draft.made_by, draft.made_at = note, by, timezone.now()
    draft.save()
    record(
        by, "groups_process.in_force", process, organisation=process.group.organisation, number=draft.number
    )
    return draft


@transaction.atomic
def drop(process: Process, by: Person) -> None:
    """Throws the draft away; the version in force stays. Raises NotPossible where there is no version yet."""
    draft = _draft(process)
    if latest(process) is None:
        raise NotPossible(_("There is no version yet: this draft is all there is."))
    draft.delete()
    _drop_unused_pictures(process)
    record(by, "groups_process.dropped", process, organisation=process.group.organisation)


@transaction.atomic
def show(process: Process, by: Person, is_public: bool) -> None:
    """Lets everybody who sees the group read it, or takes that back. Raises NotPossible without a version."""
    row = _locked(process)
    if is_public and latest(row) is None:
        raise NotPossible(_("Put a version in force first."))
    if row.is_public == is_public:
        return
    row.is_public = is_public
    row.save(update_fields=["is_public"])
    act = "groups_process.shown" if is_public else "groups_process.hidden"
    record(by, act, row, organisation=row.group.organisation)
    process.refresh_from_db()
