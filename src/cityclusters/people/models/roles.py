"""Roles in the running of the platform: rows that say who gave them, when, and when they ended."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.people.models.person import Person


class LastAdministrator(Exception):
    """The platform would be left without anybody who can run it."""


class RoleGrant(models.Model):
    """A role in the running of the platform, given by somebody, at a time, until it ends."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Programme officer")
        ADMINISTRATOR = "administrator", _("Administrator")
        DATA_STEWARD = "data_steward", _("Data steward")
        SAFEGUARDING = "safeguarding", _("Safeguarding lead")

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=13, choices=Role)
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=models.Q(ended_at=None), name="role_held_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_role_display())

    @classmethod
    @transaction.atomic
    def grant(cls, person: Person, role: str, by: Person | None) -> "RoleGrant":
        """Gives the role; giving it twice gives the first grant."""
        given, _made = cls.objects.get_or_create(
            person=person, role=role, ended_at=None, defaults={"given_by": by}
        )
        person.__dict__.pop("roles", None)
        return given

    @transaction.atomic
    def finish(self, by: Person | None) -> None:
        """Ends the role; ending it twice changes nothing.

        Raises LastAdministrator for the last administrator who can still sign in."""
        others = RoleGrant.objects.select_for_update().filter(
            role=self.role, ended_at=None, person__state=Person.State.ACTIVE
        )
        if self.role == self.Role.ADMINISTRATOR and not [row for row in others if row.pk != self.pk]:
            raise LastAdministrator
        RoleGrant.objects.filter(pk=self.pk, ended_at=None).update(ended_at=timezone.now(), ended_by=by)
        self.refresh_from_db()
        self.person.__dict__.pop("roles", None)
