"""The report of a hub over a period: people by sex with small cells protected, courses, outcomes with those
who were not reached, hours of use (H1, H3, H4, H5, C6; rules HU6, HU7, HU8)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import day as day_words
from cityclusters.core.templatetags.core import number
from cityclusters.groups.hub import courses, outcomes, reading
from cityclusters.groups.hub.outcomes import Followed, Outcome, SalesChange
from cityclusters.groups.hub.reading import Period
from cityclusters.groups.hub.tables import Asked, smallest, tables
from cityclusters.groups.models import Course, Dropout, Group, OutcomeCheck, Participant
from cityclusters.groups.models.hub import AgeGroup, LeftReason, Need, Work, YesNo
from cityclusters.surveys.reporting.parts import Cell, Report, Row, Section, Table

Standings = dict[int, dict[int, tuple[str, str]]]
WARNED = (LeftReason.CHILDCARE, LeftReason.TRANSPORT, LeftReason.VIOLENCE)


def build(group: Group, period: Period) -> Report:
    """The whole report in the reader's language."""
    people = reading.files(group, period)
    runs = reading.courses(group, period)
    standings = courses.standings(runs)
    checks = {months: reading.outcomes(group, period, months) for months in OutcomeCheck.MONTHS}
    span = {"first": day_words(period.first), "last": day_words(period.last)}
    return Report(
        title=group.label,
        subtitle=_("Report of the group, %(first)s to %(last)s") % span,
        figures=[
            (number(len(people)), _("people with a file that was opened in this time")),
            (number(len({pk for run in standings.values() for pk in run})), _("seats in courses")),
            (number(_starts(checks)), _("businesses started after the first service")),
        ],
        sections=[
            _people(people),
            _courses(runs, standings),
            *(_outcome(months, rows) for months, rows in checks.items()),
            _use(group, period),
        ],
        warnings=warnings(runs, standings, people, smallest()),
        made_on=day_words(group.today()),
        notice=_("Counts under %(k)s are not shown by sex, nor what they could be computed from.")
        % {"k": smallest()},
    )


def _starts(checks: dict[int, list[Outcome]]) -> int:
    """Businesses, each once: the last check of the period that knows more."""
    return max((sum(map(outcomes.has_started, rows)) for rows in checks.values()), default=0)


def warnings(
    runs: list[Course],
    standings: Standings,
    people: list[Participant],
    least: int,
) -> list[str]:
    """Courses that many stopped coming to, and reasons that a hub can do something about (rule HU8); a reason
    is named where at least `least` people gave it."""
    found = []
    for run in runs:
        standing = standings[run.pk]
        dropped = courses.dropped_of(standing)
        if outcomes.is_high(dropped, len(standing)):
            words = {"course": run, "dropped": number(dropped), "enrolled": number(len(standing))}
            found.append(
                _("%(course)s: %(dropped)s of %(enrolled)s stopped coming. Ask why, and note it.") % words
            )
    reasons = [row.reason for row in people if row.reason]
    reasons += Dropout.objects.filter(course__in=runs).values_list("reason", flat=True)
    for reason in WARNED:
        if reasons.count(reason) >= max(1, least):
            found.append(_("Reasons for leaving include: %(reason)s.") % {"reason": reason.label.lower()})
    return found


def _people(people: list[Participant]) -> Section:
    section = Section(_("People"))
    if not people:
        section.empty = _("No file was opened in this time.")
        return section
    asked = [
        Asked("state", _("How far they are"), _choices(Participant.State)),
        Asked("needs", _("What they want to learn"), _choices(Need), "multiple"),
        Asked("work", _("Work at the start"), _choices(Work)),
        Asked("age_group", _("Age"), _choices(AgeGroup)),
        Asked("reason", _("Why they left"), _choices(LeftReason), delicate=True),
        Asked("disability", _("Disability"), _choices(YesNo), delicate=True),
        Asked("aid", _("Public aid"), _choices(YesNo), delicate=True),
        Asked("refugee", _("Refugee"), _choices(YesNo), delicate=True),
    ]
    section.tables = tables(asked, [_counted(row.sex, reading.person_answers(row)) for row in people])
    return section


