"""The product's own list of ideas in seven languages: a word of one language finds pages in the others.

`data/concepts.txt` holds one idea a line: seven fields `en | fr | es | ar | zh | ru | pt`, each with words or
short phrases parted by semicolons. Pure; no Django."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from cityclusters.search.words.lexicon import Idea, WordList

LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru", "pt")
FILE = Path(__file__).parent.parent / "data" / "concepts.txt"


def read(lines: Iterable[str]) -> Iterator[Idea]:
    """The ideas in the lines of a file. Raises ValueError with the number of a line that is none."""
    for number, line in enumerate(lines, start=1):
        fields = [field.strip() for field in line.split("|")]
        if len(fields) != len(LANGUAGES) or not all(fields):
            raise ValueError(f"line {number}: seven fields are needed")
        split = (tuple(one.strip() for one in field.split(";") if one.strip()) for field in fields)
        yield Idea(dict(zip(LANGUAGES, split, strict=True)))


@cache
def built_in() -> WordList:
    """The list that comes with the product."""
    return WordList(lambda: read(FILE.read_text(encoding="utf-8").splitlines()))
