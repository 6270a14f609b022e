"""Giving, withdrawing and asking for consents; the words that a person agrees to, with their versions."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cityclusters.people.models import Consent, Person

# The words shown beside each box. A change of meaning gets a new version; the old rows keep theirs.
TEXTS = {
    Consent.Purpose.ACCOUNT: (
        "2026-1",
        _("My name, address, language and posts may be kept so that I can use this site."),
    ),
    Consent.Purpose.EVENT: (
        "2026-1",
        _("Organisers of an exchange that I join may see my name, post, organisation and access needs."),
    ),
    Consent.Purpose.FOLLOW_UP: (
        "2026-1",
        _("When I state a need for my city, the programme's officers may write to me about it."),
    ),
    Consent.Purpose.NEWSLETTER: (
        "2026-1",
        _("News of the programme may be sent to me, a few times a year."),
    ),
    Consent.Purpose.PICTURE: (
        "2026-1",
        _("Photos and recordings of exchanges in which I can be recognised may be published."),
    ),
    Consent.Purpose.TESTIMONIAL: (
        "2026-1",
        _("What I said may be quoted with my name and post."),
    ),
    Consent.Purpose.STATISTICS: (
        "2026-1",
        _("My registrations may be counted in statistics after the exchange is over, without my name."),
    ),
    Consent.Purpose.PARTNER: (
        "2026-1",
        _("A city that we have both agreed to work with may see my e-mail address."),
    ),
    Consent.Purpose.DIRECTORY: (
        "2026-1",
        _("My name and post may be shown on the page of my organisation."),
    ),
}


def version(purpose: str) -> str:
    """The version of the words now shown for the purpose."""
    return TEXTS[Consent.Purpose(purpose)][0]


@transaction.atomic
def give(person: Person, purpose: str, text_version: str = "") -> Consent:
    """Records that the person agreed to the words of the version (the present one by default). Giving
    again what is given changes nothing, unless the words have changed since: then the old consent ends
    and the new one begins."""
    wanted = text_version or version(purpose)
    now = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).first()
    if now is not None and now.text_version == wanted:
        return now
    if now is not None:  # this one alone: another may have begun in the same instant in another window
        Consent.objects.filter(pk=now.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    try:
        with transaction.atomic():
            return Consent.objects.create(
                person=person, purpose=purpose, text_version=wanted, language=(get_language() or "")[:8]
            )
    except IntegrityError:
        return Consent.objects.get(person=person, purpose=purpose, withdrawn_at=None)


def withdraw(person: Person, purpose: str) -> bool:
    """Ends the consent; says whether there was one."""
    held = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None)
    return held.update(withdrawn_at=timezone.now()) > 0


def has(person: Person, purpose: str) -> bool:
    """Whether the person agrees to the purpose now."""
    return Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).exists()


def held(person: Person) -> dict[str, Consent]:
    """All the consents in force, by purpose."""
    return {row.purpose: row for row in Consent.objects.filter(person=person, withdrawn_at=None)}
