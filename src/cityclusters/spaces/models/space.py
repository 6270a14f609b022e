"""Space: a thematic space with its stewards, members, languages and rules."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import pick, validate_texts
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.spaces.models.theme import Taken, Theme

UNDO = timedelta(hours=1)  # for somebody who left by mistake


class Banned(Exception):
    """The person may not come back into this space."""


class SpaceQuerySet(models.QuerySet["Space"]):
    """Questions about spaces."""

    def with_members(self) -> "SpaceQuerySet":
        """Adds `members`: how many people are in it now, stewards included."""
        now_in = models.Q(memberships__left_at=None, memberships__person__state=Person.State.ACTIVE)
        return self.annotate(members=models.Count("memberships", filter=now_in))


class Space(models.Model):
    """A thematic space, with its stewards, members, languages and rules; it may have several themes."""

    slug = models.SlugField(_("name in the address"), unique=True, max_length=60)
    names = models.JSONField(_("name"), validators=[validate_texts])
    purpose = models.JSONField(_("what it is for"), validators=[validate_texts])
    rules = models.JSONField(_("rules"), default=dict, blank=True, validators=[validate_texts])
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), related_name="spaces")
    languages = models.JSONField(_("languages"), default=list)
    order = models.PositiveSmallIntegerField(default=0)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return pick(self.names).text or self.slug

    def get_absolute_url(self) -> str:
        """The page of the space."""
        return reverse("spaces:detail", args=[self.slug])

    def add(self, by: Person, themes: Iterable[Theme]) -> None:
        """Opens a new space, at the end of the list. Raises Taken when its slug is in use."""
        last = Space.objects.aggregate(last=models.Max("order"))["last"]
        self.order = 0 if last is None else last + 1
        try:
            with transaction.atomic():
                self.save(force_insert=True)
                self.themes.set(themes)
                record(by, "space.added", self, themes=sorted(theme.code for theme in self.themes.all()))
        except IntegrityError:
            raise Taken from None

    @transaction.atomic
    def change(self, by: Person, themes: Iterable[Theme], **fields: Any) -> None:
        """Gives it other names, another purpose, other rules, languages or themes."""
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))
        self.themes.set(themes)
        codes = sorted(theme.code for theme in self.themes.all())
        record(by, "space.changed", self, changed=sorted(fields), themes=codes)

    # -- coming and going: one membership row for each joining --------------------------------------

    def membership_of(self, person: Person) -> Any:
        """The row of a person who is in the space now, or None."""
        return self.memberships.filter(person=person, left_at=None).first()

    def standing_of(self, person: Person) -> Any:
        """The same as this object saw it first: for a page, whose parts all ask. Acts ask `membership_of`."""
        if person.pk not in self._standings:
            self._standings[person.pk] = self.membership_of(person)
        return self._standings[person.pk]

    @cached_property
    def _standings(self) -> dict[int, Any]:
        return {}

    def seen(self, person: Person, membership: Any) -> None:
        """Says what a page has already fetched of the person."""
        self._standings[person.pk] = membership

    def is_banned(self, person: Person) -> bool:
        """Whether the person was sent away and nobody has let her in again."""
        return self.memberships.filter(person=person, banned_at__isnull=False, ban_lifted_at=None).exists()

    def _arriving(self, person: Person) -> Any:
        """Her present row or None, once nobody else is changing it. Raises Banned."""
        Person.objects.select_for_update().get(pk=person.pk)  # one coming or going of hers at a time
        if self.is_banned(person):
            raise Banned
        return self.membership_of(person)

    @transaction.atomic
    def join(self, person: Person) -> Any:
        """Makes the person a member; joining twice gives the first membership. Raises Banned."""
        if (row := self._arriving(person)) is None:
            row = self.memberships.create(person=person)
            record(person, "space.joined", self)
        return row

    @transaction.atomic
    def leave(self, person: Person) -> bool:
        """Ends her membership (and her stewardship); whether there was one."""
        left = self.memberships.filter(person=person, left_at=None).update(left_at=timezone.now())
        if left:
            record(person, "space.left", self)
        return left > 0

    @transaction.atomic
    def undo_leaving(self, person: Person) -> bool:
        """Within an hour, takes her leaving back: she has the same membership as before."""
        since = timezone.now() - UNDO
        mine = self.memberships.select_for_update().filter(person=person)
        row = mine.order_by("-joined_at", "-pk").first()
        if row is None or row.left_at is None or row.left_at < since or row.ended_by_id:
            return False
        row.left_at = None
        row.save(update_fields=["left_at"])
        record(person, "space.leaving_undone", self)
        return True

    # -- stewards -----------------------------------------------------------------------------------

    @transaction.atomic
    def appoint(self, person: Person, by: Person) -> Any:
        """Makes the person a steward; twice is once. Raises Banned."""
        row = self._arriving(person)
        if row is not None and row.role == row.Role.STEWARD:
            return row
        if row is not None:
            row.finish(by)
        row = self.memberships.create(person=person, role="steward", appointed_by=by)
        record(by, "space.steward_appointed", self, person=person.public_id)
        return row

    @transaction.atomic
    def end_stewardship(self, person: Person, by: Person) -> bool:
        """Makes a steward a member again; whether she was one."""
        row = self.memberships.select_for_update().filter(person=person, left_at=None, role="steward").first()
        if row is None:
            return False
        row.finish(by)
        self.memberships.create(person=person)
        record(by, "space.steward_ended", self, person=person.public_id)
        return True
