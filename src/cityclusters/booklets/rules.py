"""Who may do what with booklets: pure answers, no writing."""

from cityclusters.booklets.models import Booklet
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.practices.models import Call, CallManager


def may_create(reader: Reader) -> bool:
    """Officers, focal points of an organisation, and those who manage a call."""
    if is_officer(reader) or focal_organisations(reader):
        return True
    return reader.is_authenticated and CallManager.objects.filter(person=reader).exists()


def manages(reader: Reader, call: Call) -> bool:
    """Whether the reader runs the call."""
    if not reader.is_authenticated:
        return False
    return is_officer(reader) or CallManager.objects.filter(person=reader, call=call).exists()


def may_edit(reader: Reader, booklet: Booklet) -> bool:
    """Whether the reader works on the booklet."""
    return Booklet.objects.edited_by(reader).filter(pk=booklet.pk).exists()


def may_add_editors(reader: Reader) -> bool:
    """Officers: adding by address tells whether somebody has an account."""
    return is_officer(reader)
