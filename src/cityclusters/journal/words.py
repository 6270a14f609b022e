"""The journal's acts in words; apps above name theirs in settings.ACTS."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

OURS = {
    "follow_up.opened": _("Follow-up opened"),
    "follow_up.done": _("Follow-up done"),
    "follow_up.dropped": _("Follow-up dropped"),
    "follow_up.handed_over": _("Follow-up handed over"),
    "follow_up.moved": _("Follow-up given another day"),
    "follow_up.reopened": _("Follow-up opened again"),
    "letter.sent_again": _("Letter sent again"),
    "letter.tested": _("Test letter written"),
    "task.run_again": _("Task run again"),
}


def act_in_words(act: str) -> str:
    """What was done, in the reader's language; an act that nobody named is shown by its code."""
    known = OURS.get(act) or settings.ACTS.get(act)
    return str(known) if known else act.replace(".", ": ", 1).replace("_", " ")
