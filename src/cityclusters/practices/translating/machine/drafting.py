"""A machine's draft of a translation: asked for by a person, made by the worker part by part, shown only
where somebody allows it, and then always labelled."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.practices.models import Practice, Translation
from cityclusters.practices.translating import rules
from cityclusters.practices.translating.machine import pieces, spending
from cityclusters.practices.translating.machine.client import LanguageMissing, LibreTranslate, ServiceError
from cityclusters.practices.translating.parts import Part, filled, parts_of, texts_of
from cityclusters.practices.translating.translations import locked, opened

Machine = Translation.Machine
AT_ONCE = 6_000  # characters of parts translated and saved together
NO_LANGUAGE = "language"  # kinds of problems in `machine_problem`; anything else is the service's own words
LIMIT = "limit"
EMPTY = "empty"
STOPPED = "stopped"
LEASE = timedelta(hours=1)  # without a sign of life of the worker


def service() -> LibreTranslate | None:
    """The service that the settings name; None where none is, which is how it comes."""
    if not settings.TRANSLATE_URL:
        return None
    return LibreTranslate(settings.TRANSLATE_URL, settings.TRANSLATE_KEY)


def size(translation: Translation) -> int:
    """Characters that a draft would send, at most."""
    return sum(len(part.original) for part in parts_of(translation.version.content))


@transaction.atomic
def ask(practice: Practice, language: str, by: Person) -> tuple[Translation, bool]:
    """Asks for a machine's draft of what is read now; the second is whether the worker is to be told.

    Raises NotPossible where no service is set, for a practice that is not published, what a person has
    reviewed, and where the month's characters do not suffice."""
    if service() is None:
        raise NotPossible(_("No translation service is set up on this site."))
    row = locked(opened(practice, language, None))
    if not rules.may_ask_machine(by, row):
        raise NotPossible(_("Only the practice's own people, officers and its translator can ask for this."))
    if row.state == Translation.State.REVIEWED:
        raise NotPossible(_("It can be read in this language already."))
    if row.machine_busy or row.machine_state == Machine.DONE:
        return row, False
    if size(row) > spending.left():
        words = _("This text has %(size)d characters, and %(left)d are left for this month.")
        raise NotPossible(words % {"size": size(row), "left": spending.left()})
    row.machine_state, row.machine_problem, row.machine_done = Machine.WAITING, "", 0
    row.machine_at = timezone.now()
    row.save(update_fields=["machine_state", "machine_problem", "machine_done", "machine_at"])
    record(by, "translation.machine_asked", row, language=row.language, characters=size(row))
    return row, True


@transaction.atomic
def show(translation: Translation, by: Person, shown: bool) -> Translation:
    """Lets readers have the machine's draft, labelled, or not. Raises NotPossible without a draft."""
    row = locked(translation)
    if not rules.may_use_machine(by, row.version.practice):
        raise NotPossible(_("Only the practice's own people and officers can allow this."))
    if row.machine_state != Machine.DONE or not row.machine_content:
        raise NotPossible(_("There is no draft by a machine."))
    if row.machine_shown != shown:
        row.machine_shown = shown
        row.save(update_fields=["machine_shown"])
        act = "translation.machine_shown" if shown else "translation.machine_hidden"
        record(by, act, row, language=row.language)
    return row


# -- in the worker -----------------------------------------------------------------------------------


def make(key: int) -> None:
    """Makes the draft; nothing where it is not asked for. Killed and run again, it goes on where it was."""
    row = Translation.objects.select_related("version__practice").filter(pk=key).first()
    asked = service()
    if row is None or not row.machine_busy or asked is None:
        return
    try:
        _translate(row, asked)
    except LanguageMissing:
        _fail(row, NO_LANGUAGE)
    except spending.LimitReached:
        _fail(row, LIMIT)
    except ServiceError as error:
        _fail(row, str(error))


def _translate(row: Translation, asked: LibreTranslate) -> None:
    source, target = asked.pair(row.version.language, row.language)
    translate = partial(_within_limit, asked, source, target)
    parts = parts_of(row.version.content)
    have = texts_of(row.machine_content) if row.machine_state == Machine.WORKING else {}
    if all(have.get(part.key) for part in parts):
        _keep(row, asked, have, len(parts), whole=True)
        return
    for group in _groups([part for part in parts if not have.get(part.key)]):
        texts = pieces.translated_all([part.original for part in group], translate)
        have |= {part.key: text for part, text in zip(group, texts, strict=True)}
        done = sum(bool(have.get(part.key)) for part in parts)
        if not _keep(row, asked, have, done, whole=done == len(parts)):
            return  # the original has changed, or somebody began anew
    if any(not have.get(part.key) for part in parts):
        _fail(row, EMPTY)


def _within_limit(asked: LibreTranslate, source: str, target: str, texts: Sequence[str]) -> list[str]:
    """Any number of texts, request by request, each counted before it is sent."""

    def one(group: list[str]) -> list[str]:
        spending.spend(group)
        return asked.translate(group, source, target)

    return list(chain.from_iterable(one(group) for group in pieces.batches(texts)))


def _groups(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Parts that are translated and saved together."""
    group: list[Part] = []
    for part in parts:
        if group and sum(len(one.original) for one in group) + len(part.original) > AT_ONCE:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


@transaction.atomic
def _keep(row: Translation, asked: LibreTranslate, texts: dict[str, str], done: int, *, whole: bool) -> bool:
    """Saves what there is; whether it is still wanted."""
    now = locked(row)
    if not now.machine_busy or now.version_id != row.version_id:
        return False
    now.machine, now.machine_done, now.machine_at = asked.name, done, timezone.now()
    now.machine_content = filled(row.version.content, texts)
    now.machine_state = Machine.DONE if whole else Machine.WORKING
    fields = ["machine", "machine_done", "machine_at", "machine_content", "machine_state"]
    now.save(update_fields=fields)
    if whole:
        record(None, "translation.machine_made", now, language=now.language, service=asked.name)
    return True


@transaction.atomic
def _fail(row: Translation, problem: str) -> None:
    now = locked(row)
    if not now.machine_busy:
        return
    now.machine_state, now.machine_problem = Machine.FAILED, problem[:300]
    now.save(update_fields=["machine_state", "machine_problem"])
    record(None, "translation.machine_failed", now, language=now.language, problem=problem[:300])


def give_up_stopped() -> None:
    """A job: drafts at which no worker has been for an hour have failed; they can be asked for again."""
    lost = Translation.objects.filter(machine_state__in=[Machine.WAITING, Machine.WORKING])
    for row in lost.filter(machine_at__lt=timezone.now() - LEASE)[:100]:
        _fail(row, STOPPED)
