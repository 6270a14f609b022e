"""Letter: one row of the outbox."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person


class Letter(models.Model):
    """A letter in the outbox; `key` makes writing it twice impossible.

    `worker` and `lease_until` say who is sending it: see docs/decisions.md for what happens to a letter
    whose worker dies."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    UNCLEAR = "unclear"
    BAD_ADDRESS = "bad-address"

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    language = models.CharField(max_length=8)
    headers = models.JSONField(default=dict, blank=True)
    attachments = models.JSONField(default=list, blank=True, help_text="[{name, type, data in base64}]")
    secret = models.BooleanField(default=False, help_text="holds a sign-in code: emptied once sent")
    state = models.CharField(max_length=7, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "next_try"], name="letter_waiting"),
            models.Index(fields=["-written_at"], name="letter_newest"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def problem_text(self) -> str:
        """What went wrong, in the reader's language where the words are ours, else the server's own."""
        ours = {
            self.UNCLEAR: _(
                "The mail server had the whole letter when the worker was stopped; its answer is unknown. "
                "Send it again only if it did not arrive."
            ),
            self.BAD_ADDRESS: _("The address is not an e-mail address."),
        }
        return str(ours.get(self.problem, self.problem))
