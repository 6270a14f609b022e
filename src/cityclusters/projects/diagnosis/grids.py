"""The four grids: which columns each has, and the codes that may stand in them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from cityclusters.projects.models import ChainStep, GridRow, Hearing
from cityclusters.projects.models.diagnosis import Heard, NeedKind, Share

Grid = GridRow.Grid


class Column(NamedTuple):
    """One column: the field of `GridRow`, its heading here, how it is typed (`text`, `choice`, `hours`,
    `count`, `rank`), its codes with words, whether a row needs it, and a hint for who fills it in."""

    name: str
    words: Any
    typed: str = "text"
    choices: tuple[tuple[str, Any], ...] = ()
    needed: bool = False
    hint: Any = ""


class GridKind(NamedTuple):
    """A grid: its columns, the question it answers, and the item of the checklist that asks for it."""

    code: str
    words: Any
    question: Any
    item: str
    columns: tuple[Column, ...]


SHARES = tuple(Share.choices)
HEARD = tuple(Heard.choices)
SPHERES = (
    ("production", _("Work for the market")),
    ("care", _("Care and household")),
    ("community", _("Community work")),
)
RESOURCES = (
    ("land", _("Land")),
    ("equipment", _("Equipment")),
    ("credit", _("Credit")),
    ("training", _("Training")),
    ("market", _("Market")),
    ("information", _("Information")),
    ("phone", _("Telephone")),
    ("transport", _("Transport")),
    ("income", _("Income earned")),
    ("account", _("Bank account or mobile wallet")),
    ("time", _("Own time")),
    ("other", _("Something else")),
)
POWERS = (
    ("leads", _("Leads a firm, an association or an institution")),
    ("signs", _("Signs and represents")),
    ("decides", _("Decides in the household or the group")),
    ("heard", _("Is heard")),
    ("norm", _("Rule, custom or law")),
    ("other", _("Something else")),
)
NEEDS = tuple((code, words) for code, words in NeedKind.choices if code)
NAME = "name"
FIRST = _("1 is the most pressing. Leave it empty where it was not named.")
TAIL = (
    Column("note", _("Note")),
    Column(
        "source", _("Source"), hint=_("For example: group discussion with 14 women, Dodowa, 12 March 2020")
    ),
)
WHO_SAYS = Column("heard", _("Who says so"), "choice", HEARD)

GRIDS: dict[str, GridKind] = {
    Grid.LABOUR: GridKind(
        Grid.LABOUR,
        Grid.LABOUR.label,
        _("Who does which task, paid or unpaid, how many hours, in which season?"),
        "GM12",
        (
            Column(NAME, _("Task"), needed=True),
            Column("kind", _("Kind of work"), "choice", SPHERES),
            Column("share", _("Who does it"), "choice", SHARES, needed=True),
            Column("paid", _("Paid or unpaid"), "choice", tuple(GridRow.Paid.choices)),
            Column("women_hours", _("Hours a week, each woman"), "hours"),
            Column("men_hours", _("Hours a week, each man"), "hours"),
            Column("season", _("Season")),
            Column("ages", _("Ages")),
            WHO_SAYS,
            *TAIL,
        ),
    ),
    Grid.ACCESS: GridKind(
        Grid.ACCESS,
        Grid.ACCESS.label,
        _("Who may use it, and who decides about it? The two are often different people."),
        "GM14",
        (
            Column(NAME, _("Resource"), needed=True),
            Column("kind", _("Kind of resource"), "choice", RESOURCES),
            Column("share", _("Who may use it"), "choice", SHARES, needed=True),
            Column("control", _("Who decides about it"), "choice", SHARES, needed=True),
            WHO_SAYS,
            *TAIL,
        ),
    ),
    Grid.POWER: GridKind(
        Grid.POWER,
        Grid.POWER.label,
        _("Who leads, signs, decides and is heard? Which rules and customs stand behind it?"),
        "GM16",
        (
            Column(NAME, _("Decision or post"), needed=True),
            Column("kind", _("Kind of power"), "choice", POWERS),
            Column("share", _("Who decides"), "choice", SHARES, needed=True),
            Column("female", _("Women in this post"), "count"),
            Column("male", _("Men in this post"), "count"),
            Column("other", _("Another answer"), "count"),
            Column("not_stated", _("Not stated"), "count"),
            WHO_SAYS,
            *TAIL,
        ),
    ),
    Grid.NEEDS: GridKind(
        Grid.NEEDS,
        Grid.NEEDS.label,
        _("What do women see as the problem, what do men? Each list has its own order."),
        "GM18",
        (
            Column(NAME, _("Problem or need"), needed=True),
            Column("kind", _("Practical or strategic"), "choice", NEEDS),
            Column("women_rank", _("Women's rank"), "rank", hint=FIRST),
            Column("men_rank", _("Men's rank"), "rank", hint=FIRST),
            *TAIL,
        ),
    ),
}


def column(grid: str, name: str) -> Column:
    """The column of a grid by its name. Raises KeyError."""
    return {one.name: one for one in GRIDS[grid].columns}[name]


CHAIN = "steps"
CHAIN_COLUMNS = (
    Column(NAME, _("What is done here"), needed=True),
    Column("kind", _("Kind of step"), "choice", tuple(ChainStep.Kind.choices), needed=True),
    Column("who", _("Who works here")),
    Column("female", _("Women"), "count"),
    Column("male", _("Men"), "count"),
    Column("other", _("Another answer"), "count"),
    Column("not_stated", _("Not stated"), "count"),
    Column("home_based", _("Partly at home or unpaid"), "yes"),
    Column("source", _("Source")),
)


def columns_of(kind: str) -> tuple[Column, ...]:
    """The columns of a grid, or of the value chain. Raises KeyError."""
    return CHAIN_COLUMNS if kind == CHAIN else GRIDS[kind].columns


def word(grid: str, name: str, code: str) -> str:
    """The words of a code in a column; '' for an empty one, the code itself where nobody knows it."""
    if not code:
        return ""
    return str(dict(column(grid, name).choices).get(code, code))


def shown(row: Mapping[str, Any], one: Column) -> str:
    """What stands in the cell of a row (as `freezing.row_of` gives it), for people; '' where empty."""
    value = row.get(one.name)
    if value is None or value == "":
        return ""
    return word(str(row["grid"]), one.name, str(value)) if one.typed == "choice" else str(value)


def how_words(code: str) -> str:
    """How people were heard, in words."""
    return str(dict(Hearing.How.choices).get(code, code))
