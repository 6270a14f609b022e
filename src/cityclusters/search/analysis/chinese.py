"""Chinese runs to words: one script (simplified), then segmentation in search mode, which also gives the
shorter words inside a longer one."""

from functools import cache

import rjieba
from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def words(run: str) -> list[str]:
    """The words of a run of characters, in simplified script."""
    simple = run if _is_simple(run) else _converter().convert(run)
    found: list[str] = rjieba.cut_for_search(simple)
    return found


@cache
def _changed() -> frozenset[str]:
    """Characters that have another form in simplified script."""
    converter = _converter()
    block = [chr(code) for code in range(0x4E00, 0xA000)]
    return frozenset(one for one in block if converter.convert(one) != one)


def _is_simple(run: str) -> bool:
    return _changed().isdisjoint(run)
