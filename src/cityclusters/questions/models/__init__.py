"""Questions and answers, what stewards decide about them, and consolidated replies."""

from cityclusters.questions.models.answer import Answer, Earlier, File, Thanks
from cityclusters.questions.models.asked import Asked, AskNoMore
from cityclusters.questions.models.moderation import WITH_POST, Decision, Report
from cityclusters.questions.models.question import Follower, OursToo, Question
from cityclusters.questions.models.reply import ConsolidatedReply, Credit

__all__ = [
    "WITH_POST", "Answer", "AskNoMore", "Asked", "ConsolidatedReply", "Credit", "Decision", "Earlier", "File",
    "Follower", "OursToo", "Question", "Report", "Thanks",
]  # fmt: skip
