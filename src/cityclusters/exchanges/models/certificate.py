"""Assessment results and certificates: earned, issued, verified by a code, replaced or revoked."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import secret_code
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.exchanges.models.partners import Contributor
from cityclusters.exchanges.models.registration import Registration
from cityclusters.people.models import Person


class Assessment(models.Model):
    """Whether a participant passed the exchange's assessment, by whom and when."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="assessment")
    passed = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)


class Certificate(models.Model):
    """What was earned, frozen at the moment of issue; its page shows name, event, date, kind and
    validity, and nothing else (rule EX4)."""

    class Kind(models.TextChoices):
        PARTICIPATION = "participation", _("Certificate of participation")
        COMPLETION = "completion", _("Certificate of completion")
        APPRECIATION = "appreciation", _("Certificate of appreciation")

    code = models.CharField(max_length=27, unique=True, default=secret_code, editable=False)
    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="certificates")
    registration = models.ForeignKey(
        Registration, models.SET_NULL, null=True, blank=True, related_name="certificates"
    )
    contributor = models.ForeignKey(
        Contributor, models.SET_NULL, null=True, blank=True, related_name="certificates"
    )
    kind = models.CharField(max_length=13, choices=Kind)
    name = models.CharField(max_length=150)
    event_title = models.JSONField()
    event_first_day = models.DateField()
    event_last_day = models.DateField()
    language = models.CharField(max_length=8)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_reason = models.CharField(max_length=300, blank=True)
    replaced_by = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=models.Q(revoked_at=None, replaced_by=None, registration__isnull=False),
                name="one_valid_certificate_per_seat_and_kind",
            ),
            models.UniqueConstraint(
                fields=["contributor", "kind"],
                condition=models.Q(revoked_at=None, replaced_by=None, contributor__isnull=False),
                name="one_valid_certificate_per_contributor_and_kind",
            ),
        ]
