"""Theme, Space and Membership. On screen a space is called a "Cities Cluster", the seeds' own word."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import validate_texts
from cityclusters.people.models import Person


class Theme(models.Model):
    """One entry of a list of themes; other lists map onto it (seed item D10)."""

    code = models.SlugField(primary_key=True, max_length=40)
    vocabulary = models.SlugField(max_length=40, default="cities-clusters")
    names = models.JSONField(validators=[validate_texts])
    order = models.PositiveSmallIntegerField(default=0)
    same_as = models.ManyToManyField("self", blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["vocabulary", "order", "code"]

    def __str__(self) -> str:
        return self.code


class Space(models.Model):
    """A thematic space, with its stewards, members, languages and rules."""

    slug = models.SlugField(unique=True, max_length=60)
    names = models.JSONField(validators=[validate_texts])
    purpose = models.JSONField(validators=[validate_texts])
    rules = models.JSONField(default=dict, blank=True, validators=[validate_texts])
    themes = models.ManyToManyField(Theme, related_name="spaces")
    languages = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.slug


class Membership(models.Model):
    """A person in a space: member or steward, from a day until she leaves."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        STEWARD = "steward", _("Steward")

    space = models.ForeignKey(Space, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    role = models.CharField(max_length=7, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    banned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "person"], condition=models.Q(left_at=None), name="one_membership_per_space"
            )
        ]
