"""The design check of a survey: could answers point to a person, and does it call itself what it is?

Computed before the survey opens, from the list of those who will be asked (rule SU3), and once more at its
opening, from those who really came. The counting itself is `design_check`."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cityclusters.exchanges.models import Registration
from cityclusters.exchanges.results import attended
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.surveys.anonymity_words import find_claims
from cityclusters.surveys.audience import NOT_STATED, Audience, audience_of
from cityclusters.surveys.design_check import DesignCheck, check_design
from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.results import smallest_cell

MOST_SHOWN = 40  # small cells on the page
# What may be asked instead, from nearly as fine to not at all.
COARSER: dict[str, tuple[str, ...]] = {
    "city": ("region", "country"),
    "region": ("country",),
    "country": (),
    "organisation": ("organisation_kind",),
    "organisation_kind": (),
    "post": ("post_group",),
    "post_group": (),
    "sex": (),
}
# Codes that people give to questions about themselves; such a question without its mark is pointed out.
TELLTALE = {
    "age", "city", "country", "email", "function", "gender", "institution", "job", "mail", "municipality",
    "name", "organisation", "organization", "phone", "place", "position", "post", "region", "role", "sex",
    "town",
}  # fmt: skip


@dataclass(frozen=True)
class Check:
    """What the check found. `cells` is the count itself; `small` are its groups under k in words, attribute
    by attribute, with their sizes, the smallest first (at most MOST_SHOWN).

    `unknown` says of how many people an attribute is not known (they are a group of their own);
    `uncountable` and `suspect` are codes of questions; `claims` are (place, language) where the word
    "anonymous" stands although it may not; `missing` maps languages to codes of untranslated questions."""

    mode: str
    attended: bool
    cells: DesignCheck
    small: list[tuple[list[str], int]] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)
    uncountable: list[str] = field(default_factory=list)
    suspect: list[str] = field(default_factory=list)
    claims: list[tuple[str, str]] = field(default_factory=list)
    missing: dict[str, list[str]] = field(default_factory=dict)

    @property
    def can_be_anonymous(self) -> bool:
        """Whether nobody stands in a group of fewer than k, as far as it can be counted."""
        return self.cells.may_be_called_anonymous and not self.uncountable

    @property
    def passed(self) -> bool:
        """Whether the survey may open as it is."""
        return (self.mode != Survey.Mode.ANONYMOUS or self.can_be_anonymous) and not self.claims


def expected_audience(survey: Survey) -> tuple["QuerySet[Registration]", bool]:
    """Those who will be asked, and whether they are those who attended: before anybody has attended, all
    who have a seat."""
    came = attended(survey.exchange)
    if came.exists():
        return came, True
    return survey.exchange.registrations.filter(state=Registration.State.CONFIRMED), False


def check_audience(survey: Survey, seats: "QuerySet[Registration]", came: bool = True) -> Check:
    """The check of the survey for these people; writes nothing."""
    questions = list(survey.questions.all())
    asked = list(dict.fromkeys(q.asks_about for q in questions if q.asks_about in COARSER))
    audience = audience_of(seats)
    cells = check_design(audience.people, asked, k=smallest_cell(survey, questions), coarser=COARSER)
    check = Check(
        mode=survey.mode,
        attended=came,
        cells=cells,
        small=_in_words(cells, audience) if asked else [],
        unknown=_unknown(audience, asked),
        uncountable=[question.code for question in questions if question.asks_about == Question.Asks.OTHER],
        suspect=[q.code for q in questions if not q.asks_about and q.code.lower() in TELLTALE],
        missing=_missing(survey, questions),
    )
    if survey.is_anonymous and check.can_be_anonymous:
        return check
    claims = find_claims(_texts(survey, questions))
    return replace(check, claims=[(claim.place, claim.language) for claim in claims])


def _in_words(cells: DesignCheck, audience: Audience) -> list[tuple[list[str], int]]:
    """The small groups with words for their values."""
    return [
        ([audience.word(name, key) for name, key in zip(cells.asked, cell.values, strict=True)], cell.size)
        for cell in cells.small[:MOST_SHOWN]
    ]


def _unknown(audience: Audience, asked: Sequence[str]) -> dict[str, int]:
    counts = {name: sum(person[name] == NOT_STATED for person in audience.people) for name in asked}
    return {name: count for name, count in counts.items() if count}


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
    """The result as it is kept: counts and codes. The groups' values are left out: they may name people."""
    kept = asdict(replace(result, small=[]))
    cells = kept.pop("cells")
    kept |= {name: cells[name] for name in ("audience", "k", "asked", "cells")}
    kept["small"] = [size for _words, size in result.small]
    return {**kept, "passed": result.passed, "can_be_anonymous": result.can_be_anonymous}
