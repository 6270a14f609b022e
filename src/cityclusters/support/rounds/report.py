"""The report on a round: wanted, as asked, any format, served, waiting (rules MA2, MA5, MA8); counts with
their bases, never the name of a city that kept its need to the team."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.templatetags.core import day
from cityclusters.core.texts import with_semicolons
from cityclusters.places import groups
from cityclusters.places.countries import country_name
from cityclusters.support.likeness import size_of
from cityclusters.support.models import Choice, Match, Outcome, Round, Run
from cityclusters.support.models.choices import HOLDING
from cityclusters.support.reasons import SIZE_WORDS
from cityclusters.support.rounds import demand, showing, words
from cityclusters.support.rounds.rows import last_run
from cityclusters.surveys.percent import percent
from cityclusters.surveys.reporting.parts import Cell, Report, Row, Section, Table

SMALL = 0
"""The class of small cities (`likeness.SIZE_BOUNDS`): under 50,000 inhabitants."""


@dataclass(slots=True)
class Tally:
    """Needs of some kind: how many, and what became of them."""

    wanted: int = 0
    as_asked: int = 0
    any_format: int = 0
    served: int = 0

    @property
    def waiting(self) -> int:
        """Those without a host."""
        return self.wanted - self.served


@dataclass(slots=True)
class Count:
    """Everything that a report counts of one run."""

    run: Run
    needs: Tally = field(default_factory=Tally)
    wishes: Tally = field(default_factory=Tally)
    """Needs that name a country or a host."""
    open_to_others: int = 0
    """Of these, those that would take another host, too."""
    countries: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    regions: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    sizes: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))
    groups: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    first_time: Tally = field(default_factory=Tally)
    codes: Counter[str] = field(default_factory=Counter)
    last_ranked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Cities without an acceptable host, by why one looks at them: never, ldc, small."""
    behind: int = 0


def run_of(round_: Round) -> Run | None:
    """The run that was published, else the last one."""
    found = Run.objects.light().filter(round=round_, published_at__isnull=False).first()
    return found or last_run(round_)


def counted(round_: Round, run: Run) -> Count:
    """Counts a run in four queries, whatever the number of needs."""
    found = Count(run)
    given = _given(run)
    served_before = _served_before(round_)
    for row in showing.outcomes(run):
        _count(found, row, given[row.need_id], served_before)
    return found


@dataclass(frozen=True, slots=True)
class _Host:
    country: str
    as_asked: bool
    acceptable: bool


def _given(run: Run) -> dict[int, list[_Host]]:
    found: dict[int, list[_Host]] = defaultdict(list)
    rows = Choice.objects.filter(run=run, rank=1)
    for need, country, as_asked, flags in rows.values_list(
        "need", "window__offer__place__country", "as_asked", "flags"
    ):
        found[need].append(_Host(country, as_asked, "below_acceptable" not in flags))
    return found


def _served_before(round_: Round) -> set[int]:
    """Keys of places that had a host before this round."""
    rows = Match.objects.filter(state__in=HOLDING).exclude(round=round_)
    return set(rows.values_list("need__place", flat=True))


def _add(tally: Tally, row: Outcome, *, as_asked: bool, any_format: bool) -> None:
    tally.wanted += 1
    tally.as_asked += as_asked
    tally.any_format += any_format
    tally.served += bool(row.got)


def _count(found: Count, row: Outcome, hosts: list[_Host], served_before: set[int]) -> None:
    place = row.need.place
    whole = {"as_asked": row.as_asked, "any_format": row.as_wished}
    _add(found.needs, row, **whole)
    if row.wishes:
        _add(found.wishes, row, **whole)
        found.open_to_others += row.need.elsewhere
    for code in wished(row):
        inside = [host for host in hosts if host.country == code]
        asked = any(host.as_asked for host in inside)
        _add(found.countries[code], row, as_asked=asked, any_format=bool(inside))
    kinds: list[Tally] = [
        found.regions[groups.region_of(place.country_id)],
        found.sizes[size_of(place.population)],
    ]
    kinds += [found.groups[group] for group in groups.groups_of(place.country_id)]
    if place.pk not in served_before:
        kinds.append(found.first_time)
    for tally in kinds:
        _add(tally, row, **whole)
    if not row.got:
        found.codes[row.code] += 1
    if not any(host.acceptable for host in hosts):
        _look_at(found, row, place.pk in served_before)


