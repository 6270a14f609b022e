"""IncomingMail: one message to one of our addresses."""

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id, secret_code
from cityclusters.people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Why a mail was not taken at once, by code; `words` holds what an app said instead.
REASONS: "dict[str, StrOrPromise]" = {
    "unreadable": _("It could not be read."),
    "nested": _("It is put together in a way that no mail program uses."),
    "empty": _("It holds no text of its own."),
    "no_account": _("Nobody has an account with the sender's address."),
    "not_active": _("The sender's account is not active."),
    "other_sender": _("It came to a personal reply address, but from somebody else's address."),
    "forged": _("The sender's mail server says that it did not send this."),
    "not_sure": _("Nobody can tell yet whether the sender is who the mail says."),
    "not_confirmed": _("The sender did not confirm within a week that she wrote it."),
    "denied": _("The owner of the address says that she did not write it."),
    "too_many": _("The sender has written very often within an hour."),
    "repeated": _("The same mail arrived before."),
    "own": _("It is a letter of this site that came back."),
    "answer": _("A machine wrote it: an absence note, a newsletter or a report."),
    "bounce": _("A mail server reports that a letter could not be delivered."),
    "loop": _("It has been passed on by too many mail servers."),
    "office": _("It was written to the people who run the site."),
    "nobody": _("What it answers is gone."),
    "declined": _("An officer did not release it."),
    "app": _("It was refused."),
}


class IncomingMail(models.Model):
    """A message to one of our addresses, kept before the sender's server hears that we have it.

    `digest` makes one row of a message that is delivered twice. The raw message is emptied after some weeks;
    what was published lives in its own app."""

    class State(models.TextChoices):
        NEW = "new", _("Just arrived")
        ASKED = "asked", _("The sender is asked")
        HELD = "held", _("Held")
        TAKEN = "taken", _("Taken")
        REFUSED = "refused", _("Refused")
        AUTOMATIC = "automatic", _("From a machine")
        BOUNCE = "bounce", _("Report on a letter")

    OPEN = (State.ASKED, State.HELD)

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    code = models.CharField(max_length=27, unique=True, default=secret_code, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    recipient = models.CharField(max_length=254)
    envelope_sender = models.CharField(max_length=254, blank=True)
    via = models.CharField(max_length=8, help_text="smtp, lmtp, mailbox, imap, pipe")
    raw = models.BinaryField(null=True)
    size = models.PositiveIntegerField(help_text="bytes")
    arrived_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)

    state = models.CharField(max_length=9, choices=State, default=State.NEW)
    reason = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True, help_text="what an app said about it")
    kind = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    sender = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    message_id = models.CharField(max_length=300, blank=True)
    checks = models.CharField(max_length=200, blank=True, help_text="dmarc=pass, as our own server says")
    files = models.JSONField(default=list, blank=True, help_text="names of what was attached")
    read_at = models.DateTimeField(null=True, blank=True)
    taken_kind = models.CharField(max_length=40, blank=True)
    taken_id = models.CharField(max_length=40, blank=True)
    taken_url = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-arrived_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "arrived_at"], name="incoming_state"),
            models.Index(fields=["sender", "arrived_at"], name="incoming_sender"),
            models.Index(fields=["message_id"], name="incoming_message"),
            models.Index(fields=["-arrived_at"], name="incoming_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["held", "refused", "asked"]) | ~models.Q(reason=""),
                name="untaken_mail_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.subject or self.public_id

    def get_absolute_url(self) -> str:
        """The officers' page of this mail."""
        return reverse("incoming:mail", args=[self.public_id])

    @property
    def reason_text(self) -> str:
        """Why it was not taken, in words."""
        return self.words or (str(REASONS.get(self.reason, self.reason)) if self.reason else "")

    @property
    def is_open(self) -> bool:
        """Whether an officer can release it or not: it waits, and its text is still there."""
        return self.state in self.OPEN and self.raw is not None and self.kind != "office"
