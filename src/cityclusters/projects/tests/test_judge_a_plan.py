"""The gate of a plan: what blocks it and what it warns of; the verb `gate` on plain data."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityclusters.core.engine_input import InputError
from cityclusters.projects.gate import DOMAINS, SIDES, answer, judge, read_plan, women_share

GOOD: dict[str, Any] = {
    "id": "I1",
    "unit": "people",
    "target": 100,
    "target_by_sex": {"female": 55, "male": 45},
    "baseline_by_sex": {"female": 20, "male": 40},
}


def plan(*indicators: Any, **fields: Any) -> dict[str, Any]:
    """A plan that passes with a good indicator, and these in its place."""
    return {
        "findings": [
            {"id": f"f{number}", "domain": domain, "source": "focus groups 2025-03", "by_sex": True}
            for number, domain in enumerate(DOMAINS)
        ],
        "objectives": [{"id": "O1", "gender": True, "finding": "f0"}],
        "actions": [
            {
                "id": "A1",
                "objective": "O1",
                "budget": 5000,
                "owner": "CDA",
                "due": "2026-06-30",
                "engages_men": True,
            }
        ],
        "indicators": list(indicators or [GOOD]),
        **fields,
    }


def codes(document: object) -> tuple[str, list[str], list[str]]:
    """The result, and 'code:about' of errors and warnings."""
    found = answer(document)
    errors = [f"{code}:{about}" for code, about, _ in found["errors"]]
    warnings = [f"{code}:{about}" for code, about, _ in found["warnings"]]
    return found["result"], errors, warnings


def test_T09_a_total_alone_is_blocked() -> None:
    assert codes(plan({"id": "I1", "unit": "people", "target": 100})) == ("blocked", ["G3:I1"], [])


def test_T09_targets_that_do_not_add_up_are_blocked() -> None:
    indicator = GOOD | {
        "target": 120,
        "target_by_sex": {"female": 50, "male": 50},
        "baseline_by_sex": {"female": 10, "male": 30},
    }
    assert codes(plan(indicator)) == ("blocked", ["G5:I1"], [])


def test_T09_a_target_below_today_passes_with_a_warning() -> None:
    indicator = GOOD | {
        "target_by_sex": {"female": 40, "male": 60},
        "baseline_by_sex": {"female": 52, "male": 48},
    }
    assert codes(plan(indicator)) == ("pass", [], ["G9:I1"])


def test_T09_CO3_a_plan_of_women_passes_with_its_reason() -> None:
    indicator = GOOD | {"target": 164, "target_by_sex": {"female": 164}, "baseline_by_sex": {"female": 0}}
    document = plan(indicator, single_sex={"sex": "female", "reason": "cooperative of 164 women"})
    document["actions"][0]["engages_men"] = False
    assert codes(document) == ("pass", [], ["G7:men_reason"])


def test_CO3_a_plan_of_women_without_a_reason_is_blocked() -> None:
    indicator = GOOD | {"target": 164, "target_by_sex": {"female": 164}}
    assert codes(plan(indicator, single_sex={"sex": "female", "reason": " "})) == (
        "blocked",
        ["G12:single_sex"],
        [],
    )


def test_CO3_a_plan_of_women_needs_womens_targets() -> None:
    indicator = GOOD | {"target_by_sex": {"male": 100}}
    document = plan(indicator, single_sex={"sex": "female", "reason": "a cooperative of women"})
    assert codes(document) == ("blocked", ["G3:I1"], [])


@pytest.mark.parametrize(
    "objective", [{"gender": False, "finding": "f0"}, {"gender": True}, {"gender": True, "finding": "f9"}]
)
def test_T09_men_alone_are_blocked_without_a_gender_objective(objective: dict[str, Any]) -> None:
    indicator = GOOD | {
        "target_by_sex": {"female": 0, "male": 100},
        "baseline_by_sex": {"female": 5, "male": 95},
    }
    document = plan(indicator, objectives=[{"id": "O1", **objective}])
    assert codes(document) == ("blocked", ["G2:objectives"], ["G9:I1", "G11:I1"])


def test_T09_a_good_plan_passes() -> None:
    assert codes(plan()) == ("pass", [], [])


def changed(*path: Any, to: object) -> dict[str, Any]:
    """The good plan with one value changed; `...` takes it away."""
    document = copy.deepcopy(plan())
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    if to is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return document


@pytest.mark.parametrize(
    ("document", "error"),
    [
        (changed("findings", 2, "source", to=""), "G1:power_responsibility"),
        (changed("findings", 1, "by_sex", to=False), "G1:access_control"),
        (changed("findings", 3, to={"id": "x", "domain": "other"}), "G1:needs_perception"),
        (changed("objectives", to=[]), "G2:objectives"),
        (changed("indicators", 0, "target_by_sex", to={"female": 100}), "G3:I1"),
        (changed("indicators", 0, "target_by_sex", "male", to=None), "G3:I1"),
        (changed("indicators", 0, "baseline_by_sex", to=...), "G4:I1"),
        (changed("indicators", 0, "baseline_by_sex", to={"male": 3}), "G4:I1"),
        (changed("indicators", 0, "target", to=101), "G5:I1"),
        (changed("actions", 0, "budget", to=0), "G6:actions"),
        (changed("actions", 0, "owner", to=" "), "G6:actions"),
        (changed("actions", 0, "due", to=None), "G6:actions"),
        (changed("actions", 0, "objective", to="O9"), "G6:actions"),
        (changed("actions", 0, "engages_men", to=False), "G7:men_reason"),
    ],
)
def test_CO2_the_gate_says_which_link_of_the_chain_is_missing(document: dict[str, Any], error: str) -> None:
    assert codes(document) == ("blocked", [error], [])


@pytest.mark.parametrize(
    "document",
    [
        changed("indicators", 0, to={**GOOD, "baseline_by_sex": None, "baseline_due": "2026-09-01"}),
        changed("indicators", 0, to={"id": "I1", "unit": "percent", "target": 12.5}),
        changed("indicators", 0, "target", to=None),
        changed("indicators", 0, "target_by_sex", to={"female": 50, "male": 45, "other": 5}),
        changed("indicators", 0, "baseline_by_sex", to={"female": 0, "male": 0}),
        {**changed("actions", 0, "engages_men", to=False), "men_reason": "The market is women's."},
        changed("indicators", to=[]),
    ],
)
def test_what_is_no_fault_passes(document: dict[str, Any]) -> None:
    assert codes(document) == ("pass", [], [])


def test_a_zero_with_its_reason_is_not_warned_of() -> None:
    indicator = GOOD | {"target_by_sex": {"female": 100, "male": 0}, "reason": "a course for weavers"}
    assert codes(plan(indicator)) == ("pass", [], [])


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda plan: plan.pop("findings"), "findings: missing"),
        (lambda plan: plan.update(finding=[]), "finding: unknown key"),
        (lambda plan: plan["findings"][0].update(domain="money"), "findings[0].domain: must be one of"),
        (lambda plan: plan["findings"][1].update(id="f0"), "findings[1].id: 'f0' is used twice"),
        (lambda plan: plan["findings"][0].update(by_sex="yes"), "findings[0].by_sex: must be true or false"),
        (
            lambda plan: plan["actions"][0].update(budget=-1),
            "actions[0].budget: must not be below zero, not -1",
        ),
        (
            lambda plan: plan["actions"][0].update(budget=True),
            "actions[0].budget: must be a number, not true",
        ),
        (lambda plan: plan["actions"][0].update(due="soon"), "actions[0].due: must be a day such as"),
        (lambda plan: plan["actions"][0].update(due="2026-02-30"), "actions[0].due: must be a day such as"),
        (
            lambda plan: plan["indicators"][0].update(target=99.5),
            "indicators[0].target: must be a whole number",
        ),
        (lambda plan: plan["indicators"][0].update(target=-1), "indicators[0].target: must be at least 0"),
        (
            lambda plan: plan["indicators"][0].update(target_by_sex={"F": 50}),
            "indicators[0].target_by_sex.F: unknown key",
        ),
        (lambda plan: plan["indicators"][0].pop("unit"), "indicators[0].unit: missing"),
        (lambda plan: plan.update(single_sex="female"), "single_sex: must be an object, not 'female'"),
        (lambda plan: plan.update(single_sex={"sex": "F"}), "single_sex.sex: must be one of female, male"),
        (lambda plan: plan.update(men_reason=3), "men_reason: must be text, not 3"),
    ],
)
def test_bad_input_is_refused_with_its_place(spoil: Callable[[Any], object], line: str) -> None:
    document = copy.deepcopy(plan())
    spoil(document)
    with pytest.raises(InputError) as refused:
        answer(document)
    assert str(refused.value).startswith(line)
    assert "\n" not in str(refused.value)


counts = st.dictionaries(st.sampled_from(SIDES), st.integers(0, 10**6))
words = st.text(max_size=5)
days = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(date.isoformat)


def by_id(one: Any) -> str:
    return str(one["id"])


finding_ids = st.sampled_from(["f1", "f2", "f3", "f4", "f5"])
sexes = st.sampled_from(["female", "male"])
plans: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "findings": st.lists(
            st.fixed_dictionaries(
                {"id": finding_ids, "domain": st.sampled_from([*DOMAINS, "other"])},
                optional={"source": words, "by_sex": st.booleans()},
            ),
            unique_by=by_id,
        ),
        "objectives": st.lists(
            st.fixed_dictionaries(
                {"id": st.sampled_from(["O1", "O2"])},
                optional={"gender": st.booleans(), "finding": st.sampled_from(["f1", "f2", "f9"])},
            ),
            unique_by=by_id,
        ),
        "actions": st.lists(
            st.fixed_dictionaries(
                {"id": st.sampled_from(["A1", "A2"])},
                optional={
                    "objective": st.sampled_from(["O1", "O2", "O9"]),
                    "budget": st.none() | st.integers(0, 10**9) | st.floats(0, 1e9),
                    "owner": words,
                    "due": days,
                    "engages_men": st.booleans(),
                },
            ),
            unique_by=by_id,
        ),
        "indicators": st.lists(
            st.fixed_dictionaries(
                {"id": st.sampled_from(["I1", "I2"]), "unit": st.sampled_from(["people", "percent"])},
                optional={
                    "target": st.none() | st.integers(0, 10**6),
                    "target_by_sex": st.none() | counts,
                    "baseline_by_sex": st.none() | counts,
                    "baseline_due": days,
                    "reason": words,
                },
            ),
            unique_by=by_id,
        ),
    },
    optional={
        "single_sex": st.none() | st.fixed_dictionaries({"sex": sexes, "reason": words}),
        "men_reason": words,
    },
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(plans)
def test_any_plan_gets_a_verdict_that_holds(document: dict[str, Any]) -> None:
    found = answer(orjson.loads(orjson.dumps(document)))
    errors = [(code, about) for code, about, _ in found["errors"]]
    assert (found["result"] == "pass") == (not errors)
    assert len(errors) == len(set(errors)), "one line for each thing"
    covered = {
        one["domain"] for one in document["findings"] if one.get("source", "").strip() and one.get("by_sex")
    }
    assert {about for code, about in errors if code == "G1"} == set(DOMAINS) - covered
    for indicator in document["indicators"]:
        if indicator["unit"] != "people":
            assert not any(about == indicator["id"] for _, about in errors)
        elif ("G3", indicator["id"]) not in errors and indicator.get("target") is not None:
            adds_up = sum(indicator["target_by_sex"].values()) == indicator["target"]
            assert (("G5", indicator["id"]) not in errors) == adds_up


@settings(max_examples=100, deadline=None)
@given(plans, st.data())
def test_the_order_of_the_lists_changes_nothing(document: dict[str, Any], data: st.DataObject) -> None:
    mixed = {
        key: data.draw(st.permutations(value)) if isinstance(value, list) else value
        for key, value in document.items()
    }
    one, other = judge(read_plan(document)), judge(read_plan(mixed))
    assert (sorted(one.errors), sorted(one.warnings)) == (sorted(other.errors), sorted(other.warnings))


@given(counts)
def test_the_share_of_women_is_of_those_who_stated(numbers: dict[str, int]) -> None:
    share = women_share(numbers)
    assert share is None or 0 <= share <= 1
    assert share == women_share({side: number for side, number in numbers.items() if side != "not_stated"})
