"""What adoption and voices keep about a person, and how they forget her."""

from typing import Any

from django.db.models import Q

from cityclusters.people.models import Person
from cityclusters.practices.adoption import voices
from cityclusters.practices.models import Adaptation, Picture, VoiceConsent, VoiceRequest

Tables = dict[str, list[dict[str, Any]]]


def _hers(person: Person) -> Q:
    return Q(person=person) | (Q(email__iexact=person.email) if person.email else Q(pk__in=[]))


def collect(person: Person) -> Tables:
    """What she agreed to and said, what she was asked, what she declared for her city, her pictures."""
    return {
        "agreements_on_practices": [_consent(row) for row in _consents(person)],
        "asked_about_practices": [
            {
                "practice": row.practice.public_id,
                "note": row.note,
                "asked_at": row.asked_at,
                "answered_at": row.answered_at,
                "declined_at": row.declined_at,
            }
            for row in VoiceRequest.objects.filter(_hers(person)).select_related("practice").order_by("pk")
        ],
        "asked_others_about_practices": [
            {"practice": row.practice.public_id, "email": row.email, "note": row.note, "at": row.asked_at}
            for row in VoiceRequest.objects.filter(asked_by=person).select_related("practice").order_by("pk")
        ],
        "adaptations": [_adaptation(row, person) for row in _adaptations(person)],
        "pictures_of_practices": [
            {
                "practice": row.practice.public_id,
                "picture": row.public_id,
                "caption": row.caption,
                "credit": row.credit,
                "added_at": row.added_at,
            }
            for row in Picture.objects.filter(added_by=person).select_related("practice").order_by("pk")
        ],
    }


def _consents(person: Person) -> list[VoiceConsent]:
    rows = VoiceConsent.objects.filter(_hers(person), withdrawn_at=None).select_related("practice")
    return list(rows.prefetch_related("testimonials").order_by("pk"))


def _consent(row: VoiceConsent) -> dict[str, Any]:
    return {
        "practice": row.practice.public_id,
        "for": row.given_for,
        "how": row.how,
        "agreed_to": row.words,
        "given_on": row.given_on,
        "said": [words.text for words in row.testimonials.all()],
        "shown_as": [words.named for words in row.testimonials.all()],
    }


def _adaptations(person: Person) -> list[Adaptation]:
    rows = Adaptation.objects.filter(Q(declared_by=person) | Q(confirmed_by=person))
    return list(rows.select_related("organisation", "practice").order_by("pk"))


def _adaptation(row: Adaptation, person: Person) -> dict[str, Any]:
    return {
        "practice": row.practice.public_id,
        "organisation": str(row.organisation),
        "state": row.state,
        "outcome": row.outcome,
        "declared_by_you": row.declared_by_id == person.pk,
        "confirmed_by_you": row.confirmed_by_id == person.pk,
        "declared_at": row.declared_at,
        "confirmed_at": row.confirmed_at,
    }


def erase(person: Person) -> None:
    """Withdraws what she agreed to, with her words; forgets what she was asked and the notes that she wrote.
    What her city declared and reported is the city's and stays, without her name."""
    for agreed in VoiceConsent.objects.filter(_hers(person), withdrawn_at=None):
        voices.withdraw(agreed, person)
    VoiceRequest.objects.filter(_hers(person)).delete()
    VoiceRequest.objects.filter(asked_by=person).update(note="", asked_by=None)
    Adaptation.objects.filter(declared_by=person).update(declared_by=None)
    Adaptation.objects.filter(confirmed_by=person).update(confirmed_by=None)
