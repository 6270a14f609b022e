"""States, levels, sections and ways of a practice, and how it gets from one state to another."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    SCREENED = "screened", _("Screened")
    IN_REVIEW = "in_review", _("In review")
    CHANGES = "changes", _("Changes asked")
    ACCEPTED = "accepted", _("Accepted")
    PUBLISHED = "published", _("Published")
    CORRECTING = "correcting", _("Under correction")
    RETIRED = "retired", _("Retired")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# From which states an act may lead to a state; what is not named here is refused.
MOVES: dict[str, set[str]] = {
    State.SUBMITTED: {State.DRAFT, State.CHANGES, State.CORRECTING},
    State.SCREENED: {State.SUBMITTED},
    State.IN_REVIEW: {State.SCREENED, State.CHANGES},
    State.CHANGES: {State.SUBMITTED, State.SCREENED, State.IN_REVIEW},
    # From submitted only for a small correction of what is published: see moves.py.
    State.ACCEPTED: {State.IN_REVIEW, State.SUBMITTED},
    State.PUBLISHED: {State.ACCEPTED, State.CORRECTING},
    State.CORRECTING: {State.PUBLISHED, State.SUBMITTED},
    State.RETIRED: {State.PUBLISHED, State.CORRECTING},
    State.REJECTED: {State.SUBMITTED, State.SCREENED, State.IN_REVIEW, State.CHANGES},
    State.WITHDRAWN: {
        State.CORRECTING,
        State.DRAFT,
        State.SUBMITTED,
        State.SCREENED,
        State.IN_REVIEW,
        State.CHANGES,
        State.ACCEPTED,
    },
    State.DRAFT: {State.WITHDRAWN, State.SUBMITTED},
}
EDITABLE = (State.DRAFT, State.CHANGES, State.CORRECTING)  # its author may write in it


class Level(models.TextChoices):
    """What kind of lesson it is; failing is a level, not a shame (rule PR3)."""

    GOOD = "good", _("Good practice")
    PROMISING = "promising", _("Promising practice")
    LESSON = "lesson", _("Lesson learned (did not work as planned)")


class Licence(models.TextChoices):
    """Under which others may use the text; chosen before publication (rule PR8)."""

    BY = "CC-BY-4.0", _("Others may use and change it if they name you (CC BY 4.0)")
    BY_SA = "CC-BY-SA-4.0", _("The same, and what they make stays as free (CC BY-SA 4.0)")
    BY_NC = "CC-BY-NC-4.0", _("The same as the first, but not for profit (CC BY-NC 4.0)")
    BY_IGO = "CC-BY-3.0-IGO", _("Others may use and change it; for UN entities (CC BY 3.0 IGO)")


class Status(models.TextChoices):
    """Whether the work that is described still goes on."""

    RUNNING = "running", pgettext_lazy("practice", "Still running")
    ENDED = "ended", pgettext_lazy("practice", "Ended")
    PAUSED = "paused", pgettext_lazy("practice", "Paused")
    PLANNED = "planned", pgettext_lazy("practice", "Planned")


class Audience(models.TextChoices):
    """Who it is for (seed item D16)."""

    POLICY = "policy", _("Municipal and local policymakers")
    PRACTITIONERS = "practitioners", _("City practitioners")
    COMMUNITY = "community", _("Community and women's groups")
    BUSINESS = "business", _("Small businesses and cooperatives")
    RESEARCH = "research", _("Researchers and trainers")
    DONORS = "donors", _("Development partners")


class PartnerKind(models.TextChoices):
    """What a partner is (seed item D12: not only municipalities)."""

    PRIVATE = "private", _("Private sector")
    RELIGIOUS = "religious", _("Religious group")
    COMMUNITY = "community", _("Community group")
    NGO = "ngo", _("Civil society organisation")
    PUBLIC = "public", _("Public body")
    UNIVERSITY = "university", _("University or research institution")
    INTERNATIONAL = "international", _("International organisation")
    OTHER = "other", pgettext_lazy("kind of partner", "Other")


class PartnerRole(models.TextChoices):
    IMPLEMENTING = "implementing", _("Carried it out")
    SUPPORTING = "supporting", _("Supported it")
    FUNDING = "funding", _("Paid for it")
    NOMINATED = "nominated", _("Nominated it")


# The texts of a practice in the order in which they are read. The first four make the short form.
SECTIONS: "dict[str, tuple[object, object]]" = {
    "done": (
        _("What was done"),
        _("What did your city do, and who did it? Write as you would tell a colleague."),
    ),
    "result": (_("What came of it"), _("What changed? If you don't know yet, say so.")),
    "failed": (
        _("What did not work"),
        _("What would you do differently? This saves other cities the same mistake."),
    ),
    "challenge": (_("The challenge"), _("What was the situation before?")),
    "benefits": (_("Who benefits"), _("Which groups, women and men, and how?")),
    "innovation": (_("What is new about it"), _("What had not been done like this before?")),
    "south_south": (
        _("Cooperation between countries of the South"),
        _("Did you learn from another city, or does another city learn from you?"),
    ),
    "ownership": (_("Who carries it"), _("Who decided, who does the work, how did people take part?")),
    "budget": (_("Budget and funding"), _("What did it cost, and who paid? About is enough.")),
    "sustainability": (_("How it goes on"), _("What keeps it running when the project ends?")),
    "replication": (
        _("For cities that want to do the same"),
        _("Conditions, cost, what to adapt, and what not to copy."),
    ),
    "gender": (_("Women and men"), _("How does it change the lives of women and of men?")),
    "inclusion": (_("Rights and inclusion"), _("How are people reached whom others forget?")),
    "environment": (_("Environment"), _("What does it do to air, water, soil and climate?")),
    "contact": (
        _("Contact"),
        _("An address of an office, not of a person. It is shown to everybody."),
    ),
}
SHORT = ("done", "result")
