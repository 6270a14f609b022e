"""Bad input is refused with one line that names its place; files of any layout are read alike."""

import copy
import json
import math
from pathlib import Path
from typing import Any

import pytest

from cityclusters.core.engine_input import InputError
from cityclusters.support.engine import stream as matching_stream
from cityclusters.support.engine.file import answer, answer_file
from cityclusters.support.engine.stream import PairBlocks
from cityclusters.support.tests.matches import Document, document

GOOD: Document = document(
    [
        {
            "id": "n1",
            "owner": "khiva",
            "country": "UZ",
            "wants": 1,
            "urgency": 0,
            "prefers_countries": ["CN"],
        },
        "n2",
    ],
    [{"id": "o1", "owner": "nanjing", "country": "CN", "capacity": 2, "next_opening": "2027-03-01"}, "o2"],
    [("n1", "o1", 0.9), ("n2", "o1", 0.8), ("n2", "o2", 1)],
    owners=[{"id": "nanjing", "capacity": 3}],
    rules={"mode": "flow", "pin": [["n1", "o1"]], "country_capacity": {"CN": 20}},
    previous=[["n1", "o1"]],
)

BAD: list[tuple[str, Any, str]] = [
    ("colour", 1, "colour: unknown key"),
    ("needs", {}, "needs: must be a list, not an object"),
    ("needs.0", 7, "needs[0]: must be an object, not 7"),
    ("needs.0.colour", 1, "needs[0].colour: unknown key"),
    ("needs.0.id", 1, "needs[0].id: must be text, not 1"),
    ("needs.0.id", " ", "needs[0].id: must not be blank"),
    ("needs.1.id", "n1", "needs[1].id: 'n1' is used twice"),
    ("needs.0.wants", 0, "needs[0].wants: must be at least 1, not 0"),
    ("needs.0.wants", True, "needs[0].wants: must be a whole number, not true"),
    ("needs.0.urgency", -1, "needs[0].urgency: must be at least 0, not -1"),
    ("needs.0.prefers_countries", "CN", "needs[0].prefers_countries: must be a list, not 'CN'"),
    ("needs.0.prefers_countries", [1], "needs[0].prefers_countries[0]: must be text, not 1"),
    ("needs.0.owner", 1, "needs[0].owner: must be text, not 1"),
    ("offers.0.capacity", -1, "offers[0].capacity: must be at least 0, not -1"),
    ("offers.0.capacity", 1.5, "offers[0].capacity: must be a whole number, not 1.5"),
    ("offers.0.next_opening", "soon", "offers[0].next_opening: must be a date like 2027-03-01, not 'soon'"),
    ("offers.1", {"id": "o2"}, "offers[1].capacity: missing"),
    ("owners.0.capacity", -2, "owners[0].capacity: must be at least 0, not -2"),
    ("pairs.1", [], "pairs[1]: must be an object, not a list"),
    ("pairs.1.colour", 1, "pairs[1].colour: unknown key"),
    ("pairs.1", {"need": "n1", "offer": "o1", "scores": 1}, "pairs[1].scores: unknown key"),
    ("pairs.1", {"need": "n1", "offer": "o2"}, "pairs[1].score: missing"),
    ("pairs.1.need", "n7", "pairs[1].need: there is no need 'n7'"),
    ("pairs.2.offer", "o7", "pairs[2].offer: there is no offer 'o7'"),
    ("pairs.1.need", [1], "pairs[1].need: must be text, not a list"),
    ("pairs.1.need", 1, "pairs[1].need: must be text, not 1"),
    ("pairs.1.score", "high", "pairs[1].score: must be a number, not 'high'"),
    ("pairs.1.score", True, "pairs[1].score: must be a number, not true"),
    ("pairs.1.score", math.nan, "pairs[1].score: must be a finite number up to 1e+09, not nan"),
    ("pairs.1.score", -math.inf, "pairs[1].score: must be a finite number up to 1e+09, not -inf"),
    ("pairs.1.score", 10**400, "pairs[1].score: must be a finite number"),
    (
        "pairs.2",
        {"need": "n1", "offer": "o1", "score": 1},
        "pairs[2]: this need and offer are a pair already",
    ),
    ("pairs.0.rank_need", 0, "pairs[0].rank_need: must be at least 1, not 0"),
    ("pairs.0.rank_offer", 1.5, "pairs[0].rank_offer: must be a whole number, not 1.5"),
    ("pairs.0.contributions", 7, "pairs[0].contributions: must be a list, not 7"),
    ("pairs.0.contributions", ["ab"], "pairs[0].contributions[0]: must be a list, not 'ab'"),
    ("pairs.0.contributions", [["theme"]], "pairs[0].contributions[0]: must be a name and a number"),
    ("pairs.0.contributions", [[1, 0.9]], "pairs[0].contributions[0][0]: must be text, not 1"),
    ("pairs.0.contributions", [["theme", "a"]], "pairs[0].contributions[0][1]: must be a number, not 'a'"),
    ("pairs.0.contributions", [["theme", True]], "pairs[0].contributions[0][1]: must be a number, not true"),
    (
        "pairs.0.contributions",
        [["theme", 0.8]],
        "pairs[0].contributions: add up to 0.8, not to the score 0.9",
    ),
    ("rules.mode", "best", "rules.mode: must be one of flow, max_total, stable, not 'best'"),
    ("rules.acceptable", 2, "rules.acceptable: must be a number from 0 to 1, not 2"),
    ("rules.stability", -0.1, "rules.stability: must be at least 0, not -0.1"),
    ("rules.shortlist", 0, "rules.shortlist: must be at least 1, not 0"),
    ("rules.colour", 0, "rules.colour: unknown key"),
    ("rules.pin", [["n1"]], "rules.pin[0]: must be a need and an offer"),
    ("rules.pin", [["n7", "o1"]], "rules.pin[0]: there is no need 'n7'"),
    ("rules.declined", [["n1", "o1"], ["n1", "o7"]], "rules.declined[1]: there is no offer 'o7'"),
    ("rules.country_capacity", {"CN": -1}, "rules.country_capacity.CN: must be at least 0, not -1"),
    ("rules.country_capacity", [], "rules.country_capacity: must be an object, not a list"),
    ("rules.seed", [], "rules.seed: must be text or a whole number, not a list"),
    ("previous", [["n1", "o1", "o2"]], "previous[0]: must be a need and an offer"),
]


