"""Words of counselling: topics, and what the pages say where something can't be done."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What a session was about: sealed with its note, and counted for nobody in particular (rule HU2).
TOPICS: "dict[str, StrOrPromise]" = {
    "work": _("Work and income"),
    "learning": _("Learning and career"),
    "family": _("Family and relationships"),
    "health": _("Health"),
    "violence": _("Violence or threats"),
    "law": _("Rights and law"),
    "money": _("Debts and money"),
    "home": _("Housing"),
    "other": _("Something else"),
}
CLOSED = _("The desk is closed: this server has no key for notes. Ask whoever runs the server to set one.")
NOT_YOURS = _("Only the counsellor of this case can do this.")
