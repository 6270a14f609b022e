"""The parts of a practice's working copy, each saved by itself as it is typed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models.choices import PartnerKind, PartnerRole
from cityclusters.practices.models.practice import Practice


class Section(models.Model):
    """One text of a practice; `key` is one of choices.SECTIONS. `revision` grows with each save, so that a
    copy that waited on a telephone does not overwrite what was written since."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "key"], name="section_once")]

    def __str__(self) -> str:
        return self.key


class WorkStep(models.Model):
    """One of the ordered steps, which readers can use as a checklist (seed item D13)."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("step"), max_length=200)
    text = models.TextField(_("how"), blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Result(models.Model):
    """A statement of what came of it: with value, period and source, or it is shown as stated by the author
    (rule PR2)."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="results")
    position = models.PositiveSmallIntegerField(default=0)
    statement = models.CharField(_("what changed"), max_length=300)
    value = models.CharField(_("number"), max_length=40, blank=True)
    unit = models.CharField(_("of what"), max_length=80, blank=True)
    period = models.CharField(_("when"), max_length=80, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.statement

    @property
    def as_stated(self) -> bool:
        """Whether it is only the author's statement: its value, its period or its source is missing."""
        return not (self.value and self.period and self.source)


class Partner(models.Model):
    """Who else took part, municipal or not (seed item D12): by name, or an organisation known here."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=200)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=13, choices=PartnerKind, default=PartnerKind.OTHER)
    role = models.CharField(
        _("what it did"), max_length=12, choices=PartnerRole, default=PartnerRole.IMPLEMENTING
    )

    def __str__(self) -> str:
        return self.name


class Link(models.Model):
    """Something to read or watch elsewhere, with its rights."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="links")
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), max_length=500)
    rights = models.CharField(_("rights"), max_length=200, blank=True)

    def __str__(self) -> str:
        return self.title
