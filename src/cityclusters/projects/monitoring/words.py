"""The sides of a number, and how numbers stand, in words."""

from django.utils.translation import gettext_lazy as _

SIDE_WORDS = {
    "female": _("women"),
    "male": _("men"),
    "other": _("another answer"),
    "not_stated": _("not stated"),
    "total": _("all"),
}
LIGHTS = {"green": _("reported"), "yellow": _("due"), "red": _("late")}
BADGES = {"green": "ok", "yellow": "wait", "red": "late"}
