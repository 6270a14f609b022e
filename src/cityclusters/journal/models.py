"""One journal line per act, an outbox of letters, follow-ups with owners, and drafts of long forms.

Rows of the apps above are named by kind and public id, never by a foreign key: nothing here knows them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Organisation, Person


class Entry(models.Model):
    """One act: who did what to which thing, when. Written in the act's own transaction, never changed."""

    actor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    act = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    details = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-at"], name="entry_subject"),
            models.Index(fields=["-at"], name="entry_newest"),
        ]


class Letter(models.Model):
    """A letter in the outbox; `key` makes writing it twice impossible."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    language = models.CharField(max_length=8)
    headers = models.JSONField(default=dict, blank=True)
    attachments = models.JSONField(default=list, blank=True)
    secret = models.BooleanField(default=False, help_text="holds a sign-in code: emptied once sent")
    state = models.CharField(max_length=7, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "next_try"], name="letter_waiting")]


class FollowUp(models.Model):
    """Something that somebody will do by a day, and what came of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    contact = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    outcome = models.TextField(blank=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["owner", "state", "due"], name="follow_up_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_kind", "subject_id"],
                condition=models.Q(state="open"),
                name="one_open_follow_up_per_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open") | ~models.Q(outcome=""), name="closed_follow_up_says_outcome"
            ),
        ]


class Draft(models.Model):
    """What somebody has typed into a long form and not yet sent (rule 5 of the product)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    form = models.CharField(max_length=120)
    data = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "form"], name="one_draft_per_form")]
