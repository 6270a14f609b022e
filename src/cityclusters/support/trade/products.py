"""Products as words that can be compared: folded, and each known name as the one it has in our list.

Pure: no database. The list (data/products.json) holds simple names in the languages in which people write
them; what is not on it is compared as it is written."""

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cityclusters.places.folding import fold

FILE = Path(__file__).parent.parent / "data" / "products.json"
CHINESE = re.compile("[\u4e00-\u9fff]")
MOST_WORDS = 12


class Known(NamedTuple):
    """Folded name → the name in our list, for several words, one word, and Chinese; and the general words,
    which alone make no product."""

    phrases: list[tuple[str, str]]
    words: dict[str, str]
    chinese: list[tuple[str, str]]
    general: frozenset[str]


@cache
def _known() -> Known:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    phrases: list[tuple[str, str]] = []
    words: dict[str, str] = {}
    chinese: list[tuple[str, str]] = []
    for part in ("products", "general"):
        for name, others in data[part].items():
            for written in (name, *others):
                folded = fold(written)
                if CHINESE.search(folded):
                    chinese.append((folded, name))
                elif " " in folded:
                    phrases.append((folded, name))
                else:
                    words.setdefault(folded, name)
    longest = sorted(phrases, key=lambda pair: -len(pair[0]))
    return Known(longest, words, sorted(chinese, key=lambda pair: -len(pair[0])), frozenset(data["general"]))


def _singular(word: str) -> str:
    """A Latin word without the ending of its plural, where the list knows the rest: 'mangoes' → 'mango'."""
    for ending in ("es", "s", "x"):
        if len(word) > len(ending) + 2 and word.endswith(ending) and word[: -len(ending)] in _known().words:
            return word[: -len(ending)]
    return word


def _plain(word: str) -> str:
    """A word that the list does not know, without a plural s."""
    if len(word) > 3 and word.isascii() and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def words_of(product: str) -> list[str]:
    """The words of a product, each once: 'Farine de manioc' → ['cassava', 'flour']. Words such as 'of' are
    left out."""
    known, found = _known(), []
    text = f" {fold(product)} "
    for written, name in known.phrases:
        if f" {written} " in text:
            text = text.replace(f" {written} ", " ")
            found.append(name)
    for written, name in known.chinese:
        if written in text:
            text = text.replace(written, " ")
            found.append(name)
    for word in text.split():
        bare = word[2:] if word.startswith("ال") and len(word) > 4 else word  # the Arabic article
        listed = known.words.get(word) or known.words.get(bare) or known.words.get(_singular(word))
        found.append(listed or _plain(word))
    return sorted({word for word in found if word != "of"})[:MOST_WORDS]


def is_general(word: str) -> bool:
    """Whether the word says how or in which form, and no product: 'flour', 'dried'."""
    return word in _known().general


def stored(product: str) -> str:
    """The words as the record keeps them: '|cassava|flour|'."""
    words = words_of(product)
    return f"|{'|'.join(word[:30] for word in words)}|" if words else ""


def read(words: str) -> list[str]:
    """The words of a record."""
    return [word for word in words.split("|") if word]
