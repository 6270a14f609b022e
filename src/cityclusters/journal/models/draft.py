"""Draft: an unfinished form."""

from django.db import models

from cityclusters.people.models import Person


class Draft(models.Model):
    """What somebody has typed into a long form and not yet sent (rule 5 of the product).

    `data` maps field names to lists of values; `url` is the page on which she continues."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    form = models.CharField(max_length=120)
    title = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=300, blank=True)
    data = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "form"], name="one_draft_per_form")]

    def __str__(self) -> str:
        return self.form
