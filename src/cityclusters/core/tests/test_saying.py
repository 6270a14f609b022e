"""`saying`: what somebody reads after a button."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest
from django.test import RequestFactory

from cityclusters.core.errors import NotPossible
from cityclusters.core.saying import saying


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    made = rf.post("/")
    made.session = {}  # type: ignore[assignment]
    made._messages = FallbackStorage(made)  # type: ignore[attr-defined]
    return made


def _said(request: HttpRequest) -> list[tuple[str, str]]:
    return [(row.level_tag, row.message) for row in get_messages(request)]


def test_what_is_done_is_said(request_: HttpRequest) -> None:
    with saying(request_, "It is removed."):
        pass
    assert _said(request_) == [("success", "It is removed.")]


def test_a_refusal_is_said_in_its_own_words_and_nothing_else(request_: HttpRequest) -> None:
    with saying(request_, "It is removed."):
        raise NotPossible("It is in use.")
    assert _said(request_) == [("error", "It is in use.")]


def test_other_errors_are_not_hidden(request_: HttpRequest) -> None:
    with pytest.raises(ZeroDivisionError), saying(request_, "It is removed."):
        raise ZeroDivisionError
    assert _said(request_) == []
