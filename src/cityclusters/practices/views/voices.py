"""The work on pictures and testimonials of a practice, and taking a consent back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import ALPHABET, secret_code, sent_id
from cityclusters.core.saying import saying
from cityclusters.journal.once import one_act
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.practices.adoption import voice_requests, voices
from cityclusters.practices.adoption.pictures import MOST
from cityclusters.practices.forms.adaptations import own_language
from cityclusters.practices.forms.voices import AskForm, GiveForm, TestimonialForm
from cityclusters.practices.models import Practice, VoiceConsent, VoiceRequest
from cityclusters.practices.views.common import visible
from cityclusters.practices.views.sent import sent

CODE_LENGTH = len(secret_code())


def kept(request: PersonRequest, public_id: str, *, adding: bool = False) -> Practice:
    """The practice for those who work on its pictures and words; `adding` for those who may add some.
    Raises Http404 as `visible` does, and PermissionDenied for others who may see it."""
    practice = visible(request, public_id)
    may = voices.may_work if adding else voices.may_remove
    if not may(request.user, practice):
        raise PermissionDenied
    return practice


@login_required
@require_safe
def overview(request: PersonRequest, public_id: str) -> HttpResponse:
    """What is shown, with whose consent; what was asked; how much was withdrawn."""
    practice = kept(request, public_id)
    asked = VoiceRequest.objects.filter(practice=practice, answered_at=None, declined_at=None)
    context = {
        "practice": practice,
        "may_work": voices.may_work(request.user, practice),
        "pictures": practice.pictures.select_related("consent"),
        "most": MOST,
        "testimonials": practice.testimonials.select_related("consent", "organisation"),
        "asked": asked,
        "withdrawn": practice.consents.exclude(withdrawn_at=None).count(),
    }
    return render(request, "practices/voices.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@one_act
def add_testimonial(request: PersonRequest, public_id: str) -> HttpResponse:
    """Somebody's own words, entered by the author with her consent."""
    practice = kept(request, public_id, adding=True)
    first = {"language": practice.language}
    form = TestimonialForm(*sent(request), person=request.user, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            voices.quote(request.user, practice, form.given, **form.said)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The words are saved."))
            return redirect("practices:voices", practice.public_id)
    return render(request, "practices/testimonial.html", {"practice": practice, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_testimonial(request: PersonRequest, public_id: str, testimonial_id: str) -> HttpResponse:
    """Asks once more, then takes the words away."""
    practice = kept(request, public_id)
    rows = practice.testimonials.select_related("consent")
    found = rows.filter(public_id=sent_id(testimonial_id)).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        voices.remove_words(found, request.user)
        messages.success(request, _("The words are gone."))
        return redirect("practices:voices", practice.public_id)
    return render(request, "practices/testimonial_remove.html", {"practice": practice, "words": found})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks a member what she says about it."""
    practice = kept(request, public_id, adding=True)
    form = AskForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            voice_requests.ask(request.user, practice, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("If somebody has an account with this address, a letter is on its way.")
            )
            return redirect("practices:voices", practice.public_id)
    return render(request, "practices/voice_ask.html", {"practice": practice, "form": form})


def _posts(person: Person) -> tuple[list[Organisation], str]:
    """Her organisations, and the post that she holds first."""
    held = list(Mandate.objects.valid().filter(person=person).select_related("organisation").order_by("pk"))
    return [row.organisation for row in held], held[0].post if held else ""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: PersonRequest, request_id: str) -> HttpResponse:
    """She answers herself: in her own words, or that she would rather not."""
    rows = VoiceRequest.objects.filter(person=request.user).select_related("practice__version")
    asked = rows.filter(public_id=sent_id(request_id)).first()
    if asked is None:
        raise Http404
    organisations, post = _posts(request.user)
    first = {"language": own_language(request.user), "post": post}
    form = GiveForm(*sent(request), organisations=organisations, initial=first)
    declines = request.method == "POST" and "decline" in request.POST
    if declines or (request.method == "POST" and form.is_valid()):
        with saying(request, _("Thank you.")):
            if declines:
                voice_requests.decline(asked, request.user)
            else:
                voice_requests.give(asked, request.user, **form.said(request.user))
        return redirect("practices:give-testimonial", asked.public_id)
    return render(request, "practices/voice_give.html", {"asked": asked, "form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, code: str) -> HttpResponse:
    """For whoever has the link: shows what was agreed to, and takes it back. Needs no account."""
    known = len(code) == CODE_LENGTH and set(code) <= set(ALPHABET)
    rows = VoiceConsent.objects.select_related("practice__version", "practice__organisation")
    agreed = rows.filter(code=code).first() if known else None
    if agreed is None:
        raise Http404
    if request.method == "POST":
        by = (
            request.user if isinstance(request.user, Person) and agreed.person_id == request.user.pk else None
        )
        voices.withdraw(agreed, by)
        return redirect(agreed)
    context = {
        "agreed": agreed,
        "practice": agreed.practice,
        "words": list(agreed.testimonials.all()),
        "pictures": list(agreed.pictures.all()),
        "may_read": agreed.practice.is_readable,
    }
    return render(request, "practices/consent_withdraw.html", context)
