"""What leaves an edition after it was frozen: pictures and quotations whose consent was withdrawn, and names
of people who erased their accounts. The source loses them in the same instant, the files of the old revision
are no longer sent, and new ones are made (rule PR5)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cityclusters.booklets.models import Edition, EditionFile, EditionVoice, PrintPicture
from cityclusters.booklets.tasks import make_files
from cityclusters.core.files import delete_on_commit
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.practices.models import Practice

ENDED = Q(consent=None) | Q(consent__withdrawn_at__isnull=False)


def voices_withdrawn(practice: Practice) -> None:
    """Called in the transaction of a withdrawal (settings.VOICES_WITHDRAWN)."""
    take_out(EditionVoice.objects.filter(edition__items__version__practice=practice))


def take_out_withdrawn() -> None:
    """Every minute, should a withdrawal have gone another way."""
    take_out(EditionVoice.objects.all())


@transaction.atomic
def take_out(among: Any) -> None:
    """Takes those of the voices out whose consent has ended, edition by edition."""
    gone: dict[int, list[EditionVoice]] = defaultdict(list)
    for voice in among.filter(ENDED).distinct():
        gone[voice.edition_id].append(voice)
    for key, voices in gone.items():
        _from_edition(key, voices)
    drop_prints({voice.voice for voices in gone.values() for voice in voices if voice.kind == "picture"})


def _from_edition(key: int, voices: list[EditionVoice]) -> None:
    edition = (
        Edition.objects.select_for_update(of=("self",)).select_related("booklet__organisation").get(pk=key)
    )
    pictures = {voice.voice for voice in voices if voice.kind == "picture"}
    quotes = {voice.voice for voice in voices if voice.kind == "quote"}
    source = without(edition.source, pictures, quotes)
    note = {
        "at": timezone.now().date().isoformat(),
        "pictures": len(pictures),
        "quotes": len(quotes),
    }
    edition.taken_out = [*edition.taken_out, note]
    source["taken_out"] = edition.taken_out if edition.state == Edition.State.PUBLISHED else []
    EditionVoice.objects.filter(pk__in=[voice.pk for voice in voices]).delete()
    _revise(edition, source)
    booklet = edition.booklet
    details = {"number": edition.number, "language": edition.language, "why": "consent", **note}
    record(None, "booklet.made_again", booklet, organisation=booklet.organisation, **details)


def without(source: dict[str, Any], pictures: Iterable[str], quotes: Iterable[str]) -> dict[str, Any]:
    """The source without the named pictures and quotations, also on its cover."""
    gone, silent = set(pictures), set(quotes)
    practices = [
        {
            **practice,
            "pictures": [row for row in practice["pictures"] if row["id"] not in gone],
            "quotes": [row for row in practice["quotes"] if row["id"] not in silent],
        }
        for practice in source["practices"]
    ]
    cover = "" if source["cover"] in gone else source["cover"]
    return {**source, "practices": practices, "cover": cover}


def _revise(edition: Edition, source: dict[str, Any]) -> None:
    """The next revision of the source; what was made from the old one is deleted, new files are ordered."""
    edition.source = source
    edition.revision += 1
    for stored in (*(file.file for file in edition.files.all()), edition.cover):
        delete_on_commit(stored.storage, stored.name)
    edition.cover = ""
    edition.save()
    edition.files.update(
        state=EditionFile.State.WAITING, file="", bytes=0, sha256="", done=0, moved_at=timezone.now()
    )
    make_files.enqueue(edition.pk)


def drop_prints(voices: set[str]) -> None:
    """Deletes the pictures in the size of print."""
    rows = list(PrintPicture.objects.filter(voice__in=voices))
    PrintPicture.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        delete_on_commit(row.file.storage, row.file.name)


@transaction.atomic
def forget_person(person: Person) -> None:
    """Her name leaves the credits of every edition; the editions say what they said otherwise."""
    for key in Edition.objects.order_by("pk").values_list("pk", flat=True):
        edition = Edition.objects.get(pk=key)
        source = nameless(edition.source, person.public_id)
        if source != edition.source:
            _revise(Edition.objects.select_for_update().get(pk=key), source)


def nameless(source: dict[str, Any], person: str) -> dict[str, Any]:
    """The source without the name of the person."""

    def kept(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row for row in rows if row["person"] != person]

    practices = [{**practice, "credits": kept(practice["credits"])} for practice in source["practices"]]
    return {**source, "practices": practices, "editors": kept(source["editors"])}
