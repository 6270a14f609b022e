"""The parts of a practice that are written one by one: what each is called, and why it helps."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, cast

from django.utils.translation import gettext_lazy as _

from cityclusters.core.private_data import holds_private_data
from cityclusters.practices.models import Practice
from cityclusters.practices.models.choices import SECTIONS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words


class Part(NamedTuple):
    """A part with a form of its own: `text` is one text, else it has fields or rows."""

    key: str
    label: "Words"
    why: "Words"
    text: bool = False


def _text(key: str, why: "Words") -> Part:
    return Part(key, cast("Words", SECTIONS[key][0]), why, text=True)


STORY: tuple[Part, ...] = (
    Part("basics", _("Title, place and owner"), _("So that others find it.")),
    _text("done", _("The heart of it.")),
    _text("result", _("This is what others look for first.")),
    _text("failed", _("Nobody is blamed here. What went wrong often helps others more than what went well.")),
)
HELP: tuple[Part, ...] = (
    Part("steps", _("Step by step"), _("Others can tick the steps off, one by one.")),
    Part("results", _("Results with their sources"), _("A number with its source is believed.")),
    _text("replication", _("Where would it not work? This saves others a detour.")),
    _text("budget", _("The first question of every mayor. A rough sum is enough.")),
    _text("gender", _("The same measure may do different things to women and to men.")),
)
WHOLE: tuple[Part, ...] = (
    _text("challenge", _("Others see whether their situation is like yours.")),
    _text("benefits", _("It shows whom you reached.")),
    _text("innovation", _("What is new is worth a second look.")),
    _text("ownership", _("What people carry themselves goes on.")),
    _text("sustainability", _("Others ask what happens when the money ends.")),
    _text("inclusion", _("Who is easily forgotten can be reached: show how.")),
    _text("environment", _("It is often a benefit that nobody planned.")),
    _text("south_south", _("It shows how cities learn from each other.")),
)
FACTS: tuple[Part, ...] = (
    Part("tags", _("Themes and goals"), _("It then stands in the right lists.")),
    Part("time", _("Since when, and does it still run?"), _("Others see how far you have come.")),
    Part(
        "partners", _("Partners"), _("Companies, religious and community groups made it possible: name them.")
    ),
    Part("places", _("More places"), _("If it was done in several places.")),
    Part("links", _("Links"), _("A film, a decree, a report: with their rights.")),
    _text("contact", _("So that another city can ask.")),
)
LAST: tuple[Part, ...] = (
    Part("level", _("What kind of lesson it is"), _("A lesson that failed is welcome, too.")),
    Part("licence", _("What others may do with the text"), _("Needed before it is published.")),
)
GROUPS: "tuple[tuple[Words, tuple[Part, ...]], ...]" = (
    (_("What you tell"), STORY),
    (_("What helps others most"), HELP),
    (_("The whole story"), WHOLE),
    (_("Facts"), FACTS),
    (_("Before it is published"), LAST),
)
PARTS: dict[str, Part] = {part.key: part for _head, parts in GROUPS for part in parts}
# Without these, one is warned before submitting (rule PR6), and may submit all the same.
WARNED: "dict[str, Words]" = {
    "budget": _("Nothing is said on budget and funding."),
    "replication": _("Nothing is said on where it would not work, and what others must adapt."),
    "gender": _("Nothing is said on what it does to women and to men."),
}
NEEDED = ("done", "result")  # without these, it can't be submitted


class Row(NamedTuple):
    """A part in the overview: whether anything stands in it."""

    part: Part
    filled: bool


class Overview(NamedTuple):
    """All parts in their groups, and how many are filled."""

    groups: "list[tuple[Words, list[Row]]]"
    filled: int
    total: int

    @property
    def missing(self) -> int:
        """How many are empty."""
        return self.total - self.filled


def filled(practice: Practice) -> set[str]:
    """Keys of the parts in which something stands. Six queries."""
    found = {"basics", "level"}
    found |= set(practice.sections.exclude(text="").values_list("key", flat=True))
    rows = {
        "steps": practice.steps,
        "results": practice.results,
        "partners": practice.partners,
        "links": practice.links,
        "places": practice.more_places,
    }
    found |= {key for key, manager in rows.items() if manager.exists()}
    if practice.started or practice.status:
        found.add("time")
    if practice.sdg_targets or practice.audiences or practice.themes.exists():
        found.add("tags")
    if practice.licence:
        found.add("licence")
    return found


def overview(practice: Practice) -> Overview:
    """What is filled and what is missing."""
    done = filled(practice)
    groups = [(head, [Row(part, part.key in done) for part in parts]) for head, parts in GROUPS]
    return Overview(groups, len(done & PARTS.keys()), len(PARTS))


def missing(practice: Practice, keys: tuple[str, ...]) -> list[Part]:
    """Those of the text parts in which nothing stands."""
    texts = dict(practice.sections.filter(key__in=keys).values_list("key", "text"))
    return [PARTS[key] for key in keys if not texts.get(key, "").strip()]


def private(practice: Practice) -> list[Part]:
    """The parts that name an address or a number of a person (rule SA8). The part for the contact is there
    for that, and is left out."""
    texts = dict(practice.sections.exclude(key="contact").values_list("key", "text"))
    texts["basics"] = f"{practice.title}\n{practice.summary}"
    texts["steps"] = _lines(practice.steps.values_list("title", "text"))
    texts["results"] = _lines(practice.results.values_list("statement", "value", "unit", "period", "source"))
    return [part for key, part in PARTS.items() if holds_private_data(texts.get(key, ""))]


def _lines(rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join("\n".join(row) for row in rows)


def neighbours(key: str) -> tuple[Part | None, Part | None]:
    """The parts before and after it, in the order of the overview."""
    keys = list(PARTS)
    at = keys.index(key)
    before = PARTS[keys[at - 1]] if at else None
    return before, PARTS[keys[at + 1]] if at + 1 < len(keys) else None
