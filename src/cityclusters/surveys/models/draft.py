"""AnswerDraft: what somebody has filled in and not yet sent."""

from django.db import models

from cityclusters.surveys.models.keys import RandomKeyField
from cityclusters.surveys.models.survey import Survey


class AnswerDraft(models.Model):
    """An unfinished questionnaire, kept under a number that only the personal link gives
    (`surveys.tokens.draft_key`): it names no person and no ticket. Deleted at sending and at closing.

    While it exists, its answers can be read in the database, but only somebody who also has the server's
    secret key can find out whose they are. `fields` maps names of form fields to lists of texts."""

    key = RandomKeyField()
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="drafts")
    fields = models.JSONField(default=dict)
    language = models.CharField(max_length=8, blank=True)

    def __str__(self) -> str:
        return str(self.survey)
