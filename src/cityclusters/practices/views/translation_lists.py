"""What is to be translated, one's own languages, and the languages of one practice."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.paging import paged
from cityclusters.people.readers import is_officer
from cityclusters.practices.forms.translations import LISTS, MyLanguagesForm, WorklistForm
from cityclusters.practices.translating import rules, translations
from cityclusters.practices.translating import worklist as translation_list
from cityclusters.practices.translating.language_table import table
from cityclusters.practices.translating.machine import drafting, spending
from cityclusters.practices.views.translations import readable


@login_required
@require_safe
def worklist(request: PersonRequest) -> HttpResponse:
    """What is wanted, outdated, in work, waiting for a review."""
    form = WorklistForm(request.GET)
    asked = form.asked
    kind = asked.pop("show", "wanted")
    mine = rules.languages_of(request.user)
    rows = translation_list.ordered(form.chosen(translation_list.shown(kind)), mine)
    context = {
        "form": form,
        "kind": kind,
        "lists": LISTS,
        "kept": asked,
        "page": paged(request, rows, per_page=20),
        "mine": sorted(mine),
        "may_translate": rules.may_translate(request.user),
        **(_spent() if is_officer(request.user) else {}),
    }
    return render(request, "practices/translations.html", context)


def _spent() -> dict[str, object]:
    """What officers see of the translation service."""
    service = drafting.service()
    if service is None:
        return {"service": ""}
    return {"service": service.name, "used": spending.used(), "left": spending.left()}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_languages(request: PersonRequest) -> HttpResponse:
    """The languages that she reads and writes."""
    if request.method == "POST":
        form = MyLanguagesForm(request.POST)
        if form.is_valid():
            translations.choose_languages(request.user, form.cleaned_data["languages"])
            messages.success(request, _("Saved."))
            return redirect("practices:translations")
    else:
        form = MyLanguagesForm(initial={"languages": sorted(rules.languages_of(request.user))})
    return render(request, "practices/my_languages.html", {"form": form})


@require_safe
def languages(request: Request, public_id: str) -> HttpResponse:
    """In which languages a practice can be read, and what is being done for the others."""
    practice = readable(request, public_id)
    return render(request, "practices/languages.html", table(practice, request.user))


@login_required
@require_POST
def ask(request: PersonRequest, public_id: str) -> HttpResponse:
    """ "I need this in …", and taking it back."""
    practice = readable(request, public_id)
    language = request.POST.get("language", "")[:8]
    try:
        if request.POST.get("act") == "unask":
            translations.unask(practice, language, request.user)
            messages.success(request, _("Taken back."))
        else:
            translations.ask(practice, language, request.user)
            messages.success(request, _("Noted. You get a letter when it can be read."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("practices:languages", practice.public_id)
