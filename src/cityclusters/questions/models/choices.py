"""States and reasons of posts, of decisions on them, and of consolidated replies."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LANGUAGES: list[tuple[str, str]] = list(settings.CONTENT_LANGUAGES)


class State(models.TextChoices):
    """Whether a post can be read. A hidden or removed one leaves a stub that says why (rule SP2)."""

    VISIBLE = "visible", pgettext_lazy("post", "Visible")
    HELD = "held", pgettext_lazy("post", "Waiting for a steward")
    HIDDEN = "hidden", pgettext_lazy("post", "Hidden")
    REMOVED = "removed", pgettext_lazy("post", "Removed")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Members of this space only")


class Marker(models.TextChoices):
    """Gender is no theme: it is a marker on anything (rule SP1)."""

    NOT_SCREENED = "", _("Not screened")
    NONE = "0", _("0: screened, gender equality is not targeted")
    SIGNIFICANT = "1", _("1: gender equality is a significant objective")
    PRINCIPAL = "2", _("2: gender equality is the principal objective")


class HeldFor(models.TextChoices):
    """Why a post waits for a steward before anybody else reads it."""

    FIRST = "first", _("first post of a newcomer")
    LINKS = "links", _("first post of a newcomer, with links")


class Measure(models.TextChoices):
    """What was done with a post."""

    DECLINED = "declined", pgettext_lazy("post", "Not published")
    HIDDEN = "hidden", pgettext_lazy("post", "Hidden")
    REMOVED = "removed", pgettext_lazy("post", "Removed")
    WITHDRAWN = "withdrawn", pgettext_lazy("post", "Taken back by its author")


class Role(models.TextChoices):
    """As what somebody decided; the stub names the role, never the person."""

    STEWARD = "steward", _("a steward of the space")
    OFFICER = "officer", _("an officer of the programme")
    AUTHOR = "author", _("its author")


class Appeal(models.TextChoices):
    NONE = "", _("No appeal")
    ASKED = "asked", _("Appeal waits for a decision")
    KEPT = "kept", _("Appeal not followed")
    LIFTED = "lifted", _("Appeal followed: shown again")


class Complaint(models.TextChoices):
    """Why somebody reports a post."""

    SPAM = "spam", _("Advertising or spam")
    INSULT = "insult", _("Insulting or threatening")
    PRIVATE = "private", _("Private matters of somebody")
    WRONG = "wrong", _("Wrong or misleading")
    OFF_TOPIC = "off_topic", _("Does not belong here")
    OTHER = "other", _("Something else")
