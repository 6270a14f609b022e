"""An uploaded list of delegates: read, checked in a dry run, then confirmed or thrown away."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.exchanges.models.registration import Registration
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place


class DelegateList(models.Model):
    """One upload. Its dry run writes rows here only; people and seats are written on confirmation."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        CHECKED = "checked", _("Checked, waiting for you")
        WRITING = "writing", _("Being written")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Could not be read")
        DROPPED = "dropped", _("Thrown away")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="lists")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="lists/", null=True)
    columns = models.JSONField(default=dict, help_text="field name to the column's heading")
    state = models.CharField(max_length=8, choices=State, default=State.READING)
    problem = models.CharField(max_length=300, blank=True)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)


class DelegateRow(models.Model):
    """A line of the list with what the dry run found."""

    class Plan(models.TextChoices):
        CREATE = "create", _("New person")
        MATCH = "match", _("Known person")
        SAME = "same", _("Already registered")
        BAD = "bad", _("Needs correction")

    delegates = models.ForeignKey(DelegateList, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    values = models.JSONField(help_text="field name to the cell's text as it stood in the file")
    problems = models.JSONField(default=list, help_text="[{field, code, message, choices}]")
    plan = models.CharField(max_length=6, choices=Plan)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    registration = models.ForeignKey(Registration, models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["delegates", "line"], name="delegate_line_once")]
