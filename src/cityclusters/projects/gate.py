"""The gate of a plan (rules CO2, CO3 and CO4): what keeps it from being endorsed. Pure; no Django.

    verdict = judge(Plan(findings, objectives, actions, indicators))
    verdict.result                  # "pass" or "blocked"
    verdict.errors                  # what blocks; verdict.warnings is what the report prints

It follows the chain finding -> objective -> funded action -> indicator with baseline and target by sex. A
half-written plan is judged like any other, so that a page can answer while somebody types.

Also the verb `cityclusters gate FILE`.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple, TypedDict, TypeVar

from cityclusters.core.engine_input import (
    InputError,
    a_choice,
    a_code,
    a_list,
    a_truth,
    a_whole_number,
    an_object,
    kind_of,
    quoted,
)

DOMAINS = ("labour", "access_control", "power_responsibility", "needs_perception")
"""The four questions of the diagnosis; each needs a finding."""
OTHER_DOMAIN = "other"
PEOPLE = "people"
SEXES = ("female", "male")
STATED = (*SEXES, "other")
"""What a person can state; a share of women is taken of these."""
SIDES = (*STATED, "not_stated")

Number = int | float
BySex = Mapping[str, Number]
Result = Literal["pass", "blocked"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement of the diagnosis; `by_sex` when women and men were asked apart."""

    id: str
    domain: str
    source: str = ""
    by_sex: bool = False


@dataclass(frozen=True, slots=True)
class Objective:
    """What is to change; `finding` is the id of what it answers."""

    id: str
    gender: bool = False
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A step towards an objective; funded is a budget above zero."""

    id: str
    objective: str | None = None
    budget: Number | None = None
    owner: str = ""
    due: date | None = None
    engages_men: bool = False

    @property
    def stands(self) -> bool:
        """Funded, owned and dated."""
        return bool(self.budget and self.budget > 0 and self.owner.strip() and self.due)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted; only those whose unit is people are asked by sex."""

    id: str
    unit: str
    target: Number | None = None
    target_by_sex: BySex | None = None
    baseline_by_sex: BySex | None = None
    baseline_due: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SingleSex:
    """A plan for one sex alone, for example of a cooperative of women, and why."""

    sex: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the gate looks at."""

    findings: Collection[Finding] = ()
    objectives: Collection[Objective] = ()
    actions: Collection[Action] = ()
    indicators: Collection[Indicator] = ()
    single_sex: SingleSex | None = None
    men_reason: str = ""


Item = TypeVar("Item", Finding, Objective, Action, Indicator)


class Remark(NamedTuple):
    """One line of the verdict: the code, what it is about (an id, a domain, a key of the plan), and words."""

    code: str
    about: str
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says."""

    errors: list[Remark]
    warnings: list[Remark]

    @property
    def result(self) -> Result:
        """Warnings don't block."""
        return "blocked" if self.errors else "pass"


class GateResult(TypedDict):
    """The verb's output."""

    result: Result
    errors: list[list[str]]
    warnings: list[list[str]]


def judge(plan: Plan) -> Verdict:
    """The verdict on this plan, its remarks in the order of the plan."""
    errors = [
        *_of_diagnosis(plan.findings),
        *_of_objectives(plan),
        *(remark for indicator in plan.indicators for remark in _of_indicator(indicator, plan.single_sex)),
        *_of_single_sex(plan.single_sex),
    ]
    warnings = [remark for indicator in plan.indicators for remark in _warned(indicator, plan.single_sex)]
    if not any(action.engages_men for action in plan.actions) and not plan.men_reason.strip():
        missing = Remark("G7", "men_reason", "no action engages men and no reason is given")
        (warnings if plan.single_sex else errors).append(missing)
    return Verdict(errors, warnings)


def _of_diagnosis(findings: Collection[Finding]) -> Iterable[Remark]:
    covered = {finding.domain for finding in findings if finding.source.strip() and finding.by_sex}
    for domain in DOMAINS:
        if domain not in covered:
            yield Remark("G1", domain, "no finding with a source and by sex")


