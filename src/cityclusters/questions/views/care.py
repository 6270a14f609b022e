"""What stewards do for their questions: their desk, asking people directly, moving the day of the reply."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.texts import pick
from cityclusters.questions import bylines, direct, letters, replying
from cityclusters.questions.forms.care import DueForm, PeopleForm
from cityclusters.questions.forms.lists import with_numbers
from cityclusters.questions.models import WITH_POST
from cityclusters.questions.page import WHO
from cityclusters.questions.views.common import kept, posted
from cityclusters.questions.waiting import Desk, is_keeper
from cityclusters.questions.who_knows import Suggestion, suggestions

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 50


@only(is_keeper)
@require_safe
def desk(request: PersonRequest) -> HttpResponse:
    """What waits in the spaces that she keeps, her own load first."""
    found = Desk(request.user)
    held = [
        *found.held_questions().select_related("space", *WHO).order_by("asked_at")[:SHOWN],
        *found.held_answers().select_related("question__space", *WHO).order_by("at")[:SHOWN],
    ]
    reports = found.reports().select_related(*WITH_POST).order_by("at", "pk")
    appeals = found.appeals().select_related(*WITH_POST)
    bylines.sign(held, request.user)
    context = {
        "due": with_numbers(found.due())[:SHOWN],
        "unanswered": with_numbers(found.unanswered()).order_by("asked_at")[:SHOWN],
        "held": held,
        "reports": reports[:SHOWN],
        "appeals": appeals.order_by("appealed_at", "pk")[:SHOWN],
        "today": timezone.localdate(),
    }
    return render(request, "questions/desk.html", context)


def _label(row: Suggestion, shown: set[int]) -> str:
    """How a proposed person is named to a steward: by name where she is listed, else by post and city."""
    person, organisation = row.person, row.organisation
    words = str(person) if person is not None and person.pk in shown else ""
    if person is not None and not words:
        post = person.mandates.valid().select_related("organisation").first()
        words = post.post if post else _("A member")
        organisation = organisation or (post.organisation if post else None)
    parts = [words, pick(organisation.names).text if organisation else "", row.why]
    return " · ".join(part for part in parts if part)


@login_required
@FORM_PAGE
def people(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks up to ten people directly, by letters that can be answered."""
    question = kept(request, public_id)
    found = suggestions(question, 12)
    shown = bylines.listed(row.person.pk for row in found if row.person)
    proposed = [(row, _label(row, shown)) for row in found]
    form = PeopleForm(posted(request)[0], person=request.user, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        try:
            made = direct.ask(question, request.user, [*form.chosen, *_of_organisation(form)])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Letters on their way: %(number)d.") % {"number": len(made)})
            return redirect("questions:people", question.public_id)
    asked = question.asked_people.select_related("person", "organisation")
    context = {"question": question, "form": form, "asked": asked, "most": direct.MOST}
    return render(request, "questions/people.html", context)


def _of_organisation(form: PeopleForm) -> list[Suggestion]:
    """The focal point of the organisation that was named. Raises NotPossible where it has none."""
    organisation = form.cleaned_data.get("organisation")
    if organisation is None:
        return []
    points = letters.focal_points(organisation)
    if not points:
        raise NotPossible(_("This organisation has nobody here who may act for it."))
    return [Suggestion(points[0], organisation, form.cleaned_data.get("why", ""))]


@login_required
@FORM_PAGE
def due(request: PersonRequest, public_id: str) -> HttpResponse:
    """Sets another day for the reply, with a reason that everybody reads."""
    question = kept(request, public_id)
    form = DueForm(posted(request)[0], initial={"day": question.reply_due})
    if request.method == "POST" and form.is_valid():
        try:
            replying.move_due(question, request.user, form.cleaned_data["day"], form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The day is moved."))
            return redirect(question)
    return render(request, "questions/due.html", {"question": question, "form": form})
