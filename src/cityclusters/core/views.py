"""Choosing a language and a time zone, and the pages for refusals."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core import zones
from cityclusters.core.middleware.reader import CODES, ZONE_COOKIE

YEAR = 31_536_000


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """The address asked for in `next`, if it stays on this host; else the default."""
    target = request.POST.get("next") or request.GET.get("next") or default
    allowed = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if allowed and target.startswith("/") else default


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remembers the language: on the person where she is signed in, and in a cookie."""
    response = redirect(safe_next(request))
    language = request.POST.get("language", "")
    if language in CODES:
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=settings.SECURE
        )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def choose_zone(request: HttpRequest) -> HttpResponse:
    """Shows the zones; remembers the chosen one as the language is remembered."""
    if request.method != "POST":
        return render(request, "core/zone.html", {"zones": zones.choices(), "next": safe_next(request)})
    response = redirect(safe_next(request))
    zone = request.POST.get("zone", "")
    if zone in zones.ZONES:
        if request.user.is_authenticated:
            request.user.zone = zone
            request.user.save(update_fields=["zone"])
        response.set_cookie(ZONE_COOKIE, zone, max_age=YEAR, samesite="Lax", secure=settings.SECURE)
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Says 'ok' when the database answers; for monitors."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read."""
    return HttpResponse(
        "User-agent: *\nDisallow: /my-work/\nDisallow: /account/\n", content_type="text/plain"
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came from elsewhere, or from a page that is too old."""
    return render(request, "403_csrf.html", status=403)
