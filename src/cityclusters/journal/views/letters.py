"""The outbox: for officers what goes out and what does not; in the demo the mail that would have gone out."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.journal import outbox, rules
from cityclusters.journal.acts import record
from cityclusters.journal.forms.letters import FilterForm
from cityclusters.journal.letters import absolute, write
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person


def _shown_to(person: Person) -> "QuerySet[Letter]":
    """All letters but those about something of her own that others judge."""
    return Letter.objects.select_related("person").exclude(rules.not_for(person, settings.LETTERS_NOT_FOR))


@only(rules.runs_programme)
@require_safe
def letters(request: PersonRequest) -> HttpResponse:
    """All letters, newest first, with what went wrong."""
    form = FilterForm(request.GET)
    numbers = dict(Letter.objects.order_by().values_list("state").annotate(number=Count("pk")))
    context = {
        "form": form,
        "page": paged(request, form.of(_shown_to(request.user))),
        "failed": numbers.get(Letter.State.FAILED, 0),
        "stuck": numbers.get(Letter.State.FAILED, 0) + numbers.get(Letter.State.UNCLEAR, 0),
        "waiting": numbers.get(Letter.State.QUEUED, 0) + numbers.get(Letter.State.SENDING, 0),
        "may_test": rules.runs_platform(request.user),
    }
    return render(request, "journal/letters.html", context)


@only(rules.runs_programme)
@require_safe
def letter(request: PersonRequest, public_id: str) -> HttpResponse:
    """One letter; the text of a secret one is shown to nobody (outside the demo)."""
    found = get_object_or_404(_shown_to(request.user), public_id=public_id)
    context = {"letter": found, "show_body": not found.secret or settings.DEMO}
    return render(request, "journal/letter.html", context)


@only(rules.runs_programme)
@require_POST
def send_again(request: PersonRequest, public_id: str) -> HttpResponse:
    """Puts a letter that failed back into the queue."""
    found = get_object_or_404(_shown_to(request.user), public_id=public_id)
    if found.can_go_again:
        found.send_again(request.user)
        messages.success(request, _("The letter is on its way again."))
    else:
        messages.error(request, _("This letter can't be sent again."))
    return redirect("journal:letter", public_id)


@only(rules.runs_programme)
@require_POST
def send_all(request: PersonRequest) -> HttpResponse:
    """Puts all letters that failed back into the queue: for the day after the mail server was away."""
    number = outbox.send_failed_again(request.user)
    said = ngettext(
        "%(number)d letter is on its way again.", "%(number)d letters are on their way again.", number
    )
    messages.success(request, said % {"number": number})
    return redirect("journal:letters")


@only(rules.runs_platform)
@require_POST
def test(request: PersonRequest) -> HttpResponse:
    """Writes a letter to the administrator herself, to see whether mail works."""
    now = timezone.now()
    with transaction.atomic():
        key = f"test:{request.user.public_id}:{now:%Y-%m-%dT%H:%M:%S}"
        written = write(key, request.user, "journal/mail/test", {"at": now, "page": absolute("/")})
        if written is not None:
            record(request.user, "letter.tested", written)
    if written is None:
        messages.error(request, _("Your account has no e-mail address."))
        return redirect("journal:letters")
    messages.success(request, _("A test letter to you is written. Here you see whether it goes out."))
    return redirect("journal:letter", written.public_id)


@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The mail that would have been sent, newest first, sign-in codes too; in the demo only."""
    if not settings.DEMO:
        raise Http404
    return render(request, "journal/demo_mail.html", {"page": paged(request, Letter.objects.all())})
