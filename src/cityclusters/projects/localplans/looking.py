"""Which texts of a local plan visitors would read, and which of them may tell of one person (rule LP1).

The same look is taken before publication, when it names the words, and again whenever a visitor reads: a text
that was changed since and holds such words is not shown until somebody has looked at it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cityclusters.projects.localplans.telling import Found, Kind, findings
from cityclusters.projects.models import Action, LocalPlan, Objective, Plan, Project

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS = {
    Kind.EMAIL: _("e-mail address"),
    Kind.PHONE: _("phone number"),
    Kind.NUMBER: _("number of a document or an account"),
    Kind.STREET: _("address"),
    Kind.DAY: _("full date"),
    Kind.AGE: _("age"),
    Kind.NAME: _("perhaps a name"),
}
TEXTS = {
    "drivers": (_("Driver"), ("statement",), ("source",)),
    "institutions": (_("Institution"), ("does",), ("source",)),
    "consultations": (_("Consultation"), ("form", "said", "changed"), ()),
    "finance": (_("Source of money"), ("name",), ()),
    "report_counts": (_("Yearly count"), ("what",), ("source",)),
    "reviews": (_("Review"), ("found", "changes"), ()),
}
OF_PLAN = (
    ("legal_base", False), ("legal_source", True), ("cost_statement", False), ("cost_source", True),
    ("act_title", True), ("act_source", True), ("claim", False), ("claim_source", True),
)  # fmt: skip


class Told(NamedTuple):
    """A text, what it is, and where it is changed."""

    what: "StrOrPromise"
    text: str
    is_source: bool
    url: str


class Hit(NamedTuple):
    """A text with words that may tell of one person."""

    told: Told
    found: list[Found]


class Look:
    """Looks at texts of one plan; knows the names of its places and institutions and the cleared words."""

    def __init__(self, project: Project, plan: LocalPlan | None) -> None:
        self.known = list(_names(project))
        self.cleared = frozenset(plan.cleared if plan else [])

    def at(self, text: str, *, is_source: bool = False) -> list[Found]:
        """What in the text may tell of one person."""
        found = findings(text, self.known, is_source=is_source) if text else []
        return [one for one in found if one.kind is not Kind.NAME or one.words not in self.cleared]

    def fine(self, text: str, *, is_source: bool = False) -> bool:
        """Whether visitors may read it."""
        return not self.at(text, is_source=is_source)


def _names(project: Project) -> Iterator[str]:
    """Names that are no person's: of the place, its country and the lead; no query where they are at hand."""
    if project.place is not None:
        yield project.place.label()
        yield project.place.name
    yield from _words(project.lead.names)


def _words(texts: Mapping[str, str]) -> Iterable[str]:
    return (text for language, text in texts.items() if language != "_")


def texts_of(project: Project, plan: LocalPlan) -> list[Told]:
    """All texts of it that visitors would read; eleven queries for any number."""
    home = reverse("projects:local", args=[project.public_id])
    basis = reverse("projects:local-basis", args=[project.public_id])
    made = [Told(_("Title"), text, False, home) for text in _words(project.title)]
    made += [Told(_("What it is about"), text, False, home) for text in _words(project.summary)]
    for name, is_source in OF_PLAN:
        made.append(Told(_label(plan, name), getattr(plan, name), is_source, basis))
    for name, (what, fields, sources) in TEXTS.items():
        for row in getattr(project, name).all():
            url = reverse("projects:local-change", args=[project.public_id, row.public_id])
            made += [Told(what, getattr(row, field), False, url) for field in fields]
            made += [Told(what, getattr(row, field), True, url) for field in sources]
    made += _of_actions(project)
    return [told for told in made if told.text]


def _label(plan: LocalPlan, name: str) -> str:
    return str(plan._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]


def _of_actions(project: Project) -> Iterator[Told]:
    """Objectives, actions and who answers for them, in the draft and in the version in force; indicators."""
    url = reverse("projects:project", args=[project.public_id])
    states = [Plan.State.DRAFT, Plan.State.IN_FORCE]
    for text in Objective.objects.filter(plan__project=project, plan__state__in=states).values_list(
        "text", flat=True
    ):
        yield Told(_("Objective"), text, False, url)
    rows = Action.objects.filter(objective__plan__project=project, objective__plan__state__in=states)
    for title, owner in rows.values_list("title", "owner"):
        yield Told(_("Action"), title, False, url)
        yield Told(_("Who answers for it"), owner, False, url)
    for name, source in project.indicators.values_list("name", "source"):
        yield Told(_("Indicator"), name, False, url)
        yield Told(_("Indicator"), source, True, url)


def hits(project: Project, plan: LocalPlan) -> list[Hit]:
    """The texts that keep it from being published, with the words found."""
    look = Look(project, plan)
    looked = [Hit(told, look.at(told.text, is_source=told.is_source)) for told in texts_of(project, plan)]
    return [hit for hit in looked if hit.found]


def clearable(found: Iterable[Hit]) -> list[str]:
    """The words that may be cleared, each once: those that look like names."""
    words = [one.words for hit in found for one in hit.found if one.kind is Kind.NAME]
    return list(dict.fromkeys(words))
