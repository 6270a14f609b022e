"""Pages that leave nothing behind on a device that somebody else may look at (rule LP5, trap T18).

Such a page is never stored, says nothing in its title, and has a way out that works as a plain link: it ends
the session, has the browser forget what this site kept in it, and opens a neutral page. The addresses stay in
the browser's history; the pages say so."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from cityclusters.core.http import Request

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer", bound=HttpResponseBase)
Page = Callable[Concatenate[Any, Rest], HttpResponseBase]

FRAME = "core/quiet.html"
LEFT = "hello"  # the cookie of who has just left: its name says no more than the page that sets it
LEFT_SECONDS = 600
OURS = {"same-origin", "none"}  # what Sec-Fetch-Site says of our own links, and of an address typed in


def leaves_nothing(page: Page[Rest]) -> Page[Rest]:
    """For pages of people who are signed in: a visitor gets the neutral page, and no address to come back to
    stands in a sign-in link."""

    @wraps(page)
    def quiet(request: "Request", /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return mark(redirect("core:hello"))
        request.quiet = True
        return mark(page(request, *args, **kwargs))

    quiet.quiet = True  # type: ignore[attr-defined]  # read by core/logs.py for what is refused before
    return quiet


def open_and_leaves_nothing(page: Page[Rest]) -> Page[Rest]:
    """For public pages. Who has just left gets the neutral page: Back does not bring a public page again."""

    @wraps(page)
    def quiet(request: "Request", /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if has_left(request):
            return mark(redirect("core:hello"))
        request.quiet = True
        return mark(page(request, *args, **kwargs))

    quiet.quiet = True  # type: ignore[attr-defined]
    return quiet


def closed_after_leaving(page: Page[Rest]) -> Page[Rest]:
    """For public pages that lead to those above: a list, a door. They say nothing themselves, but Back must
    not show where somebody came by."""

    @wraps(page)
    def closed(request: "Request", /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if has_left(request):
            return mark(redirect("core:hello"))
        return page(request, *args, **kwargs)

    return closed


def has_left(request: "Request") -> bool:
    """Whether a visitor left this site in this browser within the last minutes."""
    return LEFT in request.COOKIES and not request.user.is_authenticated


def mark(response: Answer) -> Answer:
    """Has nobody keep the answer: no browser, no cache between, no search engine, no page linked to."""
    response.headers["Cache-Control"] = "no-store, private, max-age=0"
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    # A page without referrer sends its forms with `Origin: null`, which the check of forged forms refuses.
    has_form = b'method="post"' in getattr(response, "content", b"")
    response.headers["Referrer-Policy"] = "same-origin" if has_form else "no-referrer"
    return response


@require_safe
@never_cache
def rest(request: "Request") -> HttpResponse:
    """The way out. A link on somebody else's site ends no session: it only opens the neutral page."""
    answer = redirect("core:hello")
    if request.headers.get("Sec-Fetch-Site", "none") in OURS:
        logout(request)
        answer = redirect(reverse("core:hello") + "?now")
        answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        for name in request.COOKIES:  # for browsers that don't know the line above
            answer.delete_cookie(name, samesite="Lax")
    return mark(answer)


@require_safe
@never_cache
def hello(request: "Request") -> HttpResponse:
    """The neutral page: what anybody might have opened. After the way out it remembers for some minutes that
    somebody left, and nothing else."""
    answer = render(request, "core/hello.html")
    if "now" in request.GET and not request.user.is_authenticated:
        answer.set_cookie(
            LEFT, "1", max_age=LEFT_SECONDS, httponly=True, secure=request.is_secure(), samesite="Lax"
        )
    return mark(answer)
