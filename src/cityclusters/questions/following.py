"""Following a question: who gets a letter for each answer, and how she stops it by one click."""

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from cityclusters.people.models import Person
from cityclusters.questions.models import Follower, Question

SIGNER = signing.Signer(salt="questions.following", sep="~")


def follow(question: Question, person: Person) -> None:
    """Sends her a letter for each answer, also when she had stopped it."""
    Follower.objects.update_or_create(question=question, person=person, defaults={"stopped_at": None})


def follow_quietly(question: Question, person: Person) -> None:
    """The same for somebody who takes part, unless she has stopped it before."""
    Follower.objects.get_or_create(question=question, person=person)


def stop(question: Question, person: Person) -> bool:
    """Sends her no more letters; whether she had followed."""
    rows = Follower.objects.filter(question=question, person=person, stopped_at=None)
    return rows.update(stopped_at=timezone.now()) > 0


def follows(question: Question, person: Person) -> bool:
    """Whether she gets letters now."""
    return Follower.objects.filter(question=question, person=person, stopped_at=None).exists()


def stop_path(question: Question, person: Person) -> str:
    """The address that stops her letters without signing in."""
    return reverse("questions:stop", args=[SIGNER.sign(f"{question.public_id}.{person.public_id}")])


def read_stop(token: str) -> tuple[Question, Person] | None:
    """Whose letters about which question the token stops; None for a token that is not ours."""
    try:
        question, _dot, person = SIGNER.unsign(token).partition(".")
    except signing.BadSignature:
        return None
    row = Follower.objects.filter(question__public_id=question, person__public_id=person)
    found = row.select_related("question__space", "person").first()
    return (found.question, found.person) if found else None
