"""Candidates: hard filters first, a score that is the sum of its parts, and room for hosts elsewhere."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from cityclusters.support.engine.build import Limits, NeedColumns, OfferColumns, build
from cityclusters.support.engine.data import Rules
from cityclusters.support.finder.candidates import BLOCK, find
from cityclusters.support.finder.data import PARTS, Candidates, NeedSide, OfferSide, Traits, Weights
from cityclusters.support.finder.text import Likeness, words
from cityclusters.support.matching import run

TODAY = 100


def traits(rows: int, **given: Any) -> Traits:
    """Rows that are all alike and pass every filter."""
    usual: dict[str, Any] = {
        "owner": np.full(rows, -1),
        "themes": np.ones((rows, 2), bool),
        "targets": np.zeros((rows, 3), bool),
        "modalities": np.ones((rows, 2), bool),
        "languages": np.ones((rows, 2), bool),
        "culture": np.zeros((rows, 2), bool),
        "latitude": np.full(rows, np.nan),
        "longitude": np.full(rows, np.nan),
        "income": np.full(rows, -1),
        "opens": np.full(rows, 0),
        "closes": np.full(rows, 200),
        "expires": np.full(rows, TODAY),
    }
    return Traits(**usual | {name: np.array(value) for name, value in given.items()})


def needs(rows: int, prefers: Any = None, **given: Any) -> NeedSide:
    wishes = np.zeros((rows, 3), bool) if prefers is None else np.array(prefers, bool)
    return NeedSide(traits(rows, **given), [""] * rows, wishes)


def offers(rows: int, evidence: Any = None, country: Any = None, **given: Any) -> OfferSide:
    return OfferSide(
        traits(rows, **given),
        evidence or [[]] * rows,
        np.array(country if country is not None else [0] * rows, np.int64),
    )


def pairs(found: Candidates) -> list[tuple[int, int]]:
    return list(zip(found.need.tolist(), found.offer.tolist(), strict=True))


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"languages": [[True, False]]}, {"languages": [[False, True], [True, True]]}),
        ({"modalities": [[True, False]]}, {"modalities": [[False, True], [True, False]]}),
        ({"opens": [50], "closes": [60]}, {"opens": [61, 60], "closes": [90, 90]}),
        ({"opens": [50], "closes": [60]}, {"opens": [10, 10], "closes": [49, 50]}),
        ({}, {"expires": [TODAY - 1, TODAY]}),
        ({"owner": [7]}, {"owner": [7, 8]}),
        ({"themes": [[True, False]]}, {"themes": [[False, True], [True, False]]}),
    ],
    ids=["language", "modality", "too late", "too early", "expired", "own city", "subject"],
)
def test_a_hard_filter_lets_only_the_second_offer_pass(mine: Any, theirs: Any) -> None:
    assert pairs(find(needs(1, **mine), offers(2, **theirs), TODAY)) == [(0, 1)]


def test_what_names_no_language_or_modality_takes_all() -> None:
    none: Any = {"languages": [[False, False]], "modalities": [[False, False]]}
    assert pairs(find(needs(1, **none), offers(1), TODAY)) == [(0, 0)]
    assert pairs(find(needs(1), offers(1, **none), TODAY)) == [(0, 0)]


def test_who_takes_more_forms_and_languages_gets_no_less() -> None:
    mine: Any = {"modalities": [[True, False], [True, True]], "languages": [[True, False], [True, True]]}
    theirs: Any = {"modalities": [[True, False]], "languages": [[True, False]]}
    found = find(needs(2, **mine), offers(1, **theirs), TODAY)
    assert found.score.tolist()[0] == found.score.tolist()[1]


def test_no_owner_is_not_the_same_owner() -> None:
    assert pairs(find(needs(1), offers(1), TODAY)) == [(0, 0)]


def test_an_sdg_target_in_common_is_a_subject_in_common() -> None:
    mine: Any = {"themes": [[True, False]], "targets": [[True, False, False]]}
    theirs: Any = {"themes": [[False, True]] * 2, "targets": [[True, True, False], [False, True, False]]}
    assert pairs(find(needs(1, **mine), offers(2, **theirs), TODAY)) == [(0, 0)]


def test_an_expired_need_has_no_candidates() -> None:
    found = find(needs(2, expires=[TODAY, TODAY - 1]), offers(1), TODAY)
    assert pairs(found) == [(0, 0)]


def part(found: Candidates, name: str) -> list[float]:
    return [round(float(value), 6) for value in found.parts[np.argsort(found.offer), PARTS.index(name)]]


def test_each_likeness_adds_what_its_weight_allows() -> None:
    mine: Any = {"income": [1], "latitude": [0.0], "longitude": [0.0], "culture": [[True, True]]}
    theirs: Any = {
        "income": [1, 3, -1],
        "latitude": [0.0, 0.0, np.nan],
        "longitude": [0.0, 90.0, np.nan],
        "culture": [[True, True], [True, False], [False, False]],
    }
    found = find(needs(1, **mine), offers(3, **theirs), TODAY)
    weight = Weights()
    assert part(found, "income") == pytest.approx([weight.income, weight.income / 3, 0], abs=1e-6)
    assert part(found, "proximity") == pytest.approx([weight.proximity, weight.proximity / 2**8, 0], abs=1e-6)
    assert part(found, "culture") == pytest.approx([weight.culture, weight.culture / 2, 0], abs=1e-6)
    assert part(found, "theme") == pytest.approx([weight.theme] * 3, abs=1e-6)


def test_the_chosen_are_the_best_also_where_only_the_distance_differs() -> None:
    near = np.linspace(0, 60, 200)
    found = find(
        needs(1, latitude=[0.0], longitude=[0.0]),
        offers(200, latitude=[0.0] * 200, longitude=near.tolist()),
        TODAY,
        count=5,
        elsewhere=0,
    )
    assert sorted(found.offer.tolist()) == [0, 1, 2, 3, 4]
    share = np.array(part(found, "proximity")) / Weights().proximity
    assert share == pytest.approx(((1 + np.cos(np.radians(near[:5]))) / 2) ** 8, abs=1e-4)


def test_MA7_contributions_add_up_to_the_score() -> None:
    found = find(*market(40, 60), TODAY)
    assert np.abs(found.parts.sum(axis=1) - found.score).max() <= 1e-9
    columns = found.columns()
    rows = np.arange(len(found.need), dtype=np.int64)
    for score, parts in zip(found.score, columns.parts.of(rows, found.score.tolist()), strict=True):
        assert abs(sum(float(value) for _name, value in parts) - score) <= 1e-9
    assert (found.score >= 0).all()
    assert (found.score <= 1 + 1e-9).all()


def test_MA7_no_score_comes_from_a_protected_trait() -> None:
    persons = ("sex", "gender", "age", "religion", "ethnic", "race", "disability", "origin", "marital")
    known = [field.name for side in (Traits, NeedSide, OfferSide, Weights) for field in fields(side)]
    assert [
        name for name in known if any(trait == name or name.startswith(f"{trait}_") for trait in persons)
    ] == []
    assert sum(getattr(Weights(), name) for name in PARTS) == pytest.approx(1)


def test_text_is_the_mean_of_the_three_best_pieces_of_evidence() -> None:
    said = "bike lanes and safe crossings"
    evidence = [[said, said, said, "harbour customs"], [said, "harbour customs"], ["harbour customs"]]
    found = Likeness([said, "harbour customs"], evidence).block(np.array([0]), np.arange(3))
    assert found[0].tolist() == pytest.approx([1.0, 0.5, 0.0], abs=1e-6)


def test_words_of_chinese_are_taken_in_twos() -> None:
    assert words("Ein Rad 城市交通 42") == ["ein", "rad", "城市", "市交", "交通"]


def test_twenty_places_are_kept_for_hosts_elsewhere() -> None:
    theirs = offers(
        100, country=[0] * 70 + [1] * 30, latitude=[0.0] * 100, longitude=[0.0] * 70 + [170.0] * 30
    )
    wish = needs(
        2, prefers=[[True, False, False], [False, False, False]], latitude=[0.0] * 2, longitude=[0.0] * 2
    )
    found = find(wish, theirs, TODAY)
    outside = [sum(offer >= 70 for need, offer in pairs(found) if need == at) for at in range(2)]
    assert outside == [20, 0]
    assert len(pairs(found)) == 100


@pytest.mark.parametrize(("inside", "kept"), [(95, (45, 5)), (10, (10, 40)), (0, (0, 50)), (100, (50, 0))])
def test_where_one_side_has_few_the_other_fills_up(inside: int, kept: tuple[int, int]) -> None:
    theirs = offers(100, country=[0] * inside + [1] * (100 - inside))
    found = find(needs(1, prefers=[[True, False, False]]), theirs, TODAY)
    mine = sum(offer < inside for _need, offer in pairs(found))
    assert (mine, len(found.offer) - mine) == kept


def market(n: int, m: int, seed: int = 3) -> tuple[NeedSide, OfferSide]:
    """Needs and offers of all sorts."""
    dice = np.random.default_rng(seed)
    lexicon = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in "lmnrst"]

    def some(rows: int) -> dict[str, Any]:
        return {
            "owner": dice.integers(0, 20, rows),
            "themes": dice.random((rows, 7)) < 0.25,
            "targets": dice.random((rows, 30)) < 0.05,
            "modalities": dice.random((rows, 4)) < 0.4,
            "languages": dice.random((rows, 6)) < 0.3,
            "culture": dice.random((rows, 8)) < 0.3,
            "latitude": dice.uniform(-60, 60, rows),
            "longitude": dice.uniform(-180, 180, rows),
            "income": dice.integers(-1, 4, rows),
            "opens": dice.integers(0, 100, rows),
            "closes": dice.integers(100, 200, rows),
            "expires": dice.integers(90, 200, rows),
        }

    def text() -> str:
        return " ".join(dice.choice(lexicon, 25))

    return (
        NeedSide(
            traits(n, **some(n)), [text() for _ in range(n)], np.eye(12, dtype=bool)[dice.integers(0, 12, n)]
        ),
        OfferSide(
            traits(m, **some(m)),
            [[text() for _ in range(dice.integers(0, 6))] for _ in range(m)],
            dice.integers(-1, 12, m),
        ),
    )


def plain(mine: NeedSide, theirs: OfferSide, need: int, offer: int) -> bool:
    """The filters once more, for one pair."""
    a, b = mine.traits, theirs.traits

    def meets(name: str) -> bool:
        x, y = getattr(a, name)[need], getattr(b, name)[offer]
        return bool((x & y).any())

    def open_to(name: str) -> bool:
        x, y = getattr(a, name)[need], getattr(b, name)[offer]
        return meets(name) or not x.any() or not y.any()

    return bool(
        (meets("themes") or meets("targets"))
        and open_to("languages")
        and open_to("modalities")
        and a.opens[need] <= b.closes[offer]
        and b.opens[offer] <= a.closes[need]
        and min(a.expires[need], b.expires[offer]) >= TODAY
        and a.owner[need] != b.owner[offer]
    )


def test_blocks_find_what_looking_at_every_pair_finds() -> None:
    mine, theirs = market(2 * BLOCK + 40, 150)
    found = find(mine, theirs, TODAY, count=150, elsewhere=20)
    everything = {(n, o) for n in range(2 * BLOCK + 40) for o in range(150) if plain(mine, theirs, n, o)}
    assert set(pairs(found)) == everything
    assert found.scored < (2 * BLOCK + 40) * 150
    best = find(mine, theirs, TODAY, count=10, elsewhere=4)
    for need in range(0, 2 * BLOCK + 40, 37):
        asked = mine.prefers[need][theirs.country[found.offer]] & (theirs.country[found.offer] >= 0)
        outside = np.sort(found.score[(found.need == need) & ~asked])[::-1]
        inside = np.sort(found.score[(found.need == need) & asked])[::-1]
        wanted = np.sort(np.concatenate([inside[:6], outside[: 10 - min(6, len(inside))]]))[::-1]
        assert best.score[best.need == need] == pytest.approx(wanted, abs=1e-6)


def test_progress_is_told_block_by_block() -> None:
    told: list[tuple[int, int]] = []
    find(needs(BLOCK + 1), offers(1), TODAY, progress=lambda done, all_: told.append((done, all_)))
    assert told == [(BLOCK, BLOCK + 1), (BLOCK + 1, BLOCK + 1)]


def test_nothing_is_found_among_nothing() -> None:
    assert pairs(find(needs(0), offers(0), TODAY)) == []
    assert pairs(find(needs(2), offers(0), TODAY)) == []


def test_candidates_go_straight_into_a_match() -> None:
    mine, theirs = market(30, 20)
    columns = find(mine, theirs, TODAY).columns()
    asked = NeedColumns([f"n{at}" for at in range(30)], [None] * 30, [1] * 30, [0.0] * 30, [()] * 30)
    given = OfferColumns([f"o{at}" for at in range(20)], [1] * 20, [None] * 20, [None] * 20, [None] * 20)
    done = run(build(asked, given, columns, Limits({}, {}), Rules()))
    assert done.certificate["gap"] == pytest.approx(0, abs=1e-6)
    assert len(done.outcome.first) > 5


def test_sides_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="different columns of themes"):
        find(needs(1), offers(1, themes=[[True]]), TODAY)


def test_a_need_that_takes_no_other_gets_only_the_hosts_it_names() -> None:
    mine, theirs = needs(3), offers(3)
    named = np.array([[True, False], [False, False], [False, True]])
    hosts = np.array([[True, False], [False, False], [True, True]])
    found = find(replace(mine, only=named), replace(theirs, only=hosts), TODAY)
    assert pairs(found) == [(0, 0), (0, 2), (1, 0), (1, 1), (1, 2), (2, 2)]
    everything = find(mine, theirs, TODAY)
    assert len(everything.need) == 9
    assert set(found.score) == set(everything.score), "it is a filter, not a part of the score"
    with pytest.raises(ValueError, match="different columns of only"):
        find(replace(mine, only=named), theirs, TODAY)
