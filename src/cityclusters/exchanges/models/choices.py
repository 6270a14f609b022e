"""Kinds, states and ways of an exchange, and how it gets from one state to another."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    EXCHANGE = "exchange", _("Experience exchange")
    TRAINING = "training", _("Training")
    WEBINAR = "webinar", _("Webinar")
    STUDY_TOUR = "study_tour", _("Study tour")
    COURSE = "course", _("Course")


class State(models.TextChoices):
    IDEA = "idea", _("Idea")
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open for registration")
    RUNNING = "running", _("Running")
    DONE = "done", pgettext_lazy("exchange", "Done")
    REPORTED = "reported", _("Reported")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class Mode(models.TextChoices):
    ONLINE = "online", _("Online")
    ROOM = "room", _("In a room")
    MIXED = "mixed", _("Online and in a room")


class Marker(models.TextChoices):
    NOT_SCREENED = "", _("Not screened")
    NONE = "0", _("0: screened, gender equality is not targeted")
    SIGNIFICANT = "1", _("1: gender equality is a significant objective")
    PRINCIPAL = "2", _("2: gender equality is the principal objective")


# From which states an act may lead to a state; what is not named here is refused.
MOVES = {
    State.PLANNED: {State.IDEA, State.POSTPONED, State.OPEN},
    State.OPEN: {State.IDEA, State.PLANNED, State.POSTPONED},
    State.RUNNING: {State.PLANNED, State.OPEN},
    State.DONE: {State.PLANNED, State.OPEN, State.RUNNING},
    State.REPORTED: {State.DONE},
    State.POSTPONED: {State.PLANNED, State.OPEN},
    State.CANCELLED: {State.IDEA, State.PLANNED, State.OPEN, State.RUNNING, State.POSTPONED},
}
