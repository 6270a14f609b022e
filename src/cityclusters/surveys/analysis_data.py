"""The plain data that goes into an analysis and comes out of it. No Django, no arithmetic.

Into it: `SurveyData`. Out of it: `Analysis`, a dictionary that is the JSON document of `cityclusters analyse`
as it stands, so that a page, an export and the command print the same numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

Kind = Literal["single", "multiple", "scale", "text"]
Mode = Literal["anonymous", "confidential", "identified"]

KINDS: tuple[Kind, ...] = ("single", "multiple", "scale", "text")
MODES: tuple[Mode, ...] = ("anonymous", "confidential", "identified")

NOT_STATED = "not_stated"
SMALLEST_CELL = 5
"""Default for k: a count between 0 and this is not published by group."""
SMALLEST_BASE_FOR_PERCENT = 10
SMALLEST_BASE_WITHOUT_WARNING = 20


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the analysis sees it: codes only, no words."""

    code: str
    kind: Kind
    options: tuple[str, ...] = ()
    """Codes of a single or multiple question, in the order of the questionnaire."""
    dont_know: frozenset[str] = frozenset()
    """Those of the options that mean "I don't know"; they stay in the base."""
    low: int = 1
    """Lowest step of a scale."""
    high: int = 5
    """Highest step of a scale."""

    @property
    def values(self) -> tuple[str, ...]:
        """The rows of this question's table: its options, or the steps of its scale as text."""
        if self.kind == "scale":
            return tuple(str(step) for step in range(self.low, self.high + 1))
        return self.options


@dataclass(frozen=True, slots=True)
class SurveyData:
    """A survey with its responses.

    A response is a mapping with `"answers"` and, where known, a text under the name that `by` gives
    (`{"sex": "female", "answers": {"expect": "yes", "where": ["CN"], "rating": 4}}`). In `answers`, a code
    that is absent was skipped, `None` was not asked (routed out). An empty list or a blank text chooses and
    says nothing: it is a skip. A response without the `by` value, or with a blank one, belongs to the group
    `not_stated`.
    """

    questions: tuple[Question, ...]
    responses: Sequence[Mapping[str, Any]]
    by: str | None = None
    k: int = SMALLEST_CELL
    mode: Mode = "anonymous"
    invited: int | None = None
    attended: int | None = None


class ResponseRate(TypedDict):
    """`count` of `base` people answered; `base_is` says who they are."""

    count: int
    base: int
    base_is: Literal["attended", "invited"]
    percent: int | None


class OptionCount(TypedDict):
    """How many chose an option. Each percentage is None where its base is under 10."""

    count: int
    percent: int | None
    """Of those who answered this question."""
    percent_of_respondents: NotRequired[int | None]
    """Multiple choice: of those who were asked, also if they skipped it."""
    percent_of_mentions: NotRequired[int | None]
    """Multiple choice: of all choices made; these shares do add to 100."""
    percent_of_opinions: NotRequired[int | None]
    """Where the question has a don't-know: of those who chose something else."""


class AudienceFloor(TypedDict):
    """What is known of the whole audience: at least this share of it chose the option."""

    base: int
    base_is: Literal["attended", "invited"]
    percent: dict[str, int | None]


class QuestionResult(TypedDict):
    """One question over everyone. `answered + skipped + not_asked` is the number of responses."""

    kind: Kind
    answered: int
    """The base of `percent`."""
    skipped: int
    not_asked: int
    options: NotRequired[dict[str, OptionCount]]
    opinions: NotRequired[int]
    """The base of `percent_of_opinions`."""
    respondents: NotRequired[int]
    """The base of `percent_of_respondents`: answered + skipped."""
    mentions: NotRequired[int]
    """The base of `percent_of_mentions`."""
    adds_to_more_than_100: NotRequired[bool]
    audience_floor: NotRequired[AudienceFloor]
    mean: NotRequired[float | None]
    median: NotRequired[float | None]
    distribution: NotRequired[dict[str, int]]


class ByTable(TypedDict):
    """One question by group. A hidden number is None; `cells` is empty where no cell may be printed.

    A cell counts the people of the group who gave this answer. For a multiple choice a person stands in
    every row she chose, so the cells of a column add to more than its total.
    """

    groups: list[str]
    cells: dict[str, dict[str, int | None]]
    row_totals: dict[str, int]
    column_totals: dict[str, int | None]
    """People of the group who answered this question (never mentions)."""
    column_totals_are: Literal["people_who_answered"]
    total: int
    suppressed: list[list[str]]
    """Hidden cells as [option, group]."""
    audit: dict[str, list[int]]
    """For each hidden cell ("option/group") the least and the greatest count that fit everything printed."""
    column_percents: NotRequired[dict[str, dict[str, int | None]]]
    """Of the group's people who answered; None where the cell is hidden or that base is under 10."""
    fewest_hidden: NotRequired[bool]
    """True if the search proved that no pattern hides fewer cells; False if it stopped before."""
    withheld: NotRequired[str]
    """Why no cells are printed: the code of the notice that says so."""
    merged_options: NotRequired[dict[str, list[str]]]
    """Only in a regrouped table: what a row like "1+2" is made of."""
    merged_groups: NotRequired[dict[str, list[str]]]
    """Only in a regrouped table: what a column like "male+not_stated" is made of."""
    regrouped: NotRequired["ByTable"]
    """Where no cells are printed: a coarser table that may be, if there is one."""


class Notice(TypedDict):
    """A warning for machines; pages translate it by its code. See `analysis_words` for the codes."""

    code: str
    question: NotRequired[str]
    base: NotRequired[int]
    count: NotRequired[int]
    percent: NotRequired[int | None]
    k: NotRequired[int]
    groups: NotRequired[list[str]]
    options: NotRequired[list[str]]


class Analysis(TypedDict):
    """The whole result; JSON-ready."""

    responses: int
    response_rate: ResponseRate | None
    questions: dict[str, QuestionResult]
    by: NotRequired[dict[str, ByTable]]
    warnings: list[str]
    """The notices as plain English sentences, in the same order."""
    notices: list[Notice]
