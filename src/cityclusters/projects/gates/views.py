"""The pages of the checklist."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core import files
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.saying import saying
from cityclusters.projects import phases, rules
from cityclusters.projects.forming import act_on
from cityclusters.projects.gates import acts, checks, hints, items
from cityclusters.projects.gates.forms import AnswerForm, DecideForm
from cityclusters.projects.models import ChecklistAnswer, Project
from cityclusters.projects.reaching import in_project, page

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _home(project: Project, phase: str = "") -> str:
    url = reverse("projects:checklist", args=[project.public_id])
    return f"{url}?phase={phase}" if phase else url


def _rows(project: Project, asked: list[items.Item]) -> list[dict[str, Any]]:
    """Items with their answers, what they lack and what the records say."""
    answers = checks.latest(project)
    said = hints.of(project, {item.id for item in asked})
    return [
        {
            "item": item,
            "given": answers.get(item.id),
            "lack": checks.lack(answers.get(item.id)),
            "hint": said.get(item.id, ""),
        }
        for item in asked
    ]


@require_safe
@in_project(team=True)
def checklist(request: PersonRequest, project: Project) -> HttpResponse:
    """What is asked in a phase: the one in which the project stands, or the one that is asked for."""
    asked = items.of_project(project)
    wanted = request.GET.get("phase", project.phase)
    known = [phase.code for phase, _items in asked]
    shown = wanted if wanted in known else known[0] if project.phase == known[0] else ""
    rows = _rows(project, next((found for phase, found in asked if phase.code == shown), []))
    context = {
        "topic": _("Checklist"),
        "phases": [phase for phase, _items in asked],
        "shown": shown,
        "phase_words": str(phases.find(project, shown) or ""),
        "stands": phases.now(project),
        "rows": rows,
        "open": sum(row["item"].blocks and bool(row["lack"]) for row in rows),
        "may_write": rules.may_write(request.user, project),
        "has_risks": any(row["item"].id == acts.RISKS for row in rows),
    }
    return page(request, project, "projects/checklist.html", context)


@require_safe
@in_project(team=True)
def whole(request: PersonRequest, project: Project) -> HttpResponse:
    """All items of all phases with their answers, to print."""
    asked = items.of_project(project)
    rows = _rows(project, [item for _phase, found in asked for item in found])
    by_item = {row["item"].id: row for row in rows}
    parts = [(phase, [by_item[item.id] for item in found]) for phase, found in asked]
    risks = project.risks.filter(removed_at=None)
    context = {
        "topic": _("The whole checklist"),
        "between": [(_home(project), _("Checklist"))],
        "parts": parts,
        "risks": risks,
    }
    return page(request, project, "projects/checklist_whole.html", context)


@FORM
@in_project(team=True)
def answer(request: PersonRequest, project: Project, item: str) -> HttpResponse:
    """One item: its answer, the answers before it, and the form for those who write."""
    asked = items.asks(project, item)
    if asked is None:
        raise Http404
    rows = list(project.checklist_answers.filter(item=item).select_related("by", "approved_by", "refused_by"))
    form = _form(request, rows)
    if rules.may_write(request.user, project):
        act = partial(_answer, project, request.user, item)
        went = act_on(request, form, act, _("The answer is kept."), _home(project, asked[0].code))
        if went is not None:
            return went
    return _item_page(request, project, asked, rows, form)


def _answer(project: Project, by: Any, item: str, answer: str, file: Any, **fields: Any) -> None:
    fields.pop("private", None)
    acts.answer(project, by, item, answer, upload=file, **fields)


def _form(request: PersonRequest, rows: list[ChecklistAnswer]) -> AnswerForm:
    if request.method == "POST":
        return AnswerForm(request.POST, request.FILES)
    now = next((row for row in rows if row.latest), None)
    names = ("answer", "evidence", "link", "reason")
    return AnswerForm(initial={name: getattr(now, name) for name in names} if now else {})


def _item_page(
    request: PersonRequest,
    project: Project,
    asked: tuple[phases.Phase, items.Item],
    rows: list[ChecklistAnswer],
    form: AnswerForm,
) -> HttpResponse:
    phase, item = asked
    now = next((row for row in rows if row.latest), None)
    may_write = rules.may_write(request.user, project)
    context = {
        "topic": item.id,
        "between": [(_home(project), _("Checklist")), (_home(project, phase.code), str(phase))],
        "item": item,
        "rows": rows,
        "form": form if may_write else None,
        "decide": DecideForm() if now and now.waits_for_second and now.by_id != request.user.pk else None,
        "may_write": may_write,
        "hint": hints.of(project, {item.id}).get(item.id, ""),
        "back": _home(project, phase.code),
    }
    status = 422 if form.errors else 200
    return page(request, project, "projects/checklist_item.html", context, status=status)


def _given(project: Project, answer: str) -> ChecklistAnswer:
    rows = project.checklist_answers.select_related("project__lead")
    found = rows.filter(public_id=sent_id(answer)).first()
    if found is None:
        raise Http404
    return found


@require_POST
@in_project(rules.may_write)
def decide(request: PersonRequest, project: Project, answer: str) -> HttpResponse:
    """A second person says whether the item applies."""
    given = _given(project, answer)
    form = DecideForm(request.POST)
    if form.is_valid():
        with saying(request, _("Thank you. What you said is kept.")):
            acts.decide(given, request.user, **form.cleaned_data)
    else:
        messages.error(request, _("Say whether the item applies."))
    return redirect(checks.address(project, given.item))


@require_safe
@in_project(team=True)
def file(request: PersonRequest, project: Project, answer: str) -> HttpResponseBase:
    """The file that shows an answer, for the team."""
    given = _given(project, answer)
    if not given.file:
        raise Http404
    return files.send(request, given.file, inline=False)
