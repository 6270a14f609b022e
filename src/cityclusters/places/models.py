"""Country and Place: geography. The actor is an organisation *of* a place (people.Organisation)."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Case, Max, Min, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityclusters.core.ids import public_id
from cityclusters.places.countries import country_name
from cityclusters.places.folding import fold, script_of, spellings
from cityclusters.places.labels import label
from cityclusters.places.lookups import FoldedField
from cityclusters.places.search import begins_with, taken_apart


class Country(models.Model):
    """A State or a territory, by ISO 3166-1; its name comes from `countries.country_name`."""

    class Kind(models.TextChoices):
        STATE = "state", pgettext_lazy("kind of country", "State")
        TERRITORY = "territory", _("Territory or other area")

    code = models.CharField(max_length=2, primary_key=True)
    kind = models.CharField(max_length=9, choices=Kind)
    region = models.CharField(max_length=3, blank=True, help_text="UN M49 region code")
    as_of = models.DateField(help_text="date of the list that says State or territory")

    class Meta:
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return country_name(self.code)

    def get_absolute_url(self) -> str:
        return reverse("places:country", args=[self.code])


class PlaceQuerySet(models.QuerySet["Place"]):
    """Questions about places."""

    def active(self) -> "PlaceQuerySet":
        """Places that can be chosen: neither merged into another nor dissolved."""
        return self.filter(state__in=CHOOSABLE)

    def called(self, text: str, country: str = "") -> list["Place"]:
        """Active places of exactly this name in any script or spelling, the largest first.

        `country` is an ISO 3166-1 code; the text may also name it ("Yichun, Jiangxi, China")."""
        return self._found(text, country, 50, exact=True)

    def search(self, text: str, country: str = "", limit: int = 20) -> list["Place"]:
        """Active places whose name, or a later word of it, begins with the text: exact names first, then
        names that begin so (the name that is shown before others), then words; in each the larger place
        first. At most two queries."""
        return self._found(text, country, limit, exact=False)

    def _found(self, text: str, country: str, limit: int, *, exact: bool) -> list["Place"]:
        asked = taken_apart(text)
        forms = spellings(asked.name)
        if not forms:
            return []
        ids = PlaceName.ranked(forms, country or asked.country, exact=exact)
        order = list(ids[: 100 if asked.parts else limit + SPARE])
        places = self.active().in_bulk(order)
        found = [places[pk] for pk in order if pk in places]
        return [place for place in found if place.lies_in(asked.parts)][:limit]


class Place(models.Model):
    """A city, district, province …: chosen by its public id; merged places keep theirs (rule PL2)."""

    class Kind(models.TextChoices):
        CITY = "city", _("City")
        MUNICIPALITY = "municipality", _("Municipality")
        DISTRICT = "district", _("District")
        COUNTY = "county", _("County")
        PROVINCE = "province", _("Province or state")
        METROPOLITAN = "metropolitan", _("Metropolitan area")
        ASSOCIATION = "association", _("Association of local authorities")

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        RENAMED = "renamed", _("Renamed")
        MERGED = "merged", _("Merged")
        DISSOLVED = "dissolved", _("Dissolved")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.CITY)
    state = models.CharField(max_length=9, choices=State, default=State.ACTIVE)
    name = models.CharField(_("name"), max_length=200)
    folded = FoldedField(max_length=200, editable=False)
    country = models.ForeignKey(Country, models.PROTECT, related_name="places")
    province_code = models.CharField(max_length=10, blank=True, help_text="ISO 3166-2")
    province = models.CharField(_("province or state"), max_length=200, blank=True)
    repeats = models.BooleanField(default=False, editable=False, help_text="the name repeats in its country")
    near = models.CharField(max_length=200, blank=True, editable=False, help_text="nearest larger city")
    near_km = models.PositiveSmallIntegerField(null=True, editable=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    zone = models.CharField(_("time zone"), max_length=64)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of the population"), null=True, blank=True)
    population_source = models.CharField(_("source of the population"), max_length=100, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    geoname_id = models.PositiveIntegerField(null=True, blank=True, unique=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["country", "folded"], name="place_country_folded"),
            models.Index(fields=["country", "state"], name="place_country_state"),  # counts per country
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into=None) ^ models.Q(state="merged"),
                name="merged_place_names_the_new_one",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the place findable by its name, and its namesakes told apart (rule PL1)."""
        self.folded = fold(self.name)
        super().save(*args, **kwargs)
        self.names.update(country=self.country_id, size=self.population or 0)
        self.add_names([self.name])
        self._mark_namesakes()

    def get_absolute_url(self) -> str:
        return reverse("places:detail", args=[self.public_id])

    def _mark_namesakes(self) -> None:
        """Whether the name repeats in the country, on this place and on those that share it."""
        namesakes = Place.objects.active().filter(country_id=self.country_id, folded=self.folded)
        repeats = namesakes.count() > 1
        if namesakes.exclude(repeats=repeats).update(repeats=repeats):
            self.repeats = repeats

    @property
    def population_is_sourced(self) -> bool:
        """Whether the number says of which year it is and who counted (rule PL3)."""
        return bool(self.population_year and self.population_source)

    def label(self, language: str = "") -> str:
        """'Khiva, Uzbekistan'; with its province where the name repeats in the country (rule PL1)."""
        return label(self, language)

    def current(self) -> "Place":
        """The place itself, or the one it was merged into, however often (rule PL2)."""
        place = self
        while place.merged_into is not None:
            place = place.merged_into
        return place

    def lies_in(self, parts: Collection[str]) -> bool:
        """Whether each of the folded words begins the name of the place's province."""
        province = fold(self.province)
        return all(province.startswith(part) for part in parts)

    def add_names(self, names: Collection[str]) -> None:
        """Further ways to write the place; those it has already are left as they are."""
        rows = name_rows(self.pk, self.country_id, self.population, self.name, names)
        PlaceName.objects.bulk_create((PlaceName(**row._asdict()) for row in rows), ignore_conflicts=True)


