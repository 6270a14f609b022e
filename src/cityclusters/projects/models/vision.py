"""The vision of a project in versions, and rankings by its members (rule CO5)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.projects.models.diagnosis import GridRow
from cityclusters.projects.models.project import Project


class Ranking(models.Model):
    """Members put proposals into their order: of a vision, or of the needs they see.

    Ballots hold no person. `present_…` are the people who were there; a member may also hand in paper or
    answer by telephone."""

    class About(models.TextChoices):
        VISION = "vision", _("Sentences for the vision")
        NEEDS = "needs", _("Needs and priorities")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="rankings")
    about = models.CharField(_("about"), max_length=6, choices=About)
    language = models.CharField(max_length=8, help_text="in which it is written")
    title = models.CharField(_("title"), max_length=140)
    held_on = models.DateField(_("day"))
    place = models.CharField(_("where"), max_length=140, blank=True)
    female = models.PositiveIntegerField(_("women"), default=0)
    male = models.PositiveIntegerField(_("men"), default=0)
    other = models.PositiveIntegerField(_("another answer"), default=0)
    not_stated = models.PositiveIntegerField(_("not stated"), default=0)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="no ballot is taken any more")
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("projects:ranking", args=[self.project.public_id, self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether ballots are still taken."""
        return self.closed_at is None


class Proposal(models.Model):
    """One thing to be ranked: a sentence of the vision, or a need (`row`, where it comes from the grid)."""

    class By(models.TextChoices):
        WOMEN = "women", _("Women")
        MEN = "men", _("Men")
        TOGETHER = "together", _("Women and men together")
        NOT_STATED = "", _("Not stated")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    language = models.CharField(max_length=8, help_text="in which it is written")
    text = models.CharField(_("proposal"), max_length=300)
    by = models.CharField(_("proposed by"), max_length=8, choices=By, blank=True)
    row = models.ForeignKey(GridRow, models.SET_NULL, null=True, blank=True, related_name="+")
    kept = models.BooleanField(null=True, blank=True, help_text="taken into the vision; None: not decided")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "number"], name="projects_proposal_number_once")
        ]

    def __str__(self) -> str:
        return self.text


class Ballot(models.Model):
    """One order, and how many members handed it in; of nobody by name. `order` lists the numbers of the
    proposals, the best first; what is left out was not ranked."""

    class Sex(models.TextChoices):
        FEMALE = "female", _("Women")
        MALE = "male", _("Men")
        OTHER = "other", _("Another answer")
        NOT_STATED = "not_stated", _("Not stated")

    class Way(models.TextChoices):
        PAPER = "paper", _("On paper")
        MEETING = "meeting", _("In the meeting")
        PHONE = "phone", _("By telephone")

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="ballots")
    sex = models.CharField(_("sex, as stated"), max_length=10, choices=Sex)
    way = models.CharField(_("how it came"), max_length=7, choices=Way)
    order = models.JSONField()
    count = models.PositiveIntegerField(_("how many the same"), default=1)
    entered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gte=1), name="projects_ballot_of_somebody")
        ]

    def __str__(self) -> str:
        return f"{self.ranking_id}: {self.order}"


class Vision(models.Model):
    """One version of the vision. A draft is written; once sent to be endorsed it is frozen, and a change is
    a new version that says what changed (rule CO5)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="visions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8, help_text="in which it is written")
    statement = models.TextField(_("the vision"), max_length=2000)
    for_women = models.TextField(_("what will be different for women"), max_length=1000, blank=True)
    for_men = models.TextField(_("what will be different for men"), max_length=1000, blank=True)
    until = models.PositiveSmallIntegerField(_("year to reach it"), null=True, blank=True)
    ranking = models.ForeignKey(Ranking, models.PROTECT, null=True, blank=True, related_name="+")
    changes = models.TextField(_("what changed"), max_length=1000, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True, help_text="frozen since")
    sent_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="projects_vision_number_once"),
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(sent_at=None), name="projects_vision_one_draft"
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(number=1) | ~models.Q(changes=""),
                name="projects_vision_later_says_what_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}/{self.number}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("projects:vision-version", args=[self.project.public_id, self.number])
