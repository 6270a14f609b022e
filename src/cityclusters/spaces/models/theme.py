"""Theme: one entry of a list of themes."""

from collections.abc import Iterable

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import pick, validate_texts
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

VOCABULARIES = {
    "cities-clusters": _("Themes of the Cities Clusters"),
    "areas-2020": _("Areas of the programme in 2020"),
}


class Taken(Exception):
    """The code, or the name in the address, is in use already."""


class ThemeQuerySet(models.QuerySet["Theme"]):
    """Questions about themes."""

    def offered(self) -> "ThemeQuerySet":
        """Those that new records may carry."""
        return self.filter(retired_at=None)


class Theme(models.Model):
    """One entry of a list of themes; other lists map onto it (seed item D10).

    Never deleted: a retired theme stays on the records that carry it, and is not offered any more."""

    code = models.SlugField(_("code"), primary_key=True, max_length=40)
    vocabulary = models.SlugField(_("list"), max_length=40, default="cities-clusters")
    names = models.JSONField(_("names"), validators=[validate_texts])
    order = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    same_as = models.ManyToManyField("self", verbose_name=_("the same in other lists"), blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["vocabulary", "order", "code"]

    def __str__(self) -> str:
        return pick(self.names).text or self.code

    @property
    def vocabulary_label(self) -> str:
        """The name of its list."""
        return str(VOCABULARIES.get(self.vocabulary, self.vocabulary))

    def add(self, by: Person) -> None:
        """Puts a new theme at the end of its list. Raises Taken when its code is in use."""
        last = Theme.objects.filter(vocabulary=self.vocabulary).aggregate(last=models.Max("order"))["last"]
        self.order = 0 if last is None else last + 1
        try:
            with transaction.atomic():
                self.save(force_insert=True)
                record(by, "theme.added", self, names=self.names)
        except IntegrityError:
            raise Taken from None

    @transaction.atomic
    def rename(self, by: Person, names: dict[str, str]) -> None:
        """Gives it other names; the code stays, so records keep their theme."""
        before = Theme.objects.select_for_update().get(pk=self.pk).names
        self.names = names
        self.save(update_fields=["names"])
        if before != names:
            record(by, "theme.renamed", self, before=before, after=names)

    @transaction.atomic
    def map_to(self, by: Person, themes: Iterable["Theme"]) -> None:
        """Says which entries of other lists mean the same; it holds in both directions.

        Raises ValueError for an entry of its own list: two themes of one list are different things."""
        wanted = list(themes)
        if any(theme.vocabulary == self.vocabulary for theme in wanted):
            raise ValueError("a theme can't be the same as another one of its own list")
        before = set(self.same_as.values_list("code", flat=True))
        self.same_as.set(wanted)
        after = {theme.code for theme in wanted}
        if before != after:
            record(by, "theme.mapped", self, before=sorted(before), after=sorted(after))

    @transaction.atomic
    def retire(self, by: Person) -> None:
        """Offers it no longer; twice is once."""
        if Theme.objects.filter(pk=self.pk, retired_at=None).update(retired_at=timezone.now()):
            record(by, "theme.retired", self)
        self.refresh_from_db(fields=["retired_at"])

    @transaction.atomic
    def restore(self, by: Person) -> None:
        """Offers it again."""
        if Theme.objects.filter(pk=self.pk, retired_at__isnull=False).update(retired_at=None):
            record(by, "theme.restored", self)
        self.refresh_from_db(fields=["retired_at"])
