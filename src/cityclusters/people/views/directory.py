"""The directory of organisations: list, suggestions, one organisation."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.core.paging import paged
from cityclusters.core.sections import sections_of
from cityclusters.core.templatetags.core import day as day_words
from cityclusters.core.texts import Text, pick
from cityclusters.people import rules
from cityclusters.people.fields import label
from cityclusters.people.forms.directory import DirectoryForm
from cityclusters.people.models import Consent, Organisation, Person

MOST_SUGGESTIONS = 8
MOST_POSTS = 50


def reader(request: Request) -> Person | None:
    """Who reads the page: a person, or None for a visitor."""
    return request.user if isinstance(request.user, Person) else None


@require_safe
def organisations(request: Request) -> HttpResponse:
    """All the organisations the reader may see, by name, kind and country."""
    form = DirectoryForm(request.GET)
    rows = form.chosen(Organisation.objects.visible_to(reader(request)))
    return render(request, "people/organisations.html", {"form": form, "page": paged(request, rows)})


@require_safe
def suggest(request: Request) -> JsonResponse:
    """Organisations for a search box: [{id, label}], at most 8, none for fewer than 2 letters."""
    words = request.GET.get("q", "")[:200].strip()
    if len(words) < 2:
        return JsonResponse({"results": []})
    rows = Organisation.objects.visible_to(reader(request)).search(words).select_related("place__country")
    found = rows.order_by("folded", "pk")[:MOST_SUGGESTIONS]
    return JsonResponse({"results": [{"id": row.public_id, "label": label(row)} for row in found]})


@require_safe
def organisation(request: Request, public_id: str) -> HttpResponse:
    """One organisation; an address of a merged one leads to the one it was merged into."""
    visible = Organisation.objects.visible_to(reader(request))
    row = visible.select_related("place__country").filter(public_id=public_id).first()
    if row is None or row.state == Organisation.State.MERGED:
        merged = get_object_or_404(Organisation, public_id=public_id, state=Organisation.State.MERGED)
        return redirect(Organisation.objects.get(pk=merged.survivor_key()), permanent=True)
    top = row.family(visible)
    context = {
        "organisation": row,
        "state_words": state_in_words(row),
        "chain": reversed(row.ancestors()),
        "top": top,
        "texts": [(head, pick(text)) for head, text in _texts(row) if text],
        "other_names": _names_elsewhere(row),
        "posts": _posts(row, reader(request)),
        "sections": sections_of(settings.ORGANISATION_SECTIONS, request, row),
    }
    return render(request, "people/organisation.html", context)


def _texts(row: Organisation) -> list[tuple[str, dict[str, str]]]:
    return [
        (_("What it does"), row.about),
        (_("Services"), row.services),
        (_("Opening hours"), row.hours),
        (_("Who may come"), row.eligibility),
    ]


def _names_elsewhere(row: Organisation) -> list[tuple[str, Text]]:
    """The names in other languages than the one in the heading, with the language's own name."""
    shown = pick(row.names).language
    languages = dict(settings.CONTENT_LANGUAGES)
    names = ((code, text) for code, text in row.names.items() if code not in {"_", shown})
    return [(languages.get(code, code), Text(text, code)) for code, text in names]


def _posts(row: Organisation, reads: Person | None) -> list[dict[str, object]]:
    """The posts in force; a name only with its owner's consent to be listed, or for those whom it concerns
    (officers, and focal points of the organisation)."""
    everybody = reads is not None and rules.may_see_colleagues(reads, row)
    agreed = Consent.objects.filter(purpose=Consent.Purpose.DIRECTORY, withdrawn_at=None)
    listed = Exists(agreed.filter(person=OuterRef("person")))
    valid = row.mandates.valid().filter(person__state=Person.State.ACTIVE).annotate(listed=listed)
    posts = valid.select_related("person").order_by("-may_act", "pk")[:MOST_POSTS]
    return [
        {
            "post": post.post,
            "may_act": post.may_act,
            "name": str(post.person) if everybody or post.listed else "",  # type: ignore[attr-defined]
        }
        for post in posts
    ]


def state_in_words(row: Organisation) -> str:
    """How sure one can be that it is what it says, with the day."""
    day = {"day": day_words(row.verified_at or row.created_at)}
    match row.state:
        case Organisation.State.VERIFIED if row.verified_at:
            return _("Two people checked it, the second on %(day)s.") % day
        case Organisation.State.LAPSED:
            return _("Last checked on %(day)s; it is to be checked again.") % day
        case Organisation.State.IN_CHECK:
            return _("One of two people has checked it.")
        case Organisation.State.CLAIMED:
            return _("Named on %(day)s; two people will check it.") % {"day": day_words(row.created_at)}
    return ""
