"""Words that say nothing when somebody searches. They stay in the index and leave questions only.

`data/stops/<language>.txt`, one word a line, as `normal` and, for Arabic, the folding of letters leave it."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "data" / "stops"


@cache
def stops(language: str) -> frozenset[str]:
    """The list of a language; empty where there is none."""
    path = FOLDER / f"{language}.txt"
    if not language.isalpha() or not path.exists():
        return frozenset()
    return frozenset(path.read_text(encoding="utf-8").split())
