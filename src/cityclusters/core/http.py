"""A request that knows its person and its htmx details, for type checkers and for readers."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cityclusters.people.models import Person


class Request(HttpRequest):
    """Any reader's request: signed in or not."""

    htmx: HtmxDetails
    quiet: bool  # set by core/leaving.py alone: a page that leaves nothing behind
    user: "Person | AnonymousUser"


class PersonRequest(Request):
    """A request behind `login_required`: there is a person."""

    user: "Person"
