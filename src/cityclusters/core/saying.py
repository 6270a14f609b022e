"""An act behind a button: the reader is told that it is done, or why it is not."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from cityclusters.core.errors import NotPossible


@contextmanager
def saying(request: HttpRequest, done: str) -> Iterator[None]:
    """Says `done` when the block ends, and the words of the refusal where it raises NotPossible; the page
    goes on in both cases."""
    try:
        yield
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
