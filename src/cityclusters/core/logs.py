"""What the log may say of a request: the route that answered, never the address that somebody asked for."""

import logging

QUIET = "a page that leaves nothing behind"
UNKNOWN = "an address that names nothing"


class WithoutAddresses(logging.Filter):
    """Puts the pattern of the route ('projects/<slug:public_id>/') in the place of the address.

    A faulty page stays traceable by its traceback; which project, group or person somebody read about, and
    whether it was a page of the rooms that leave nothing behind, does not stand in the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Changes the record where it carries a request; keeps every record."""
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            record.args = tuple(_place(request) if said == path else said for said in record.args)
        return True


def _place(request: object) -> str:
    match = getattr(request, "resolver_match", None)
    if match is None:
        return UNKNOWN
    quiet = getattr(request, "quiet", False) or getattr(match.func, "quiet", False)
    return QUIET if quiet else "/" + str(match.route)
