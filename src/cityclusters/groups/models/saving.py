"""Savings and loans of a group's members: never public, never on a device, in no search and no statistics."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.groups.models.group import Group
from cityclusters.groups.models.meeting import Meeting
from cityclusters.groups.models.member import Member
from cityclusters.people.models import Person


class SavingQuerySet(models.QuerySet["Saving"]):
    """Questions about savings."""

    def standing(self) -> "SavingQuerySet":
        """Those that were not undone."""
        return self.filter(undone_at=None)


class Saving(models.Model):
    """Money that a member brought or got, in the group's currency. What was wrong is undone, not deleted."""

    class Kind(models.TextChoices):
        DEPOSIT = "deposit", _("Saves")
        WITHDRAWAL = "withdrawal", _("Takes out")
        LOAN = "loan", _("Borrows")
        REPAYMENT = "repayment", _("Pays back")

    group = models.ForeignKey(Group, models.CASCADE, related_name="savings")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True, help_text="of the form: sending twice gives one")
    member = models.ForeignKey(Member, models.PROTECT, related_name="savings")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    on = models.DateField(_("day"))
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    currency = models.CharField(max_length=3)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = SavingQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["group", "member"], name="groups_savings_of_member")]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="groups_saving_is_an_amount")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount} {self.currency}"
