"""Pressing a button twice does its act once, also without a script and in the same instant.

A form that makes something new carries `{% once %}`, a random key; its view is wrapped in `one_act`:

    @login_required
    @one_act
    def create(request): ...

The first request does the act and remembers where it led; the second waits for it and is led there too. The
same page sent again with other words (after the browser's Back button) is another act."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import secret_code
from cityclusters.journal.models import SentForm

Rest = ParamSpec("Rest")
View = Callable[Concatenate[PersonRequest, Rest], HttpResponse]
LENGTH = len(secret_code())


def digest_of(request: PersonRequest) -> str:
    """A number for this form with these entries on this page; '' without a key."""
    sent = request.POST
    if request.method != "POST" or len(sent.get("once", "")) != LENGTH:
        return ""
    entries = sorted((name, values) for name, values in sent.lists() if name != "csrfmiddlewaretoken")
    return hashlib.sha256(repr((request.path, entries)).encode()).hexdigest()


def one_act(view: View[Rest]) -> View[Rest]:
    """The view, doing the act of one form once. It must redirect where it has acted, and must be for people
    who are signed in; forms with files are not meant. What is refused may be sent again."""

    @wraps(view)
    def wrapped(request: PersonRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        digest = digest_of(request)
        if not digest:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            row, is_first = SentForm.objects.get_or_create(person=request.user, digest=digest)
            if not is_first:
                return redirect(row.url or request.path)
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                SentForm.objects.filter(pk=row.pk).update(url=response.url[:500])
            else:
                row.delete()
        return response

    return wrapped
