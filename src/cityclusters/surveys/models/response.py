"""Response: what was answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityclusters.people.models import Organisation, Person
from cityclusters.surveys.models.keys import RandomKeyField, random_key
from cityclusters.surveys.models.survey import Survey


class Response(models.Model):
    """One answered questionnaire.

    `answers` maps question codes to answers: an option's code, a list of codes, a step, or words; a code
    that is absent was skipped, null was not asked (rule SU5). `sex` is what the questionnaire's own question
    says; only where the survey is not anonymous and has no such question, what the person stated in her
    account.

    An anonymous response has no person, organisation, language or date, and its key is random (rule SU2). It
    has not even the day, because reminders go to those who have not answered: day by day, they would tell."""

    key = RandomKeyField(default=random_key)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses")
    anonymous = models.BooleanField()
    answers = models.JSONField()
    sex = models.CharField(_("sex, as stated"), max_length=11, choices=Person.Sex, blank=True, default="")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(anonymous=False)
                | models.Q(person=None, organisation=None, answered_on=None),
                name="anonymous_response_has_nobody",
            ),
            models.UniqueConstraint(fields=["survey", "person"], name="one_response_per_person"),
        ]

    def __str__(self) -> str:
        return str(self.survey)
