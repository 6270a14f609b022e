"""Who is seen and quoted on a practice, with whose consent, and how a consent is withdrawn (rule PR5).

Whatever shows pictures or testimonials (the page, booklets, the interface, search) asks here: what comes back
has a consent that is in force. Withdrawing deletes the words and the files at once; the consent's row keeps
only that it was withdrawn."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.files import delete_on_commit
from cityclusters.journal import letters
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import Reader, is_officer
from cityclusters.practices import limits, rules
from cityclusters.practices.models import Picture, Practice, Testimonial, VoiceConsent
from cityclusters.practices.models.choices import State

MOST_TESTIMONIALS = 40  # of one practice
How = VoiceConsent.How


class Voices(NamedTuple):
    """What may be shown of one practice, in its order."""

    pictures: list[Picture]
    testimonials: list[Testimonial]


class Given(NamedTuple):
    """A consent as a form hands it over: how it was given, the words agreed to, when, and the address that
    gets the link to withdraw it ('' for none)."""

    how: str
    words: str
    given_on: date
    email: str = ""


def pictures_shown() -> QuerySet[Picture]:
    """All pictures whose consent is in force."""
    return Picture.objects.filter(consent__withdrawn_at=None)


def testimonials_shown() -> QuerySet[Testimonial]:
    """All testimonials whose consent is in force."""
    return Testimonial.objects.filter(consent__withdrawn_at=None)


def shown(practices: Iterable[int]) -> dict[int, Voices]:
    """By the practice's key what may be shown of it now; two queries, however many practices. A practice
    without pictures and words has an empty entry.

    It does not ask who reads: call it for practices that the reader may read."""
    found = {key: Voices([], []) for key in practices}
    for picture in pictures_shown().filter(practice__in=list(found)):
        found[picture.practice_id].pictures.append(picture)
    for words in testimonials_shown().filter(practice__in=list(found)).select_related("organisation"):
        found[words.practice_id].testimonials.append(words)
    return found


def may_work(reader: Reader, practice: Practice) -> bool:
    """Who adds pictures and words: the author and the focal points of the owner, also once it is published
    (what people say of it comes later). Not on a practice that is gone."""
    gone = practice.state in (State.REJECTED, State.WITHDRAWN, State.RETIRED)
    return not gone and rules.is_writer(reader, practice)


def may_remove(reader: Reader, practice: Practice) -> bool:
    """The same people whatever its state, and officers, for what must not stay."""
    return rules.is_writer(reader, practice) or is_officer(reader)


def consent(by: Person, practice: Practice, what: str, given: Given, person: Person | None) -> VoiceConsent:
    """The consent's row, and the letter with its link where an address is known. Raises NotPossible for
    somebody who has had many letters written to strangers today."""
    if given.email:
        limits.count_letter(by)
    made = VoiceConsent.objects.create(
        practice=practice,
        person=person,
        given_for=what,
        how=given.how,
        words=given.words,
        given_on=given.given_on,
        email=given.email,
        recorded_by=by,
    )
    if given.email:
        context = {"practice": practice, "consent": made, "page": letters.absolute(made.get_absolute_url())}
        key = f"voice:{made.pk}:given"
        letters.write(key, person, "practices/mail/voice_given", context, to=given.email, secret=True)
    return made


@transaction.atomic
def quote(
    by: Person,
    practice: Practice,
    given: Given,
    *,
    text: str,
    language: str,
    named: str,
    kind: str = Testimonial.Kind.QUOTE,
    organisation: Organisation | None = None,
    said_on: date | None = None,
    person: Person | None = None,
) -> Testimonial:
    """Somebody's own words with her consent. Raises NotPossible without a person who agreed, and when the
    practice has very many already."""
    if given.how == How.NOBODY:
        raise NotPossible(_("Words are somebody's: say how she or he agreed."))
    row = Practice.objects.select_for_update().get(pk=practice.pk)
    if row.testimonials.count() >= MOST_TESTIMONIALS:
        raise NotPossible(_("This practice has very many testimonials already. Remove one first."))
    made = Testimonial.objects.create(
        practice=row,
        kind=kind,
        text=text,
        language=language,
        named=named,
        organisation=organisation,
        said_on=said_on,
        consent=consent(by, row, VoiceConsent.For.WORDS, given, person),
        added_by=by,
    )
    record(by, "voice.added", row, organisation=row.organisation, how=given.how)
    return made


@transaction.atomic
def withdraw(agreed: VoiceConsent, by: Person | None, *, by_author: bool = False) -> bool:
    """Takes the consent back: what was agreed to is gone from every page in the same instant, its files are
    deleted. `by` is None for whoever opened the link; `by_author` says that the author does it on her wish.
    False where it was withdrawn already."""
    row = VoiceConsent.objects.select_for_update(of=("self",)).select_related("practice").get(pk=agreed.pk)
    if row.withdrawn_at is not None:
        return False
    email, person = row.email, row.person
    drop_pictures(row.pictures.all())
    row.testimonials.all().delete()
    empty(row)
    record(by, "voice.withdrawn", row.practice, organisation=row.practice.organisation, what=row.given_for)
    if by_author and email:
        key = f"voice:{row.pk}:withdrawn"
        letters.write(key, person, "practices/mail/voice_withdrawn", {"practice": row.practice}, to=email)
    told(row.practice)
    return True


def empty(agreed: VoiceConsent) -> None:
    """Leaves of a consent nothing but the moment at which it ended."""
    agreed.withdrawn_at = timezone.now()
    agreed.person, agreed.how, agreed.words, agreed.given_on, agreed.email = None, "", "", None, ""
    agreed.save()


@transaction.atomic
def remove_words(testimonial: Testimonial, by: Person) -> None:
    """The author takes words away, as their speaker wishes: the consent counts as withdrawn."""
    withdraw(testimonial.consent, by, by_author=True)


def told(practice: Practice) -> None:
    """Upper apps that keep made files with its pictures and words (settings.VOICES_WITHDRAWN: functions of
    the practice) make them anew or stop giving them out; in the transaction of the withdrawal."""
    for path in settings.VOICES_WITHDRAWN:
        act: Callable[[Practice], None] = import_string(path)
        act(practice)


def drop_pictures(pictures: "QuerySet[Picture] | Iterable[Picture]") -> None:
    """Deletes the rows, and their files once that is certain."""
    for picture in list(pictures):
        for file in (picture.file, picture.light):
            delete_on_commit(file.storage, file.name)
        picture.delete()


def agreed_by(person: Person) -> list[dict[str, Any]]:
    """What she agreed to on practices, for "What I agree to": of what, since when, and where it ends."""
    rows = VoiceConsent.objects.filter(person=person, withdrawn_at=None).select_related("practice__version")
    return [
        {
            "practice": row.practice,
            "label": row.get_given_for_display(),
            "given_on": row.given_on,
            "url": row.get_absolute_url(),
        }
        for row in rows.order_by("given_on", "pk")
    ]