def _look_at(found: Count, row: Outcome, before: bool) -> None:
    """Who is ranked last (rule MA8)."""
    place = row.need.place
    found.behind += 1
    marks = {
        "never": not before,
        "ldc": place.country_id in groups.members(groups.Group.LDC),
        "small": size_of(place.population) == SMALL,
    }
    for mark, holds in marks.items():
        if holds:
            found.last_ranked[mark].append(place.label())


def wished(row: Outcome) -> list[str]:
    """The countries that a need asks for."""
    found = []
    for wish in row.need.wishes.all():
        place = wish.place or (wish.organisation.place if wish.organisation else None)
        found.append(wish.country_id or (place.country_id if place else ""))
    return list(dict.fromkeys(filter(None, found)))


def share(count: int, base: int) -> str:
    """'7 of 25 (28 %)'; without the percentage where the base is under 10."""
    numbers = {"count": count, "base": base, "share": percent(count, base)}
    if numbers["share"] is None:
        return _("%(count)s of %(base)s") % numbers
    return _("%(count)s of %(base)s (%(share)s %%)") % numbers


def summary(round_: Round) -> dict[str, Any]:
    """The public page: what was asked, what was given, without a city."""
    run = run_of(round_)
    found = counted(round_, run) if run else None
    return {"round": round_, "report": build(round_, found, names=False) if found else None}


def build(round_: Round, found: Count, *, names: bool) -> Report:
    """The report in the reader's language; `names`: for officers, with the cities that are ranked last."""
    sections = [
        _asked(found),
        _cities(found),
        _waiting(found),
        _fair(found, names=names),
        _how(round_, found.run),
    ]
    kind = _("Report on a round of matching")
    return Report(
        title=round_.title,
        subtitle=kind,
        figures=_figures(found),
        sections=sections,
        warnings=_warnings(found),
        made_on=day(timezone.localdate()),
        notice=_notice(round_),
    )


def _notice(round_: Round) -> str:
    said = [_("Illustrative: these records were made for a demonstration.")] if round_.illustrative else []
    if round_.published_at is None:
        said.append(_("The round is not published yet. These are numbers of the last calculation."))
    return " ".join(said)


def _figures(found: Count) -> list[tuple[str, str]]:
    needs, asked = found.needs, found.wishes
    lines = [(str(needs.wanted), ngettext("need in the round", "needs in the round", needs.wanted))]

    def large(count: int) -> str:
        """In large letters a percentage stays on its line."""
        return share(count, asked.wanted).replace(" %", "\u00a0%")

    if asked.wanted:
        lines += [
            (large(asked.as_asked), _("of those who named a host or country got it as asked")),
            (large(asked.any_format), _("got it in any format")),
            (large(found.open_to_others), _("would accept another country or host")),
            (large(asked.served), _("got a host at all")),
        ]
    waits = ngettext("need waits for a later round", "needs wait for a later round", needs.waiting)
    return [*lines, (str(needs.waiting), waits)]


def _warnings(found: Count) -> list[str]:
    counts = Counter({code: tally.wanted for code, tally in found.countries.items()})
    return demand.warnings(demand.Wished(found.needs.wanted, counts, Counter()))


COLUMNS: list[Callable[[Tally], int]] = [
    lambda tally: tally.as_asked,
    lambda tally: tally.any_format,
    lambda tally: tally.served,
    lambda tally: tally.waiting,
]


def _row(label: str, tally: Tally) -> Row:
    cells = [Cell(str(tally.wanted), tally.wanted)]
    cells += [Cell(share(value(tally), tally.wanted), value(tally)) for value in COLUMNS]
    return Row(label, tuple(cells))


