"""Writing in a draft: its frame, objectives, actions, indicators; the gate answers as one types."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.journal import drafts
from cityclusters.journal.once import one_act
from cityclusters.projects import rules
from cityclusters.projects.models import Action, Aim, Objective, Plan, Project
from cityclusters.projects.planning import acts, judging, spans
from cityclusters.projects.planning.forms import (
    ActionForm,
    FrameForm,
    IndicatorForm,
    ObjectiveForm,
    TargetsForm,
    Typed,
)
from cityclusters.projects.planning.views import version_of
from cityclusters.projects.planning.words import NEW
from cityclusters.projects.reaching import in_project, page

FORM = require_http_methods(["GET", "HEAD", "POST"])
Row = Objective | Action | Aim | None
ROWS: dict[str, Callable[[Plan], Any]] = {
    "objective": lambda plan: Objective.objects.filter(plan=plan).select_related("finding", "driver"),
    "action": lambda plan: Action.objects.filter(objective__plan=plan).select_related("objective"),
    "indicator": lambda plan: Aim.objects.filter(plan=plan).select_related(
        "indicator__reporter", "objective"
    ),
}
SAVE: dict[str, Callable[..., Any]] = {
    "objective": acts.write_objective,
    "action": acts.write_action,
    "indicator": acts.write_indicator,
}
FORMS: dict[str, type[Typed]] = {
    "objective": ObjectiveForm,
    "action": ActionForm,
    "indicator": IndicatorForm,
    "frame": FrameForm,
}


def _row(plan: Plan, what: str, key: str) -> Row:
    """The row with this id; None for a new one. Raises Http404."""
    if key == NEW:
        return None
    field = "indicator__public_id" if what == "indicator" else "public_id"
    found: Row = ROWS[what](plan).filter(**{field: sent_id(key)}).first()
    if found is None:
        raise Http404
    return found


def _form(plan: Plan, what: str, row: Row, data: QueryDict | None, **kwargs: Any) -> Typed:
    """The form of a row, filled with what was typed or what stands."""
    kind: Any = FORMS[what]
    if what == "frame":
        return kind(data, initial={**FrameForm.values_of(plan), **kwargs.pop("initial", {})})  # type: ignore[no-any-return]
    initial = {**(kind.values_of(row) if row else {}), **kwargs.pop("initial", {})}
    if isinstance(row, Aim):
        kwargs["fixed"] = acts.is_fixed(row.indicator)
    return kind(data, initial=initial, plan=plan, row=row, **kwargs)  # type: ignore[no-any-return]


def _edit(request: PersonRequest, project: Project, number: int, what: str, key: str) -> HttpResponse:
    """The page of one row: saved, taken out, or shown with the gate's answer."""
    plan = version_of(request, project, number)
    row = _row(plan, what, key) if what != "frame" else None
    kept = f"plan-{what}-{plan.pk}-{key}"
    if request.method == "POST":
        form = _form(plan, what, row, request.POST)
        if done := _acted(request, plan, what, row, form):
            drafts.drop(request.user, kept)
            return done
    else:
        form = _begun(request, plan, what, row, kept)
    context = _context(plan, what, key, form) | {"row": row, "draft": kept}
    return page(request, project, "projects/plan_edit.html", context, status=422 if form.errors else 200)


def _begun(request: PersonRequest, plan: Plan, what: str, row: Row, kept: str) -> Typed:
    """The form as it stands, with what she typed before and did not save."""
    typed = drafts.typed_before(_form(plan, what, row, None), drafts.load(request.user, kept))
    is_new = what in ("action", "indicator") and row is None
    first = {"objective": request.GET.get("objective")} if is_new else {}
    return _form(plan, what, row, None, initial={**first, **typed})


def _context(plan: Plan, what: str, key: str, form: Typed) -> dict[str, Any]:
    """What the template needs beside the row, the gate's answer to what is typed among it."""
    typed = form.typed if form.is_bound else None
    return {
        "form": form,
        "plan": plan,
        "what": what,
        "key": key,
        "answer": judging.answer(plan, judging.parts_of(plan), typed),
        "topic": _topic(what, key),
        "between": [(plan.get_absolute_url(), _("Plan"))],
        "is_open": plan.state == Plan.State.DRAFT,
    }


def _topic(what: str, key: str) -> str:
    new = key == NEW
    return {
        "frame": _("For whom the plan is"),
        "objective": _("New objective") if new else _("Objective"),
        "action": _("New action") if new else _("Action"),
        "indicator": _("New indicator") if new else _("Indicator"),
    }[what]


def _acted(request: PersonRequest, plan: Plan, what: str, row: Row, form: Typed) -> HttpResponse | None:
    """Where it leads when it is saved or taken out; None where the form comes back."""
    try:
        if "remove" in request.POST and row is not None:
            acts.remove(plan, request.user, row)
            messages.success(request, _("It is taken out of this version."))
            return redirect(plan)
        if not form.is_valid():
            return None
        if what == "frame":
            acts.frame(plan, request.user, form.cleaned_data)
        else:
            SAVE[what](plan, request.user, row, form.cleaned_data)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("Saved."))
    return redirect(plan)


@FORM
@in_project(rules.may_write)
def frame(request: PersonRequest, project: Project, number: int) -> HttpResponse:
    """For whom the plan is, and what changes."""
    return _edit(request, project, number, "frame", NEW)


@FORM
@in_project(rules.may_write)
@one_act
def objective(request: PersonRequest, project: Project, number: int, key: str = NEW) -> HttpResponse:
    """An objective."""
    return _edit(request, project, number, "objective", key)


@FORM
@in_project(rules.may_write)
@one_act
def action(request: PersonRequest, project: Project, number: int, key: str = NEW) -> HttpResponse:
    """An action."""
    return _edit(request, project, number, "action", key)


@FORM
@in_project(rules.may_write)
@one_act
def indicator(request: PersonRequest, project: Project, number: int, key: str = NEW) -> HttpResponse:
    """An indicator with its baseline and its target."""
    return _edit(request, project, number, "indicator", key)


@FORM
@in_project(rules.may_write)
def targets(request: PersonRequest, project: Project, number: int, key: str) -> HttpResponse:
    """What is to be reached on the way, period by period."""
    plan = version_of(request, project, number)
    aim = _row(plan, "indicator", key)
    if not isinstance(aim, Aim):
        raise Http404
    periods = [period.code for period in spans.on_the_way(project, aim)]
    form = TargetsForm(
        request.POST if request.method == "POST" else None,
        periods=periods, by_sex=aim.indicator.by_sex, initial=spans.initial(aim),
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            acts.write_targets(plan, request.user, aim, form.targets)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(plan)
    between = [(plan.get_absolute_url(), _("Plan"))]
    context = {"form": form, "aim": aim, "plan": plan, "topic": _("Targets on the way"), "between": between}
    return page(request, project, "projects/plan_targets.html", context)


@require_POST
@in_project(rules.may_write)
def gate(request: PersonRequest, project: Project, number: int, what: str, key: str) -> HttpResponse:
    """What the gate would answer to what is typed now; nothing is saved."""
    if what not in FORMS:
        raise Http404
    plan = version_of(request, project, number)
    row = _row(plan, what, key) if what != "frame" else None
    form = _form(plan, what, row, request.POST)
    answer = judging.answer(plan, judging.parts_of(plan), form.typed)
    return render(request, "projects/_plan_gate.html", {"answer": answer, "typing": True})
