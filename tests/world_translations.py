"""A published practice that is being translated, for the access table and the counts of queries."""

from typing import Any

from django.utils import timezone

from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Practice, Translation, TranslationAsk
from cityclusters.practices.translating import translations
from cityclusters.practices.versions import freeze


def things(author: Person, city: Organisation, translator: Person) -> dict[str, Any]:
    """`translated_practice` belongs to the city, `translation` is with the translator; one in Spanish can be
    read."""
    assert city.place is not None
    practice = Practice.objects.create(
        author=author,
        organisation=city,
        place=city.place,
        language="en",
        title="Women's market",
        licence="CC-BY-4.0",
    )
    version = freeze(practice, author)
    Practice.objects.filter(pk=practice.pk).update(state=Practice.State.PUBLISHED)
    practice.refresh_from_db()
    row = translations.begin(practice, "fr", translator)
    Translation.objects.create(
        version=version,
        language="es",
        content={**version.content, "title": "Mercado de mujeres"},
        state=Translation.State.REVIEWED,
        translator=translator,
        reviewed_at=timezone.now(),
    )
    return {"translated_practice": practice, "translation": row}


def more(practice: Practice, person: Person, number: int) -> None:
    """One more version, one more translation of it, and one more wish."""
    Practice.objects.filter(pk=practice.pk).update(title=f"Women's market {number}")
    practice.refresh_from_db()
    version = freeze(practice, practice.author)
    practice.refresh_from_db()
    TranslationAsk.objects.create(practice=practice, language="ar", person=person)
    known = Translation.objects.filter(version=version, language="es")
    known.update(state=Translation.State.REVIEWED, reviewed_at=timezone.now(), reviewer=person)
