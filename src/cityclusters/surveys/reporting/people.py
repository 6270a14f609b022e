"""Who registered, attended and answered, by sex, post, country and kind of organisation; speakers by sex.

Each column is protected by itself: numbers under k are hidden with as many others as it takes, because the
total stands under the column. The numbers of respondents by sex come from the analysis, which protects them
together with the survey's tables; an anonymous survey knows no country and no organisation."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import number
from cityclusters.core.texts import pick
from cityclusters.exchanges.balance import LEAST_PERCENT, Balance
from cityclusters.exchanges.models import Contributor, Exchange, Registration
from cityclusters.exchanges.origins import protected
from cityclusters.exchanges.results import ATTENDED, shares
from cityclusters.people.models import Organisation, Person
from cityclusters.places.countries import country_name
from cityclusters.surveys.analysis_data import NOT_STATED, Analysis
from cityclusters.surveys.audience import post_group
from cityclusters.surveys.reporting.parts import Cell, Row, Section, Table
from cityclusters.surveys.reporting.words import group_name
from cityclusters.surveys.results import ANSWERED, EVERYBODY

SPEAKING = (
    Contributor.Role.SPEAKER,
    Contributor.Role.TRAINER,
    Contributor.Role.PANELLIST,
    Contributor.Role.MODERATOR,
)
Key = Callable[[Registration], str]


def _sex(seat: Registration) -> str:
    return seat.person.sex or NOT_STATED


def _country(seat: Registration) -> str:
    place = seat.organisation.place if seat.organisation else None
    return place.country_id if place else ""


def _kind(seat: Registration) -> str:
    return seat.organisation.kind if seat.organisation else ""


def _post(seat: Registration) -> str:
    return post_group(seat.post)


def _post_name(group: str) -> str:
    """The rank in words; a person's own title is never printed, it would name her."""
    names = {
        "head": _("Mayors and other heads of an authority"),
        "deputy": _("Deputies"),
        "other": _("Other posts"),
    }
    return names.get(group, _("No post stated"))


def people_section(exchange: Exchange, analysis: Analysis | None) -> Section:
    """Four tables: by sex, by post as of the exchange, by country of the organisation, by its kind."""
    seats = list(
        exchange.registrations.select_related("person", "organisation__place").filter(
            state=Registration.State.CONFIRMED
        )
    )
    states = {key: share.state(exchange.participation_share) for key, share in shares(exchange).items()}
    came = [seat for seat in seats if states.get(seat.pk) == ATTENDED]
    kinds = dict(Organisation.Kind.choices)
    none = _("No organisation")
    by_sex = _table(_("By sex, as stated"), seats, came, _sex, group_name)
    if analysis is not None:
        _add_answered(by_sex, analysis)
    return Section(
        title=_("Who took part"),
        tables=[
            by_sex,
            _table(_("By post"), seats, came, _post, _post_name),
            _table(
                _("By country of the organisation"),
                seats,
                came,
                _country,
                lambda c: country_name(c) if c else none,
            ),
            _table(_("By kind of organisation"), seats, came, _kind, lambda kind: str(kinds.get(kind, none))),
        ],
        paragraphs=[
            _(
                "Attended means present for at least %(share)s %% of the minutes of all sessions. A number "
                "under %(k)s is not shown, nor any other number from which it could be worked out."
            )
            % {"share": exchange.participation_share, "k": settings.SMALL_CELL}
        ],
        empty="" if seats else _("Nobody is registered yet."),
    )


def _column(counts: Counter[str], keys: Sequence[str]) -> list[Cell]:
    hidden = protected(dict(counts), settings.SMALL_CELL)
    return [
        Cell("", hidden=True) if key in hidden else Cell(number(counts[key]), counts[key]) for key in keys
    ]


