"""What waits for a person: one line of "My work", whichever app it comes from."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

Light = Literal["green", "yellow", "red"]
SOON = timedelta(days=7)


class WaitingItem(NamedTuple):
    """`kind` says in a word or two what it is ('Follow-up'), `title` what to do, `url` where; `due` may be
    None, and then `light` says how urgent it is all the same."""

    kind: str
    title: str
    url: str
    due: date | None
    light: Light


def light_of(due: date | None, today: date) -> Light:
    """The colour of a day: red when it has passed, yellow within seven days (today included), else green;
    without a day, yellow."""
    if due is None:
        return "yellow"
    if due < today:
        return "red"
    return "yellow" if due - today <= SOON else "green"
