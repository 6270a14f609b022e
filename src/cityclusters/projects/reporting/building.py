"""The report of projects, from their records: by sex, with small counts of people hidden."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.templatetags.core import day, number
from cityclusters.core.texts import pick
from cityclusters.projects import phases
from cityclusters.projects.models import Indicator, Project
from cityclusters.projects.monitoring.due import light_of
from cityclusters.projects.planning import judging, money
from cityclusters.projects.reporting import guard, tables
from cityclusters.projects.reporting.reading import Material, material
from cityclusters.projects.standing import count_of, period_of_value
from cityclusters.surveys.reporting.parts import Report, Section

MOST_PROJECTS = 60


def of_project(project: Project, first: date | None = None, last: date | None = None) -> Report:
    """The whole report of one project, its numbers of the periods between these days."""
    one = material([project])[0]
    found = numbers_of(one)
    sections = [_facts(one), _so_far(one, found), *_periods(one, found, first, last)]
    sections += [_actions(one), _outcomes(one, first, last)]
    return Report(
        title=str(project),
        subtitle=str(_("Project report")),
        figures=_figures([one]),
        sections=sections,
        warnings=_warnings(one, found),
        made_on=day(timezone.localdate()),
        notice=_notice(first, last),
    )


def of_projects(projects: Sequence[Project], first: date | None = None, last: date | None = None) -> Report:
    """The report of a group of projects: how each stands, a section for each."""
    found = material(projects)
    sections = []
    for one in found:
        numbers = numbers_of(one)
        tabled = [
            table for part in (_so_far(one, numbers), _outcomes(one, first, last)) for table in part.tables
        ]
        sections.append(Section(str(one.project), facts=_facts(one).facts, tables=tabled))
    return Report(
        title=str(_("Projects together")),
        subtitle=str(_("Report of a group of projects")),
        figures=[(str(number(len(found))), str(_("projects"))), *_figures(found)],
        sections=sections,
        warnings=[],
        made_on=day(timezone.localdate()),
        notice=_notice(first, last),
    )


def numbers_of(one: Material) -> dict[int, guard.Guarded]:
    """What may be printed of each indicator that counts people."""
    k = guard.K_SENSITIVE if one.project.is_sensitive else guard.K
    return {
        indicator.pk: guard.guarded(
            indicator.type,
            [(period_of_value(value), count_of(value)) for value in one.values[indicator.pk]],
            k,
        )
        for indicator in one.indicators
        if indicator.by_sex
    }


def _notice(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return ""
    until = {"first": day(first) if first else "…", "last": day(last) if last else "…"}
    return _("Periods from %(first)s to %(last)s. “So far” is of all periods.") % until


def _figures(found: Sequence[Material]) -> list[tuple[str, str]]:
    indicators = [indicator for one in found for indicator in one.indicators]
    women = [row.women_met for row in indicators if row.women_met is not None]
    men = [row.men_met for row in indicators if row.men_met is not None]
    counted = ngettext("indicator that is counted", "indicators that are counted", len(indicators))
    said = [(str(number(len(indicators))), counted)]
    for met, words in ((women, _("targets for women reached")), (men, _("targets for men reached"))):
        if met:
            said.append(
                (_("%(part)s of %(all)s") % {"part": number(sum(met)), "all": number(len(met))}, str(words))
            )
    return said


def _facts(one: Material) -> Section:
    project = one.project
    facts = [
        (str(_("Kind")), str(project.get_kind_display())),
        (str(_("Led by")), pick(project.lead.names).text),
        (str(_("Phase")), str(phases.now(project))),
        (str(_("State")), str(project.get_state_display())),
    ]
    if project.place is not None:
        facts.append((str(_("Place")), project.place.label()))
    if project.starts or project.ends:
        days = [day(one_day) if one_day else "…" for one_day in (project.starts, project.ends)]
        facts.append((str(_("From – to")), " – ".join(days)))
    if one.plan is not None:
        words = _("Version %(number)s, in force since %(day)s")
        said = words % {"number": one.plan.number, "day": day(one.plan.in_force_from)}
        facts.append((str(_("Plan")), said))
    return Section(str(_("The project")), facts=facts)


def _so_far(one: Material, found: dict[int, guard.Guarded]) -> Section:
    section = Section(str(_("How it stands, by sex")))
    people = [row for row in one.indicators if row.by_sex]
    others = [row for row in one.indicators if not row.by_sex]
    if people:
        section.tables.append(tables.people(one, people, found))
    if others:
        section.tables.append(tables.other_units(one, others))
    if not one.indicators:
        section.empty = str(_("The plan has no indicators yet."))
    return section


def _periods(
    one: Material, found: dict[int, guard.Guarded], first: date | None, last: date | None
) -> list[Section]:
    """Each indicator with its periods."""
    section = Section(str(_("Period by period")))
    for indicator in one.indicators:
        table = tables.periods(one, indicator, found.get(indicator.pk), first, last)
        if table.rows:
            section.tables.append(table)
    return [section] if section.tables else []


def _actions(one: Material) -> Section:
    section = Section(str(_("Actions and money")))
    for line in money.of_actions(one.actions):
        words = _(
            "%(cost)s %(currency)s in all; for equality itself %(targeted)s, "
            "equality as a part %(mainstreamed)s"
        )
        said = words % {
            "cost": number(line.cost), "currency": line.currency, "targeted": number(line.targeted),
            "mainstreamed": number(line.mainstreamed),
        }  # fmt: skip
        section.paragraphs.append(said)
        if line.women_percent is not None:
            words = _("Reaches women: %(women)s%% of the %(stated)s%% of the cost that say so.")
            section.paragraphs.append(words % {"women": line.women_percent, "stated": line.stated_percent})
    if one.actions:
        section.tables.append(tables.actions(one))
    else:
        section.empty = str(_("No plan is in force."))
    return section


def _outcomes(one: Material, first: date | None, last: date | None) -> Section:
    rows = [
        row
        for row in one.outcomes
        if row.on is None or ((first is None or row.on >= first) and (last is None or row.on <= last))
    ]
    section = Section(str(_("Results in words")))
    if rows:
        section.tables.append(tables.outcomes(rows))
    else:
        section.empty = str(_("No result has been told in words."))
    return section


def _warnings(one: Material, found: dict[int, guard.Guarded]) -> list[str]:
    """What a reader must know: hidden counts, late numbers, what the gate warned of."""
    said = []
    if any(numbers.hides for numbers in found.values()):
        said.append(str(_("Small counts of people are not shown, nor what they could be computed from.")))
    today = timezone.localdate()
    late = sum(light_of(indicator, today) == "red" for indicator in one.indicators)
    if late:
        said.append(_("Indicators with late numbers: %(number)s") % {"number": number(late)})
    said += [_share_warning(row) for row in one.indicators if _is_low_on_sex(row)]
    if one.plan is not None:
        parts = judging.parts_of(one.plan, by_period=False)
        said += [warning.words for warning in judging.answer(one.plan, parts).warnings]
    return said


def _is_low_on_sex(indicator: Indicator) -> bool:
    """Fewer than 80% stated their sex: no claim of balance."""
    if not indicator.by_sex or not indicator.total or indicator.not_stated is None:
        return False
    return indicator.not_stated * 5 > indicator.total


def _share_warning(indicator: Indicator) -> str:
    words = _("“%(name)s”: more than one in five did not state their sex. The share of women is not certain.")
    return words % {"name": indicator.name}
