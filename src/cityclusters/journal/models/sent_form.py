"""SentForm: a form that was sent, so that sending it twice is doing it once."""

from django.db import models

from cityclusters.people.models import Person


class SentForm(models.Model):
    """A form with a key of its own (`{% once %}`) that somebody has sent, and where its act led.

    `digest` is taken from the key and everything typed: the same page sent again with other words is another
    act. Kept for a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    url = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="form_sent_once")]

    def __str__(self) -> str:
        return self.digest[:12]
