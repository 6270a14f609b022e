"""An adaptation told as the adopting city's own practice: its first values, and the link that the family
tree follows."""

from typing import Any

from django.utils.translation import gettext as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import sent_id
from cityclusters.people.models import Person
from cityclusters.practices.adoption.family import grow
from cityclusters.practices.models import Adaptation, Practice

KIND = "adaptation"


def values(public_id: str, person: Person) -> dict[str, Any] | None:
    """First values of a practice from an adaptation that her city has confirmed; None for anybody else, and
    where it is told as a practice already."""
    rows = Adaptation.objects.select_related("practice__version", "organisation", "place__country")
    row = rows.filter(public_id=sent_id(public_id), confirmed_at__isnull=False, became=None).first()
    if row is None or not person.acts_for(row.organisation):
        return None
    return {
        "title": "",
        "done": "\n\n".join(text for text in (row.plan, row.changed) if text),
        "result": row.result,
        "place": row.place,
        "organisation": row.organisation,
        "language": row.language,
        "themes": list(row.practice.themes.all()),
        "made_from": {
            "from": f"{KIND}:{row.public_id}",
            "words": _("Adapted from: %(practice)s") % {"practice": row.practice},
            "url": row.practice.get_absolute_url(),
        },
    }


def begun(practice: Practice, by: Person) -> bool:
    """Links a practice that was made from an adaptation with it; the family shows it once it is published.
    False where it was not, or where somebody else's adaptation is named."""
    kind, _colon, public_id = str(practice.made_from.get("from", "")).partition(":")
    row = Adaptation.objects.filter(public_id=sent_id(public_id)).select_related("organisation").first()
    if kind != KIND or row is None or not by.acts_for(row.organisation):
        return False
    try:
        grow(row, practice, by)
    except NotPossible:
        return False
    return True
