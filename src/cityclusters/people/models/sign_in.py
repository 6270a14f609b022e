"""SignIn: the places where a person is signed in, so that she can see them and end them."""

from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from cityclusters.core.ids import public_id
from cityclusters.people.models.person import Person


class SignInQuerySet(models.QuerySet["SignIn"]):
    """Questions about where people are signed in."""

    def open(self) -> "SignInQuerySet":
        """Those whose session still lives."""
        alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
        return self.filter(session_key__in=alive)

    def end(self) -> int:
        """Signs out everywhere in this set; says from how many devices."""
        keys = list(self.values_list("session_key", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        self.delete()
        return len(keys)


class SignIn(models.Model):
    """One signed-in device: named in words by its browser, without an address of the network."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField(default=timezone.now)
    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.device