def _table(
    caption: str,
    seats: Iterable[Registration],
    came: Iterable[Registration],
    key: Key,
    name: Callable[[str], str],
) -> Table:
    registered, attended = Counter(map(key, seats)), Counter(map(key, came))
    keys = sorted(registered | attended, key=lambda k: (k in ("", NOT_STATED), name(k)))
    columns = [_column(registered, keys), _column(attended, keys)]
    rows = [Row(name(k), tuple(column[index] for column in columns)) for index, k in enumerate(keys)]
    totals = [registered.total(), attended.total()]
    rows.append(Row(_("Total"), tuple(Cell(number(total), total) for total in totals)))
    return Table(caption, [_("Registered"), _("Attended")], rows, head=_("Group"))


def _add_answered(table: Table, analysis: Analysis) -> None:
    """The column of respondents, as the analysis allows it."""
    split = analysis.get("by", {}).get(EVERYBODY)
    if split is None:
        return
    known = {group_name(group): group for group in split["groups"]}
    cells: dict[str, Cell] = {}
    for label, group in known.items():
        count = split["cells"].get(ANSWERED, {}).get(group)
        cells[label] = Cell("", hidden=True) if count is None else Cell(number(count), count)
    zero, total = Cell("0", 0), Cell(number(analysis["responses"]), analysis["responses"])
    body, last = table.rows[:-1], table.rows[-1]
    extra = [label for label in known if label not in {row.label for row in body}]
    body += [Row(label, (zero, zero)) for label in extra]
    table.rows = [Row(row.label, (*row.cells, cells.get(row.label, zero))) for row in body]
    table.rows.append(Row(last.label, (*last.cells, total)))
    table.columns = [*table.columns, _("Answered the survey")]


def balance_of(exchange: Exchange) -> Balance:
    """Distinct confirmed speakers, trainers, panellists and moderators by sex as stated (E7)."""
    rows = exchange.contributors.filter(role__in=SPEAKING, state=Contributor.State.CONFIRMED)
    seen = {
        row.person_id or f"post:{row.organisation_id}:{row.post}:{row.pk}": row
        for row in rows.select_related("person")
    }
    sexes = Counter(
        (row.person.sex if row.person and row.person.sex else row.sex) or "" for row in seen.values()
    )
    return Balance(
        female=sexes[Person.Sex.FEMALE],
        male=sexes[Person.Sex.MALE],
        other=sexes[Person.Sex.OTHER],
        undisclosed=sexes[Person.Sex.UNDISCLOSED],
        not_stated=sexes[""],
    )


def speakers_section(exchange: Exchange) -> Section:
    """Speakers by sex as they stated it; nobody's is guessed, and a recorded message is counted apart."""
    balance = balance_of(exchange)
    counts = [
        ("female", balance.female),
        ("male", balance.male),
        ("other", balance.other),
        ("undisclosed", balance.undisclosed),
        (NOT_STATED, balance.not_stated),
    ]
    rows = [Row(group_name(key), (Cell(number(count), count),)) for key, count in counts]
    rows.append(Row(_("Total"), (Cell(number(balance.total), balance.total),)))
    facts = [(_("Recorded messages (not speakers)"), number(exchange.messages.count()))]
    section = Section(
        title=_("Speakers, trainers and moderators"),
        tables=[Table(_("By sex, as they stated it"), [_("People")], rows, head=_("Group"))],
        facts=facts,
        empty="" if balance.total else _("No speaker is confirmed yet."),
    )
    if balance.warning:
        section.paragraphs.append(
            _("Fewer than %(least)s %% of either women or men among those who stated their sex.")
            % {"least": LEAST_PERCENT}
        )
    return section


def quotes_section(exchange: Exchange) -> Section | None:
    """What was said, each with the post and organisation of whoever said it (seed item B12); None without."""
    quotes = exchange.quotes.filter(withdrawn_at=None).select_related("organisation")
    said = [
        _("“%(words)s” %(post)s, %(organisation)s")
        % {
            "words": pick(quote.text).text,
            "post": quote.post,
            "organisation": pick(quote.organisation.names).text,
        }
        for quote in quotes
    ]
    return Section(title=_("In their own words"), paragraphs=said) if said else None