def _choices(kind: Any) -> dict[str, str]:
    return {code: str(words) for code, words in kind.choices if code}


def _counted(sex: str, answers: dict[str, Any]) -> dict[str, Any]:
    return {"sex": sex, "answers": answers} if sex else {"answers": answers}


def _courses(runs: list[Course], standings: Standings) -> Section:
    section = Section(_("Courses"))
    if not runs:
        section.empty = _("No course was held in this time.")
        return section
    answers = {
        courses.CERTIFIED: _("Completed, with a certificate of completion"),
        courses.COMPLETED: _("Completed, with a certificate of participation"),
        courses.GOING: _("Going on, or not yet decided"),
        courses.DROPPED: _("Stopped coming"),
        courses.UNFINISHED: _("Did not attend enough"),
    }
    section.paragraphs = [
        _(
            "The base of a course is everybody who had a seat when it began or later; people who came to "
            "several courses are counted in each."
        )
    ]
    for run in runs:
        rows = [_counted(sex, {"how": how}) for sex, how in standings[run.pk].values()]
        section.tables += tables([Asked("how", str(run), answers)], rows)
    return section


def _outcome(months: int, rows: list[Outcome]) -> Section:
    title = _("After %(months)s months") % {"months": months}
    section = Section(title)
    if not rows:
        section.empty = _("Nobody's question fell due in this time.")
        return section
    section.facts = _attrition(outcomes.followed(rows))
    answers = {
        "works": _("Works now, and did not before"),
        "worked_before": _("Works now, and did before"),
        "works_not": _("Has no paid work"),
        "unanswered": _("Not known"),
    }
    people = [_counted(row.sex, {"work": outcomes.work_answer(row)}) for row in rows]
    section.tables = tables([Asked("work", _("Employed or self-employed"), answers)], people)
    started = sum(map(outcomes.has_started, rows))
    section.facts.append((_("Businesses started after the first service"), number(started)))
    section.paragraphs = [_sales(change) for change in outcomes.sales_changes(rows)]
    return section


def _attrition(found: Followed) -> list[tuple[str, str]]:
    return [
        (_("To be asked"), number(found.due)),
        (_("Answered"), number(found.answered)),
        (_("Not reached"), number(found.not_reached)),
        (_("Did not want to answer"), number(found.declined)),
        (_("Not asked yet"), number(found.waiting)),
    ]


def _sales(change: SalesChange) -> str:
    """In a sentence: money of few people would be theirs, so it is not said."""
    if change.matched < smallest():
        return _("Sales in %(currency)s are not shown: fewer than %(k)s people stated them twice.") % {
            "currency": change.currency, "k": smallest(),
        }  # fmt: skip
    words = {
        "currency": change.currency, "n": number(change.matched), "lost": number(change.unmatched),
        "before": number(change.before), "now": number(change.now),
        "percent": "–" if change.percent is None else change.percent,
        "middle": "–" if change.middle is None else change.middle,
    }  # fmt: skip
    return (
        _(
            "Sales in a month of the same %(n)s people: %(before)s %(currency)s at the start, %(now)s now "
            "(%(percent)s %% of the total, median %(middle)s %%). %(lost)s more stated them at the "
            "start and not now."
        )
        % words
    )


def _use(group: Group, period: Period) -> Section:
    section = Section(_("Rooms, machines and tools"))
    found = reading.use(group, period, group.today()) if group.has("booking") else []
    if not found:
        section.empty = _("Nothing could be booked in this time.")
        return section
    rows = []
    for one in found:
        share = round(100 * one.used_hours / one.open_hours) if one.open_hours else None
        cells = (Cell(number(one.open_hours), one.open_hours), Cell(number(one.used_hours), one.used_hours),
                 Cell("–" if share is None else f"{share} %", share))  # fmt: skip
        rows.append(Row(str(one.facility), cells))
    columns = [_("Open hours"), _("Used hours"), _("Share")]
    note = _(
        "Open hours are those of all places together, without maintenance. Who did not come did not use it."
    )
    section.tables = [Table(_("Hours of use"), columns, rows, notes=[note], head=_("What"))]
    return section


def default_period(today: date) -> Period:
    """This year until today."""
    return Period(date(today.year, 1, 1), today)
