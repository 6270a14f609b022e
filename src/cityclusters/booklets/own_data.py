"""What this app keeps about a person, and how it forgets her."""

from typing import Any

from cityclusters.booklets import taking_out
from cityclusters.booklets.models import Booklet, BookletEditor, DeclaredUse
from cityclusters.people.models import Person

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """Booklets that she edits, and uses that she declared for an organisation."""
    asked = BookletEditor.objects.filter(person=person).select_related("booklet").order_by("pk")
    begun = Booklet.objects.filter(created_by=person).order_by("pk")
    uses = DeclaredUse.objects.filter(declared_by=person).select_related("booklet", "organisation")
    return {
        "booklets_begun": [{"booklet": row.public_id, "title": str(row)} for row in begun],
        "booklets_edited": [
            {"booklet": row.booklet.public_id, "title": str(row.booklet), "since": row.added_at}
            for row in asked
        ],
        "uses_of_booklets": [
            {
                "booklet": row.booklet.public_id,
                "organisation": str(row.organisation),
                "way": row.way,
                "text": row.text,
                "at": row.declared_at,
            }
            for row in uses.order_by("pk")
        ],
    }


def erase(person: Person) -> None:
    """Her name leaves the printed credits, her rights end; that an organisation uses a booklet stays,
    without her words."""
    taking_out.forget_person(person)
    BookletEditor.objects.filter(person=person).delete()
    Booklet.objects.filter(created_by=person).update(created_by=None)
    DeclaredUse.objects.filter(declared_by=person).update(declared_by=None, text="")
