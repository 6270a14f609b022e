"""How a product is made: the list, the version in force, earlier ones, what changed between two."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from cityclusters.core import files
from cityclusters.core.http import Request
from cityclusters.core.ids import sent_id
from cityclusters.groups.models import Group, Process, ProcessVersion
from cityclusters.groups.process import acts, rules, words
from cityclusters.groups.process.comparing import compare
from cityclusters.groups.reaching import in_group, page
from cityclusters.groups.rules import may_manage
from cityclusters.people.readers import Reader

PART = Group.Part.PROCESS


def process_of(reader: Reader, group: Group, process_id: str) -> Process:
    """The process. Raises Http404 for one that she may not read."""
    found = group.processes.select_related("product").filter(public_id=sent_id(process_id)).first()
    if found is None:
        raise Http404
    found.group = group
    if not rules.may_read(reader, found):
        raise Http404
    return found


def version_of(process: Process, number: int) -> ProcessVersion:
    """One of its versions. Raises Http404."""
    found = process.versions.filter(number=number).first()
    if found is None:
        raise Http404
    found.process = process
    return found


@require_safe
@in_group(part=PART)
def listed(request: Request, group: Group) -> HttpResponse:
    """Those that she may read, each with the number of its version in force."""
    rows = group.processes.prefetch_related("versions").order_by("pk")
    if not rules.is_insider(request.user, group):
        rows = rows.filter(is_public=True)
    lines = []
    for row in rows:
        row.group = group
        numbers = [version.number for version in row.versions.all()]
        lines.append((row, max((one for one in numbers if one), default=None), None in numbers))
    context = {"lines": lines, "may_write": rules.may_write(request.user, group)}
    return page(request, group, "groups/processes.html", context)


def _shown(request: Request, process: Process, version: ProcessVersion | None) -> HttpResponse:
    group = process.group
    insider = rules.is_insider(request.user, group)
    kept = process.versions.filter(number__isnull=False).order_by("-number").select_related("made_by")
    versions = list(kept)
    shown = version or (versions[0] if versions else None)
    context = {
        "process": process,
        "version": shown,
        "steps": _steps(shown) if shown else [],
        "versions": versions,
        "in_force": bool(versions) and shown == versions[0],
        "insider": insider,
        "may_write": rules.may_write(request.user, group),
        "manages": may_manage(request.user, group),
        "has_draft": insider and acts.draft_of(process) is not None,
    }
    return page(request, group, "groups/process.html", context)


def _steps(version: ProcessVersion) -> list[dict[str, object]]:
    rows = version.steps.select_related("picture")
    return [
        {"step": step, "time": words.time(step.minutes), "temperature": words.temperature(step)}
        for step in rows
    ]


@require_safe
@in_group(part=PART)
def detail(request: Request, group: Group, process_id: str) -> HttpResponse:
    """The version in force."""
    return _shown(request, process_of(request.user, group, process_id), None)


@require_safe
@in_group(part=PART)
def version(request: Request, group: Group, process_id: str, number: int) -> HttpResponse:
    """An earlier version, as it stood."""
    process = process_of(request.user, group, process_id)
    return _shown(request, process, version_of(process, number))


@require_safe
@in_group(part=PART)
def changes(request: Request, group: Group, process_id: str, before: int, after: int) -> HttpResponse:
    """What differs between two versions."""
    process = process_of(request.user, group, process_id)
    older, newer = version_of(process, before), version_of(process, after)
    steps = [words.compared(one.steps.select_related("picture")) for one in (older, newer)]
    found = compare(*steps)
    context = {
        "process": process,
        "older": older,
        "newer": newer,
        "differences": [one for one in found if one.fate != "same"],
        "same": sum(one.fate == "same" for one in found),
        "names": words.NAMES,
    }
    return page(request, group, "groups/process_changes.html", context)


@require_safe
@in_group(part=PART)
def picture(request: Request, group: Group, process_id: str, picture_id: str, part: str) -> HttpResponseBase:
    """The picture of a step; what only a draft shows is for the group's people."""
    process = process_of(request.user, group, process_id)
    rows = process.pictures.filter(public_id=sent_id(picture_id))
    if not rules.is_insider(request.user, group):
        rows = rows.filter(steps__version__number__isnull=False)
    found = rows.first()
    if found is None or part not in ("light", "large"):
        raise Http404
    return files.send(request, found.light if part == "light" else found.file)
