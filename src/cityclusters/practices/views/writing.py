"""Writing a practice: the short form, and everything else part by part."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.journal import drafts
from cityclusters.journal.once import one_act
from cityclusters.practices import parts, rules, sources, writing
from cityclusters.practices.forms.new import NewPracticeForm
from cityclusters.practices.models import Call, Practice
from cityclusters.practices.part_page import PartPage
from cityclusters.practices.views.common import own

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


def _call(request: PersonRequest) -> Call | None:
    """The call that the form was opened from."""
    asked = sent_id(request.POST.get("call") or request.GET.get("call"))
    return Call.objects.visible_to(request.user).filter(public_id=asked).first() if asked else None


def _made(
    request: PersonRequest, form: NewPracticeForm, call: Call | None, known: dict[str, Any]
) -> Practice | None:
    """The draft, or None with the reason at the top of the form."""
    given = {name: known[name] for name in ("themes", "made_from") if known.get(name)}
    try:
        return writing.create(request.user, call=call, **given, **form.cleaned_data)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return None


@login_required
@FORM_PAGE
@one_act
def create(request: PersonRequest) -> HttpResponse:
    """A new practice in three minutes, on its own, for a call, or from something that is here already."""
    call, origin = _call(request), (request.POST.get("from") or request.GET.get("from", ""))[:60]
    known = sources.first_values(origin, request.user)
    draft = "-".join(["practice-new", *([call.public_id] if call else []), *([origin] if known else [])])
    typed: dict[str, Any] = {}
    if request.method == "POST":
        form = NewPracticeForm(request.POST, person=request.user, call=call)
        if form.is_valid() and (practice := _made(request, form, call, known)):
            drafts.drop(request.user, draft)
            messages.success(request, _("Saved as a draft. Add more whenever you like, then submit it."))
            return redirect("practices:edit", practice.public_id)
    else:
        plain = NewPracticeForm(person=request.user, call=call)
        typed = drafts.typed_before(plain, drafts.load(request.user, draft))
        first = NewPracticeForm.first_values(request.user) | known
        form = NewPracticeForm(initial=first | typed, person=request.user, call=call)
    context = {"form": form, "draft": draft, "restored": bool(typed), "call": call, "known": known}
    return render(request, "practices/new.html", {**context, "origin": origin if known else ""})


@login_required
@require_safe
def overview(request: PersonRequest, public_id: str) -> HttpResponse:
    """What is filled, what is missing and why it helps; what comes next; how it got here."""
    practice = own(request, public_id)
    may_write = rules.may_write(request.user, practice)
    context = {
        "practice": practice,
        "overview": parts.overview(practice),
        "may_write": may_write,
        "missing": parts.missing(practice, parts.NEEDED),
        "may_publish": rules.may_publish(request.user, practice),
        "history": practice.state_changes.select_related("by"),
        "asked": practice.messages.filter(from_author=False).exists(),
        "versions": practice.versions.all(),
    }
    return render(request, "practices/edit.html", context)


@login_required
@FORM_PAGE
def part(request: PersonRequest, public_id: str, key: str) -> HttpResponse:
    """One part: its form; a save by a button or, as one types, by the script."""
    if key not in parts.PARTS:
        raise Http404
    practice = own(request, public_id)
    if not rules.may_write(request.user, practice) and request.method != "POST":
        return redirect("practices:edit", practice.public_id)
    page = PartPage(practice, key, request.user)
    if request.method == "POST":
        page.save(request.POST)
        if "text/html" not in request.headers.get("Accept", ""):
            return JsonResponse(page.told())
        if page.saved:
            messages.success(request, _("Saved."))
            return redirect(_next(request, practice.public_id, key))
    return render(request, "practices/part.html", page.context(), status=200)


def _next(request: PersonRequest, public_id: str, key: str) -> str:
    """The same list after one of its buttons, the next part if she wants to go on, else the overview."""
    here = reverse("practices:part", args=[public_id, key])
    for button in ("up", "down", "remove", "add"):
        if button in request.POST:
            return f"{here}#rows"
    after = parts.neighbours(key)[1]
    if "next" in request.POST and after:
        return reverse("practices:part", args=[public_id, after.key])
    return f"{reverse('practices:edit', args=[public_id])}#{key}"


@login_required
@require_POST
def drop_typed(request: PersonRequest, public_id: str, key: str) -> HttpResponse:
    """Throws away what she typed and could not be saved; what stands on the server stays."""
    practice = own(request, public_id)
    if key not in parts.PARTS:
        raise Http404
    drafts.drop(request.user, PartPage(practice, key, request.user).draft)
    messages.success(request, _("Thrown away. The text of the others stays."))
    return redirect("practices:part", practice.public_id, key)
