"""Choosing the rhythm of one's regular letters by answering one of them with a word."""

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext_lazy

from cityclusters.digests import choosing
from cityclusters.digests.models import Subscription
from cityclusters.incoming import words
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.mail import Mail, Taken
from cityclusters.people.models import Person

KIND, KEY = "rhythm", "word"
DAILY = pgettext_lazy("word that one answers", "daily")
WEEKLY = pgettext_lazy("word that one answers", "weekly")
STOP = pgettext_lazy("word that one answers", "stop")
RHYTHMS = {Subscription.Rhythm.DAILY: DAILY, Subscription.Rhythm.WEEKLY: WEEKLY}


def choose(mail: Mail, key: str, person: Person | None) -> Taken:
    """Her word changes the rhythm or ends the letters; what she gets besides stays as it was, or is what
    would fit her. Raises Refused for anything else."""
    with override(words.language_of(person.language if person else "")):
        if person is None:
            raise Refused(_help())
        said = words.first_line(mail)
        if said in words.in_all_languages(STOP) or words.says_no(mail):
            choosing.refuse(person, None)
            return Taken(None, _("You get no regular letters any more."))
        for rhythm, word in RHYTHMS.items():
            if said in words.in_all_languages(word, rhythm.label):
                choosing.change_rhythm(person, rhythm)
                return Taken(None, _("Saved. You will hear from us when something is new."))
        raise Refused(_help())


def _help() -> str:
    return _(
        "Answer with one word: %(daily)s, %(weekly)s or %(stop)s. To answer a question, write to the address "
        "that stands below it."
    ) % {"daily": DAILY, "weekly": WEEKLY, "stop": STOP}
