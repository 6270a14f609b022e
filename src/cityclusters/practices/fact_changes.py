"""What differs between the facts of two versions, in words: partners, links and themes change a practice as
much as its texts do, and whoever looks at a correction must see them."""

from collections.abc import Mapping
from typing import Any

from cityclusters.practices import differences
from cityclusters.practices.differences import Change
from cityclusters.practices.models import Version
from cityclusters.practices.page import facts_in_words

# In the order in which they are read; as facts_in_words names them.
SHOWN: tuple[str, ...] = ("place", "more_places", "owner", "level_words", "status", "started", "ended")
SHOWN += ("themes", "sdg_targets", "audiences", "value_chain", "marker", "partners", "links")
SHOWN += ("licence_words",)


def changes(before: Version, after: Version) -> list[Change]:
    """Texts first, then facts: what stands otherwise in the newer version (or working copy)."""
    old, new = _lines(before.facts), _lines(after.facts)
    found = [
        Change(f"facts.{key}", differences.words(old[key], new[key])) for key in SHOWN if old[key] != new[key]
    ]
    return [*differences.contents(before.content, after.content), *found]


def _lines(facts: Mapping[str, Any]) -> dict[str, str]:
    shown = facts_in_words(facts)
    made = {key: _text(shown[key]) for key in SHOWN}
    made["place"], made["owner"] = shown["place"][1], shown["owner"][1] if shown["owner"] else ""
    made["more_places"] = "\n".join(words for _url, words in shown["more_places"])
    made["themes"] = "\n".join(name for _code, name in shown["themes"])
    made["partners"] = "\n".join(_joined(row.name, row.kind, row.role) for row in shown["partners"])
    made["links"] = "\n".join(_joined(row["title"], row["url"], row["rights"]) for row in shown["links"])
    return made


def _text(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
