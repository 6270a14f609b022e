"""Statements of need: writing one, reading, signing, withdrawing, and the lists."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.exports import Table, xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.exchanges.models import Exchange
from cityclusters.journal import drafts
from cityclusters.people.models import Person
from cityclusters.places.countries import country_name
from cityclusters.questions.models import Question
from cityclusters.surveys import needs, needs_list, rules
from cityclusters.surveys.forms.need import COUNTRIES, DeclineForm, FilterForm, NeedForm
from cityclusters.surveys.models import StatementOfNeed
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.tokens import need_link, ticket_of
from cityclusters.surveys.words import NAMES, direction


def _draft_key(origin: Exchange | Question) -> str:
    return f"need-{origin.public_id}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PersonRequest, public_id: str) -> HttpResponse:
    """A statement of need after an exchange, by somebody who is signed in."""
    exchange = Exchange.objects.visible_to(request.user).filter(public_id=public_id).first()
    if exchange is None:
        raise Http404
    return _write(request, exchange, request.user, by_link="")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write_from_question(request: PersonRequest, public_id: str) -> HttpResponse:
    """A statement of need that starts from a question: the answers helped, but were not enough."""
    question = Question.objects.visible_to(request.user).shown().filter(public_id=public_id).first()
    if question is None:
        raise Http404
    first = {"problem": question.title, "language": question.language}
    return _write(request, question, request.user, by_link="", first=first)


@require_http_methods(["GET", "HEAD", "POST"])
def write_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same, opened by the personal link of a survey: identified by it, and joined to no answer."""
    ticket = ticket_of(token)
    if ticket is None or ticket.person is None or not ticket.person.is_active:
        raise Http404
    until = ticket.survey.need_link_until()
    if until is None or timezone.now() >= until:
        return redirect("surveys:write-need", ticket.survey.exchange.public_id)
    return _write(request, ticket.survey.exchange, ticket.person, by_link=need_link(ticket))


def _write(
    request: HttpRequest,
    origin: Exchange | Question,
    person: Person,
    by_link: str,
    first: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form, the draft, and keeping the statement. `by_link` is the address of the link, if one is used:
    then there is no account to come back to, so the page of thanks says all. `first` stands in a new form."""
    organisations = needs.organisations_for(person, origin if isinstance(origin, Exchange) else None)
    key = _draft_key(origin)
    typed = request.POST if request.method == "POST" else None
    form = NeedForm(origin, organisations, typed, _typed_before(person, key) or first)
    if typed is not None and "save_draft" in typed:
        _keep(request, person, key, by_link or request.path)
        return redirect(request.path)
    if typed is not None and form.is_valid():
        made = needs.state_need(form.statement(), form.cleaned_data["themes"], person)
        drafts.drop(person, key)
        return _thanks(request, made, by_link)
    context = {"origin": origin, "form": form, "person": person, "organisations": organisations}
    response = render(request, "surveys/need_write.html", {**context, "draft": "" if by_link else key})
    response["Cache-Control"] = "no-store"
    return response


def _typed_before(person: Person, key: str) -> dict[str, Any]:
    """What she wrote and did not send, as first values of the form."""
    kept = drafts.load(person, key)
    if kept is None:
        return {}
    several = {"themes", "modalities", "languages"}
    typed: dict[str, Any] = {name: kept.getlist(name) if name in several else kept[name] for name in kept}
    return {**typed, "countries": [kept.get(name, "") for name in COUNTRIES]}


def _keep(request: HttpRequest, person: Person, key: str, address: str) -> None:
    """Keeps the draft; a form that is too large stays in the browser only."""
    try:
        drafts.save(person, key, request.POST, title=_("Statement of need"), url=address)
    except drafts.DraftRefused:
        return


def _thanks(request: HttpRequest, statement: StatementOfNeed, by_link: str) -> HttpResponse:
    if by_link:
        return render(request, "surveys/need_thanks.html", {"statement": statement})
    messages.success(request, _("Your statement of need is kept. Thank you."))
    return redirect(statement)


@login_required
@require_safe
def listed(request: PersonRequest) -> HttpResponseBase:
    """The statements that the reader may see: officers all, cities their own and what is published."""
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = needs_list.filtered(request.user, wanted)
    all_of_them = rules.may_list_all(request.user)
    if request.GET.get("format") == "xlsx":
        if not all_of_them:
            raise PermissionDenied
        table = Table(_("Statements of need"), needs_list.header(), needs_list.lines(rows))
        return xlsx_response("statements-of-need", [table])
    page = paged(request, rows)
    follow_ups = needs.follow_ups_of(list(page)) if all_of_them else {}
    context = {"form": form, "page": page, "all_of_them": all_of_them, "query": request.GET.urlencode()}
    context["rows"] = [(row, follow_ups.get(row.public_id)) for row in page]
    return render(request, "surveys/needs.html", context)


def _visible(request: PersonRequest, public_id: str) -> StatementOfNeed:
    rows = StatementOfNeed.objects.visible_to(request.user)
    found = rows.select_related("organisation__place", "exchange", "question", "person", "signed_by")
    statement = found.filter(public_id=public_id).first()
    if statement is None:
        raise Http404
    return statement


@login_required
@require_safe
def detail(request: PersonRequest, public_id: str) -> HttpResponse:
    """One statement, its signature and, for those concerned, what came of it."""
    statement = _visible(request, public_id)
    person = request.user
    inside = person.is_officer or StatementOfNeed.objects.own(person).filter(pk=statement.pk).exists()
    context = {
        "statement": statement,
        "modalities": needs_list.modality_names(statement),
        "language_names": [NAMES.get(code, code) for code in statement.languages],
        "countries": [country_name(code) for code in statement.countries],
        "text_direction": direction(statement.language),
        "inside": inside,
        "links": needs.links_of(statement, person),
        "follow_up": needs.follow_up_of(statement) if inside else None,
        "focal_points": inside and needs.focal_points(statement.organisation).exists(),
        "may_sign": rules.may_sign(person, statement),
        "may_withdraw": rules.may_withdraw(person, statement),
        "may_end_contact": rules.may_end_contact(person, statement),
        "decline_form": DeclineForm() if rules.may_sign(person, statement) else None,
    }
    return render(request, "surveys/need.html", context)


@login_required
@require_POST
def act(request: PersonRequest, public_id: str, act: str) -> HttpResponse:
    """Signs, declines, withdraws, or ends the contact."""
    statement = _visible(request, public_id)
    allowed = {"signature": rules.may_sign, "refusal": rules.may_sign}
    allowed |= {"withdrawal": rules.may_withdraw, "contact": rules.may_end_contact}
    if not allowed[act](request.user, statement):
        raise PermissionDenied
    try:
        said = _do(request, statement, act)
    except SurveyRefused as refused:
        messages.error(request, refused.text)
    else:
        messages.success(request, said)
    return redirect(statement)


def _do(request: PersonRequest, statement: StatementOfNeed, act: str) -> str:
    """Does the act; what to say about it."""
    if act == "signature":
        needs.sign(statement, request.user)
        return _("The statement is signed for your organisation.")
    if act == "refusal":
        form = DeclineForm(request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else _("No reason was given.")
        needs.decline(statement, request.user, reason)
        return _("The statement is not signed.")
    if act == "withdrawal":
        needs.withdraw(statement, request.user)
        return _("The statement is withdrawn.")
    needs.end_contact(statement, request.user)
    return _("You will not be contacted about this need.")
