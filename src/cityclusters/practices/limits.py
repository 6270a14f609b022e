"""How many letters to addresses that somebody typed she may cause in a day (abuse case 27): the link to a
consent and the question to a member go out before anybody has looked at the practice."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Attempt, Person

LETTERS_A_DAY = 40
DAY = timedelta(days=1)


def count_letter(by: Person) -> None:
    """Counts one. Raises NotPossible above the limit."""
    if not Attempt.allow("practice-letter", Attempt.digest(by.public_id), LETTERS_A_DAY, DAY):
        raise NotPossible(_("You have had many letters written today. Please go on tomorrow."))
