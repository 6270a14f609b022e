"""Pages that only some people know of: for everybody else they don't exist."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase

from cityclusters.core.http import PersonRequest

if TYPE_CHECKING:
    from cityclusters.people.models import Person

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[PersonRequest, Rest], HttpResponseBase]


def only(may: "Callable[[Person], bool]") -> Callable[[Page[Rest]], Page[Rest]]:
    """For a page of those whom the predicate `may` lets in: a visitor is sent to sign in, others get the
    same 404 as for an address that names nothing."""

    def protect(page: Page[Rest]) -> Page[Rest]:
        @login_required
        @wraps(page)
        def protected(request: PersonRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
            if not may(request.user):
                raise Http404
            return page(request, *args, **kwargs)

        return protected

    return protect
