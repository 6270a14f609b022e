"""Likeness of places: by what is published of them, with each reason in words."""

from typing import NamedTuple

import numpy as np
import pytest
from django.utils.translation import override

from cityclusters.places import distance, groups
from cityclusters.support import likeness
from cityclusters.support.likeness import CULTURE, KINDS, shares, size_of, total, traits_of
from cityclusters.support.reasons import KIND_WORDS, SIZE_WORDS, reasons, rounded


class Spot(NamedTuple):
    country_id: str
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None


KHIVA = Spot("UZ", 41.378, 60.364, 115_000)
BUKHARA = Spot("UZ", 39.775, 64.429, 280_000)
AMMAN = Spot("JO", 31.955, 35.945, 4_000_000)
LIMA = Spot("PE", -12.046, -77.043, 10_000_000)
NOWHERE = Spot("VE")
SOME = np.array([True, True, False])


def _rows(*themes: list[bool]) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return np.array(themes, bool)


def test_MA7_the_traits_are_of_places_and_countries_only() -> None:
    assert {name.split()[0] for name in CULTURE} == {"language", "law", "region"}
    assert len(CULTURE) == len(set(CULTURE))
    one = traits_of([KHIVA])
    assert {CULTURE[at] for at in np.flatnonzero(one.culture[0])} == {
        "language uz", "law civil", "region 143",
    }  # fmt: skip


def test_traits_stand_in_the_order_of_the_places_and_unknown_is_said() -> None:
    found = traits_of([KHIVA, NOWHERE, AMMAN, BUKHARA])
    assert found.income.tolist() == [1, -1, 1, 1]
    assert found.size.tolist() == [1, -1, 3, 1]
    assert np.isnan(found.latitude[1])
    assert found.longitude[2] == 35.945
    assert (found.culture[0] == found.culture[3]).all()
    assert found.culture.shape == (4, len(CULTURE))
    assert traits_of([]).culture.shape == (0, len(CULTURE))


@pytest.mark.parametrize(
    ("population", "size"),
    [(None, -1), (0, -1), (1, 0), (49_999, 0), (50_000, 1), (300_000, 2), (1_000_000, 3), (5_000_000, 4)],
)
def test_classes_of_size(population: int | None, size: int) -> None:
    assert size_of(population) == size
    assert len(SIZE_WORDS) == len(likeness.SIZE_BOUNDS) + 1


def test_distances_are_those_of_the_places_app() -> None:
    others = [BUKHARA, AMMAN, LIMA]
    found = likeness.kilometres(traits_of([KHIVA]), traits_of(others))
    for km, spot in zip(found, others, strict=True):
        assert spot.latitude is not None
        assert spot.longitude is not None
        assert km == pytest.approx(distance.kilometres(41.378, 60.364, spot.latitude, spot.longitude))


def test_shares_by_hand() -> None:
    themes = _rows([True, True, False], [False, True, True], [False, False, True], [False, False, False])
    found = shares(traits_of([KHIVA]), traits_of([KHIVA, BUKHARA, AMMAN, NOWHERE]), SOME, themes)
    assert found[0].tolist() == [1, 1, 1, 1, 1]
    assert found[1, KINDS.index("themes")] == pytest.approx(1 / 3)
    assert found[2, KINDS.index("income")] == 1
    assert found[2, KINDS.index("culture")] == pytest.approx((0 + 1 / 3 + 0) / 3), "law: one of three"
    assert found[2, KINDS.index("size")] == pytest.approx(0.5)
    assert found[2, KINDS.index("themes")] == 0
    assert np.isnan(found[3]).tolist() == [True, True, False, True, True]
    assert list(KIND_WORDS) == list(KINDS)


def test_nearness_is_halved_with_every_2000_kilometres() -> None:
    degrees = np.degrees(2000 / distance.EARTH_KM)
    found = shares(
        traits_of([Spot("UZ", 0, 0)]), traits_of([Spot("UZ", 0, degrees), Spot("UZ", 0, 2 * degrees)]), SOME,
        _rows([False] * 3, [False] * 3),
    )  # fmt: skip
    assert found[:, 0] == pytest.approx([0.5, 0.25])


def test_what_is_not_known_adds_nothing_and_a_kind_that_nobody_has_is_left_out() -> None:
    found = np.array([[1.0, np.nan, 0.5, np.nan, 0.0], [1.0, 1.0, 0.5, np.nan, 0.0]])
    everything = dict.fromkeys(KINDS, 1.0)
    assert total(found, everything) == pytest.approx([1.5 / 4, 2.5 / 4])
    assert total(found, {"income": 1.0}) == pytest.approx([0, 1])
    assert total(found, {**everything, "culture": 3.0}) == pytest.approx([2.5 / 6, 3.5 / 6])
    assert total(found, {}).tolist() == [0, 0]
    assert total(found, {"size": 3.0}).tolist() == [0, 0]


def test_D2_each_likeness_has_its_reason_in_words() -> None:
    with override("en"):
        found = {
            one.kind: one.words for one in reasons(KHIVA, BUKHARA, ["Waste", "Trade"], ["Trade", "Waste"])
        }
    assert list(found) == list(KINDS)
    assert found["proximity"] == ("About 390 km away",)
    assert found["income"] == ("The same level: Lower middle income",)
    assert found["culture"] == (
        "Official language in common: Uzbek",
        "Legal tradition in common: Civil law",
        "The same region: Central Asia",
    )
    assert found["size"] == ("Both have 50,000 to 300,000 inhabitants.",)
    assert found["themes"] == ("Themes in common: Waste and Trade",)


def test_what_differs_or_is_not_known_is_said() -> None:
    with override("en"):
        far = {one.kind: one.words for one in reasons(KHIVA, LIMA, ["Waste"], ["Trade"])}
        unknown = {one.kind: one.words for one in reasons(KHIVA, NOWHERE, ["Waste"])}
        mine = {one.kind: one.words for one in reasons(NOWHERE, KHIVA, [], ["Waste"])}
        no_law = reasons(Spot("SS"), KHIVA)[2].words
    assert far["income"] == ("Upper middle income; yours: Lower middle income",)
    assert far["size"] == ("It has over 5 million inhabitants; yours: 50,000 to 300,000 inhabitants.",)
    assert far["themes"] == ("No theme in common",)
    assert unknown["proximity"] == ("The distance is not known.",)
    assert unknown["size"] == ("Its population is not known.",)
    assert "Venezuela" in unknown["income"][0]
    assert unknown["themes"] == ("No theme of its work is known yet.",)
    assert mine["themes"] == ("No theme of your work is known yet.",)
    assert "your population is not known" in mine["size"][0]
    assert no_law[-1] == "The legal tradition is not known: South Sudan"


@pytest.mark.parametrize(("km", "said"), [(3, 0), (392, 390), (994, 990), (1049, 1000), (12_345, 12_300)])
def test_kilometres_are_rounded_as_one_says_them(km: float, said: int) -> None:
    assert rounded(km) == said


def test_every_country_has_its_columns() -> None:
    for code in groups.members("south"):
        assert likeness.culture_of(code), code