NUMBERS = [f"{number} {row[0]}" for number, row in enumerate(BAD)]


def changed(path: str, value: object) -> Document:
    """The good document with one thing replaced, or added."""
    found: Document = copy.deepcopy(GOOD)
    *steps, last = path.split(".")
    at: Any = found
    for step in steps:
        at = at[int(step)] if step.isdigit() else at[step]
    at[int(last) if last.isdigit() else last] = value
    return found


def test_the_good_document_is_good() -> None:
    assert answer(GOOD)["status"] == "ok"


@pytest.mark.parametrize(("path", "value", "line"), BAD, ids=NUMBERS)
def test_what_is_wrong_is_named(path: str, value: object, line: str) -> None:
    with pytest.raises(InputError) as refused:
        answer(changed(path, value))
    assert str(refused.value).startswith(line)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("path", "value", "line"), BAD, ids=NUMBERS)
def test_a_file_is_refused_as_its_document_is(tmp_path: Path, path: str, value: Any, line: str) -> None:
    if isinstance(value, float | int) and not abs(value) < 1e300:
        line = str(tmp_path)  # no JSON
    file = tmp_path / "match.json"
    file.write_text(json.dumps(changed(path, value)))
    with pytest.raises(InputError) as refused:
        answer_file(str(file))
    assert str(refused.value).startswith(line)


@pytest.mark.parametrize("key", ["needs", "offers", "pairs"])
def test_what_is_missing_is_named(key: str) -> None:
    with pytest.raises(InputError, match=f"^{key}: missing$"):
        answer({name: rows for name, rows in GOOD.items() if name != key})


def many() -> Document:
    needs, offers = [f"n{at}" for at in range(60)], [f'o}}, {{ "{at}' for at in range(30)]
    pairs = [(need, offer, at % 7 / 10) for at, need in enumerate(needs) for offer in offers[at % 3 :: 3]]
    found = document(needs, offers, pairs)
    for at, pair in enumerate(found["pairs"]):
        if at % 2:
            pair["contributions"] = [["theme }]", pair["score"]]]
    return found


@pytest.mark.parametrize("block", [1, 50, 1000, 10**6])
@pytest.mark.parametrize("order", [["needs", "offers", "pairs"], ["pairs", "offers", "needs"]])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_file_gives_what_its_document_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, order: list[str], indent: int | None
) -> None:
    monkeypatch.setattr(matching_stream, "BLOCK", block)
    given = many()
    file = tmp_path / "match.json"
    file.write_text(json.dumps({key: given[key] for key in order}, indent=indent))
    assert answer_file(str(file)) == answer(given)


def test_pairs_are_cut_into_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching_stream, "BLOCK", 500)
    given = many()
    blocks = PairBlocks(json.dumps({"pairs": given["pairs"], "needs": []}).encode())
    read = list(blocks)
    assert len(read) > 20
    assert [row for rows in read for row in rows] == given["pairs"]
    assert blocks.document() == {"pairs": [], "needs": []}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'{"needs": [], "offers": [], "pairs": [', "not a JSON document"),
        (b'{"needs": [], "offers": [], "pairs": []', "not a JSON document"),
        (b'{"needs": [], "offers": [], "pairs": [{"score": NaN}]}', "not a JSON document"),
        (b'{"needs": [], "offers": [], "rules": {"pairs": []}}', "pairs: missing"),
        (b'{"needs": [], "offers": [], "rules": {"pairs": []}, "pairs": []}', "rules.pairs: unknown key"),
        (b"[]", "document: must be an object"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes, line: str) -> None:
    file = tmp_path / "match.json"
    file.write_bytes(content)
    with pytest.raises(InputError, match=line):
        answer_file(str(file))
