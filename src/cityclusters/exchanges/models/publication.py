"""Publication: an exchange stands in a space."""

from django.db import models
from django.utils import timezone

from cityclusters.people.models import Person
from cityclusters.spaces.models import Space


class Publication(models.Model):
    """The exchange stands in this space, published by somebody at a time: one record, several spaces."""

    exchange = models.ForeignKey("exchanges.Exchange", models.CASCADE, related_name="publications")
    space = models.ForeignKey(Space, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "space"], name="published_once_per_space")]

    def __str__(self) -> str:
        return f"{self.exchange_id} in {self.space_id}"
