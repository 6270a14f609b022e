"""What translations keep about a person, and what is left after erasing: her words, without her."""

from typing import Any

from django.db import transaction

from cityclusters.people.models import Person
from cityclusters.practices.models import Translation, TranslationAsk, Translator
from cityclusters.practices.translating import translations

Tables = dict[str, list[dict[str, Any]]]
State = Translation.State


def collect(person: Person) -> Tables:
    """Her languages, what she asked for, what she translated and reviewed."""
    asks = TranslationAsk.objects.filter(person=person).select_related("practice__version").order_by("pk")
    return {
        "translator_languages": [
            {"languages": row.languages} for row in Translator.objects.filter(person=person)
        ],
        "translations_asked_for": [
            {
                "practice": row.practice.public_id,
                "language": row.language,
                "at": row.at,
                "answered_at": row.answered_at,
            }
            for row in asks
        ],
        "translations": [_translation(row) for row in _rows(hands=person)],
        "translations_reviewed": [_translation(row) for row in _rows(reviewer=person)],
    }


def _rows(**hers: Person) -> list[Translation]:
    rows = Translation.objects.filter(**hers).select_related("version__practice").order_by("pk")
    return list(rows.distinct())


def _translation(row: Translation) -> dict[str, Any]:
    return {
        "translation": row.public_id,
        "practice": row.version.practice.public_id,
        "version": row.version.number,
        "language": row.language,
        "state": row.state,
        "saved_at": row.saved_at,
        "handed_in_at": row.handed_in_at,
        "reviewed_at": row.reviewed_at,
    }


@transaction.atomic
def erase(person: Person) -> None:
    """Gives back what she has in work, and forgets her wishes and languages. What she translated stays for
    its readers, credited to nobody."""
    for row in Translation.objects.filter(translator=person, state=State.IN_WORK):
        translations.give_back(row, person)
    for row in Translation.objects.filter(reviewer=person, state=State.IN_REVIEW):
        translations.give_back(row, person)
    Translation.objects.filter(asked_by=person).update(asked_by=None)
    Translation.objects.filter(reviewer=person).update(reviewer=None)
    Translation.objects.filter(translator=person).update(translator=None)
    Translation.objects.filter(stood_translator=person).update(stood_translator=None)
    Translation.objects.filter(stood_reviewer=person).update(stood_reviewer=None)
    for row in Translation.objects.filter(hands=person):
        row.hands.remove(person)
    TranslationAsk.objects.filter(person=person).delete()
    Translator.objects.filter(person=person).delete()
