"""Pictures of a practice: adding, describing, ordering, removing, and sending their files."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.practices.adoption import pictures, voices
from cityclusters.practices.forms.voices import DescriptionForm, PictureForm
from cityclusters.practices.models import Picture, Practice
from cityclusters.practices.views.common import visible
from cityclusters.practices.views.sent import sent
from cityclusters.practices.views.voices import kept

PARTS = ("light", "large")


def _one(practice: Practice, picture_id: str) -> Picture:
    found = practice.pictures.select_related("consent").filter(public_id=sent_id(picture_id)).first()
    if found is None:
        raise Http404
    found.practice = practice
    return found


def _as_before(practice: Practice) -> dict[str, Any]:
    """How the people of the picture added last agreed: several pictures of one day are agreed to at once."""
    last = practice.pictures.select_related("consent").order_by("-added_at", "-pk").first()
    if last is None:
        return {}
    agreed, language = last.consent, practice.language
    first: dict[str, Any] = {"credit": last.credit, "how": agreed.how, "caption": {"_": language}}
    if agreed.how != agreed.How.NOBODY:
        first |= {"words": agreed.words, "given_on": agreed.given_on}
    return first


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PersonRequest, public_id: str) -> HttpResponse:
    """A picture from a telephone or a computer, with its consent."""
    practice = kept(request, public_id, adding=True)
    form = PictureForm(*sent(request), initial=_as_before(practice))
    if request.method == "POST" and form.is_valid():
        try:
            pictures.add(request.user, practice, form.cleaned_data["file"], form.given, **form.about)
        except NotPossible as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(
                request, _("The picture is saved, without the place and time that were in the file.")
            )
            return redirect("practices:voices", practice.public_id)
    return render(request, "practices/picture.html", {"practice": practice, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, public_id: str, picture_id: str) -> HttpResponse:
    """Another caption, alternative text or credit."""
    practice = kept(request, public_id, adding=True)
    picture = _one(practice, picture_id)
    form = DescriptionForm(*sent(request), initial=DescriptionForm.values_of(picture))
    if request.method == "POST" and form.is_valid():
        pictures.describe(picture, request.user, **form.about)
        messages.success(request, _("Saved."))
        return redirect("practices:voices", practice.public_id)
    context = {"practice": practice, "form": form, "picture": picture}
    return render(request, "practices/picture.html", context)


@login_required
@require_POST
def move(request: PersonRequest, public_id: str, picture_id: str) -> HttpResponse:
    """One place earlier or later."""
    practice = kept(request, public_id, adding=True)
    pictures.move(_one(practice, picture_id), request.user, -1 if "earlier" in request.POST else 1)
    return redirect("practices:voices", practice.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PersonRequest, public_id: str, picture_id: str) -> HttpResponse:
    """Asks once more, then takes the picture and its files away."""
    practice = kept(request, public_id)
    picture = _one(practice, picture_id)
    if request.method == "POST":
        pictures.remove(picture, request.user)
        messages.success(request, _("The picture and its files are gone."))
        return redirect("practices:voices", practice.public_id)
    return render(request, "practices/picture_remove.html", {"practice": practice, "picture": picture})


@require_safe
def file(
    request: Request, public_id: str, picture_id: str, part: str
) -> HttpResponse | StreamingHttpResponse:
    """The light or the large version, for those who may read the practice, while its consent is in force."""
    practice = visible(request, public_id)
    rows = voices.pictures_shown().filter(practice=practice)
    found = rows.filter(public_id=sent_id(picture_id)).first()
    if found is None or part not in PARTS:
        raise Http404
    return files.send(request, found.light if part == "light" else found.file)
