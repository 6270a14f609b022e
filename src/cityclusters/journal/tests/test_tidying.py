"""What must not stay in the outbox and among the drafts."""

from datetime import timedelta

from django.utils import timezone

from cityclusters.journal import drafts, tidying
from cityclusters.journal.models import Draft, Letter
from cityclusters.people.models import Person

LONG_AGO = timezone.now() - timedelta(days=8)


def letter(key: str, person: Person | None, **fields: object) -> Letter:
    values: dict[str, object] = {"to": "a@mail.test", "subject": "x", "body": "x", "state": "sent"}
    return Letter.objects.create(key=key, person=person, **values | fields)


def test_erased_people_leave_no_letters_and_drafts(newcomer: Person, officer: Person) -> None:
    for person in (newcomer, officer):
        letter(f"to {person.pk}", person)
        drafts.save(person, "form", {})
    newcomer.email, newcomer.name, newcomer.state = None, "", Person.State.ERASED
    newcomer.save()
    tidying.forget_erased_people()
    assert Letter.objects.get().person == officer
    assert Draft.objects.get().person == officer


def test_codes_and_letters_to_strangers_stay_a_week(officer: Person) -> None:
    letter("code", officer, secret=True, written_at=LONG_AGO)
    letter("stranger", None, written_at=LONG_AGO)
    letter("failed code", officer, secret=True, written_at=LONG_AGO, state="failed")
    kept = [
        letter("new code", officer, secret=True),
        letter("new stranger", None),
        letter("invitation", officer, written_at=LONG_AGO),
        letter("waiting", None, written_at=LONG_AGO, state="queued"),
    ]
    tidying.forget_passing_letters()
    assert set(Letter.objects.all()) == set(kept)