def _table(caption: str, head: str, rows: Iterable[tuple[str, Tally]]) -> Table:
    ordered = sorted(rows, key=lambda row: (-row[1].wanted, row[0]))
    columns = [_("Wanted"), _("As asked"), _("In any format"), _("Served at all"), _("Waiting")]
    return Table(caption, columns, [_row(label, tally) for label, tally in ordered], head=head)


def _asked(found: Count) -> Section:
    table = _table(
        _("By the country that was asked for"),
        _("Country asked for"),
        ((country_name(code), tally) for code, tally in found.countries.items()),
    )
    table.notes = [
        _("A wish is no promise of a place. A need that names two countries counts in both rows."),
        _(
            "As asked: a host that was named, with a place of its own or the only form that was asked for. "
            "In any format: that host or country, also together with other cities."
        ),
    ]
    empty = "" if found.countries else _("No need named a country or a host.")
    return Section(
        _("What was asked, and what was given"), tables=[table] if found.countries else [], empty=empty
    )


def _cities(found: Count) -> Section:
    regions = (
        (str(groups.REGIONS.get(code, "")) or _("Not known"), row) for code, row in found.regions.items()
    )
    sizes = (
        (str(SIZE_WORDS[size]) if size >= 0 else _("Not known"), tally) for size, tally in found.sizes.items()
    )
    named = ((str(groups.GROUP_WORDS[code]), tally) for code, tally in found.groups.items())
    tables = [
        _table(_("By region of the city"), _("Region"), regions),
        _table(_("By size of the city"), _("Size"), sizes),
    ]
    if found.groups:
        tables.append(_table(_("By group of countries"), _("Group"), named))
        tables[-1].notes = [_("A country can be in several groups.")]
    return Section(_("Whose needs they are"), tables=tables)


def _waiting(found: Count) -> Section:
    rows = [
        Row(words.in_words(words.WAITS, code), (Cell(str(count), count),))
        for code, count in found.codes.most_common()
    ]
    table = Table(_("Why needs wait"), [_("Needs")], rows, head=_("Reason"))
    return Section(_("Who waits"), tables=[table] if rows else [], empty="" if rows else _("Nobody waits."))


def _fair(found: Count, *, names: bool) -> Section:
    """Whether those who never had a host, least developed countries and small cities come last (MA8)."""
    first = found.first_time
    facts = [(_("Cities that never had a host before: served"), share(first.served, first.wanted))]
    labels = {
        "never": _("never had a host before"),
        "ldc": _("in a least developed country"),
        "small": str(SIZE_WORDS[SMALL]),
    }
    paragraphs = []
    if found.last_ranked and found.run.published_at is None:
        text = ngettext(
            "%(count)s need has no acceptable host. Look at those below before you publish.",
            "%(count)s needs have no acceptable host. Look at those below before you publish.",
            found.behind,
        )
        paragraphs.append(text % {"count": found.behind})
    for mark, label in labels.items():
        if cities := found.last_ranked.get(mark):
            facts.append((_("Ranked last: %(kind)s") % {"kind": label}, str(len(cities))))
            if names:
                paragraphs.append(
                    _("Ranked last, %(kind)s: %(cities)s")
                    % {"kind": label, "cities": with_semicolons(sorted(cities))}
                )
    return Section(_("Who was never served, or ranked last"), facts=facts, paragraphs=paragraphs)


def _how(round_: Round, run: Run) -> Section:
    rules = round_.rules
    facts = [
        (_("Acceptable from"), _("%(share)s %% of the best") % {"share": round(100 * rules["acceptable"])}),
        (_("Hosts on the list of each city"), str(rules["shortlist"])),
        (_("Version of the rules"), str(run.rules_version)),
        (_("Seed of the draws"), round_.seed),
        (_("Next round"), day(round_.next_on)),
    ]
    accepted = Match.objects.filter(round=round_, state__in=HOLDING).count()
    facts.append((_("Proposals that both sides have accepted so far"), str(accepted)))
    return Section(_("How it was decided"), facts=facts)
