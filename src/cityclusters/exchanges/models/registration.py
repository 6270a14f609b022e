"""Registration: a person's seat or place in the line; office and organisation as of the event."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.people.models import Organisation, Person


class Registration(models.Model):
    """One per person and exchange. The waiting list is ordered by `queued_at`, then by row."""

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        CONFIRMED = "confirmed", _("Confirmed")
        WAITLISTED = "waitlisted", _("On the waiting list")
        DECLINED = "declined", _("Declined")
        CANCELLED = "cancelled", _("Cancelled")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="registrations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(_("post"), max_length=200, blank=True)
    delegation_head = models.BooleanField(_("leads the delegation"), default=False)
    access_needs = models.CharField(_("access needs"), max_length=300, blank=True)
    off_record = models.BooleanField(_("stays out of recordings"), default=False)
    listed = models.BooleanField(_("shown in the list of participants"), default=False)
    state = models.CharField(max_length=10, choices=State, default=State.CONFIRMED)
    queued_at = models.DateTimeField(null=True, blank=True)
    registered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exchange", "person"], name="one_registration_per_person"),
            models.CheckConstraint(
                condition=~models.Q(state="waitlisted") | models.Q(queued_at__isnull=False),
                name="waiting_has_a_place_in_line",
            ),
        ]
        indexes = [models.Index(fields=["exchange", "state", "queued_at"], name="registration_queue")]
