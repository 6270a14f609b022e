"""The door "Work": what one can do here, collected from the rooms of groups and projects."""

from itertools import chain
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe
from django_stubs_ext import StrOrPromise

from cityclusters.core.http import Request
from cityclusters.core.leaving import closed_after_leaving


class Way(NamedTuple):
    """One thing that can be done: its page, a sentence, a count in words ('' where there is none to see), and
    where one begins it oneself ('' where she may not)."""

    url: str
    title: StrOrPromise
    text: StrOrPromise
    number: str = ""
    begin: str = ""
    begin_words: StrOrPromise = ""


@require_safe
@closed_after_leaving
def door(request: Request) -> HttpResponse:
    """Everything behind this door, for everybody (settings.WORK_WAYS)."""
    found = (import_string(path)(request.user) for path in settings.WORK_WAYS)
    return render(request, "groups/door.html", {"ways": list(chain.from_iterable(found))})
