"""The questions that a dry run asks, one for all lines that ask the same, and the counts of its page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from cityclusters.exchanges.delegate_check import LEAVE, NEW, NONE, SAME_PERSON, WITHOUT
from cityclusters.exchanges.delegate_problems import advice_text, field_label, problem_text
from cityclusters.exchanges.models import DelegateList, DelegateRow, Registration
from cityclusters.people.fields import label as organisation_label
from cityclusters.people.models import Organisation
from cityclusters.places.models import Place

MOST_LINES = 12  # lines of a question that can be answered one by one


class Choice(NamedTuple):
    """A possible answer."""

    value: str
    label: str


@dataclass(slots=True)
class Question:
    """What the lines `lines` ask alike; `row` is the first of them, for its cells."""

    key: str
    code: str
    column: str
    value: str
    row: DelegateRow
    problem: Mapping[str, Any]
    lines: list[int] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is asked."""
        return problem_text(self.problem)

    @property
    def is_place(self) -> bool:
        """Whether another place can be searched for."""
        return self.column == "place"

    @property
    def single(self) -> list[tuple[int, str]]:
        """The lines that may be answered one by one, each with its key; few, and only for places."""
        if not self.is_place or not 1 < len(self.lines) <= MOST_LINES:
            return []
        return [(line, f"line|{line}|place") for line in self.lines]


class BadCell(NamedTuple):
    """A bad cell as the page and the download show it."""

    line: int
    column: str
    value: str
    reason: str
    advice: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What confirming would do; all are numbers of people but the organisations."""

    create: int
    match: int
    same: int
    bad: int
    written: int
    new_organisations: int
    known_organisations: int
    seats: int
    waiting: int

    @property
    def people(self) -> int:
        """Who would be registered."""
        return self.create + self.match


def questions(delegates: DelegateList) -> list[Question]:
    """The open questions, those with the most lines first. Three queries."""
    found: dict[str, Question] = {}
    for row in delegates.rows.filter(plan=DelegateRow.Plan.BAD):
        for problem in row.problems:
            key = problem.get("key")
            if key:
                value = row.values.get(problem["field"], "")
                new = Question(key, problem["code"], problem["field"], value, row, problem)
                found.setdefault(key, new).lines.append(row.line)
    _label_choices(found.values())
    return sorted(found.values(), key=lambda question: (-len(question.lines), question.lines[0]))


def _label_choices(asked: Iterable[Question]) -> None:
    """Turns the ids that a problem keeps into words for the reader."""
    ids = {choice for question in asked for choice in question.problem.get("choices", [])}
    places = Place.objects.filter(public_id__in=ids).in_bulk(field_name="public_id")
    rows = Organisation.objects.filter(public_id__in=ids).select_related("place")
    organisations = rows.in_bulk(field_name="public_id")
    words = {
        SAME_PERSON: _("It is the same person"),
        WITHOUT: _("It is another person, who has no e-mail address of her own"),
    }
    for question in asked:
        for value in question.problem.get("choices", []):
            if value in places:
                question.choices.append(Choice(value, places[value].label()))
            elif value in organisations:
                question.choices.append(Choice(value, organisation_label(organisations[value])))
            elif value in words:
                question.choices.append(Choice(value, words[value]))
        if question.is_place:
            question.choices.append(Choice(NONE, _("None of these: write the lines without a city")))
            question.choices.append(Choice(LEAVE, _("Leave these lines out")))
        if question.column == "organisation":
            question.choices.append(Choice(NEW, _("None of these: it is another organisation")))


def bad_cells(rows: Iterable[DelegateRow]) -> list[BadCell]:
    """All problems of the rows, in the order of the file."""
    return [
        BadCell(
            row.line,
            field_label(problem["field"]),
            row.values.get(problem["field"], ""),
            problem_text(problem),
            advice_text(problem),
            problem["blocks"],
        )
        for row in rows
        for problem in row.problems
    ]


def summary(delegates: DelegateList) -> Summary:
    """What confirming would do, or did. Five queries, whatever the number of lines."""
    rows = delegates.rows.all()
    plans = dict(rows.order_by().values_list("plan").annotate(Count("pk")))
    written = rows.exclude(written_at=None)
    planned = rows.filter(plan__in=DelegateRow.WRITTEN_PLANS)
    new = planned.exclude(new_organisation="").order_by().values("new_organisation", "place").distinct()
    known = planned.exclude(organisation=None).order_by().values("organisation").distinct()
    people = plans.get("create", 0) + plans.get("match", 0)
    seats = _free_seats(delegates, people)
    return Summary(
        create=plans.get("create", 0),
        match=plans.get("match", 0),
        same=plans.get("same", 0),
        bad=plans.get("bad", 0),
        written=written.count(),
        new_organisations=new.count(),
        known_organisations=known.count(),
        seats=seats,
        waiting=people - seats,
    )


def _free_seats(delegates: DelegateList, people: int) -> int:
    """How many of the people would get a seat now."""
    exchange = delegates.exchange
    if exchange.capacity is None:
        return people
    states = dict(exchange.registrations.order_by().values_list("state").annotate(Count("pk")))
    if states.get(Registration.State.WAITLISTED):
        return 0
    taken: int = states.get(Registration.State.CONFIRMED, 0)
    return max(0, min(people, exchange.capacity - taken))
