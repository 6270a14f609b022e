"""Questions about many practices at once."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.practices.models.choices import State
from cityclusters.spaces.models import Membership

if TYPE_CHECKING:
    from cityclusters.practices.models.practice import Practice  # noqa: F401  # named in a text below


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Practices, filtered by who may see them."""

    def published(self) -> "PracticeQuerySet":
        """Those of which everybody can read a version and that are not retired. A correction on its way from
        state to state takes nothing away: the version stays readable."""
        return self.filter(version__isnull=False).exclude(state=State.RETIRED)

    def readable(self) -> "PracticeQuerySet":
        """Those of which everybody can read a version, retired ones (by their address alone) included."""
        return self.filter(version__isnull=False)

    def visible_to(self, reader: Reader) -> "PracticeQuerySet":
        """Readable ones, and those in which the reader has a part: as author, focal point of the owner,
        reviewer, manager of the call, steward of a theme (without a call), or officer. Officers see no draft
        that was never submitted."""
        public = Q(version__isnull=False)
        if not reader.is_authenticated:
            return self.filter(public)
        mine = Q(author=reader) | Q(organisation__in=focal_organisations(reader))
        return self.filter(public | mine | self._in_work_for(reader))

    def written_by(self, person: Any) -> "PracticeQuerySet":
        """Those that the person may write in: as author or as focal point of the owner."""
        return self.filter(Q(author=person) | Q(organisation__in=focal_organisations(person)))

    def _in_work_for(self, reader: Any) -> Q:
        submitted = ~Q(state__in=[State.DRAFT, State.WITHDRAWN])
        if is_officer(reader):
            return submitted
        live = self._rows("reviews").filter(reviewer=reader).exclude(state__in=["declined", "ended"])
        runs = Q(call__in=self._call_rows(reader))
        keeps = Q(call=None, pk__in=self._rows_of_stewards(reader))
        return submitted & (Q(Exists(live)) | runs | keeps)

    def _rows_of_stewards(self, reader: Any) -> "models.QuerySet[Any]":
        """Practices with a theme of a space that the reader keeps."""
        kept = Membership.objects.now().stewards().filter(person=reader).values("space")
        themed: Any = self.model._meta.get_field("themes")
        rows: models.QuerySet[Any] = themed.remote_field.through._default_manager.filter(
            theme__spaces__in=kept
        )
        return rows.values("practice")

    def _call_rows(self, reader: Any) -> "models.QuerySet[Any]":
        calls: Any = self.model._meta.get_field("call")
        rows: models.QuerySet[Any] = calls.related_model._default_manager.filter(managers=reader)
        return rows.values("pk")

    def _rows(self, related: str) -> "models.QuerySet[Any]":
        field: Any = self.model._meta.get_field(related)
        rows: models.QuerySet[Any] = field.related_model._default_manager.filter(practice=OuterRef("pk"))
        return rows
