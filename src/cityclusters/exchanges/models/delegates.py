"""An uploaded list of delegates: read, checked in a dry run, then confirmed or thrown away."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.exchanges.models.registration import Registration
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Country, Place

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


STUCK_AFTER = timedelta(minutes=3)


def stored_as(delegates: "DelegateList", _name: str) -> str:
    """Uploads are stored under a name of ours: what they were called is only shown."""
    return f"lists/{delegates.public_id}"


class DelegateListQuerySet(models.QuerySet["DelegateList"]):
    """Questions about uploaded lists."""

    def unfinished(self) -> "DelegateListQuerySet":
        """Those that somebody still has to look at or to confirm."""
        return self.filter(state__in=[DelegateList.State.COLUMNS, DelegateList.State.CHECKED])


class DelegateList(models.Model):
    """One upload. Its dry run writes rows here only; people and seats are written on confirmation."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        COLUMNS = "columns", _("Waiting for its columns")
        CHECKED = "checked", _("Checked, waiting for you")
        WRITING = "writing", _("Being written")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Could not be read")
        DROPPED = "dropped", _("Thrown away")

    BUSY = (State.READING, State.WRITING)
    OPEN = (State.COLUMNS, State.CHECKED, State.REFUSED)

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="lists")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to=stored_as, null=True)
    state = models.CharField(max_length=8, choices=State, default=State.READING)
    # How it was read: JSON kept as found, so that the words follow the reader's language.
    problem = models.JSONField(default=dict, help_text="{code, params} of a refusal")
    notices = models.JSONField(default=list, help_text="[[code, params]]")
    encoding = models.CharField(max_length=20, blank=True)
    encodings = models.JSONField(default=list, help_text="encodings to choose from where it was a guess")
    header = models.JSONField(default=list, help_text="the headings as they stand in the file")
    sample = models.JSONField(default=list, help_text="the first lines, for choosing columns or letters")
    columns = models.JSONField(default=dict, help_text="index of a column → field name")
    by_hand = models.BooleanField(default=False, help_text="somebody assigned the columns")
    # What the officer chose for the whole list, and her decisions on the questions of the dry run.
    language = models.CharField(_("language of the letters"), max_length=8, default="en")
    country = models.ForeignKey(Country, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Organisation.Kind, default=Organisation.Kind.LOCAL)
    decisions = models.JSONField(default=dict, help_text="question's key → answer")
    invite = models.BooleanField(default=False, help_text="invitations go out on confirmation")
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, help_text="last sign of the worker")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = DelegateListQuerySet.as_manager()

    if TYPE_CHECKING:
        rows: RelatedManager["DelegateRow"]

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Its page, for those who manage the exchange."""
        return reverse("exchanges:delegates-list", args=[self.exchange.public_id, self.public_id])

    @property
    def busy(self) -> bool:
        """Whether the worker has it now."""
        return self.state in self.BUSY

    @property
    def stuck(self) -> bool:
        """Whether the worker has given no sign for so long that somebody may start it again."""
        return self.busy and timezone.now() - self.touched_at > STUCK_AFTER

    @property
    def percent(self) -> int:
        """How far the worker is, from 0 to 100."""
        return 100 * self.rows_done // self.rows_total if self.rows_total else 0

    def forget_file(self) -> None:
        """Deletes the uploaded file: it is kept only until the list is done."""
        if self.file:
            self.file.delete(save=False)
            self.file = None
            self.save(update_fields=["file"])


class DelegateRow(models.Model):
    """A line of the list with what the dry run found."""

    class Plan(models.TextChoices):
        CREATE = "create", _("New person")
        MATCH = "match", _("Known person")
        SAME = "same", _("Already registered")
        BAD = "bad", _("Needs correction")

    WRITTEN_PLANS = (Plan.CREATE, Plan.MATCH)

    delegates = models.ForeignKey(DelegateList, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    values = models.JSONField(help_text="field name → the cell's text as it stood in the file")
    flags = models.JSONField(default=dict, help_text="field name → what is odd about the cell")
    problems = models.JSONField(default=list, help_text="[{field, code, params, choices, key, blocks}]")
    plan = models.CharField(max_length=6, choices=Plan)
    why = models.CharField(max_length=20, blank=True, help_text="how a known person was recognised")
    new_organisation = models.CharField(max_length=300, blank=True, help_text="name of one to be created")
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    registration = models.ForeignKey(Registration, models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["delegates", "line"], name="delegate_line_once")]

    def __str__(self) -> str:
        return f"{self.line}: {self.values.get('name', '')}"