CHOOSABLE = (Place.State.ACTIVE, Place.State.RENAMED)
SPARE = 10  # found beyond the limit, for those that are dissolved


NAME_LENGTH = 200


class NameRow(NamedTuple):
    """The values of a PlaceName, in the order in which they are written."""

    place_id: int
    name: str
    folded: str
    script: str
    whole: bool
    own: bool
    country: str
    size: int


def name_rows(
    place_pk: int, country: str, population: int | None, own_name: str, others: Collection[str]
) -> list[NameRow]:
    """Rows for PlaceName, each folded form once: the whole names, and what is left of the name that is shown
    from each later word on, because who looks for 'Villa de Guadalupe' may type 'Guadalupe'. Words of one or
    two letters begin nothing."""
    size = population or 0
    rows: dict[str, NameRow] = {}
    for name in (own_name, *others):
        if folded := fold(name)[:NAME_LENGTH]:
            short, script, own = name[:NAME_LENGTH], script_of(name), name == own_name
            rows.setdefault(folded, NameRow(place_pk, short, folded, script, True, own, country, size))
    words = fold(own_name)[:NAME_LENGTH].split(" ")
    for at in range(1, len(words)):
        if len(words[at]) > 2:
            tail = " ".join(words[at:])
            row = NameRow(place_pk, "", tail, script_of(own_name), False, True, country, size)
            rows.setdefault(tail, row)
    return list(rows.values())


class PlaceName(models.Model):
    """One way a place is written, folded for searching (case, accents, script forms). With whole=False only
    the later words of the name that is shown, without a `name`."""

    # The unique constraint below begins with the place and serves as its index.
    place = models.ForeignKey(Place, models.CASCADE, related_name="names", db_index=False)
    name = models.CharField(max_length=200, blank=True)
    folded = FoldedField(max_length=200)
    script = models.CharField(max_length=4, blank=True, help_text="ISO 15924: Latn, Cyrl, Arab, Hani …")
    whole = models.BooleanField(default=True)
    own = models.BooleanField(default=False, help_text="of the name that is shown, not of another one")
    # Copied from the place, so that a search ranks half a million names without a join.
    country = models.CharField(max_length=2)
    size = models.PositiveIntegerField(default=0, help_text="inhabitants, 0 where unknown")

    class Meta:
        indexes = [models.Index(fields=["folded"], name="place_name_folded")]
        constraints = [models.UniqueConstraint(fields=["place", "folded"], name="place_name_once_per_place")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def ranked(cls, forms: set[str], country: str, *, exact: bool) -> "models.QuerySet[PlaceName, int]":
        """Primary keys of the places that the folded forms find, best first."""
        if exact:
            rows = cls.objects.filter(folded__in=forms, whole=True)
        else:
            rows = cls.objects.filter(begins_with(forms))
        if country:
            rows = rows.filter(country=country)
        rank = Case(
            When(own=True, whole=True, folded__in=forms, then=0),
            When(whole=True, folded__in=forms, then=1),
            When(own=True, whole=True, then=2),
            When(whole=True, then=3),
            default=4,
        )
        best = rows.values("place_id").annotate(rank=Min(rank), largest=Max("size"))
        order = best.order_by("rank", "-largest", "place_id")
        pks: models.QuerySet[PlaceName, int] = order.values_list("place_id", flat=True)
        return pks