def _of_objectives(plan: Plan) -> Iterable[Remark]:
    """G6 is about the actions of gender objectives: where there is none, G2 has said it already."""
    known = {finding.id for finding in plan.findings}
    gender = {objective.id for objective in plan.objectives if objective.gender}
    if not any(objective.gender and objective.finding in known for objective in plan.objectives):
        yield Remark("G2", "objectives", "no gender objective traced to a finding")
    if gender and not any(action.stands for action in plan.actions if action.objective in gender):
        yield Remark("G6", "actions", "no action of a gender objective is funded, owned and dated")


def _of_indicator(indicator: Indicator, single_sex: SingleSex | None) -> Iterable[Remark]:
    """An indicator with nothing by sex gets one line, not two: its baseline is asked with its targets."""
    if indicator.unit != PEOPLE:
        return
    asked = (single_sex.sex,) if single_sex else SEXES
    targets, baseline = indicator.target_by_sex or {}, indicator.baseline_by_sex or {}
    if missing := [sex for sex in asked if sex not in targets]:
        yield Remark("G3", indicator.id, f"lacks a target by sex ({', '.join(missing)})")
    unbroken = not targets and not baseline
    lacking = [sex for sex in asked if sex not in baseline]
    if lacking and indicator.baseline_due is None and not unbroken:
        words = f"lacks a baseline by sex ({', '.join(lacking)}) and a date when it will have one"
        yield Remark("G4", indicator.id, words)
    total = sum(targets.values())
    if not missing and indicator.target is not None and total != indicator.target:
        words = f"targets by sex do not add up: {total}, not {indicator.target}"
        yield Remark("G5", indicator.id, words)


def _of_single_sex(single_sex: SingleSex | None) -> Iterable[Remark]:
    if single_sex and not single_sex.reason.strip():
        yield Remark("G12", "single_sex", "a plan for one sex needs its reason")


def _warned(indicator: Indicator, single_sex: SingleSex | None) -> Iterable[Remark]:
    if indicator.unit != PEOPLE or not indicator.target_by_sex:
        return
    targets, baseline = indicator.target_by_sex, indicator.baseline_by_sex or {}
    if single_sex is None and "female" in targets:
        ahead, before = women_share(targets), women_share(baseline)
        if ahead is not None and before is not None and ahead < before:
            yield Remark("G9", indicator.id, "women's share falls below baseline")
    asked = (single_sex.sex,) if single_sex else SEXES
    if any(targets.get(sex) == 0 for sex in asked) and not indicator.reason.strip():
        yield Remark("G11", indicator.id, "zero for one sex without reason")


def women_share(counts: BySex) -> Fraction | None:
    """Women among those who stated their sex, exact; None where women or everybody else were not counted."""
    stated = sum(Fraction(counts[side]) for side in STATED if side in counts)
    if not stated or not all(sex in counts for sex in SEXES):
        return None
    return Fraction(counts["female"]) / stated


def answer(document: object) -> GateResult:
    """The verb: the verdict on the plan in a parsed JSON document. Raises InputError."""
    verdict = judge(read_plan(document))
    errors, warnings = ([list(remark) for remark in given] for given in (verdict.errors, verdict.warnings))
    return {"result": verdict.result, "errors": errors, "warnings": warnings}


def read_plan(document: object) -> Plan:
    """The plan in a parsed JSON document. Raises InputError."""
    top = an_object(
        document,
        "",
        required=["findings", "objectives", "actions", "indicators"],
        optional=["single_sex", "men_reason"],
    )
    return Plan(
        findings=_items(top, "findings", _read_finding),
        objectives=_items(top, "objectives", _read_objective),
        actions=_items(top, "actions", _read_action),
        indicators=_items(top, "indicators", _read_indicator),
        single_sex=_read_single_sex(top.get("single_sex")),
        men_reason=_text(top, "men_reason", ""),
    )


def _items(top: Mapping[str, Any], key: str, read: Callable[[object, str], Item]) -> list[Item]:
    """The items of one list; an id used twice is refused."""
    items: list[Item] = []
    seen: set[str] = set()
    for number, value in enumerate(a_list(top[key], key)):
        item = read(value, f"{key}[{number}]")
        if item.id in seen:
            raise InputError(f"{key}[{number}].id", f"{quoted(item.id)} is used twice")
        seen.add(item.id)
        items.append(item)
    return items


