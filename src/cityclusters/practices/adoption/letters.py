"""Letters about adaptations: to the named city, to the author's city, to whoever named a city."""

from datetime import date

from cityclusters.journal import letters
from cityclusters.practices.models import Adaptation
from cityclusters.practices.owners import focal_points, owners


def _context(adaptation: Adaptation) -> dict[str, object]:
    return {
        "adaptation": adaptation,
        "practice": adaptation.practice,
        "page": letters.absolute(adaptation.get_absolute_url()),
    }


def tell_author(adaptation: Adaptation, act: str) -> None:
    """The author's city learns that another city began ('declared'), told what came of it ('reported'), or
    does not pursue it ('ended'); once for each, not those who act for the adopting city themselves."""
    own = {person.pk for person in focal_points(adaptation.organisation)}
    for person in owners(adaptation.practice):
        if person.pk not in own:
            key = f"adaptation:{adaptation.public_id}:{act}:{person.pk}"
            letters.write(key, person, f"practices/mail/adaptation_{act}", _context(adaptation))


def ask_the_city(adaptation: Adaptation) -> None:
    """The named city's focal points are asked whether it is so."""
    for person in focal_points(adaptation.organisation):
        key = f"adaptation:{adaptation.public_id}:named:{person.pk}"
        letters.write(key, person, "practices/mail/adaptation_named", _context(adaptation))


def tell_namer(adaptation: Adaptation) -> None:
    """Whoever named the city learns that it said no."""
    key = f"adaptation:{adaptation.public_id}:denied"
    letters.write(key, adaptation.declared_by, "practices/mail/adaptation_denied", _context(adaptation))


def ask_for_report(adaptation: Adaptation, day: date) -> None:
    """The adopting city's focal points are asked what came of it; once for each of the days."""
    for person in focal_points(adaptation.organisation):
        key = f"adaptation:{adaptation.public_id}:remind:{day}:{person.pk}"
        letters.write(key, person, "practices/mail/adaptation_remind", _context(adaptation))
