"""Words that several records of this app share."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ShownTo(models.TextChoices):
    """Who may read a need besides the organisation that states it."""

    TEAM = "team", _("The programme team only")
    MEMBERS = "members", _("All members of the platform")


class Urgency(models.TextChoices):
    """By when the help is needed; it weighs in a round."""

    NORMAL = "normal", _("Within the year")
    SOON = "soon", _("Within six months")
    URGENT = "urgent", _("Within three months")


class NeedState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", pgettext_lazy("need or offer", "Open")
    SHORTLISTED = "shortlisted", _("In a round")
    PROPOSED = "proposed", _("A host is proposed")
    ACCEPTED = "accepted", _("Accepted by both")
    RUNNING = "running", _("Running")
    MET = "met", _("Met")
    PARTLY_MET = "partly_met", _("Partly met")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class OfferState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    VERIFIED = "verified", _("Verified, not open yet")
    OPEN = "open", pgettext_lazy("need or offer", "Open")
    FULL = "full", _("Full")
    PAUSED = "paused", _("Paused")
    EXPIRED = "expired", _("Expired")
    CLOSED = "closed", _("Closed by the host")


class MatchState(models.TextChoices):
    SUGGESTED = "suggested", _("Next choice, not proposed yet")
    PROPOSED = "proposed", _("Proposed to both")
    ONE = "accepted_by_one", _("Accepted by one side")
    BOTH = "accepted_by_both", _("Accepted by both")
    IN_CONTACT = "in_contact", _("In contact")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed")


class Reason(models.TextChoices):
    """Why a match was declined."""

    NO_TIME = "no_time", _("The dates don't fit")
    OTHER_HOST = "other_host", _("Another partner was found")
    THEME = "theme", _("The subject is another one")
    LANGUAGE = "language", _("There is no common language")
    COST = "cost", _("The costs can't be met")
    ROOM = "room", _("There is no room any more")
    OTHER = "other", _("Another reason")


# A match in these states holds its place.
HOLDING = (MatchState.BOTH, MatchState.IN_CONTACT, MatchState.AGREED)
# Nobody has ended it yet.
ALIVE = (MatchState.SUGGESTED, MatchState.PROPOSED, MatchState.ONE, *HOLDING)
