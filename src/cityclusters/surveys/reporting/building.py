"""Putting a report together, and what still keeps an exchange from being called "reported" (rule EX7)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.templatetags.core import day, language_names, number
from cityclusters.core.texts import pick, with_commas
from cityclusters.exchanges.models import Exchange
from cityclusters.exchanges.results import Counts, counts
from cityclusters.surveys.analysis_data import Analysis
from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.reporting.needs import follow_ups, needs_section, partners_section, statements
from cityclusters.surveys.reporting.parts import Report, Section
from cityclusters.surveys.reporting.people import people_section, quotes_section, speakers_section
from cityclusters.surveys.reporting.questions import question_tables
from cityclusters.surveys.reporting.twice import twice_section
from cityclusters.surveys.reporting.words import notice_words, share_words
from cityclusters.surveys.results import analysis_of, counted_questions, is_ready


@dataclass(slots=True)
class Material:
    """A closed survey with its questions and analysis."""

    survey: Survey
    questions: list[Question]
    analysis: Analysis


def material_of(survey: Survey | None) -> Material | None:
    """The survey's analysis; None where there is no closed survey."""
    if survey is None or not is_ready(survey):
        return None
    questions = counted_questions(survey)
    return Material(survey, questions, analysis_of(survey, questions))


def evaluation_of(exchange: Exchange) -> Survey | None:
    """The survey that the report is about: the newest evaluation that is ready, else the newest one."""
    rows = list(Survey.objects.of(exchange).filter(purpose=Survey.Purpose.EVALUATION).order_by("-pk"))
    return next((row for row in rows if is_ready(row)), rows[0] if rows else None)


def build_report(exchange: Exchange, survey: Survey | None, *, names_shown: bool) -> Report:
    """The whole report in the reader's language. `names_shown` adds what only officers read: the queue with
    its owners."""
    material = material_of(survey)
    found = counts(exchange)
    needs = statements(exchange)
    analysis = material.analysis if material else None
    sections = [
        _about(exchange),
        partners_section(exchange),
        people_section(exchange, analysis),
        _survey_section(survey, material),
        *filter(None, [twice_section(exchange)]),
        needs_section(exchange, needs, names_shown),
        speakers_section(exchange),
        *filter(None, [quotes_section(exchange)]),
    ]
    return Report(
        title=pick(exchange.title).text,
        subtitle=_("Report"),
        figures=_figures(found, analysis),
        sections=sections,
        warnings=_warnings(material),
        made_on=day(timezone.localdate()),
        notice=_illustrative(exchange),
    )


def _illustrative(exchange: Exchange) -> str:
    """Whether the records are made up, and the source of what is not: up to two sentences."""
    said = [_("Illustrative: these records were made for a demonstration.")] if exchange.illustrative else []
    if exchange.source:
        said.append(_("Source: %(source)s") % {"source": exchange.source})
    return " ".join(said)


def _dates(exchange: Exchange) -> str:
    span: dict[str, Any] = exchange.sessions.aggregate(first=Min("start"), last=Max("end"))
    if not span["first"]:
        return _("no session yet")
    first, last = day(span["first"]), day(span["last"])
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _about(exchange: Exchange) -> Section:
    facts = [
        (_("When"), _dates(exchange)),
        (_("Kind"), exchange.get_kind_display()),
        (_("Mode"), exchange.get_mode_display()),
        (_("Languages"), language_names(exchange.languages)),
        (_("Gender marker"), exchange.get_marker_display()),
    ]
    if exchange.sdg_targets:
        facts.append((_("SDG targets"), with_commas(exchange.sdg_targets)))
    summary = pick(exchange.summary).text
    return Section(title=_("The exchange"), facts=facts, paragraphs=[summary] if summary else [])


def _figures(found: Counts, analysis: Analysis | None) -> list[tuple[str, str]]:
    figures = [
        (number(found.registered), _("people registered")),
        (number(found.attended), _("of them attended")),
        (number(found.attendances), _("attendances (people × sessions)")),
        (number(found.places), _("cities and other places")),
        (number(len(found.countries)), ngettext("country", "countries", len(found.countries))),
    ]
    if found.territories:
        figures.append(
            (number(len(found.territories)), ngettext("territory", "territories", len(found.territories)))
        )
    rate = analysis["response_rate"] if analysis else None
    if rate:
        shown = number(rate["count"]) if rate["percent"] is None else _("%(n)s %%") % {"n": rate["percent"]}
        parts = {"count": number(rate["count"]), "base": number(rate["base"])}
        figures.append((shown, _("answered: %(count)s of %(base)s who attended") % parts))
    return figures


def _survey_section(survey: Survey | None, material: Material | None) -> Section:
    title = _("What they answered")
    if survey is None:
        return Section(title=title, empty=_("No survey was made for this exchange."))
    if material is None:
        return Section(title=title, empty=_("The answers are shown when the survey has closed."))
    facts = [(_("How answers were kept"), survey.get_mode_display())]
    if survey.opened_at and survey.closed_at:
        dates = {"first": day(survey.opened_at), "last": day(survey.closed_at)}
        facts.append((_("Open"), _("%(first)s to %(last)s") % dates))
    rate = material.analysis["response_rate"]
    if rate:
        facts.append((_("Response rate"), share_words(rate["count"], rate["base"], rate["percent"])))
    return Section(title=title, facts=facts, tables=question_tables(material.questions, material.analysis))


def _warnings(material: Material | None) -> list[str]:
    """What holds for the whole survey; what holds for one question stands beside its table."""
    if material is None:
        return []
    notices = material.analysis["notices"]
    said = [notice_words(notice) for notice in notices if "question" not in notice]
    if any(notice.get("question") in {q.code for q in material.questions} for notice in notices):
        said.append(
            _("Some tables stand on few people and say so. Numbers that could point to somebody are hidden.")
        )
    return said


def missing_for_reported(exchange: Exchange, survey: Survey | None) -> list[str]:
    """What rule EX7 still asks for before the exchange may be called reported, in words."""
    missing = []
    if not counts(exchange).attended:
        missing.append(_("Nobody's attendance is recorded."))
    if survey is None or not is_ready(survey):
        missing.append(_("There is no closed survey, so no response rate can be given."))
    needs = statements(exchange)
    followed = {row.subject_id for row in follow_ups(needs)}
    left = sum(need.may_be_contacted and need.public_id not in followed for need in needs)
    if left:
        words = ngettext(
            "%(n)s statement of need with consent has no follow-up with an owner.",
            "%(n)s statements of need with consent have no follow-up with an owner.",
            left,
        )
        missing.append(words % {"n": number(left)})
    return missing
