"""How much one person may begin, hand in, upload and have written in a day (abuse case 27): drafts and their
pictures fill the disk, submissions the queue, and letters to addresses that somebody typed go out before
anybody has looked at the practice."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Attempt, Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LETTERS_A_DAY = 40
NEW_A_DAY = 20
SUBMITTED_A_DAY = 10
PICTURES_A_DAY = 60
DAY = timedelta(days=1)
ENOUGH = _("That is a lot for one day. It is kept here; please go on tomorrow.")


def count_letter(by: Person) -> None:
    """Counts one. Raises NotPossible above the limit."""
    _count(
        "practice-letter",
        by,
        LETTERS_A_DAY,
        _("You have had many letters written today. Please go on tomorrow."),
    )


def count_new(by: Person) -> None:
    """Counts a practice that is begun. Raises NotPossible above the limit."""
    _count("practice-new", by, NEW_A_DAY)


def count_submission(by: Person) -> None:
    """Counts a practice that is handed in. Raises NotPossible above the limit."""
    _count("practice-submitted", by, SUBMITTED_A_DAY)


def count_picture(by: Person) -> None:
    """Counts an uploaded picture. Raises NotPossible above the limit."""
    _count("practice-picture", by, PICTURES_A_DAY)


def _count(kind: str, by: Person, most: int, refusal: "StrOrPromise" = ENOUGH) -> None:
    if not Attempt.allow(kind, Attempt.digest(by.public_id), most, DAY):
        raise NotPossible(refusal)
