"""What happens to the translations of a practice when it gets a new version."""

from django.db import transaction

from cityclusters.journal.acts import record
from cityclusters.practices.models import Translation, Version
from cityclusters.practices.translating import letters
from cityclusters.practices.translating.parts import Carried, carry, filled, texts_of
from cityclusters.practices.translating.translations import stand_again, until

State = Translation.State


@transaction.atomic
def follow(version: Version) -> list[Translation]:
    """Takes the work on older versions over to this one, language by language; the rows it has now.

    What is not finished moves over, with its changed parts to be done again. A reviewed translation stays as
    it is, outdated, and one for the new version is opened with what did not change; where no word of it
    changed, that one is reviewed at once. Called in the transaction that publishes the version."""
    rows = Translation.objects.select_for_update(of=("self",)).select_related("version__practice")
    rows = rows.filter(version__practice=version.practice, version__number__lt=version.number)
    newest: dict[str, Translation] = {}
    for row in rows.order_by("version__number"):
        newest[row.language] = row
    return [_followed(row, version) for row in newest.values() if row.language != version.language]


def _followed(row: Translation, version: Version) -> Translation:
    carried = carry(row.version.content, version.content, texts_of(row.content), row.stale)
    if row.stood:
        return _corrected(row, version, carried)
    if row.state == State.REVIEWED:
        return _opened(row, version, carried)
    return _moved(row, version, carried)


def _opened(row: Translation, version: Version, carried: Carried) -> Translation:
    """A row for the new version beside the reviewed one."""
    new = Translation(
        version=version,
        language=row.language,
        content=filled(version.content, carried.texts),
        kept=carried.kept,
        stale=carried.stale,
        machine=row.machine if row.machine_used else "",
        machine_used=row.machine_used,
    )
    if carried.whole:
        new.state, new.reviewed_at = State.REVIEWED, row.reviewed_at
        new.translator, new.reviewer, new.kept = row.translator, row.reviewer, []
    new.save()
    new.hands.set(row.hands.all())
    if carried.whole:
        record(None, "translation.carried", new, language=new.language, version=version.number)
    else:
        record(None, "translation.outdated", row, language=row.language, version=version.number)
        letters.original_changed(new, row.translator, _parts_to_do(carried), in_work=False)
    return new


def _corrected(row: Translation, version: Version, carried: Carried) -> Translation:
    """One that was being corrected: readers keep what stood; the correction goes on with the new version,
    with whoever had it in work, and is reviewed there."""
    new = Translation(
        version=version, language=row.language, content=filled(version.content, carried.texts),
        kept=carried.kept, stale=carried.stale, machine=row.machine if row.machine_used else "",
        machine_used=row.machine_used,
    )  # fmt: skip
    if row.state != State.WANTED and row.translator is not None:
        new.state, new.translator, new.taken_until = State.IN_WORK, row.translator, until()
    new.save()
    new.hands.set(row.hands.all())
    letters.original_changed(new, new.translator, _parts_to_do(carried), in_work=True)
    stand_again(row)
    record(None, "translation.outdated", row, language=row.language, version=version.number)
    return new


def _moved(row: Translation, version: Version, carried: Carried) -> Translation:
    """The row itself, now of the new version."""
    row.version = version
    if row.content:
        row.content = filled(version.content, carried.texts)
        row.stale = carried.stale
        row.kept = [key for key in carried.kept if key in row.kept]
    if texts_of(row.machine_content) and not _same_texts(row, version):
        # A machine's draft of words that are no longer there: it is cheaply made again.
        row.machine_content, row.machine_shown, row.machine_state = {}, False, ""
    if row.state == State.IN_REVIEW and not carried.whole and row.translator is not None:
        row.state, row.taken_until = State.IN_WORK, until()
    row.revision, row.marks = row.revision + 1, {}
    row.save()
    if row.state == State.IN_WORK and not carried.whole:
        letters.original_changed(row, row.translator, _parts_to_do(carried), in_work=True)
    return row


def _same_texts(row: Translation, version: Version) -> bool:
    older = Version.objects.filter(practice=version.practice, number__lt=version.number).first()
    return older is not None and texts_of(older.content) == texts_of(version.content)


def _parts_to_do(carried: Carried) -> int:
    return len(carried.stale) + len(carried.missing)
