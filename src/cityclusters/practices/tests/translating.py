"""A published practice of Khiva, and the way to a reviewed translation of it: for tests of translations."""

from typing import Any

from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.models import Practice, Result, Section, Translation, WorkStep
from cityclusters.practices.translating import translations
from cityclusters.practices.translating.parts import parts_of
from cityclusters.practices.versions import freeze


def published(author: Person, place: Place, city: Organisation | None = None) -> Practice:
    """A practice with every kind of part, published in English as version 1."""
    practice = Practice.objects.create(
        author=author,
        organisation=city,
        place=place,
        language="en",
        title="A market for women",
        summary="Women sell on Fridays.",
        licence="CC-BY-4.0",
    )
    Section.objects.create(practice=practice, key="done", text="We opened 35 stalls.\n\nThen we waited.")
    Section.objects.create(practice=practice, key="failed", text="The first place was too far.")
    WorkStep.objects.create(practice=practice, title="Ask the women", text="At home.")
    WorkStep.objects.create(practice=practice, position=1, title="Open the market")
    Result.objects.create(
        practice=practice, statement="More income", value="35", unit="women", period="2021", source="Survey"
    )
    freeze(practice, author)
    practice.state = Practice.State.PUBLISHED
    practice.save()
    return practice


def words(translation: Translation, before: str = "fr:") -> dict[str, str]:
    """Every part in another language, as a person would have typed it."""
    return {part.key: f"{before}{part.original}" for part in parts_of(translation.version.content)}


def typed(translation: Translation, by: Person, texts: dict[str, str] | None = None, **more: Any) -> Any:
    """What she typed, saved as from a page that was just loaded."""
    translation.refresh_from_db()
    sent = words(translation) if texts is None else texts
    return translations.save(translation, by, sent, revision=translation.revision, page="page", **more)


def reviewed(practice: Practice, translator: Person, reviewer: Person, language: str = "fr") -> Translation:
    """A translation that everybody can read."""
    row = translations.begin(practice, language, translator)
    typed(row, translator)
    translations.hand_in(row, translator)
    translations.take_review(row, reviewer)
    return translations.approve(row, reviewer)


def corrected(practice: Practice, **sections: str) -> Practice:
    """A new version in which these sections, or its title, read otherwise."""
    if title := sections.pop("title", ""):
        Practice.objects.filter(pk=practice.pk).update(title=title)
    for key, text in sections.items():
        practice.sections.filter(key=key).update(text=text)
    practice.refresh_from_db()
    freeze(practice, practice.author, "Corrected")
    practice.refresh_from_db()
    return practice
