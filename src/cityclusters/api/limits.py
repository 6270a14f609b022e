"""How much one address may ask of the feeds and lists in a minute: enough for every reader of feeds, too
little for copying everything at full speed."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from cityclusters.places.throttle import Throttle

SECONDS = 60
Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]

throttle = Throttle(most=600, seconds=SECONDS)


def limited(view: "View[Rest]") -> "View[Rest]":
    """Answers 429 with Retry-After to an address that asks more often."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if not throttle.allows(str(get_adapter().get_client_ip(request))):
            return HttpResponse(status=429, headers={"Retry-After": str(SECONDS)})
        return view(request, *args, **kwargs)

    return answer
