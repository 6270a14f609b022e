"""Questions about many exchanges at once."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from cityclusters.people.readers import Reader, focal_organisations, is_officer

if TYPE_CHECKING:
    from cityclusters.exchanges.models.exchange import Exchange  # noqa: F401  # named in a text below


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    """Exchanges, filtered by who may see them."""

    def published(self) -> "ExchangeQuerySet":
        """Those that everybody may see: past the idea, and standing in at least one space."""
        places = self._rows("publications")
        return self.exclude(state="idea").filter(Exists(places))

    def visible_to(self, user: Reader) -> "ExchangeQuerySet":
        """Published ones, and those in which the reader has a part: as officer, owner, focal point of the
        organiser, participant, or contributor."""
        if is_officer(user):
            return self
        public = ~Q(state="idea") & Q(Exists(self._rows("publications")))
        if not user.is_authenticated:
            return self.filter(public)
        return self.filter(public | self._part_of(user))

    def manageable_by(self, user: Reader) -> "ExchangeQuerySet":
        """Those that the reader may change: the same answer as `rules.may_manage`, for many rows."""
        if is_officer(user):
            return self
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(owner=user) | Q(organiser__in=focal_organisations(user)))

    def with_dates(self) -> "ExchangeQuerySet":
        """Adds `first_start` and `last_end`: the moments at which the first session begins and the last
        one ends (None without sessions)."""
        rows = self._rows("sessions")
        first = rows.order_by("start").values("start")[:1]
        last = rows.order_by("-end").values("end")[:1]
        return self.annotate(first_start=Subquery(first), last_end=Subquery(last))

    def begun(self, now: datetime) -> "ExchangeQuerySet":
        """Those whose first session has begun; after `with_dates`."""
        return self.filter(Q(("first_start__lte", now)))

    def over(self, now: datetime) -> "ExchangeQuerySet":
        """Those whose last session has ended; after `with_dates`."""
        return self.filter(Q(("last_end__lte", now)))

    def to_come(self, now: datetime) -> "ExchangeQuerySet":
        """Those with a session still to end or without dates yet; after `with_dates`."""
        return self.filter(Q(("last_end__gt", now)) | Q(("last_end", None)))

    def for_cards(self) -> "ExchangeQuerySet":
        """With what `exchanges/_card.html` shows: dates, organiser and place, themes. Two queries in all,
        whatever the number of rows."""
        rows = self.with_dates().select_related("organiser__place")
        return rows.prefetch_related("themes")

    def in_space(self, space: Any) -> "ExchangeQuerySet":
        """Those that stand in the space."""
        return self.filter(Exists(self._rows("publications").filter(space=space)))

    def _part_of(self, user: Any) -> Q:
        mine = Q(owner=user) | Q(organiser__in=focal_organisations(user))
        seat = Q(Exists(self._rows("registrations").filter(person=user)))
        return mine | seat | Q(Exists(self._rows("contributors").filter(person=user)))

    def _rows(self, related: str) -> "models.QuerySet[Any]":
        field: Any = self.model._meta.get_field(related)
        rows: models.QuerySet[Any] = field.related_model._default_manager.filter(exchange=OuterRef("pk"))
        return rows
