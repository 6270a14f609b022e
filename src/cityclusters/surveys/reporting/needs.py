"""Needs expressed, and what follows: counts for everybody, the queue for those who work on it."""

from collections import Counter
from collections.abc import Callable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import day, number
from cityclusters.core.texts import pick, with_semicolons
from cityclusters.exchanges.models import Contribution, Exchange
from cityclusters.exchanges.origins import protected
from cityclusters.journal.models import FollowUp
from cityclusters.places.countries import country_name
from cityclusters.surveys.analysis_data import SMALLEST_BASE_FOR_PERCENT
from cityclusters.surveys.models import StatementOfNeed
from cityclusters.surveys.percent import percent
from cityclusters.surveys.reporting.parts import Cell, Row, Section, Table
from cityclusters.surveys.reporting.words import share_words

COUNTED = (StatementOfNeed.State.SIGNED, StatementOfNeed.State.UNSIGNED)


def statements(exchange: Exchange) -> list[StatementOfNeed]:
    """The statements that count: signed, or waiting for a signature."""
    return list(
        StatementOfNeed.objects.filter(exchange=exchange, state__in=COUNTED).prefetch_related("themes")
    )


def follow_ups(needs: Sequence[StatementOfNeed]) -> list[FollowUp]:
    """The follow-ups of these statements, the next due first."""
    ids = [need.public_id for need in needs]
    rows = FollowUp.objects.filter(kind="need", subject_id__in=ids)
    return list(rows.select_related("owner", "organisation").order_by("due", "pk"))


def _shares(caption: str, counts: Counter[str], base: int, name: Callable[[str], str]) -> Table:
    hidden = protected(dict(counts), settings.SMALL_CELL)
    rows = []
    for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        share = percent(count, base) if base >= SMALLEST_BASE_FOR_PERCENT else None
        shown = Cell(share_words(count, base, share), count, share)
        rows.append(Row(name(key), (Cell("", hidden=True) if key in hidden else shown,)))
    return Table(
        caption,
        [_("Statements")],
        rows,
        base=_("Base: %(n)s statements of need. Several answers were possible.") % {"n": number(base)},
        is_chart=True,
        head=_("Named"),
    )


def needs_section(exchange: Exchange, needs: Sequence[StatementOfNeed], names_shown: bool) -> Section:
    """How many statements, about what, with whom; and where their follow-up stands."""
    queue = follow_ups(needs)
    themes = Counter(theme.code for need in needs for theme in need.themes.all())
    words = {theme.code: pick(theme.names).text for need in needs for theme in need.themes.all()}
    countries = Counter(code for need in needs for code in need.countries)
    open_ones = [row for row in queue if row.state == FollowUp.State.OPEN]
    section = Section(
        title=_("Needs expressed and follow-up"),
        facts=[
            (_("Statements of need"), number(len(needs))),
            (_("Agreed to be contacted"), number(sum(need.may_be_contacted for need in needs))),
            (_("Follow-ups open"), number(len(open_ones))),
            (_("Follow-ups done"), number(sum(row.state == FollowUp.State.DONE for row in queue))),
        ],
        empty="" if needs else _("No statement of need was written."),
    )
    if needs:
        section.tables = [
            _shares(_("By theme"), themes, len(needs), lambda code: words[code]),
            _shares(_("By preferred partner country"), countries, len(needs), country_name),
        ]
        section.paragraphs.append(
            _("Each organisation speaks by name in its statement; nothing joins it to an answer above.")
        )
    if names_shown and queue:
        section.tables.append(_queue_table(queue))
    return section


def _queue_table(queue: Sequence[FollowUp]) -> Table:
    rows = [
        Row(
            row.title,
            (
                Cell(str(row.owner)),
                Cell(day(row.due)),
                Cell(_state(row)),
                Cell(row.outcome),
            ),
        )
        for row in queue
    ]
    columns = [_("Owner"), _("Due"), _("State"), _("Outcome")]
    return Table(_("Follow-up queue"), columns, rows, head=_("What is to be done"))


def _state(row: FollowUp) -> str:
    """The state in words; an open one's colour in words."""
    if row.state != FollowUp.State.OPEN:
        return str(row.get_state_display())
    lights = {
        "red": _("Red: overdue"),
        "yellow": _("Yellow: due within 7 days"),
        "green": _("Green: due later"),
    }
    return lights[row.light_today]


def partners_section(exchange: Exchange) -> Section:
    """Organisations in their roles, and what was given."""
    facts: dict[str, list[str]] = {}
    for partner in exchange.partners.select_related("organisation__parent"):
        name = pick(partner.organisation.names).text
        if partner.organisation.parent:
            name = _("%(office)s (under %(parent)s)") % {
                "office": name,
                "parent": pick(partner.organisation.parent.names).text,
            }
        facts.setdefault(partner.get_role_display(), []).append(name)
    rows = []
    for given in exchange.contributions.select_related("organisation"):
        amount = f"{number(float(given.quantity))} {given.unit}" if given.quantity else ""
        delivered = day(given.delivered_at) if given.delivered_at else _("not yet")
        rows.append(
            Row(
                pick(given.organisation.names).text,
                (Cell(_kind(given)), Cell(amount), Cell(given.description), Cell(delivered)),
            )
        )
    section = Section(
        title=_("Partners and what they gave"),
        facts=[(role, with_semicolons(names)) for role, names in facts.items()],
        empty="" if facts else _("No partner is recorded yet."),
    )
    if rows:
        columns = [_("What"), _("How much"), _("Description"), _("Delivered")]
        section.tables.append(Table(_("Contributions"), columns, rows, head=_("Organisation")))
    return section


def _kind(given: Contribution) -> str:
    return str(given.get_kind_display())
