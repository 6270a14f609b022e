"""Pages of a long list; a page number that makes no sense shows the nearest page that does."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 24


def paged(
    request: HttpRequest, items: "QuerySet[Any] | Sequence[Any]", per_page: int = PER_PAGE
) -> "Page[Any]":
    """The page of `items` named by ?page= (1 where it is absent or no number; the last where too large)."""
    return Paginator(items, per_page).get_page(request.GET.get("page", "1")[:9])
