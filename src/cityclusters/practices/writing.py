"""Beginning a practice, and saving its parts one by one as they are typed.

Every save says what it saw before: `seen` is the revision of a text, or a digest of the other parts. A save
that saw something older than what stands there now changes nothing; the caller keeps what was typed."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import limits, rules
from cityclusters.practices.adoption import source as adaptation_source
from cityclusters.practices.forms.parts import FORMS, values_of
from cityclusters.practices.forms.rows import ROW_MODELS, rows_of
from cityclusters.practices.models import Call, Practice, Section, StateChange
from cityclusters.practices.models.choices import State
from cityclusters.practices.parts import PARTS
from cityclusters.spaces.models import Theme

FEW_THEMES = 3  # of a call: more are no guess


class Stale(Exception):
    """Somebody else saved this part since the writer saw it."""


@transaction.atomic
def create(
    by: Person,
    *,
    title: str,
    place: Place,
    language: str,
    done: str = "",
    result: str = "",
    organisation: Organisation | None = None,
    call: Call | None = None,
    themes: Iterable[Theme] = (),
    made_from: dict[str, str] | None = None,
) -> Practice:
    """A new draft of hers, which nobody sees but its writers. Raises NotPossible for too many in a day."""
    limits.count_new(by)
    practice = Practice.objects.create(
        author=by, title=title[:200], place=place, language=language, organisation=organisation, call=call,
        made_from=made_from or {},
    )  # fmt: skip
    practice.themes.set(list(themes) or _themes_of(call))
    for key, text in (("done", done), ("result", result)):
        if text.strip():
            Section.objects.create(practice=practice, key=key, text=text.strip(), revision=1, saved_by=by)
    StateChange.objects.create(practice=practice, after=State.DRAFT, by=by)
    details = {"call": call.public_id} if call else {}
    record(by, "practice.created", practice, organisation=organisation, **details)
    adaptation_source.begun(practice, by)
    return practice


def _themes_of(call: Call | None) -> list[Theme]:
    """The themes of a call on few themes, as a first guess that she can change: without a theme a practice
    stands on no page of a space and in no digest."""
    found = list(call.themes.all()) if call else []
    return found if len(found) <= FEW_THEMES else []


def section_of(practice: Practice, key: str) -> Section:
    """The section of that key; one that is not saved yet where nothing was written."""
    return practice.sections.select_related("saved_by").filter(key=key).first() or Section(
        practice=practice, key=key
    )


def seen_of(practice: Practice, key: str) -> str:
    """What a form of the part has seen: the revision of a text, else a digest of its values."""
    if PARTS[key].text:
        return str(section_of(practice, key).revision)
    values: Any = values_of(practice, key) if key in FORMS else rows_of(practice, key)
    return hashlib.sha256(repr(_plain(values)).encode()).hexdigest()[:20]


def _plain(value: Any) -> Any:
    """Rows as their keys, so that two readings of the same record look the same."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value


@transaction.atomic
def save_part(practice: Practice, key: str, typed: Any, seen: str, by: Person) -> str:
    """Writes a part: a text, the cleaned values of its form, or the list of its rows. Gives what the form has
    seen now.

    Raises Stale where somebody saved it since (unless it is the same text), and NotPossible where the state
    no longer lets anybody write."""
    row = Practice.objects.select_for_update().get(pk=practice.pk)
    if not rules.may_write(by, row):
        raise NotPossible(_("Nobody can write in this practice at the moment. Your text is kept as a draft."))
    if PARTS[key].text:
        return _save_text(row, key, typed, seen, by)
    if seen != seen_of(row, key):
        raise Stale
    if key in FORMS:
        _save_fields(row, key, typed, by)
    else:
        _save_rows(row, key, typed)
    row.save(update_fields=["changed_at"])
    return seen_of(row, key)


def _save_text(practice: Practice, key: str, text: str, seen: str, by: Person) -> str:
    section = section_of(practice, key)
    if text == section.text:
        return str(section.revision)
    if seen != str(section.revision):
        raise Stale
    section.text, section.revision = text, section.revision + 1
    section.saved_at, section.saved_by = timezone.now(), by
    section.save()
    practice.save(update_fields=["changed_at"])
    return str(section.revision)


def _save_fields(practice: Practice, key: str, typed: dict[str, Any], by: Person) -> None:
    owner = practice.organisation_id
    for name, value in typed.items():
        if name != "themes":
            setattr(practice, name, value)
    practice.save(update_fields=[name for name in typed if name != "themes"])
    if "themes" in typed:
        practice.themes.set(typed["themes"])
    if owner != practice.organisation_id:
        record(by, "practice.owner_changed", practice, organisation=practice.organisation)


def _save_rows(practice: Practice, key: str, rows: list[dict[str, Any]]) -> None:
    if key == "places":
        practice.more_places.set([row["place"] for row in rows if row["place"].pk != practice.place_id])
        return
    model = ROW_MODELS[key]
    model.objects.filter(practice=practice).delete()
    ordered = key in ("steps", "results")
    model.objects.bulk_create(
        model(practice=practice, **row, **({"position": number} if ordered else {}))
        for number, row in enumerate(rows)
    )
