"""Questions about many exchanges at once."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cityclusters.exchanges.rules import Reader, focal_organisations, is_officer

if TYPE_CHECKING:
    from cityclusters.exchanges.models.exchange import Exchange


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

    def _part_of(self, user: Any) -> Q:
        mine = Q(owner=user) | Q(organiser__in=focal_organisations(user))
        seat = Q(Exists(self._rows("registrations").filter(person=user)))
        return mine | seat | Q(Exists(self._rows("contributors").filter(person=user)))

    def _rows(self, related: str) -> "models.QuerySet[Any]":
        field: Any = self.model._meta.get_field(related)
        rows: models.QuerySet[Any] = field.related_model._default_manager.filter(exchange=OuterRef("pk"))
        return rows
