"""Letter: one row of the outbox."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cityclusters.core.ids import public_id
from cityclusters.journal.models.entry import record
from cityclusters.people.models import Person


class Letter(models.Model):
    """A letter in the outbox; `key` makes writing it twice impossible.

    `worker` and `lease_until` say who is sending it: see docs/decisions.md for what happens to a letter
    whose worker dies."""

    class State(models.TextChoices):
        QUEUED = "queued", gettext_lazy("Waiting")
        SENDING = "sending", gettext_lazy("Being sent")
        SENT = "sent", gettext_lazy("Sent")
        FAILED = "failed", gettext_lazy("Failed")
        UNCLEAR = "unclear", gettext_lazy("Perhaps sent")
        BOUNCED = "bounced", gettext_lazy("Came back")

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
        if self.state == self.State.UNCLEAR:
            return _(
                "The mail server had the whole letter, but its answer was lost. "
                "Send it again only if it did not arrive."
            )
        if self.problem == self.BAD_ADDRESS:
            return _("The address is not an e-mail address.")
        return self.problem

    @property
    def can_go_again(self) -> bool:
        """Whether an officer may send it again: it did not get through, and its text is still there."""
        return self.state in {self.State.FAILED, self.State.UNCLEAR} and bool(self.body)

    def came_back(self, problem: str) -> None:
        """A mail server reported that it can't be delivered."""
        arrived = [self.State.SENT, self.State.UNCLEAR]
        Letter.objects.filter(pk=self.pk, state__in=arrived).update(
            state=self.State.BOUNCED, problem=problem[:300]
        )

    @transaction.atomic
    def send_again(self, by: Person) -> None:
        """Puts a letter that failed, or perhaps did, back into the queue; anything else stays as it is."""
        letter = Letter.objects.select_for_update().get(pk=self.pk)
        if not letter.can_go_again:
            return
        letter.state, letter.problem = self.State.QUEUED, ""
        letter.attempts, letter.next_try = 0, timezone.now()
        letter.save(update_fields=["state", "problem", "attempts", "next_try"])
        record(by, "letter.sent_again", self)
