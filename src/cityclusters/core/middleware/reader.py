"""The reader's language and time zone: chosen by her, remembered, and never guessed from her name."""

import zoneinfo
from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from cityclusters.core.zones import ZONES

ZONE_COOKIE = "zone"
LANGUAGE_PARAMETER = "lang"
CODES = [code for code, _name in settings.LANGUAGES]


def _language(request: HttpRequest) -> str:
    """?lang=… for this page, else the person's own, else the cookie, else the browser's."""
    asked = request.GET.get(LANGUAGE_PARAMETER, "")
    if asked in CODES:
        return asked
    if request.user.is_authenticated and request.user.language in CODES:
        return request.user.language
    return translation.get_language_from_request(request)


def _zone(request: HttpRequest) -> zoneinfo.ZoneInfo:
    """The person's own zone, else the one her browser told us, else UTC."""
    names = [request.user.zone] if request.user.is_authenticated else []
    names.append(unquote(request.COOKIES.get(ZONE_COOKIE, "")))  # scripts write it as Asia%2FTashkent
    for name in names:
        if name in ZONES:
            return zoneinfo.ZoneInfo(name)
    return zoneinfo.ZoneInfo("UTC")


def language_and_zone(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Activates both for the request; remembers a language asked for in the address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = _language(request)
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(_zone(request)):
            response = get_response(request)
            if getattr(response, "render", None) and not getattr(response, "is_rendered", True):
                response.render()  # type: ignore[attr-defined]  # a lazy template, while the language holds
        if request.GET.get(LANGUAGE_PARAMETER, "") in CODES:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=31_536_000,
                samesite="Lax",
                secure=settings.SECURE,
            )
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
