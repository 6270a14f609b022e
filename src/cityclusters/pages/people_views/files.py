"""Files about people that leave the site: never kept by a browser or on the way."""

from django.http import HttpResponse


def zip_file(content: bytes, name: str) -> HttpResponse:
    """A zip file to take away; `name` is plain ASCII."""
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
