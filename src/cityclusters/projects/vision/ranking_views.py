"""Rankings: a new one, its ballots by hand, its results, and what becomes of them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.saying import saying
from cityclusters.journal.once import one_act
from cityclusters.projects.diagnosis import rules
from cityclusters.projects.diagnosis.reaching import in_diagnosis
from cityclusters.projects.models import Project, Ranking
from cityclusters.projects.reaching import page as answer
from cityclusters.projects.vision import acts, results, sheets
from cityclusters.projects.vision.forms import (
    BallotForm,
    ManyBallotsForm,
    RankingForm,
    lines_of,
    lines_of_needs,
)
from cityclusters.projects.vision.page import between

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
KEPT = {"yes": True, "no": False}


def _find(project: Project, public_id: str) -> Ranking:
    found = project.rankings.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    found.project = project
    return found


def _form_page(request: PersonRequest, project: Project, form: Any, topic: str) -> HttpResponse:
    context = {"form": form, "topic": topic, "between": between(project)}
    return answer(request, project, "projects/ranking_write.html", context)


def _put(request: PersonRequest, ranking: Ranking, form: RankingForm) -> bool:
    """Keeps it; False with the reason at the top of the form."""
    rows = {row.name: row for row in ranking.project.grid_rows.filter(grid="needs_perception")}
    lines = [{**line, "row": rows.get(line["text"])} for line in form.lines]
    try:
        acts.put_ranking(ranking, request.user, form.values, lines)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@FORM_PAGE
@in_diagnosis(may=rules.may_fill)
@one_act
def new(request: PersonRequest, project: Project) -> HttpResponse:
    """A new ranking; ?about=needs begins with the needs of the diagnosis."""
    about = request.GET.get("about", "")
    about = about if about in Ranking.About.values else Ranking.About.VISION
    first: dict[str, Any] = {"language": project.language, "about": about}
    if about == Ranking.About.NEEDS:
        first["proposals"] = lines_of_needs(project)
    form = RankingForm(request.POST or None, initial=first)
    ranking = Ranking(project=project)
    if request.method == "POST" and form.is_valid() and _put(request, ranking, form):
        messages.success(request, _("The ranking is ready. Enter the ballots."))
        return redirect(ranking)
    return _form_page(request, project, form, _("A new ranking"))


@FORM_PAGE
@in_diagnosis(may=rules.may_fill)
def edit(request: PersonRequest, project: Project, ranking: str) -> HttpResponse:
    """Changes it; proposals that ballots rank already stay."""
    found = _find(project, ranking)
    first = {name: getattr(found, name) for name in RankingForm.base_fields if name != "proposals"}
    form = RankingForm(request.POST or None, initial={**first, "proposals": lines_of(found)})
    if request.method == "POST" and form.is_valid() and _put(request, found, form):
        messages.success(request, _("Saved."))
        return redirect(found)
    return _form_page(request, project, form, _("Change the ranking"))


@require_safe
@in_diagnosis(team=True)
def ranking(request: PersonRequest, project: Project, ranking: str) -> HttpResponse:
    """The ranking with its results so far, and the forms for ballots."""
    found = _find(project, ranking)
    return _page(request, project, found, None, None)


def _page(
    request: PersonRequest, project: Project, found: Ranking, one: BallotForm | None, many: Any
) -> HttpResponse:
    result = results.of(found)
    proposals = sorted((line.proposal for line in result.lines), key=lambda proposal: proposal.number)
    numbers = [proposal.number for proposal in proposals]
    way = {"way": request.GET.get("way", "paper")}
    context: dict[str, Any] = {"ranking": found, "found": result, "proposals": proposals}
    context |= {"one": one or BallotForm(proposals=proposals, initial=way), "between": between(project)}
    context |= {"many": many or ManyBallotsForm(numbers=numbers, initial=way), "topic": found.title}
    context |= {"part": results.took_part(found, result), "may_fill": rules.may_fill(request.user, project)}
    return answer(request, project, "projects/ranking.html", context)


@require_POST
@in_diagnosis(may=rules.may_fill)
@one_act
def ballots(request: PersonRequest, project: Project, ranking: str) -> HttpResponse:
    """Enters one ballot, or many; a refused form comes back filled in, on the page of the ranking."""
    found = _find(project, ranking)
    proposals = list(found.proposals.all())
    if "ballots" in request.POST:
        many = ManyBallotsForm(request.POST, numbers=[one.number for one in proposals])
        entered = many.entered if many.is_valid() else None
        one = None
    else:
        many, one = None, BallotForm(request.POST, proposals=proposals)
        entered = [one.ballot] if one.is_valid() else None
    if entered is None:
        return _page(request, project, found, one, many)
    try:
        people = acts.enter(found, request.user, entered)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return _page(request, project, found, one, many)
    said = ngettext("%(number)d ballot entered.", "%(number)d ballots entered.", people)
    messages.success(request, said % {"number": people})
    return redirect(f"{found.get_absolute_url()}?way={entered[0].way if entered else ''}")


@require_POST
@in_diagnosis(may=rules.may_fill)
def act(request: PersonRequest, project: Project, ranking: str, act: str) -> HttpResponse:
    """Takes the last ballot back, closes, opens again, or writes the ranks into the diagnosis."""
    found, by = _find(project, ranking), request.user
    if act == "undo":
        with saying(request, _("The last ballot is taken back.")):
            acts.undo(found, by)
    elif act in ("closing", "opening"):
        done = _("The ranking is closed.") if act == "closing" else _("The ranking takes ballots again.")
        with saying(request, done):
            acts.close(found, by, again=act == "opening")
    elif act == "use":
        with saying(request, _("The ranks stand in the grid of needs.")):
            acts.use(found, by)
    else:
        said = {one.number: request.POST.get(f"kept_{one.number}", "") for one in found.proposals.all()}
        kept = {number: KEPT.get(answer) for number, answer in said.items()}
        with saying(request, _("Saved.")):
            acts.keep(found, by, kept)
    return redirect(found)


@require_safe
@in_diagnosis(team=True)
def file(request: PersonRequest, project: Project, ranking: str) -> HttpResponseBase:
    """The results as a workbook, with the same groups hidden."""
    found = _find(project, ranking)
    return xlsx_response(f"ranking-{found.public_id}", [sheets.table_of(found, results.of(found))])
