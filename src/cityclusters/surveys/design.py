"""The design check of a survey: could answers point to a person, and does it call itself what it is?

Computed before the survey opens, from the list of those who will be asked (rule SU3), and once more at its
opening, from those who really came."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import product
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cityclusters.exchanges.models import Registration
from cityclusters.exchanges.results import attended
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.surveys.anonymity_words import find_claims
from cityclusters.surveys.audience import NOT_STATED, Attributes, audience_of
from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.refusals import SurveyRefused

MOST_SHOWN = 40  # small cells on the page
MOST_REMEDIES = 3
MOST_TRIALS = 300
# What may be asked instead, from nearly as fine to not at all.
COARSER = {
    "city": ("region", "country", ""),
    "region": ("country", ""),
    "country": ("",),
    "organisation": ("organisation_kind", ""),
    "organisation_kind": ("",),
    "post": ("post_group", ""),
    "post_group": ("",),
    "sex": ("",),
}
# Codes that people give to questions about themselves; such a question without its mark is pointed out.
TELLTALE = {
    "age", "city", "country", "email", "function", "gender", "institution", "job", "mail", "municipality",
    "name", "organisation", "organization", "phone", "place", "position", "post", "region", "role", "sex",
    "town",
}  # fmt: skip


@dataclass(frozen=True)
class Check:
    """What the check found. `small` are the groups under `k`: their words, attribute by attribute, and size.

    `unknown` says of how many people an attribute is not known (they count as a group of their own);
    `uncountable` and `suspect` are codes of questions; `claims` are [place, language] where the word
    "anonymous" stands although it may not; `missing` maps languages to codes of untranslated questions;
    `remedies` are sets of changes, attribute to what to ask instead ('' for: don't ask)."""

    k: int
    mode: str
    audience: int
    attended: bool
    attributes: list[str]
    groups: int = 0
    small: list[tuple[list[str], int]] = field(default_factory=list)
    small_count: int = 0
    unknown: dict[str, int] = field(default_factory=dict)
    uncountable: list[str] = field(default_factory=list)
    suspect: list[str] = field(default_factory=list)
    claims: list[tuple[str, str]] = field(default_factory=list)
    missing: dict[str, list[str]] = field(default_factory=dict)
    remedies: list[dict[str, str]] = field(default_factory=list)

    @property
    def can_be_anonymous(self) -> bool:
        """Whether nobody stands in a group of fewer than k."""
        return self.audience >= self.k and not self.small_count and not self.uncountable

    @property
    def passed(self) -> bool:
        """Whether the survey may open as it is."""
        return (self.mode != Survey.Mode.ANONYMOUS or self.can_be_anonymous) and not self.claims


def smallest_cell(survey: Survey) -> int:
    """k: the least number of people that a group may have; larger where a question is sensitive."""
    sensitive = survey.questions.filter(sensitive=True).exists()
    return settings.SMALL_CELL_SENSITIVE if sensitive else settings.SMALL_CELL


def expected_audience(survey: Survey) -> tuple[list[Registration], bool]:
    """Those who will be asked, and whether they are those who attended: before anybody has attended, all
    who have a seat."""
    related = ("person__place", "organisation__place")
    came = list(attended(survey.exchange).select_related(*related))
    if came:
        return came, True
    seats = survey.exchange.registrations.filter(state=Registration.State.CONFIRMED)
    return list(seats.select_related(*related)), False


def check_audience(survey: Survey, seats: Sequence[Registration], came: bool = True) -> Check:
    """The check of the survey for these people; writes nothing."""
    questions = list(survey.questions.all())
    asked = [question.asks_about for question in questions if question.asks_about in COARSER]
    attributes = list(dict.fromkeys(asked))
    people = audience_of(seats)
    k = smallest_cell(survey)
    cells = _cells(people, attributes)
    small = [(words, size) for words, size in cells if size < k] if attributes else []
    check = Check(
        k=k,
        mode=survey.mode,
        audience=len(people),
        attended=came,
        attributes=attributes,
        groups=len(cells),
        small=small[:MOST_SHOWN],
        small_count=len(small),
        unknown=_unknown(people, attributes),
        uncountable=[question.code for question in questions if question.asks_about == Question.Asks.OTHER],
        suspect=[q.code for q in questions if not q.asks_about and q.code.lower() in TELLTALE],
        missing=_missing(survey, questions),
        remedies=_remedies(people, attributes, k) if small else [],
    )
    may_claim = survey.is_anonymous and check.can_be_anonymous
    claims = [] if may_claim else find_claims(_texts(survey, questions))
    return Check(**{**vars(check), "claims": [tuple(claim) for claim in claims]})


def _cells(people: Sequence[Attributes], attributes: Sequence[str]) -> list[tuple[list[str], int]]:
    """How many people share each combination that occurs: (words, size), the smallest first."""
    keys = Counter(tuple(person.values[name] for name in attributes) for person in people)
    cells = [([words for _key, words in values], size) for values, size in keys.items()]
    return sorted(cells, key=lambda cell: (cell[1], cell[0]))


def _unknown(people: Sequence[Attributes], attributes: Sequence[str]) -> dict[str, int]:
    counts = {name: sum(person.values[name][0] == NOT_STATED for person in people) for name in attributes}
    return {name: count for name, count in counts.items() if count}


def _remedies(people: Sequence[Attributes], attributes: Sequence[str], k: int) -> list[dict[str, str]]:
    """The gentlest changes of what is asked after which every group has k people or more.

    Tried from the fewest and finest changes on; a set of changes that contains a smaller one that already
    suffices is left out."""
    if len(people) < k:
        return []
    choices = [[(name, "same"), *((name, other) for other in COARSER[name])] for name in attributes]
    trials = [dict(change for change in trial if change[1] != "same") for trial in product(*choices)]
    trials.sort(key=lambda change: (len(change), sum(COARSER[a].index(b) for a, b in change.items())))
    found: list[dict[str, str]] = []
    for change in trials[:MOST_TRIALS]:
        if len(found) == MOST_REMEDIES:
            break
        if not change or any(set(done.items()) <= set(change.items()) for done in found):
            continue
        asked = {change.get(name, name) for name in attributes} - {""}
        if all(size >= k for _words, size in _cells(people, sorted(asked))):
            found.append(change)
    return found


def _missing(survey: Survey, questions: Sequence[Question]) -> dict[str, list[str]]:
    missing: dict[str, list[str]] = {}
    for question in questions:
        question.survey = survey
        for language in question.languages_missing():
            missing.setdefault(language, []).append(question.code)
    return missing


def _texts(survey: Survey, questions: Sequence[Question]) -> list[tuple[str, dict[str, str]]]:
    """Everything that people will read, with the place where it stands."""
    texts: list[tuple[str, dict[str, str]]] = [("title", survey.title), ("intro", survey.intro)]
    for question in questions:
        parts = [question.texts, question.helps, question.low_label, question.high_label]
        parts += [option["texts"] for option in question.options]
        texts += [(question.code, part) for part in parts]
    return texts


@transaction.atomic
def check(survey: Survey, by: Person) -> Check:
    """Checks a survey that has not been opened, and keeps the result: passed, it is 'checked' and will open
    by itself; not passed, it stays or becomes a draft.

    Raises SurveyRefused: 'fixed' once it is open, 'no_questions' without questions."""
    row = Survey.objects.select_for_update().get(pk=survey.pk)
    row.must_be_editable()
    if not row.questions.exists():
        raise SurveyRefused("no_questions")
    seats, came = expected_audience(row)
    result = check_audience(row, seats, came)
    row.state = Survey.State.CHECKED if result.passed else Survey.State.DRAFT
    row.check_result = as_json(result)
    row.checked_at, row.checked_by = timezone.now(), by
    row.save(update_fields=["state", "check_result", "checked_at", "checked_by"])
    survey.refresh_from_db()
    record(by, "survey.checked", row, organisation=row.exchange.organiser, passed=result.passed)
    return result


def as_json(result: Check) -> dict[str, Any]:
    """The result as it is kept: plain values, without the words of the groups (they may name a person)."""
    kept = asdict(result)
    kept["small"] = [size for _words, size in result.small]
    kept["passed"] = result.passed
    return kept
