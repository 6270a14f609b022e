"""Joining and leaving a space by a letter to one's own signed address."""

import pytest
from django.utils import timezone

from cityclusters.incoming.errors import Refused
from cityclusters.incoming.mail import Mail
from cityclusters.people.models import Person
from cityclusters.spaces import by_mail
from cityclusters.spaces.models import Space


def _mail(text: str) -> Mail:
    return Mail("x@mail.example", "", "", text, text, (), "<a@mail.example>", "", (), False, timezone.now())


def test_a_letter_joins_once_and_no_leaves(spaces: list[Space], newcomer: Person) -> None:
    space, key = spaces[1], str(spaces[1].pk)
    for _time in range(2):
        taken = by_mail.join(_mail("Join"), key, newcomer)
    assert taken.subject == space
    assert "You are a member now." in str(taken.words)
    assert space.memberships.filter(person=newcomer).count() == 1
    by_mail.join(_mail("No!"), key, newcomer)
    assert space.membership_of(newcomer) is None


@pytest.mark.parametrize("key", ["0", "x", "²", "9" * 13])
def test_what_is_no_space_is_refused(key: str, newcomer: Person) -> None:
    with pytest.raises(Refused):
        by_mail.join(_mail("Join"), key, newcomer)
