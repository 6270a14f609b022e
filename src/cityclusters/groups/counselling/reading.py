"""Opening what is sealed, for the counsellor of the case or for somebody whom two people let in.

Each day on which somebody reads a case is kept for the data steward (rule SA7)."""

from collections.abc import Iterable
from typing import NamedTuple

from cityclusters.groups.counselling import sealing
from cityclusters.groups.counselling.acts import place_of
from cityclusters.groups.counselling.words import TOPICS
from cityclusters.groups.models import (
    CounsellingCase,
    CounsellingReading,
    CounsellingSession,
    EmergencyAccess,
)
from cityclusters.people.models import Person


class Words(NamedTuple):
    """What was sealed; not `readable` where no key of this server opens it."""

    text: str
    readable: bool = True

    def __repr__(self) -> str:
        """Without the words: what is shown of an object ends in logs and in reports of faults."""
        return f"Words(readable={self.readable})"


class Session(NamedTuple):
    """A session with its words."""

    row: CounsellingSession
    note: Words
    topics: list[str]

    @property
    def topics_in_words(self) -> list[str]:
        """What it was about."""
        return [str(TOPICS[code]) for code in self.topics]


class Case(NamedTuple):
    """A case with its label; `sessions` where it was opened."""

    row: CounsellingCase
    label: Words
    sessions: list[Session] = []


def _opened(row: CounsellingCase | CounsellingSession, column: str, reader: str) -> Words:
    sealed = getattr(row, f"sealed_{column}")
    if not sealed:
        return Words("")
    try:
        return Words(sealing.unseal(sealed, reader, place_of(row, column)))
    except sealing.Unreadable:
        return Words("", readable=False)


def topics_of(row: CounsellingSession, reader: str) -> list[str]:
    """The topics of a session that is sealed for the reader of this public id."""
    return [code for code in _opened(row, "topics", reader).text.split() if code in TOPICS]


def labelled(rows: Iterable[CounsellingCase], reader: str) -> list[Case]:
    """The cases with their labels, sealed for the reader of this public id."""
    return [Case(row, _opened(row, "label", reader)) for row in rows]


def session_of(row: CounsellingSession, reader: str) -> Session:
    """A session with its words."""
    return Session(row, _opened(row, "note", reader), topics_of(row, reader))


def read(case: CounsellingCase, by: Person, access: EmergencyAccess | None = None) -> Case:
    """The whole case, sealed for its counsellor; who reads it is noted. The caller has asked whether she
    may. Two queries and the note of the day."""
    known = CounsellingReading.objects.get_or_create
    known(
        case_code=case.public_id, reader=by, access=access, read_on=case.group.today(), group_id=case.group_id
    )
    reader = case.counsellor.public_id
    sessions = [session_of(row, reader) for row in case.sessions.all()]
    return Case(case, _opened(case, "label", reader), sessions)
