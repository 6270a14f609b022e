"""Asked: a person whom a steward has asked directly, because she may know (seed item A25)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Organisation, Person
from cityclusters.questions.models.question import Question


class Asked(models.Model):
    """A letter to somebody who may know the answer, and what she said to it."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="asked_people")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    why = models.CharField(_("why she may know"), max_length=300, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    not_me_at = models.DateTimeField(null=True, blank=True, help_text="she said that she does not know")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["person", "at"], name="asked_lately")]
        constraints = [models.UniqueConstraint(fields=["question", "person"], name="asked_once_per_question")]

    def __str__(self) -> str:
        return str(self.person)


class AskNoMore(models.Model):
    """Somebody does not want to be asked directly any more."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.person)
