"""Answering a survey by personal link: without an account or JavaScript, and without a trace but the answer.

No view here touches the session or leaves a message: a session row carries a time."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.texts import pick
from cityclusters.surveys.answering import draft_of, save_draft, send
from cityclusters.surveys.answers import settle
from cityclusters.surveys.forms.answer import Sheet, fields_of
from cityclusters.surveys.models import Survey, Ticket
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.telling import facts
from cityclusters.surveys.tokens import link, need_link, ticket_of, token_of
from cityclusters.surveys.words import INTERFACE, direction, has_words, moment_in, phrases


def _ticket(token: str) -> Ticket:
    """The ticket of the link; the same 404 for a forged link as for one that never was."""
    ticket = ticket_of(token)
    if ticket is None:
        raise Http404
    return ticket


def _language(request: HttpRequest, survey: Survey, ticket: Ticket, draft_language: str) -> str:
    """The language of the questions: asked for, else the draft's, else the person's own, else the page's."""
    own = ticket.person.language if ticket.person else ""
    wanted = (request.GET.get("in", ""), draft_language, own, get_language() or "", survey.original)
    return next((code for code in wanted if code in survey.languages), survey.original)


def _sheet(request: HttpRequest, ticket: Ticket) -> Sheet:
    draft = draft_of(ticket)
    language = _language(request, ticket.survey, ticket, draft.language if draft else "")
    part = request.GET.get("part", "1")
    return Sheet(
        survey=ticket.survey,
        questions=list(ticket.survey.questions.all()),
        fields=draft.fields if draft else {},
        language=language,
        part=int(part) if part.isascii() and part.isdigit() and len(part) < 4 else 1,
    )


def _zone(survey: Survey) -> str:
    current = timezone.get_current_timezone_name()
    return current if current != "UTC" else survey.exchange.zone


def _quiet(response: HttpResponse, language: str) -> HttpResponse:
    """Kept nowhere on the way and in no search engine."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Language"] = language
    return response


def _page(request: HttpRequest, ticket: Ticket, sheet: Sheet, notice: str = "") -> HttpResponse:
    survey = ticket.survey
    page_language = sheet.language if sheet.language in INTERFACE else (get_language() or "en")
    with override(page_language):
        closes = moment_in(survey.closes_at, sheet.words_language, _zone(survey)) if survey.closes_at else ""
        until = {"date": closes}
        context = {
            "survey": survey,
            "sheet": sheet,
            "words": sheet.words,
            "facts": facts(survey, sheet.words),
            "open_until": sheet.words["open_until"] % until,
            "notice": sheet.words[notice] % until if notice else "",
            "title": pick(survey.title, sheet.language),
            "intro": pick(survey.intro, sheet.language),
            "words_direction": direction(sheet.words_language),
            "here": link(ticket),
            "draft_url": f"{reverse('surveys:draft', args=[token_of(ticket)])}?part={sheet.part}",
        }
        return _quiet(render(request, "surveys/answer.html", context), page_language)


def _closed_for(ticket: Ticket) -> str:
    """Why the questionnaire can't be shown: 'spent', 'closed', 'not_yet', or ''."""
    if ticket.spent:
        return "spent"
    if ticket.survey.is_editable:
        return "not_yet"
    return "" if ticket.survey.takes_answers() else "closed"


def _state_page(request: HttpRequest, ticket: Ticket, why: str, sent: bool = False) -> HttpResponse:
    """One sentence that says why there are no questions, and the way to the statement of need."""
    survey = ticket.survey
    language = _language(request, survey, ticket, "")
    language = language if has_words(language) else (get_language() or "en")
    words = phrases(language)
    dates = {"closed": survey.closes_at, "not_yet": survey.opening_time()}
    moment = dates.get(why)
    date = {"date": moment_in(moment, language, _zone(survey)) if moment else ""}
    texts = {"spent": words["thanks"] if sent else words["already"], "closed": words["closed"] % date}
    texts["not_yet"] = words["opens_at"] % date if survey.opens_at else words["opens"]
    until = survey.need_link_until()
    open_need = why != "not_yet" and until is not None and timezone.now() < until
    with override(language if language in INTERFACE else (get_language() or "en")):
        context = {"survey": survey, "words": words, "words_language": language, "text": texts[why]}
        context |= {"words_direction": direction(language)}
        context |= {"need_url": need_link(ticket) if open_need else "", "done": why == "spent"}
        return _quiet(render(request, "surveys/answer_state.html", context), language)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questionnaire, part by part; what is posted is first kept as a draft, whatever the button."""
    ticket = _ticket(token)
    if why := _closed_for(ticket):
        return _state_page(request, ticket, why, sent="sent" in request.GET)
    sheet = _sheet(request, ticket)
    if request.method != "POST":
        return _page(request, ticket, sheet, "saved" if "saved" in request.GET else "")
    language = request.POST.get("in", "")
    language = language if language in ticket.survey.languages else sheet.language
    here = sheet.parts[sheet.part - 1] if sheet.parts else []
    saved = save_draft(ticket, fields_of(here, request.POST), language)
    posted = {**sheet.fields, **fields_of(here, request.POST)}
    sheet = Sheet(ticket.survey, sheet.questions, posted, language, sheet.part)
    if not saved:
        ticket.refresh_from_db()
        too_long = not _closed_for(ticket)  # else a second click, or the survey closed this second
        return _page(request, ticket, sheet, "not_saved") if too_long else _to(ticket, language, 1)
    return _act(request, ticket, sheet, request.POST.get("act", "save"))


def _act(request: HttpRequest, ticket: Ticket, sheet: Sheet, act: str) -> HttpResponse:
    """Does what the button says; the draft is already kept."""
    if "in" in request.POST or act not in {"next", "back", "send"}:
        saved = {"saved": 1} if act == "save" and "in" not in request.POST else {}
        return _to(ticket, sheet.language, sheet.part, **saved)
    if act == "back":
        return _to(ticket, sheet.language, sheet.step(-1))
    if not sheet.look(everywhere=act == "send"):
        return _page(request, ticket, sheet, "problems")
    if act == "next":
        return _to(ticket, sheet.language, sheet.step(1))
    try:
        send(ticket, settle(sheet.questions, sheet.given))
    except SurveyRefused:  # a second click, or the survey closed this second: the page says which
        ticket.refresh_from_db()
        return _to(ticket, sheet.language, 1)
    return _to(ticket, sheet.language, 1, sent=1)


def _to(ticket: Ticket, language: str, part: int, **more: int) -> HttpResponse:
    query = urlencode({"in": language, "part": str(part), **{name: str(one) for name, one in more.items()}})
    return _quiet(HttpResponseRedirect(f"{link(ticket)}?{query}"), language)


@require_POST
def draft(request: HttpRequest, token: str) -> HttpResponse:
    """Keeps what is typed, called by the page's script while somebody fills it in. 204 also where nothing
    more is kept because it was sent meanwhile; 410 once the survey is closed."""
    ticket = _ticket(token)
    if not ticket.spent and not ticket.survey.takes_answers():
        return _quiet(HttpResponse(status=410), "en")
    sheet = _sheet(request, ticket)
    here = sheet.parts[sheet.part - 1] if sheet.parts else []
    save_draft(ticket, fields_of(here, request.POST), sheet.language)
    return _quiet(HttpResponse(status=204), "en")
