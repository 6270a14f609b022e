"""The standards that are known, each with its scope in words and in codes; read from a file once."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

Texts = Mapping[str, str]


class Item(NamedTuple):
    """One line of a checklist."""

    code: str
    words: Texts


class Standard(NamedTuple):
    """`kind` is method, system, practice, product, label, scheme or laboratory; `about` what it speaks of:
    unit, farm, product or laboratory. A product is in its scope where it has all of `needs`, none of
    `excludes`, and comes from one of `countries` (none: from any)."""

    code: str
    name: Texts
    kind: str
    about: str
    needs: tuple[str, ...]
    excludes: tuple[str, ...]
    countries: tuple[str, ...]
    scope: Texts
    source: str
    items: tuple[Item, ...]

    def holds_for_product(self) -> bool:
        """Whether its certificate is for one product; else it is for the place where things are made."""
        return self.about == "product"


@cache
def _data() -> dict[str, Any]:
    path = Path(settings.PACKAGE) / "groups" / "data" / "standards.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def standards() -> dict[str, Standard]:
    """By code, in the order of the file."""
    return {row["code"]: _standard(row) for row in _data()["standards"]}


def _standard(row: dict[str, Any]) -> Standard:
    return Standard(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        about=row["about"],
        needs=tuple(row["needs"]),
        excludes=tuple(row["excludes"]),
        countries=tuple(row["countries"]),
        scope=row["scope"],
        source=row["source"],
        items=tuple(Item(item["code"], item["words"]) for item in row["items"]),
    )


@cache
def traits() -> dict[str, Texts]:
    """What can be true of a product, by code: by these alone a standard knows whether it is meant."""
    return {row["code"]: row["words"] for row in _data()["traits"]}
