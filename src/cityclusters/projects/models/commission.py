"""Commission: who steers a project, its meetings and what it decided and endorsed (rule CO5)."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.models.project import Project


class Commission(models.Model):
    """The body that steers a project. It has its quorum with more than `quorum_percent` of the voting seats,
    never fewer than `least`, and `least_women` women among them."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="commission")
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(max_length=8, blank=True)
    quorum_percent = models.PositiveSmallIntegerField(_("more than so many percent of the votes"), default=50)
    least = models.PositiveSmallIntegerField(_("at least so many votes"), default=2)
    least_women = models.PositiveSmallIntegerField(_("of them women, at least"), default=0)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quorum_percent__lte=99), name="projects_quorum_is_a_share"
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.project)


class SeatQuerySet(models.QuerySet["Seat"]):
    """Questions about seats."""

    def on(self, day: Any = None) -> "SeatQuerySet":
        """Those in force on a day (today where it is left out)."""
        day = day or timezone.localdate()
        return self.filter(models.Q(ends=None) | models.Q(ends__gte=day), starts__lte=day)

    def voting(self) -> "SeatQuerySet":
        """Those with a vote."""
        return self.filter(votes=True)


class Seat(models.Model):
    """A seat: an organisation's, a person's, or that of a post; sex as its holder stated it."""

    class Kind(models.TextChoices):
        FIRM = "firm", _("Firm")
        SMALL = "small", _("Small producer")
        HOME = "home", _("Home-based producer")
        INSTITUTION = "institution", _("Support institution")
        ASSOCIATION = "association", _("Association or cooperative")
        AUTHORITY = "authority", _("Local authority")
        CIVIL = "civil", _("Civil society")
        OTHER = "other", _("Other")

    SMALL_KINDS = (Kind.SMALL, Kind.HOME)

    commission = models.ForeignKey(Commission, models.CASCADE, related_name="seats")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    kind = models.CharField(_("who sits here"), max_length=11, choices=Kind)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(_("post, or what the person does"), max_length=150, blank=True)
    sex = models.CharField(_("sex, as stated"), max_length=11, choices=Person.Sex, blank=True, default="")
    votes = models.BooleanField(_("votes"), default=True)
    women_organisation = models.BooleanField(_("speaks for a women's organisation"), default=False)
    starts = models.DateField(_("from"), default=timezone.localdate)
    ends = models.DateField(_("until"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["-votes", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")),
                name="projects_seat_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False)
                | models.Q(person__isnull=False)
                | ~models.Q(post=""),
                name="projects_seat_says_whose",
            ),
        ]

    def __str__(self) -> str:
        return self.post or str(self.organisation or self.person or self.kind)


class CommissionMeeting(models.Model):
    """A meeting; once it was held, who came and what was decided stand."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    class Support(models.TextChoices):
        """What makes it possible to come (item GM10)."""

        CHILDCARE = "childcare", _("Child care")
        TRANSPORT = "transport", _("Transport")
        INTERPRETING = "interpreting", _("Interpreting")
        ONLINE = "online", _("By phone or online")
        ACCESS = "access", _("Step-free access")

    commission = models.ForeignKey(Commission, models.CASCADE, related_name="meetings")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    on = models.DateField(_("day"))
    at = models.TimeField(_("time"), null=True, blank=True)
    where = models.CharField(_("where"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), max_length=3000, blank=True)
    minutes = models.TextField(_("minutes"), max_length=10000, blank=True)
    language = models.CharField(max_length=8, blank=True)
    support = models.JSONField(_("support offered"), default=list, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    seats_voting = models.PositiveSmallIntegerField(default=0, help_text="on the day of the meeting")
    votes_present = models.PositiveSmallIntegerField(default=0)
    women_present = models.PositiveSmallIntegerField(default=0, help_text="with a vote")
    quorum_needed = models.PositiveSmallIntegerField(default=0)
    has_quorum = models.BooleanField(default=False)
    held_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.commission}: {self.on}"


class CommissionAttendance(models.Model):
    """A seat was taken at a meeting; sex and vote as they stood on that day."""

    meeting = models.ForeignKey(CommissionMeeting, models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    sex = models.CharField(max_length=11, choices=Person.Sex, blank=True, default="")
    votes = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="projects_attendance_once")]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.seat_id}"


class CommissionDecision(models.Model):
    """An item raised at a meeting and what became of it; with the sex of who proposed it (item GM11)."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("Adopted")
        REJECTED = "rejected", _("Not adopted")
        LATER = "later", _("Put off")
        HEARD = "heard", _("Heard")

    meeting = models.ForeignKey(CommissionMeeting, models.CASCADE, related_name="decisions")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    text = models.CharField(_("what was raised or decided"), max_length=1000)
    outcome = models.CharField(_("what became of it"), max_length=8, choices=Outcome)
    proposer = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    proposer_sex = models.CharField(max_length=11, choices=Person.Sex, blank=True, default="")
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Endorsement(models.Model):
    """The commission endorsed one version of a diagnosis, vision, plan or report (rule CO5): at a meeting
    with quorum, with counts of the votes present by sex, and what was changed. A new version has none."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="endorsements")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    what = models.SlugField(max_length=20)
    version = models.PositiveIntegerField()
    meeting = models.ForeignKey(CommissionMeeting, models.PROTECT, related_name="endorsements")
    held_on = models.DateField()
    seats_voting = models.PositiveSmallIntegerField()
    quorum_needed = models.PositiveSmallIntegerField()
    female = models.PositiveSmallIntegerField()
    male = models.PositiveSmallIntegerField()
    other = models.PositiveSmallIntegerField()
    not_stated = models.PositiveSmallIntegerField()
    changes = models.TextField(_("what the commission changed"), max_length=3000)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "what", "version"],
                condition=models.Q(withdrawn_at=None),
                name="projects_endorsed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    quorum_needed__lte=models.F("female")
                    + models.F("male")
                    + models.F("other")
                    + models.F("not_stated")
                ),
                name="projects_endorsed_with_quorum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.version}"

    @property
    def present(self) -> int:
        """The votes that were there."""
        return self.female + self.male + self.other + self.not_stated