def _read_finding(value: object, place: str) -> Finding:
    given = an_object(value, place, required=["id", "domain"], optional=["source", "by_sex"])
    return Finding(
        id=a_code(given["id"], f"{place}.id"),
        domain=a_choice(given["domain"], f"{place}.domain", [*DOMAINS, OTHER_DOMAIN]),
        source=_text(given, "source", place),
        by_sex=_truth(given, "by_sex", place),
    )


def _read_objective(value: object, place: str) -> Objective:
    given = an_object(value, place, required=["id"], optional=["gender", "finding"])
    return Objective(
        id=a_code(given["id"], f"{place}.id"),
        gender=_truth(given, "gender", place),
        finding=_text(given, "finding", place) or None,
    )


def _read_action(value: object, place: str) -> Action:
    given = an_object(
        value, place, required=["id"], optional=["objective", "budget", "owner", "due", "engages_men"]
    )
    return Action(
        id=a_code(given["id"], f"{place}.id"),
        objective=_text(given, "objective", place) or None,
        budget=_amount(given.get("budget"), f"{place}.budget"),
        owner=_text(given, "owner", place),
        due=_day(given.get("due"), f"{place}.due"),
        engages_men=_truth(given, "engages_men", place),
    )


def _read_indicator(value: object, place: str) -> Indicator:
    given = an_object(
        value,
        place,
        required=["id", "unit"],
        optional=["target", "target_by_sex", "baseline_by_sex", "baseline_due", "reason"],
    )
    unit = a_code(given["unit"], f"{place}.unit")
    return Indicator(
        id=a_code(given["id"], f"{place}.id"),
        unit=unit,
        target=_counted(given.get("target"), f"{place}.target", unit),
        target_by_sex=_by_sex(given.get("target_by_sex"), f"{place}.target_by_sex", unit),
        baseline_by_sex=_by_sex(given.get("baseline_by_sex"), f"{place}.baseline_by_sex", unit),
        baseline_due=_day(given.get("baseline_due"), f"{place}.baseline_due"),
        reason=_text(given, "reason", place),
    )


def _read_single_sex(value: object) -> SingleSex | None:
    if value is None:
        return None
    given = an_object(value, "single_sex", required=["sex"], optional=["reason"])
    sex = a_choice(given["sex"], "single_sex.sex", SEXES)
    return SingleSex(sex=sex, reason=_text(given, "reason", "single_sex"))


def _by_sex(value: object, place: str, unit: str) -> BySex | None:
    """Numbers by sex; a null is a number that is not there yet."""
    if value is None:
        return None
    given = an_object(value, place, optional=SIDES)
    read = {side: _counted(number, f"{place}.{side}", unit) for side, number in given.items()}
    return {side: number for side, number in read.items() if number is not None}


def _counted(value: object, place: str, unit: str) -> Number | None:
    """People are whole and not below zero; any other unit may be both."""
    if value is None:
        return None
    return a_whole_number(value, place, least=0) if unit == PEOPLE else _number(value, place)


def _amount(value: object, place: str) -> Number | None:
    if value is None:
        return None
    number = _number(value, place)
    if number < 0:
        raise InputError(place, f"must not be below zero, not {quoted(value)}")
    return number


def _number(value: object, place: str) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError(place, f"must be a number, not {kind_of(value)}")
    return value


def _text(given: Mapping[str, Any], key: str, place: str) -> str:
    """The text under this key; null and a missing key are no text."""
    value = given.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"{place}.{key}" if place else key, f"must be text, not {kind_of(value)}")
    return value


def _truth(given: Mapping[str, Any], key: str, place: str) -> bool:
    return a_truth(given[key], f"{place}.{key}") if given.get(key) is not None else False


def _day(value: object, place: str) -> date | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise InputError(place, f"must be a day such as '2026-06-30', not {kind_of(value)}")
    return day
