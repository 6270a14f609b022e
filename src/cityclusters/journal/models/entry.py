"""Entry: one line of the journal, and how it is written."""

from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from cityclusters.journal.words import act_in_words
from cityclusters.people.models import Organisation, Person


class EntryQuerySet(models.QuerySet["Entry"]):
    """Questions about the journal."""

    def about(self, subject: models.Model) -> "EntryQuerySet":
        """The lines about a row, newest first."""
        return self.filter(subject_kind=kind_of(subject), subject_id=id_of(subject))


class Entry(models.Model):
    """One act: who did what to which thing, when. Written in the act's own transaction, never changed.

    `subject_label` is empty where the subject is a person: her name is looked up when the line is shown,
    so that erasing her erases it here too."""

    actor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    act = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    details = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(default=timezone.now)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-at"], name="entry_subject"),
            models.Index(fields=["-at"], name="entry_newest"),
            models.Index(fields=["act", "-at"], name="entry_act"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_kind}:{self.subject_id}"

    @property
    def act_label(self) -> str:
        """What was done, in words."""
        return act_in_words(self.act)


def kind_of(subject: models.Model) -> str:
    """The name under which the journal knows this kind of row: 'exchanges.registration'."""
    return str(subject._meta.label_lower)


def id_of(subject: models.Model) -> str:
    """The name of the row for the journal: its public id, code or slug; its key where it has none."""
    for field in ("public_id", "code", "slug"):
        if value := getattr(subject, field, ""):
            return str(value)
    return str(subject.pk)


def url_of(subject: models.Model) -> str:
    """The page of the row, or '' where it has none."""
    page = getattr(subject, "get_absolute_url", None)
    return str(page())[:300] if page else ""


def record(
    actor: Person | None,
    act: str,
    subject: models.Model,
    *,
    organisation: Organisation | None = None,
    **details: Any,
) -> Entry:
    """Writes one line: `actor` (None for the system) did `act` ('exchange.registered') to `subject`.

    `details` are plain values (texts, numbers, dates, lists of them). Call it inside the act's
    transaction: the line stands or falls with the act."""
    entry = line(actor, act, subject, organisation=organisation, **details)
    entry.save(force_insert=True)
    return entry


def line(
    actor: Person | None,
    act: str,
    subject: models.Model,
    *,
    organisation: Organisation | None = None,
    **details: Any,
) -> Entry:
    """The line that `record` would write, not written yet: for `record_all`."""
    return Entry(
        actor=actor,
        act=act,
        subject_kind=kind_of(subject),
        subject_id=id_of(subject),
        subject_label="" if isinstance(subject, Person) else str(subject)[:300],
        url=url_of(subject),
        organisation=organisation,
        details=details,
    )


def record_all(lines: Iterable[Entry]) -> None:
    """Writes the lines of many acts of one kind in one statement (a list of people, for example)."""
    Entry.objects.bulk_create(lines)
