"""Counselling: cases, sessions, counts, and who was let in for an emergency. All words in it are sealed."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.phones import dialled
from cityclusters.groups.models.group import Group
from cityclusters.people.models import Person

CODE = 10


class CounsellingCase(models.Model):
    """The sessions of one participant with one counsellor. Who she is stands nowhere but in the label that
    the counsellor chose, and that is sealed for the counsellor like the notes."""

    public_id = models.CharField(max_length=CODE, unique=True, default=public_id, editable=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sealed_label = models.TextField()
    opened_on = models.DateField()
    last_on = models.DateField(help_text="of the last session: how long it is kept begins here")
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-last_on", "-pk"]
        indexes = [models.Index(fields=["counsellor", "group"], name="counselling_case_whose")]

    def __str__(self) -> str:
        return self.public_id  # and nothing that says what it is or of whom

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("groups:desk-case", args=[self.public_id])

    @property
    def days_kept(self) -> int:
        """How many days after its last session it is erased."""
        return settings.COUNSELLING_DAYS


class CounsellingSession(models.Model):
    """One session: a day, minutes, in which form; note and topics are sealed."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Face to face")
        PHONE = "phone", _("By phone")
        VIDEO = "video", _("By video")
        WRITTEN = "written", _("In writing")
        TOGETHER = "together", _("Together with others")

    public_id = models.CharField(max_length=CODE, unique=True, default=public_id, editable=False)
    case = models.ForeignKey(CounsellingCase, models.CASCADE, related_name="sessions")
    held_on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"))
    kind = models.CharField(_("in which form"), max_length=8, choices=Kind)
    sealed_note = models.TextField(blank=True)
    sealed_topics = models.TextField(blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["case", "held_on"], name="counselling_session_day")]

    def __str__(self) -> str:
        return self.public_id


class CounsellingCount(models.Model):
    """What leaves the room: for a half-year that is over, how many people and how many sessions. Written
    once and never again, so that two of them can't be subtracted; empty where there were fewer people than
    the smallest count that is shown. `topics` maps topics to people, none of them fewer than that."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    starts = models.DateField(help_text="the first day of the half-year")
    people = models.PositiveIntegerField(null=True, blank=True)
    sessions = models.PositiveIntegerField(null=True, blank=True)
    topics = models.JSONField(default=dict, blank=True)
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-starts"]
        constraints = [models.UniqueConstraint(fields=["group", "starts"], name="counselling_counted_once")]

    def __str__(self) -> str:
        return str(self.starts)


class EmergencyAccess(models.Model):
    """Somebody asks to read one case of a counsellor, a second person allows it, for some hours."""

    class Reason(models.TextChoices):
        LIFE = "life", _("Somebody’s life or health is in danger now")
        ABSENT = (
            "absent",
            _("The counsellor can’t be reached, and the participant needs help that can’t wait"),
        )
        LAW = "law", _("A court or the law demands it")
        ASKED = "asked", _("The participant asks for it, and the counsellor can’t be reached")

    public_id = models.CharField(max_length=CODE, unique=True, default=public_id, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    counsellor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(_("why"), max_length=6, choices=Reason)
    sealed_words = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    allowed = models.BooleanField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    case_code = models.CharField(max_length=CODE, blank=True, help_text="the one case that was opened")

    class Meta:
        verbose_name_plural = "emergency accesses"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "counsellor", "asked_by"],
                condition=models.Q(decided_at=None),
                name="counselling_asked_once",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("asked_by")),
                name="counselling_second_person",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("groups:desk-emergency", args=[self.public_id])

    def is_open(self) -> bool:
        """Whether it lets its asker in at this moment."""
        return bool(self.allowed and self.until and timezone.now() < self.until)


class CounsellingReading(models.Model):
    """Who read a case, on which day (rule SA7): shown to data stewards. The case is a code, so that the line
    outlives it."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    case_code = models.CharField(max_length=CODE)
    reader = models.ForeignKey(Person, models.PROTECT, related_name="+")
    read_on = models.DateField()
    access = models.ForeignKey(EmergencyAccess, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-read_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_code", "reader", "read_on"],
                condition=models.Q(access=None),
                name="counselling_read_in_a_day",
            ),
            models.UniqueConstraint(
                fields=["case_code", "reader", "read_on", "access"],
                name="counselling_read_in_an_emergency",
            ),
        ]

    def __str__(self) -> str:
        return self.case_code


class CaseHandover(models.Model):
    """A counsellor's cases go to another one of the same group: one of them, or all (then `case` is empty).
    The counsellor asks and the next one says yes; where the counsellor has gone, somebody else asks and a
    data steward says yes."""

    public_id = models.CharField(max_length=CODE, unique=True, default=public_id, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    before = models.ForeignKey(Person, models.PROTECT, related_name="+")
    after = models.ForeignKey(Person, models.PROTECT, related_name="+")
    case = models.ForeignKey(CounsellingCase, models.CASCADE, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | models.Q(accepted=False)
                | ~models.Q(decided_by=models.F("asked_by")),
                name="counselling_handed_by_two",
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class CounsellingDoor(models.Model):
    """How one reaches the counselling of a group: said by its counsellors, shown on its card."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="+")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    hours = models.CharField(_("when"), max_length=200, blank=True)
    words = models.CharField(_("what one should know"), max_length=400, blank=True)
    language = models.CharField(max_length=8, blank=True, help_text="in which it is written")

    def __str__(self) -> str:
        return self.phone

    @property
    def phone_to_call(self) -> str:
        """The number as a link takes it: without what only the eye needs."""
        return dialled(self.phone)
