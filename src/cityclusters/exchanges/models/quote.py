"""Quote: what somebody said at an exchange, on its page and in its report with her consent (item B12)."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person


class Quote(models.Model):
    """A sentence or two under the post that the speaker held then; her name only if she wants it in `post`.

    Withdrawn, its words are gone: the row keeps only that there was one."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="quotes")
    text = models.JSONField(_("what was said"), default=dict, validators=[validate_texts])
    post = models.CharField(_("who said it: her post"), max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    source = models.CharField(_("where it was said or printed"), max_length=300, blank=True)
    consent_note = models.CharField(_("how she agreed to be quoted"), max_length=300)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return pick(self.text).text[:60] or self.public_id

    @classmethod
    @transaction.atomic
    def add(cls, by: Person, exchange: Exchange, **fields: Any) -> "Quote":
        """Takes the words into the exchange's page and report."""
        made = cls.objects.create(exchange=exchange, added_by=by, **fields)
        record(by, "quote.added", exchange, organisation=made.organisation, quote=made.public_id)
        return made

    @transaction.atomic
    def withdraw(self, by: Person) -> None:
        """Forgets the words: whoever said them took her consent back. Twice is once."""
        if self.withdrawn_at:
            return
        self.withdrawn_at, self.text, self.post, self.consent_note = timezone.now(), {}, "", ""
        self.save(update_fields=["withdrawn_at", "text", "post", "consent_note"])
        record(by, "quote.withdrawn", self.exchange, organisation=self.organisation, quote=self.public_id)
