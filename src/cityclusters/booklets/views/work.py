"""Working on a booklet: beginning it, what is in it and in which order, its texts, its editors."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.booklets import choosing, rules
from cityclusters.booklets.forms.booklet import EditorForm, NewForm, PartForm, TextsForm
from cityclusters.booklets.models import Booklet
from cityclusters.booklets.source import languages_of
from cityclusters.booklets.views.common import edited
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.exchanges.models import Exchange
from cityclusters.journal import drafts
from cityclusters.journal.once import one_act
from cityclusters.practices.models import Call


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@one_act
def new(request: PersonRequest) -> HttpResponse:
    """A new booklet; ?call= or ?exchange= begins it with the practices from there."""
    if not rules.may_create(request.user):
        raise PermissionDenied
    call, exchange = _origin(request)
    if request.method == "POST":
        form = NewForm(request.POST, person=request.user)
        if form.is_valid():
            booklet = choosing.create(request.user, **form.cleaned_data, call=call, exchange=exchange)
            messages.success(request, _("The booklet is begun. Only its editors see it."))
            return redirect("booklets:work", booklet.public_id)
    else:
        first = NewForm.first_values(request.user, call, exchange)
        form = NewForm(person=request.user, initial=first)
    context = {"form": form, "call": call, "exchange": exchange}
    return render(request, "booklets/new.html", context)


def _origin(request: PersonRequest) -> tuple[Call | None, Exchange | None]:
    """The call or the exchange that the address names. Raises Http404 for a call that she does not run and
    for an exchange that she may not see."""
    call = exchange = None
    if wanted := request.GET.get("call"):
        rows = Call.objects.select_related("organisation")
        call = rows.filter(public_id=sent_id(wanted)).first()
        if call is None or not rules.manages(request.user, call):
            raise Http404
    if wanted := request.GET.get("exchange"):
        exchange = Exchange.objects.visible_to(request.user).filter(public_id=sent_id(wanted)).first()
        if exchange is None:
            raise Http404
    return call, exchange


@login_required
@require_safe
def work(request: PersonRequest, public_id: str) -> HttpResponse:
    """The practices in their order, with their parts; and what to do next."""
    booklet = edited(request, public_id)
    items = booklet.items.select_related("practice__version", "practice__place__country")
    context: dict[str, Any] = {
        "booklet": booklet,
        "items": list(items),
        "waiting": _waiting(booklet),
        "editors": booklet.editors.order_by("name"),
        "editor_form": EditorForm() if rules.may_add_editors(request.user) else None,
    }
    return render(request, "booklets/work.html", context)


def _waiting(booklet: Booklet) -> int:
    """How many published practices of its call are not in the booklet yet."""
    if booklet.call is None:
        return 0
    inside = set(booklet.items.values_list("practice", flat=True))
    return sum(practice.pk not in inside for practice in choosing.of_call(booklet.call))


@login_required
@require_POST
def take_call(request: PersonRequest, public_id: str) -> HttpResponse:
    """All published practices of its call or its exchange, with one press."""
    booklet = edited(request, public_id)
    practices = list(choosing.of_call(booklet.call)) if booklet.call else []
    practices += list(choosing.of_exchange(booklet.exchange)) if booklet.exchange else []
    number = choosing.add(booklet, request.user, practices)
    messages.success(request, _("Practices added: %(number)s") % {"number": number})
    return redirect("booklets:work", booklet.public_id)


@login_required
@require_POST
def move(request: PersonRequest, public_id: str, practice_id: str, way: str) -> HttpResponse:
    """One place up or down."""
    booklet = edited(request, public_id)
    if way not in ("up", "down"):
        raise Http404
    if not choosing.move(booklet, request.user, sent_id(practice_id), up=way == "up"):
        messages.info(request, _("It stays where it is."))
    return redirect("booklets:work", booklet.public_id)


@login_required
@require_POST
def remove(request: PersonRequest, public_id: str, practice_id: str) -> HttpResponse:
    """Takes a practice out of the booklet; it can be chosen again."""
    booklet = edited(request, public_id)
    if not choosing.remove(booklet, request.user, sent_id(practice_id)):
        raise Http404
    messages.success(request, _("The practice is out of the booklet. You can choose it again."))
    return redirect("booklets:work", booklet.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: PersonRequest, public_id: str, practice_id: str) -> HttpResponse:
    """The heading of the part that begins with a practice."""
    booklet = edited(request, public_id)
    item = (
        booklet.items.select_related("practice__version")
        .filter(practice__public_id=sent_id(practice_id))
        .first()
    )
    if item is None:
        raise Http404
    form = PartForm(request.POST if request.method == "POST" else None, initial={"part": item.part})
    if request.method == "POST" and form.is_valid():
        choosing.set_part(booklet, request.user, item.practice.public_id, form.cleaned_data["part"])
        messages.success(request, _("The heading is saved."))
        return redirect("booklets:work", booklet.public_id)
    return render(request, "booklets/part.html", {"booklet": booklet, "item": item, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: PersonRequest, public_id: str) -> HttpResponse:
    """Title, preface, languages, paper and cover; kept as they are typed."""
    booklet = edited(request, public_id)
    draft = f"booklet-{booklet.public_id}"
    counts = languages_of(booklet)
    typed: dict[str, Any] = {}
    if request.method == "POST":
        form = TextsForm(request.POST, booklet=booklet, counts=counts)
        if form.is_valid():
            choosing.change(booklet, request.user, **form.cleaned_data)
            drafts.drop(request.user, draft)
            messages.success(request, _("The texts are saved. Editions that are frozen keep theirs."))
            return redirect("booklets:work", booklet.public_id)
    else:
        empty = TextsForm(booklet=booklet, counts=counts)
        typed = drafts.typed_before(empty, drafts.load(request.user, draft))
        form = TextsForm(booklet=booklet, counts=counts, initial=TextsForm.values_of(booklet) | typed)
    context = {"booklet": booklet, "form": form, "draft": draft, "restored": bool(typed)}
    return render(request, "booklets/texts.html", context)


@login_required
@require_POST
def add_editor(request: PersonRequest, public_id: str) -> HttpResponse:
    """An officer lets somebody else work on the booklet."""
    booklet = edited(request, public_id)
    if not rules.may_add_editors(request.user):
        raise PermissionDenied
    form = EditorForm(request.POST)
    if form.is_valid():
        choosing.add_editor(booklet, request.user, form.cleaned_data["email"])
        messages.success(request, _("She or he may work on this booklet now."))
    else:
        messages.error(request, " ".join(map(str, form.errors.get("email", []))))
    return redirect("booklets:work", booklet.public_id)


@login_required
@require_POST
def remove_editor(request: PersonRequest, public_id: str, person_id: str) -> HttpResponse:
    """Ends that."""
    booklet = edited(request, public_id)
    if not rules.may_add_editors(request.user):
        raise PermissionDenied
    choosing.remove_editor(booklet, request.user, sent_id(person_id))
    return redirect("booklets:work", booklet.public_id)
