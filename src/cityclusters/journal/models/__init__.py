"""One journal line per act, an outbox of letters, follow-ups with owners, and drafts of long forms.

Rows of the apps above are named by kind and public id, never by a foreign key: nothing here knows them."""

from cityclusters.journal.models.draft import Draft
from cityclusters.journal.models.entry import Entry
from cityclusters.journal.models.follow_up import FollowUp
from cityclusters.journal.models.job import Job
from cityclusters.journal.models.letter import Letter
from cityclusters.journal.models.sent_form import SentForm

__all__ = ["Draft", "Entry", "FollowUp", "Job", "Letter", "SentForm"]
