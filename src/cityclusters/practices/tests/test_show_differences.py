"""Differences word by word."""

import pytest

from cityclusters.practices import differences
from cityclusters.practices.differences import Piece

CONTENT = {"title": "A", "summary": "", "sections": {"done": "One two"}, "steps": [], "results": []}


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("same", "same", [("same", "same")]),
        ("dry in a week", "dry in a day", [("same", "dry in a "), ("removed", "week"), ("added", "day")]),
        ("", "new", [("added", "new")]),
        ("old", "", [("removed", "old")]),
        (
            "洗手台很好",
            "洗手台不好",
            [("same", "洗手台"), ("removed", "很"), ("added", "不"), ("same", "好")],
        ),
        ("ماء نظيف", "ماء بارد", [("same", "ماء "), ("removed", "نظيف"), ("added", "بارد")]),
    ],
)
def test_words(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert differences.words(before, after) == [Piece(*piece) for piece in pieces]  # type: ignore[arg-type]


def test_only_what_differs_is_named_in_reading_order() -> None:
    after = {
        **CONTENT,
        "sections": {"done": "One two", "failed": "Much"},
        "steps": [{"title": "Begin", "text": ""}],
    }
    changes = differences.contents(CONTENT, after)
    assert [change.key for change in changes] == ["sections.failed", "steps"]
    assert differences.changed_words(changes) == 2
    gone = differences.contents(after, CONTENT)
    assert {change.pieces[0].kind for change in gone} == {"removed"}


def test_very_long_texts_are_shown_one_after_the_other() -> None:
    long = "word " * 10_000
    assert [piece.kind for piece in differences.words(long, long + "more")] == ["removed", "added"]
