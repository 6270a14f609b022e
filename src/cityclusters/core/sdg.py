"""The 169 targets of the Sustainable Development Goals, by number ('5.5', '8.a')."""

import re
from functools import cache

# For each goal: how many numbered targets it has, and how many lettered ones (means of implementation).
COUNTS = {
    1: (5, 2), 2: (5, 3), 3: (9, 4), 4: (7, 3), 5: (6, 3), 6: (6, 2), 7: (3, 2), 8: (10, 2), 9: (5, 3),
    10: (7, 3), 11: (7, 3), 12: (8, 3), 13: (3, 2), 14: (7, 3), 15: (9, 3), 16: (10, 2), 17: (19, 0),
}  # fmt: skip
LETTERS = "abcd"
SEPARATORS = re.compile(r"[\s,;،、]+")


@cache
def targets() -> tuple[str, ...]:
    """All targets in their order."""
    return tuple(
        f"{goal}.{part}"
        for goal, (numbered, lettered) in COUNTS.items()
        for part in [*range(1, numbered + 1), *LETTERS[:lettered]]
    )


def parse(text: str) -> tuple[list[str], list[str]]:
    """The targets named in a text such as '5.5, 8.3': those that exist, in order and once, and the parts
    that are none."""
    known = {target: place for place, target in enumerate(targets())}
    parts = [part.lower() for part in SEPARATORS.split(text) if part]
    found = sorted({part for part in parts if part in known}, key=known.__getitem__)
    return found, [part for part in parts if part not in known]
