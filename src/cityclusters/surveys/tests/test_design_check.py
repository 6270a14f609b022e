"""The design check: which questions would single people out, and what to ask instead."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityclusters.surveys.design_check import Cell, check_design, sentences

COARSER = {"city": ["region", "country"], "post": ["post_group"]}
# One mayor and two deputies of each of 35 cities in 7 regions; every third person a woman.
OFFICIALS = [
    {
        "city": f"city {number}",
        "region": f"region {number % 7}",
        "country": "UZ",
        "post": post,
        "post_group": "leadership",
        "sex": "female" if (number + place) % 3 == 0 else "male",
    }
    for number in range(35)
    for place, post in enumerate(["mayor", "deputy mayor", "deputy mayor"])
]


def test_T08_city_and_post_point_to_the_mayor() -> None:
    check = check_design(OFFICIALS, ["city", "post"], coarser=COARSER)
    assert not check.may_be_called_anonymous
    both = next(found for found in check.combinations if found.asked == ("city", "post"))
    assert (both.cells, both.small, both.single, both.smallest) == (70, 70, 35, 1)
    assert check.small[0] == Cell(("city 0", "mayor"), 1)
    assert len(check.small) == 70
    assert any("city and post: 70 of 70 groups" in line and "35 of them" in line for line in sentences(check))


def test_T08_region_instead_of_city_is_proposed() -> None:
    check = check_design(OFFICIALS, ["city", "post"], coarser=COARSER)
    assert check.changes[0].instead == {"city": "region"}
    assert (check.changes[0].cells, check.changes[0].smallest) == (14, 5)
    assert [change.instead for change in check.changes] == [
        {"city": "region"},
        {"city": "country"},
        {"city": None},
    ]
    assert "ask for region instead of city" in " ".join(sentences(check))


def test_SU3_where_two_questions_point_to_people_both_must_change() -> None:
    people = [{**person, "office": f"{person['city']} {place}"} for place, person in enumerate(OFFICIALS)]
    check = check_design(people, ["city", "office", "sex"], coarser=COARSER)
    assert [found.asked for found in check.combinations if found.enough_alone] == [("city",), ("office",)]
    assert [change.instead for change in check.changes] == [
        {"city": "region", "office": None},
        {"city": "country", "office": None},
        {"city": None, "office": None},
    ]
    for change in check.changes:
        left = [change.instead.get(name, name) for name in ("city", "office", "sex")]
        assert check_design(people, [name for name in left if name]).may_be_called_anonymous


def test_SU3_the_danger_is_traced_to_where_it_begins() -> None:
    check = check_design(OFFICIALS, ["post", "city", "sex"])
    begins = [found.asked for found in check.combinations if found.enough_alone]
    assert begins == [("city",)]
    assert [found.asked for found in check.combinations] == [
        ("city",),
        ("post", "city"),
        ("city", "sex"),
        ("post", "city", "sex"),
    ]


def test_SU3_what_is_not_known_of_people_makes_a_cell_too() -> None:
    people = [{"sex": "female"}] * 9 + [{"sex": "male"}] * 9 + [{}] * 2
    check = check_design(people, ["sex"])
    assert check.small == (Cell(("",), 2),)
    assert [change.instead for change in check.changes] == [{"sex": None}]


def test_SU3_enough_people_everywhere_is_anonymous() -> None:
    check = check_design([{"sex": "female"}] * 5 + [{"sex": "male"}] * 5, ["sex"])
    assert check.may_be_called_anonymous
    assert (check.small, check.combinations, check.changes) == ((), (), ())
    assert sentences(check) == ["Every group that the questions make has 5 people or more."]


@pytest.mark.parametrize("asked", [[], ["sex"]])
def test_SU3_fewer_than_k_people_are_never_anonymous(asked: list[str]) -> None:
    check = check_design([{"sex": "female"}] * 4, asked)
    assert not check.may_be_called_anonymous
    assert check.changes == ()
    assert sentences(check)[0] == "Only 4 people will be asked."
    assert not check_design([], asked).may_be_called_anonymous


def test_SU3_a_larger_k_for_sensitive_questions() -> None:
    people = [{"sex": "female"}] * 7 + [{"sex": "male"}] * 20
    assert check_design(people, ["sex"]).may_be_called_anonymous
    assert check_design(people, ["sex"], k=10).small == (Cell(("female",), 7),)


def test_an_attribute_twice_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="twice"):
        check_design(OFFICIALS, ["city", "city"])


@settings(max_examples=50, deadline=None, derandomize=True)
@given(
    st.lists(
        st.fixed_dictionaries({name: st.sampled_from("abc") for name in ("city", "post", "sex", "region")}),
        max_size=60,
    ),
    st.integers(2, 6),
)
def test_SU3_a_proposed_change_is_enough_and_nothing_gentler_was(
    people: list[dict[str, str]], k: int
) -> None:
    asked = ["city", "post", "sex"]
    check = check_design(people, asked, k, {"city": ["region"]})
    assert sum(cell.size for cell in check.small) <= len(people) == check.audience
    for change in check.changes:
        left = [name for name in (change.instead.get(name, name) for name in asked) if name]
        after = check_design(people, left, k)
        assert after.may_be_called_anonymous
        assert (after.cells, len(change.instead)) == (change.cells, len(check.changes[0].instead))
    assert bool(check.changes) == (bool(check.small) and len(people) >= k)
