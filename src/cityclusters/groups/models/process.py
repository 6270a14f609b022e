"""How a product is made, step by step: a draft that becomes version n, versions never edited (C30)."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.groups.models.group import Group
from cityclusters.groups.models.product import Product
from cityclusters.people.models import Person

COLDEST, HOTTEST = -80, 500


class Process(models.Model):
    """What is made by these steps; shown to the group alone unless the group says otherwise."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True)
    group = models.ForeignKey(Group, models.PROTECT, related_name="processes")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="processes")
    names = models.JSONField(_("name"), validators=[validate_texts])
    language = models.CharField(max_length=8, help_text="in which the steps are written")
    is_public = models.BooleanField(default=False)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "processes"
        ordering = ["pk"]

    def __str__(self) -> str:
        return pick(self.names).text or self.public_id

    def get_absolute_url(self) -> str:
        """The version in force."""
        return reverse("groups:process", args=[self.group.public_id, self.public_id])


class VersionIsFixed(Exception):
    """Somebody tried to change a version that is in force or was."""


class ProcessVersion(models.Model):
    """All steps as they stood; without a number it is the draft."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(_("what changed, and why"), max_length=500, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "number"], condition=Q(number__isnull=False), name="process_version_once"
            ),
            models.UniqueConstraint(fields=["process"], condition=Q(number=None), name="one_process_draft"),
        ]

    def __str__(self) -> str:
        return f"{self.process} {self.number or ''}".strip()

    def get_absolute_url(self) -> str:
        """This version."""
        process = self.process
        return reverse(
            "groups:process-version", args=[process.group.public_id, process.public_id, self.number]
        )


class StepPicture(models.Model):
    """A picture of a step; versions share it, so that it stays while one of them shows it."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    process = models.ForeignKey(Process, models.CASCADE, related_name="pictures")
    digest = models.CharField(max_length=64, editable=False)
    file = models.ImageField(upload_to="processes/")
    light = models.ImageField(upload_to="processes/")
    light_width = models.PositiveSmallIntegerField(default=0, editable=False)
    light_height = models.PositiveSmallIntegerField(default=0, editable=False)
    alt = models.CharField(_("what it shows"), max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "digest"], name="step_picture_once")]

    def __str__(self) -> str:
        return self.alt


class ProcessStep(models.Model):
    """One step. `key` stays the same from version to version, so that what changed can be told."""

    version = models.ForeignKey(ProcessVersion, models.CASCADE, related_name="steps")
    key = models.CharField(max_length=10, default=public_id, editable=False)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("step"), max_length=150)
    inputs = models.CharField(_("what goes in, and how much"), max_length=500, blank=True)
    doing = models.TextField(_("what to do"), max_length=2000, blank=True)
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)
    lowest = models.DecimalField(
        _("lowest temperature, °C"), max_digits=5, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(COLDEST), MaxValueValidator(HOTTEST)],
    )  # fmt: skip
    highest = models.DecimalField(
        _("highest temperature, °C"), max_digits=5, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(COLDEST), MaxValueValidator(HOTTEST)],
    )  # fmt: skip
    is_critical = models.BooleanField(default=False)
    limit = models.CharField(_("limit"), max_length=200, blank=True)
    if_missed = models.CharField(_("what to do if the limit is missed"), max_length=500, blank=True)
    picture = models.ForeignKey(StepPicture, models.PROTECT, null=True, blank=True, related_name="steps")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="process_step_once"),
            models.CheckConstraint(
                condition=Q(is_critical=False) | ~Q(limit="") & ~Q(if_missed=""),
                name="critical_step_has_limit",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises VersionIsFixed for a step of a version that has a number."""
        if self.version.number is not None:
            raise VersionIsFixed
        super().save(*args, **kwargs)
