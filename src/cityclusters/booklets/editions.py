"""From a booklet to its editions: proofs, freezing, publishing, dropping; each act with its journal line."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.booklets.models import Booklet, Edition, EditionFile, EditionItem, EditionVoice, editions_of
from cityclusters.booklets.practice_source import Piece
from cityclusters.booklets.source import Frozen, build, changes, lacks
from cityclusters.booklets.tasks import make_files
from cityclusters.core.errors import NotPossible
from cityclusters.core.files import delete_on_commit
from cityclusters.core.texts import pick
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

Kind = EditionFile.Kind
MOST_PRACTICES = 300


def proof(booklet: Booklet, language: str, by: Person) -> Edition:
    """The booklet as it would print now, as PDF for its editors alone; replaces the proof before it.

    Raises NotPossible where there is nothing to print."""
    if language not in booklet.languages:
        raise NotPossible(_("Choose this language for the booklet first."))
    frozen = build(booklet, language, number=0, note={}, at=timezone.now())
    _check_size(frozen)
    with transaction.atomic():
        Booklet.objects.select_for_update().get(pk=booklet.pk)
        for old in booklet.editions.filter(number=0, language=language):
            _delete(old)
        edition = _store(booklet, language, 0, Edition.State.PROOF, frozen, by)
        _order(edition, [Kind.PDF])
    return edition


def freeze(booklet: Booklet, by: Person, note: dict[str, str]) -> list[Edition]:
    """The next edition in all languages of the booklet; its files are made by the worker. `note` says what a
    corrected edition corrects, in several languages.

    Raises NotPossible where a decision about a missing language is open, where nothing is to print, and for
    a corrected edition without a note."""
    _check_ready(booklet, note)
    now, sources = timezone.now(), {}
    number = _next_number(booklet)
    for language in booklet.languages:
        sources[language] = build(booklet, language, number=number, note=note, at=now)
        _check_size(sources[language])
    with transaction.atomic():
        row = Booklet.objects.select_for_update().get(pk=booklet.pk)
        if _next_number(row) != number:
            raise NotPossible(_("Somebody else has just frozen this booklet. Look at that edition first."))
        made = [_next_edition(row, number, language, sources[language], by) for language in sources]
        details = {"number": number, "languages": list(sources)}
        record(by, "booklet.frozen", row, organisation=row.organisation, **details)
    return made


def _check_ready(booklet: Booklet, note: dict[str, str]) -> None:
    if not booklet.languages:
        raise NotPossible(_("Choose the languages of the booklet first."))
    if any(row.is_open for row in lacks(booklet)):
        raise NotPossible(
            _("Some practices lack a language. Decide for each what is printed, then freeze the edition.")
        )
    if editions_of(booklet).published().exists() and not pick(note).text:
        raise NotPossible(_("Say what this edition corrects: readers of the earlier one want to know."))


def _check_size(frozen: Frozen) -> None:
    if not frozen.pieces:
        raise NotPossible(_("There is nothing to print in this language yet. Choose practices first."))
    if len(frozen.pieces) > MOST_PRACTICES:
        raise NotPossible(
            _("A booklet has at most %(most)s practices. Make two of it.") % {"most": MOST_PRACTICES}
        )


def _next_number(booklet: Booklet) -> int:
    highest: int | None = booklet.editions.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _next_edition(booklet: Booklet, number: int, language: str, frozen: Frozen, by: Person) -> Edition:
    """With what differs from the last published edition in its language."""
    before = editions_of(booklet).published().filter(language=language).order_by("-number").first()
    frozen.source["changes"] = changes(frozen.source, before)
    edition = _store(booklet, language, number, Edition.State.FROZEN, frozen, by)
    _order(edition, Kind.values)
    return edition


def _store(booklet: Booklet, language: str, number: int, state: str, frozen: Frozen, by: Person) -> Edition:
    edition = Edition.objects.create(
        booklet=booklet,
        number=number,
        language=language,
        state=state,
        source=frozen.source,
        note=frozen.source["note"]["text"][:500],
        changes=frozen.source["changes"],
        practices=len(frozen.pieces),
        frozen_by=by,
    )
    EditionItem.objects.bulk_create(
        EditionItem(edition=edition, version=piece.version, translation=piece.translation, position=position)
        for position, piece in enumerate(frozen.pieces)
    )
    EditionVoice.objects.bulk_create(_voices(edition, frozen.pieces))
    return edition


def _voices(edition: Edition, pieces: Sequence[Piece]) -> list[EditionVoice]:
    found = []
    for piece in pieces:
        for kind, rows in (("picture", piece.pictures), ("quote", piece.quotes)):
            found += [
                EditionVoice(edition=edition, kind=kind, voice=row.public_id, consent_id=row.consent_id)
                for row in rows
            ]
    return found


def _order(edition: Edition, kinds: Sequence[str]) -> None:
    """Has the files made."""
    EditionFile.objects.bulk_create(EditionFile(edition=edition, kind=kind) for kind in kinds)
    make_files.enqueue(edition.pk)


def make_again(edition: Edition) -> None:
    """Has what is missing or failed made again; doing it twice makes nothing twice."""
    stuck = edition.files.exclude(state=EditionFile.State.READY)
    stuck.update(state=EditionFile.State.WAITING, unshown="", done=0, moved_at=timezone.now())
    make_files.enqueue(edition.pk)


@transaction.atomic
def publish(booklet: Booklet, number: int, by: Person) -> None:
    """Shows the edition to everybody, in all its languages; earlier editions stay and say that there is a
    newer one. Raises NotPossible while a file of it is not made."""
    row = Booklet.objects.select_for_update().get(pk=booklet.pk)
    editions = list(editions_of(row).light().filter(number=number, state=Edition.State.FROZEN))
    if not editions:
        raise NotPossible(_("This edition is published already, or was dropped."))
    files = EditionFile.objects.filter(edition__in=editions)
    if files.exclude(EditionFile.current()).exists():
        raise NotPossible(_("Some files are not made yet. Wait until all are ready."))
    now = timezone.now()
    row.editions.filter(pk__in=[edition.pk for edition in editions]).update(
        state=Edition.State.PUBLISHED, published_at=now, published_by=by
    )
    languages = sorted(edition.language for edition in editions)
    details = {"number": number, "languages": languages}
    record(by, "booklet.published", row, organisation=row.organisation, **details)


@transaction.atomic
def drop(booklet: Booklet, number: int, by: Person) -> None:
    """Throws a frozen edition away that was never published. Raises NotPossible for a published one."""
    row = Booklet.objects.select_for_update().get(pk=booklet.pk)
    editions = list(editions_of(row).light().filter(number=number, state=Edition.State.FROZEN))
    if not editions:
        raise NotPossible(_("A published edition stays: people have it and refer to it."))
    for edition in editions:
        _delete(edition)
    record(by, "booklet.dropped", row, organisation=row.organisation, number=number)


def _delete(edition: Edition) -> None:
    """The rows, and the files once that is certain."""
    for stored in (*(file.file for file in edition.files.all()), edition.cover):
        delete_on_commit(stored.storage, stored.name)
    edition.delete()
