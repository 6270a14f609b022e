"""Consent: what a person agreed to, and which words she read (rule SA3)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.people.models.person import Person


class Consent(models.Model):
    """What a person agreed to, with the version of the text she read; withdrawing is a date (rule SA3)."""

    class Purpose(models.TextChoices):
        ACCOUNT = "account", _("Keeping an account")
        EVENT = "event", _("Running the exchanges I register for")
        FOLLOW_UP = "follow_up", _("Being contacted about a need I stated")
        NEWSLETTER = "newsletter", _("Receiving news")
        PICTURE = "picture", _("Photos and recordings")
        TESTIMONIAL = "testimonial", _("Being quoted by name")
        STATISTICS = "statistics", _("Statistics beyond the event")
        PARTNER = "partner", _("Sharing my contact with a partner city")
        DIRECTORY = "directory", _("Being listed in the directory of members")

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=12, choices=Purpose)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=8, blank=True, help_text="in which the text was read")
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=models.Q(withdrawn_at=None), name="consent_given_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_purpose_display())
