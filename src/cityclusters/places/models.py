"""Country and Place: geography. The actor is an organisation *of* a place (people.Organisation)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id


class Country(models.Model):
    """A State or a territory, by ISO 3166-1; its name comes from CLDR in the reader's language."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        TERRITORY = "territory", _("Territory")

    code = models.CharField(max_length=2, primary_key=True)
    kind = models.CharField(max_length=9, choices=Kind)
    region = models.CharField(max_length=3, blank=True, help_text="UN M49 region code")
    as_of = models.DateField(help_text="date of the list that says State or territory")

    class Meta:
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.code


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
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CITY)
    state = models.CharField(max_length=9, choices=State, default=State.ACTIVE)
    name = models.CharField(max_length=200)
    country = models.ForeignKey(Country, models.PROTECT, related_name="places")
    province_code = models.CharField(max_length=10, blank=True)
    province = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    zone = models.CharField(max_length=64)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(null=True, blank=True)
    population_source = models.CharField(max_length=100, blank=True)
    geoname_id = models.PositiveIntegerField(null=True, blank=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["country", "name"], name="place_country_name")]

    def __str__(self) -> str:
        return self.name


class PlaceName(models.Model):
    """One way a place is written, folded for searching (case, accents, script forms)."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    script = models.CharField(max_length=4, blank=True, help_text="ISO 15924: Latn, Cyrl, Arab, Hans …")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "folded"], name="place_name_once_per_place")]

    def __str__(self) -> str:
        return self.name
