"""Assessment results and certificates: earned, issued, verified by a code, replaced or revoked."""

from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import ALPHABET, secret_code
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.exchanges.models.partners import Contributor
from cityclusters.exchanges.models.registration import Registration
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

CODE_LENGTH = 27


def plain_code(text: str) -> str:
    """A code as people copy it (with dashes, in capitals) in the form that is stored; '' for what is none."""
    code = "".join(letter for letter in text.lower() if letter.isalnum())
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


class Assessment(models.Model):
    """Whether a participant passed the exchange's assessment, by whom and when."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="assessment")
    passed = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(_("passed")) if self.passed else str(_("not passed"))

    @classmethod
    @transaction.atomic
    def enter(cls, registration: Registration, passed: bool | None, by: Person, note: str = "") -> None:
        """Writes the result down; None takes it back. The same result again changes nothing."""
        known = cls.objects.select_for_update().filter(registration=registration).first()
        if known is not None and known.passed == passed and known.note == note:
            return
        if passed is None:
            if known is not None:
                known.delete()
                record(by, "assessment.taken_back", registration)
            return
        cls.objects.update_or_create(
            registration=registration,
            defaults={"passed": passed, "note": note[:200], "by": by, "at": timezone.now()},
        )
        record(by, "assessment.entered", registration, passed=passed)


class Certificate(models.Model):
    """What was earned, frozen at the moment of issue; its page shows name, event, date, kind and
    validity, and nothing else (rule EX4)."""

    class Kind(models.TextChoices):
        PARTICIPATION = "participation", _("Certificate of participation")
        COMPLETION = "completion", _("Certificate of completion")
        APPRECIATION = "appreciation", _("Certificate of appreciation")

    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=secret_code, editable=False)
    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="certificates")
    registration = models.ForeignKey(
        Registration, models.SET_NULL, null=True, blank=True, related_name="certificates"
    )
    contributor = models.ForeignKey(
        Contributor, models.SET_NULL, null=True, blank=True, related_name="certificates"
    )
    kind = models.CharField(max_length=13, choices=Kind)
    name = models.CharField(_("name on the certificate"), max_length=150)
    event_title = models.JSONField()
    event_first_day = models.DateField()
    event_last_day = models.DateField()
    terms = models.JSONField(default=dict, help_text="what was asked for: {share, assessment, organiser}")
    language = models.CharField(max_length=8)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_reason = models.CharField(_("reason"), max_length=300, blank=True)
    replaced_by = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=models.Q(revoked_at=None, replaced_at=None, registration__isnull=False),
                name="one_valid_certificate_per_seat_and_kind",
            ),
            models.UniqueConstraint(
                fields=["contributor", "kind"],
                condition=models.Q(revoked_at=None, replaced_at=None, contributor__isnull=False),
                name="one_valid_certificate_per_contributor_and_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None) | ~models.Q(revoked_reason=""),
                name="revoked_certificate_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.name}"

    def get_absolute_url(self) -> str:
        """The public page that verifies it."""
        return reverse("exchanges:certificate", args=[self.code])

    @property
    def valid(self) -> bool:
        """Neither revoked nor replaced."""
        return self.revoked_at is None and self.replaced_at is None

    @property
    def state(self) -> str:
        """'valid', 'revoked' or 'replaced'."""
        if self.revoked_at is not None:
            return "revoked"
        return "valid" if self.replaced_at is None else "replaced"

    @property
    def spaced_code(self) -> str:
        """The code in three groups, for reading it from paper."""
        return "-".join(self.code[start : start + 9] for start in range(0, CODE_LENGTH, 9))

    @property
    def holder(self) -> Person | None:
        """Whose it is."""
        if self.registration is not None:
            return self.registration.person
        return self.contributor.person if self.contributor is not None else None

    def _locked(self) -> "Certificate":
        """The row under a lock. Raises NotPossible for one that is no longer valid."""
        now = Certificate.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if not now.valid:
            raise NotPossible(_("This certificate is no longer valid, so it stays as it is."))
        return now

    @transaction.atomic
    def revoke(self, by: Person, reason: str) -> None:
        """Takes it back; its page says so from now on. Raises NotPossible without a reason, or for one
        that is no longer valid."""
        if not reason.strip():
            raise NotPossible(_("Say why the certificate is revoked."))
        now = self._locked()
        now.revoked_at, now.revoked_by, now.revoked_reason = timezone.now(), by, reason.strip()[:300]
        now.save()
        record(by, "certificate.revoked", now.exchange, certificate=now.pk, reason=now.revoked_reason)

    @transaction.atomic
    def replace(self, by: Person, **changes: Any) -> "Certificate":
        """A new one with another `name` (or `kind`) and a code of its own; the old code goes on saying that
        it was replaced. Raises NotPossible where nothing would change or it is no longer valid."""
        now = self._locked()
        if not any(getattr(now, field) != value for field, value in changes.items()):
            raise NotPossible(_("Nothing would change."))
        now.replaced_at = timezone.now()
        now.save(update_fields=["replaced_at"])
        new = Certificate.objects.get(pk=now.pk)
        new.pk, new.code, new.replaced_at = None, secret_code(), None
        new.issued_at, new.issued_by = timezone.now(), by
        for field, value in changes.items():
            setattr(new, field, value)
        new.save(force_insert=True)
        now.replaced_by = new
        now.save(update_fields=["replaced_by"])
        record(
            by, "certificate.replaced", now.exchange, certificate=new.pk, old=now.pk, fields=sorted(changes)
        )
        return new
