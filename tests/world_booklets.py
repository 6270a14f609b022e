"""A published booklet and one in the making, for the access table and the counts of queries."""

from typing import Any

from django.core.files.base import ContentFile

from cityclusters.booklets import choosing, editions, use
from cityclusters.booklets.models import Booklet, DeclaredUse, Edition
from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Practice


def things(
    practice: Practice, publisher: Organisation, city: Organisation, officer: Person
) -> dict[str, Any]:
    """`booklet` has a published edition in English; `booklet_draft` has a proof and an edition that only its
    editors know. The city uses the first one."""
    booklet = _booklet(officer, publisher, practice, "Booklet")
    published(booklet, officer)
    draft = _booklet(officer, publisher, practice, "Secret booklet")
    editions.proof(draft, "en", officer)
    editions.freeze(draft, officer, {})
    _files(draft)
    speaker = Person.objects.filter(mandates__organisation=city, mandates__may_act=True)[0]
    told = use.declare(booklet, speaker, city, "training", "With market women")
    return {"booklet": booklet, "booklet_draft": draft, "use": told, "in_booklet": practice}


def _booklet(officer: Person, publisher: Organisation, practice: Practice, title: str) -> Booklet:
    made = choosing.create(officer, publisher, title=make_texts("en", en=title))
    choosing.add(made, officer, [practice])
    return made


def published(booklet: Booklet, officer: Person) -> None:
    """Its next edition, with files that say nothing."""
    edition = editions.freeze(booklet, officer, make_texts("en", en="Corrected"))[0]
    _files(booklet)
    editions.publish(booklet, edition.number, officer)


def _files(booklet: Booklet) -> None:
    for edition in Edition.objects.filter(booklet=booklet, pages=0):
        edition.cover.save("cover.jpg", ContentFile(b"picture"), save=False)
        edition.pages = 8
        edition.save()
        for file in edition.files.all():
            file.file.save(f"book.{file.kind}", ContentFile(b"content"), save=False)
            file.save()
        edition.files.update(state="ready", bytes=7, revision=edition.revision)


def more(world: dict[str, Any], office: Organisation, person: Person, officer: Person, number: int) -> None:
    """A further booklet, a further edition of the first one, a further use of it."""
    practice: Practice = world["in_booklet"]
    published(_booklet(officer, office, practice, f"Booklet {number}"), officer)
    published(world["booklet"], officer)
    DeclaredUse.objects.create(
        booklet=world["booklet"], organisation=office, way="policy", language="en", declared_by=person
    )
