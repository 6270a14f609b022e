"""The programme's own lists: seven themes with a space each, and the seven areas that map onto them."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from cityclusters.core.texts import make_texts
from cityclusters.spaces.models import Space, Theme

FILE = Path(__file__).parent / "data" / "themes.json"
LANGUAGES = ["en", "fr", "es", "ar"]


@transaction.atomic
def load_themes() -> bool:
    """Makes the themes and spaces that are missing; what a curator has changed stays as it is.

    Returns False where nothing was missing."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    known = set(Theme.objects.values_list("code", flat=True))
    missing = [
        (vocabulary["code"], order, theme)
        for vocabulary in data["vocabularies"]
        for order, theme in enumerate(vocabulary["themes"])
        if theme["code"] not in known
    ]
    for vocabulary, order, theme in missing:
        _make_theme(vocabulary, order, theme)
    spaces = set(Space.objects.values_list("slug", flat=True))
    wanted = [row for row in enumerate(data["spaces"]) if row[1]["slug"] not in spaces]
    for order, space in wanted:
        _make_space(order, space, data["rules"])
    return bool(missing or wanted)


def _make_theme(vocabulary: str, order: int, row: dict[str, Any]) -> None:
    names = make_texts("en", **row["names"])
    theme = Theme.objects.create(code=row["code"], vocabulary=vocabulary, order=order, names=names)
    theme.same_as.set(Theme.objects.filter(code__in=row.get("same_as", [])))


def _make_space(order: int, row: dict[str, Any], rules: dict[str, str]) -> None:
    themes = list(Theme.objects.filter(code__in=row["themes"]))
    space = Space.objects.create(
        slug=row["slug"],
        order=order,
        names=themes[0].names,
        purpose=make_texts("en", **row["purpose"]),
        rules=make_texts("en", **rules),
        languages=LANGUAGES,
    )
    space.themes.set(themes)
