"""Ticket: the right of one person to answer one survey once."""

from django.db import models

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.surveys.models.survey import Survey


class Ticket(models.Model):
    """One per person who attended. It knows the person and whether it is spent, never when (rule SU2).

    The link in her letter is this ticket's public id with a signature (`surveys.tokens`); the signature is
    not kept, so a copy of the database opens no questionnaire. See `surveys.answering` for how `spent` is
    set without leaving an order behind."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="tickets")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    spent = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "person"], name="one_ticket_per_person")]

    def __str__(self) -> str:
        return self.public_id
