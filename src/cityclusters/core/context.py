"""What the page frame needs on every page, without a database query."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation


def page(request: HttpRequest) -> dict[str, object]:
    """Languages to choose from, direction, the reader's zone, and whether this is the demo."""
    return {
        "site_name": settings.SITE_NAME,
        "languages": settings.LANGUAGES,
        "language": translation.get_language(),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "reader_zone": timezone.get_current_timezone_name(),
        "demo": settings.DEMO,
    }
