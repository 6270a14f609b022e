"""The nouns of a survey, one file each."""

from cityclusters.surveys.models.draft import AnswerDraft
from cityclusters.surveys.models.question import Question
from cityclusters.surveys.models.release import Release
from cityclusters.surveys.models.response import Response
from cityclusters.surveys.models.statement import StatementOfNeed
from cityclusters.surveys.models.survey import Survey
from cityclusters.surveys.models.ticket import Ticket

__all__ = ["AnswerDraft", "Question", "Release", "Response", "StatementOfNeed", "Survey", "Ticket"]
