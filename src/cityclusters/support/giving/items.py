"""The list of what can be given: loaded once from a file, then kept by officers; and what a word in a
spreadsheet or in an exchange's contribution means."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from cityclusters.core.texts import make_texts, pick
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.places.folding import fold
from cityclusters.support.models import Item

FILE = Path(__file__).parent.parent / "data" / "items.json"


@transaction.atomic
def load_items() -> bool:
    """Makes the items that are missing; what an officer has changed stays as it is. False where nothing was
    missing."""
    rows: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    known = set(Item.objects.values_list("code", flat=True))
    made = [
        Item(**{**row, "names": make_texts("en", **row["names"]), "unit": make_texts("en", **row["unit"])})
        for row in rows
        if row["code"] not in known
    ]
    order = {row["code"]: number for number, row in enumerate(rows)}
    for item in made:
        item.order = order[item.code]
    Item.objects.bulk_create(made)
    return bool(made)


@transaction.atomic
def add(by: Person, item: Item) -> None:
    """One more thing that can be given."""
    item.save(force_insert=True)
    record(by, "aid_item.added", item)


@transaction.atomic
def change(by: Person, item: Item) -> None:
    """Another name, unit or kind of words; what was counted with it keeps its measure."""
    item.save(update_fields=["names", "unit", "also", "medical"])
    record(by, "aid_item.changed", item)


class Meanings:
    """Items by the words that mean them: their codes, their names in every language, other words."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = list(items)
        self._known: dict[str, Item] = {}
        for item in self.items:
            names = [text for language, text in item.names.items() if language != "_"]
            for word in (item.code, *names, *item.also):
                self._known.setdefault(fold(str(word)), item)

    def of(self, words: str) -> Item | None:
        """The item that the words mean, however they are spelled."""
        return self._known.get(fold(words))

    def examples(self) -> list[str]:
        """Names in the reader's language, for a message that says what could be written."""
        return [pick(item.names).text for item in self.items]
