"""Working on one translation: taking it, writing and reviewing it, giving it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.journal import drafts
from cityclusters.practices.models import Practice, Translation
from cityclusters.practices.translating import page as translation_page
from cityclusters.practices.translating import translations
from cityclusters.practices.translating.parts import parts_of
from cityclusters.practices.views.common import visible

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
TURNS = {
    "take": translations.take,
    "correct": translations.correct,
    "review": translations.take_review,
    "return": translations.give_back,
}
ACTS = {
    "hand_in": gettext_lazy("Handed in. A second person will now review it."),
    "approve": gettext_lazy("Approved. Everybody can read it now."),
    "send_back": gettext_lazy("Sent back. The translator gets a letter with your note."),
    "fill": gettext_lazy("The machine's words stand in the empty fields. Please correct each of them."),
}


def found(request: Request, public_id: str, translation_id: str) -> Translation:
    """The translation of a practice that the reader may see. Raises Http404 for any other."""
    practice = visible(request, public_id)
    rows = Translation.objects.filter(version__practice=practice, public_id=sent_id(translation_id))
    row = rows.select_related("version__practice__version", "translator", "reviewer").first()
    if row is None:
        raise Http404
    row.version.practice = practice
    return row


def readable(request: Request, public_id: str) -> Practice:
    """A practice that everybody can read. Raises Http404."""
    practice = visible(request, public_id)
    if not practice.is_readable:
        raise Http404
    return practice


def _key(translation: Translation) -> str:
    return f"translation-{translation.public_id}"


@login_required
@FORM_PAGE
def work(request: PersonRequest, public_id: str, translation_id: str) -> HttpResponse:
    """The original beside each field for the translator and the reviewer; for others, how far it is."""
    row = found(request, public_id, translation_id)
    if request.method == "POST":
        return _sent(request, row)
    draft = drafts.load(request.user, _key(row))
    typed = {key: str(draft[key]) for key in draft} if draft is not None else None
    stands = translation_page.stands_instead(row, typed) if typed else None
    context = translation_page.context(row, request.user, typed, stands)
    return render(request, "practices/translation.html", context)


def _sent(request: PersonRequest, row: Translation) -> HttpResponse:
    """Keeps what was typed, by a button or by the script, and does what the button says."""
    scripted = "text/html" not in request.headers.get("Accept", "")
    try:
        saved = _save(request, row)
        if scripted:
            return JsonResponse(_told(row, saved))
        if saved.conflicts:
            messages.warning(request, _("Somebody else, or another device, has written in some parts."))
            return redirect(row)
        _act(request, row)
    except NotPossible as refusal:
        if scripted:
            return JsonResponse({"saved": False, "problem": str(refusal)})
        messages.error(request, str(refusal))
        row = found(request, row.version.practice.public_id, row.public_id)
        context = translation_page.context(row, request.user, typed=request.POST.dict())
        kept = {"refused": str(refusal), "note": request.POST.get("note", "")}
        return render(request, "practices/translation.html", {**context, **kept})
    return redirect(row)


def _save(request: PersonRequest, row: Translation) -> translations.Saved:
    """What could not be saved because somebody else had written there is kept as a draft of hers."""
    sent = request.POST
    parts = parts_of(row.version.content)
    texts = {part.key: sent[part.key] for part in parts if part.key in sent}
    seen = sent.get("seen", "")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
    saved = translations.save(
        row,
        request.user,
        texts,
        right=sent.getlist("right"),
        revision=revision,
        page=sent.get("page", "")[:27],
    )
    if saved.conflicts:
        title, url = row.version.content["title"], row.get_absolute_url()
        kept = {key: texts[key] for key in saved.conflicts}
        drafts.save(request.user, _key(row), kept, title=title, url=url)
    else:
        drafts.drop(request.user, _key(row))
    return saved


def _told(row: Translation, saved: translations.Saved) -> dict[str, object]:
    """For the script: after a conflict it keeps the number that it had, so that nothing is overwritten."""
    if saved.conflicts:
        words = _("Somebody else, or another device, has written here. Press “Save” to see both texts.")
        return {"saved": False, "stale": True, "problem": words}
    return {"saved": True, "stale": False, "seen": str(saved.revision), "problem": ""}


def _act(request: PersonRequest, row: Translation) -> None:
    """The act of the button that was pressed; only saving where it was that one. Raises NotPossible."""
    act = request.POST.get("act", "")
    match act:
        case "hand_in":
            translations.hand_in(row, request.user)
        case "approve":
            translations.approve(row, request.user)
        case "send_back":
            translations.send_back(row, request.user, request.POST.get("note", ""))
        case "fill":
            translations.use_machine(row, request.user)
    messages.success(request, str(ACTS.get(act, _("Saved."))))


@login_required
@require_POST
def begin(request: PersonRequest, public_id: str) -> HttpResponse:
    """Takes the translation into a language, whether or not somebody has asked for it."""
    practice = readable(request, public_id)
    try:
        row = translations.begin(practice, request.POST.get("language", "")[:8], request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("practices:languages", practice.public_id)
    return redirect(row)


@login_required
@require_POST
def turn(request: PersonRequest, public_id: str, translation_id: str, act: str) -> HttpResponse:
    """Takes a translation or a review, or gives it back."""
    row = found(request, public_id, translation_id)
    if act not in TURNS:
        raise Http404
    try:
        TURNS[act](row, request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        if act == "return":
            messages.success(request, _("Given back. What you wrote is kept for the next person."))
    return redirect(row)
