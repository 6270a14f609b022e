"""What is in a booklet and in which order; each act under one lock, with its journal line."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.booklets.editions import MOST_PRACTICES
from cityclusters.booklets.models import Booklet, BookletEditor, BookletItem
from cityclusters.core.errors import NotPossible
from cityclusters.exchanges.models import Exchange
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Call, Practice


@transaction.atomic
def create(
    by: Person,
    organisation: Organisation,
    *,
    title: dict[str, str],
    call: Call | None = None,
    exchange: Exchange | None = None,
) -> Booklet:
    """A booklet in the making, in the languages of its title; from a call with all its published
    practices, from an exchange with those that were made from it."""
    languages = [code for code in title if code != "_"]
    booklet = Booklet.objects.create(
        title=title,
        organisation=organisation,
        call=call,
        exchange=exchange,
        languages=languages,
        created_by=by,
    )
    record(by, "booklet.created", booklet, organisation=organisation)
    if call is not None:
        add(booklet, by, of_call(call))
    if exchange is not None:
        add(booklet, by, of_exchange(exchange))
    return booklet


def of_call(call: Call) -> Iterable[Practice]:
    """The practices of the call that everybody can read."""
    return Practice.objects.published().filter(call=call).order_by("published_at", "pk")


def of_exchange(exchange: Exchange) -> Iterable[Practice]:
    """The published practices that were made from the exchange."""
    made = f"exchange:{exchange.public_id}"
    rows = Practice.objects.published().exclude(made_from={}).order_by("published_at", "pk")
    return [practice for practice in rows if made in practice.made_from.values()]


@transaction.atomic
def add(booklet: Booklet, by: Person, practices: Iterable[Practice]) -> int:
    """Puts the practices at the end, those that are in it already stay where they are; how many came.

    Raises NotPossible where there would be too many."""
    row = _locked(booklet)
    present = {item.practice_id for item in row.items.all()}
    fresh = [practice for practice in practices if practice.pk not in present]
    if len(present) + len(fresh) > MOST_PRACTICES:
        words = _("A booklet has at most %(most)s practices. Make two of it.")
        raise NotPossible(words % {"most": MOST_PRACTICES})
    start = max((item.position for item in row.items.all()), default=-1) + 1
    BookletItem.objects.bulk_create(
        BookletItem(booklet=row, practice=practice, position=start + index)
        for index, practice in enumerate(fresh)
    )
    if fresh:
        _changed(row, by, added=[practice.public_id for practice in fresh])
    return len(fresh)


@transaction.atomic
def remove(booklet: Booklet, by: Person, practice_id: str) -> bool:
    """Takes a practice out; False where it is not in the booklet. The heading of a part that began with it
    goes to the next practice, where that begins none of its own."""
    row = _locked(booklet)
    items = list(row.items.select_related("practice"))
    index = _index(items, practice_id)
    if index is None:
        return False
    item = items[index]
    following = items[index + 1] if index + 1 < len(items) else None
    if item.part and following is not None and not following.part:
        following.part = item.part
        following.save(update_fields=["part"])
    item.delete()
    _changed(row, by, removed=practice_id)
    return True


@transaction.atomic
def move(booklet: Booklet, by: Person, practice_id: str, *, up: bool) -> bool:
    """One place up or down; False at the end of the row. Headings of parts stay where they are, so that
    moving over one moves into the other part."""
    row = _locked(booklet)
    items = list(row.items.select_related("practice"))
    index = _index(items, practice_id)
    other = None if index is None else index + (-1 if up else 1)
    if index is None or other is None or not 0 <= other < len(items):
        return False
    parts = [item.part for item in items]
    items[index], items[other] = items[other], items[index]
    for position, (item, part) in enumerate(zip(items, parts, strict=True)):
        item.position, item.part = position, part
    BookletItem.objects.bulk_update(items, ["position", "part"])
    _changed(row, by, moved=practice_id)
    return True


@transaction.atomic
def set_part(booklet: Booklet, by: Person, practice_id: str, part: dict[str, str]) -> bool:
    """Begins a part with the practice, or ends that ({}); False where it is not in the booklet."""
    row = _locked(booklet)
    if not row.items.filter(practice__public_id=practice_id).exists():
        return False
    for item in row.items.filter(practice__public_id=practice_id):
        item.part = part
        item.save(update_fields=["part"])
    _changed(row, by, part=practice_id)
    return True


@transaction.atomic
def decide(booklet: Booklet, by: Person, choices: Mapping[tuple[str, str], str], *, machine: bool) -> None:
    """What is printed where a language is missing: (practice's id, language) → a value of
    BookletItem.Missing, '' for not decided; and whether machine drafts may be printed."""
    row = _locked(booklet)
    for item in row.items.select_related("practice"):
        chosen = {
            language: choice for (key, language), choice in choices.items() if key == item.practice.public_id
        }
        kept = {**item.missing, **chosen}
        item.missing = {language: choice for language, choice in kept.items() if choice}
        item.save(update_fields=["missing"])
    row.machine_allowed = booklet.machine_allowed = machine
    row.save(update_fields=["machine_allowed", "changed_at"])
    _changed(row, by, machine_allowed=machine)


@transaction.atomic
def change(booklet: Booklet, by: Person, **fields: Any) -> None:
    """Title, preface, languages, paper, cover: what the next edition will say."""
    row = _locked(booklet)
    for name, value in fields.items():
        setattr(row, name, value)
        setattr(booklet, name, value)
    row.save(update_fields=[*fields, "changed_at"])
    _changed(row, by, fields=sorted(fields))


@transaction.atomic
def add_editor(booklet: Booklet, by: Person, person: Person) -> None:
    """Lets another person work on the booklet."""
    row = _locked(booklet)
    _row, is_new = BookletEditor.objects.get_or_create(booklet=row, person=person, defaults={"added_by": by})
    if is_new:
        record(by, "booklet.editor_added", row, organisation=row.organisation, person=person.public_id)


@transaction.atomic
def remove_editor(booklet: Booklet, by: Person, person_id: str) -> None:
    """Ends that; nothing where she is none."""
    row = _locked(booklet)
    gone, _rows = BookletEditor.objects.filter(booklet=row, person__public_id=person_id).delete()
    if gone:
        record(by, "booklet.editor_removed", row, organisation=row.organisation, person=person_id)


def _locked(booklet: Booklet) -> Booklet:
    return Booklet.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=booklet.pk)


def _index(items: list[BookletItem], practice_id: str) -> int | None:
    return next((i for i, item in enumerate(items) if item.practice.public_id == practice_id), None)


def _changed(booklet: Booklet, by: Person, **details: Any) -> None:
    booklet.save(update_fields=["changed_at"])
    record(by, "booklet.changed", booklet, organisation=booklet.organisation, **details)
