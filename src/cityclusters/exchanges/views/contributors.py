"""People who are asked to speak, train, moderate …: asking them, and their answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.exchanges import roster as known_people
from cityclusters.exchanges import rules
from cityclusters.exchanges.forms.partners import AskForm, ContributorForm, RosterForm
from cityclusters.exchanges.models import Contributor
from cityclusters.exchanges.services import person_of
from cityclusters.exchanges.views.common import managed, posted
from cityclusters.journal.once import one_act
from cityclusters.people import readers
from cityclusters.practices.models import Practice

PRACTICES_SHOWN = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@one_act
def ask(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks one person, or notes somebody known by her post alone."""
    exchange = managed(request, public_id)
    form = AskForm(posted(request)[0], exchange=exchange, person=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        person = person_of(data.pop("email"), data.pop("name"))
        made = Contributor.ask(request.user, exchange, person=person, **data)
        messages.success(request, _("Asked: %(who)s.") % {"who": made})
        return redirect("exchanges:partners", exchange.public_id)
    return render(request, "exchanges/ask.html", {"exchange": exchange, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@one_act
def roster(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks several people of the roster at once: only officers see the roster."""
    exchange = managed(request, public_id)
    if not readers.is_officer(request.user):
        raise Http404
    known = known_people.search(exchange, request.GET.get("q", "")[:100])
    form = RosterForm(posted(request)[0], exchange=exchange, known=known)
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in known if one.person.public_id in form.cleaned_data["people"]]
        about = {name: form.cleaned_data[name] for name in ("role", "session", "topic")}
        for one in chosen:
            Contributor.ask(
                request.user,
                exchange,
                person=one.person,
                organisation=one.organisation,
                post=one.post,
                **about,
            )
        done = ngettext("%(n)s person is asked.", "%(n)s people are asked.", len(chosen)) % {"n": len(chosen)}
        messages.success(request, done)
        return redirect("exchanges:partners", exchange.public_id)
    context = {"exchange": exchange, "form": form, "known": known, "q": request.GET.get("q", "")[:100]}
    return render(request, "exchanges/roster.html", context)


def _seen(request: PersonRequest, public_id: str) -> Contributor:
    rows = Contributor.objects.select_related(
        "exchange__organiser", "organisation__place", "person", "session", "practice__version"
    )
    found = rows.filter(public_id=public_id).first()
    if found is None or not rules.may_answer_as_contributor(request.user, found):
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contributor(request: PersonRequest, public_id: str) -> HttpResponse:
    """Where the person says yes or no; those who manage the exchange may answer for her."""
    row = _seen(request, public_id)
    own = row.person_id == request.user.pk
    if request.method == "POST":
        row.answer(request.user, request.POST.get("answer") == "yes")
        messages.success(request, _("Thank you: %(answer)s.") % {"answer": row.get_state_display()})
        return redirect(row) if own else redirect("exchanges:partners", row.exchange.public_id)
    first = row.session or row.exchange.sessions.order_by("start").first()
    context = {"exchange": row.exchange, "contributor": row, "own": own, "first": first}
    return render(request, "exchanges/contributor.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: PersonRequest, public_id: str) -> HttpResponse:
    """Which published practice she presents: looked up by words, chosen, or taken off."""
    row = _seen(request, public_id)
    asked = request.GET.get("q", "")[:100].replace("\x00", "").strip()
    found = Practice.objects.published().filter(title__icontains=asked).select_related("version", "place")
    if request.method == "POST":
        chosen = Practice.objects.published().filter(public_id=sent_id(request.POST.get("practice"))).first()
        row.present(request.user, chosen)
        messages.success(request, _("The changes are saved."))
        return redirect(row)
    shown = found.order_by("-published_at", "-pk")[:PRACTICES_SHOWN]
    context = {"exchange": row.exchange, "contributor": row, "found": shown, "q": asked}
    return render(request, "exchanges/contributor_practice.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, public_id: str, contributor_id: str) -> HttpResponse:
    """Changes post, organisation, role, session or topic as of the event."""
    exchange = managed(request, public_id)
    row = (
        exchange.contributors.filter(public_id=contributor_id)
        .select_related("person", "organisation")
        .first()
    )
    if row is None:
        raise Http404
    values = ContributorForm.values_of(row)
    form = ContributorForm(posted(request)[0], contributor=row, person=request.user, initial=values)
    if request.method == "POST" and form.is_valid():
        row.change(request.user, **form.cleaned_data)
        messages.success(request, _("The changes are saved."))
        return redirect("exchanges:partners", exchange.public_id)
    context = {"exchange": exchange, "contributor": row, "form": form}
    return render(request, "exchanges/contributor_change.html", context)


@login_required
@require_POST
def remove(request: PersonRequest, public_id: str, contributor_id: str) -> HttpResponse:
    """Takes a contributor off the exchange."""
    exchange = managed(request, public_id)
    row = exchange.contributors.filter(public_id=contributor_id).first()
    if row is None:
        raise Http404
    row.remove(request.user)
    messages.success(request, _("Taken off the exchange."))
    return redirect("exchanges:partners", exchange.public_id)
