"""The Sustainable Development Goals: names of the 17 goals, codes of their 169 targets (seed item D17)."""

import json
from functools import cache
from pathlib import Path

from cityclusters.core.sdg import targets
from cityclusters.core.texts import FALLBACKS

FILE = Path(__file__).parent / "data" / "sdg_goals.json"


@cache
def _names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = json.loads(FILE.read_text(encoding="utf-8"))
    return names


def goals(language: str) -> dict[int, str]:
    """Number → name of each goal in the language, in English where we don't have it."""
    names = _names()
    return dict(enumerate(names.get(language[:2], names[FALLBACKS[0]]), start=1))


def is_target(code: str) -> bool:
    """Whether the code names one of the 169 targets: '5.5' and '8.a' do, '5' and '5.10' don't."""
    return code in targets()
