"""Who may make and run calls: pure answers, no writing."""

from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.practices.models import Call, CallManager


def may_make(reader: Reader) -> bool:
    """Officers for any organisation, focal points for their own."""
    return is_officer(reader) or bool(focal_organisations(reader))


def may_run(reader: Reader, call: Call) -> bool:
    """Its managers and officers."""
    if not reader.is_authenticated:
        return False
    return is_officer(reader) or CallManager.objects.filter(call=call, person=reader).exists()
