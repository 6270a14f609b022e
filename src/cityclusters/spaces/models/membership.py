"""Membership: a person in a space, from a day to a day."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.people.models import Person
from cityclusters.spaces.models.space import Space


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about memberships."""

    def now(self) -> "MembershipQuerySet":
        """Of people who are in their space now and can sign in."""
        return self.filter(left_at=None, person__state=Person.State.ACTIVE)

    def stewards(self) -> "MembershipQuerySet":
        """Of stewards."""
        return self.filter(role=Membership.Role.STEWARD)

    def banned(self) -> "MembershipQuerySet":
        """Of people who may not come back."""
        return self.filter(banned_at__isnull=False, ban_lifted_at=None)


class Membership(models.Model):
    """A person in a space: member or steward, from a day until she leaves.

    One row for each joining and for each time as steward; a ban ends the row and says who and why, and what
    became of an appeal."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        STEWARD = "steward", _("Steward")

    class Appeal(models.TextChoices):
        NONE = "", _("No appeal")
        ASKED = "asked", _("Appeal waits for a decision")
        KEPT = "kept", _("Appeal not followed")
        LIFTED = "lifted", _("Appeal followed: may join again")

    space = models.ForeignKey(Space, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    role = models.CharField(max_length=7, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField(default=timezone.now)
    appointed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    banned_at = models.DateTimeField(null=True, blank=True)
    ban_reason = models.CharField(max_length=300, blank=True)
    ban_lifted_at = models.DateTimeField(null=True, blank=True)
    appeal = models.CharField(max_length=6, choices=Appeal, blank=True, default="")
    appeal_words = models.TextField(_("why you should be let in again"), max_length=2000, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    appeal_at = models.DateTimeField(null=True, blank=True)
    appeal_reason = models.CharField(_("why"), max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "left_at"], name="membership_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "person"], condition=models.Q(left_at=None), name="one_membership_per_space"
            ),
            models.CheckConstraint(
                condition=models.Q(banned_at=None) | models.Q(left_at__isnull=False), name="banned_is_out"
            ),
            models.CheckConstraint(
                condition=models.Q(appeal_by=None)
                | models.Q(ended_by=None)
                | ~models.Q(appeal_by=models.F("ended_by")),
                name="appeal_against_ban_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}"

    def finish(self, by: Person) -> None:
        """Ends this row because another one follows it."""
        self.left_at, self.ended_by = timezone.now(), by
        self.save(update_fields=["left_at", "ended_by"])
