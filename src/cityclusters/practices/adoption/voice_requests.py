"""Asking a member what she says about a practice: she writes it and agrees to it herself, or declines."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal import letters
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.practices import limits
from cityclusters.practices.adoption import voices
from cityclusters.practices.models import Practice, Testimonial, VoiceConsent, VoiceRequest

MOST_OPEN = 20  # of one practice
AGREED = _("What I write here may be shown with this practice, as I want to be named, until I withdraw it.")


@transaction.atomic
def ask(by: Person, practice: Practice, email: str, note: str = "") -> VoiceRequest:
    """Asks the member with this address; asking her twice gives the open request. Where nobody has an
    account with it, nothing is sent, and whoever asks is told the same: so nobody learns who has one.

    Raises NotPossible when many have not answered yet, and for one's own address."""
    row = Practice.objects.select_for_update().get(pk=practice.pk)
    address = email.strip().lower()
    if address == (by.email or "").lower():
        raise NotPossible(_("This is your own address. Write what you know in the practice itself."))
    opened = VoiceRequest.objects.filter(practice=row, answered_at=None, declined_at=None)
    if known := opened.filter(email=address).first():
        return known
    if opened.count() >= MOST_OPEN:
        raise NotPossible(_("Many people have not answered yet. Wait for them before you ask more."))
    limits.count_letter(by)
    person = Person.objects.filter(email__iexact=address, state=Person.State.ACTIVE).first()
    made = VoiceRequest.objects.create(practice=row, email=address, person=person, note=note, asked_by=by)
    record(by, "voice.asked", row, organisation=row.organisation)
    if person is not None:
        context = {"request": made, "practice": row, "page": letters.absolute(made.get_absolute_url())}
        letters.write(f"voice-request:{made.pk}", person, "practices/mail/voice_asked", context)
    return made


def _open_for(request: VoiceRequest, person: Person) -> VoiceRequest:
    rows = VoiceRequest.objects.select_for_update(of=("self",)).select_related("practice")
    row = rows.filter(pk=request.pk, person=person).first()
    if row is None or row.answered_at or row.declined_at:
        raise NotPossible(_("You have answered this already."))
    return row


@transaction.atomic
def give(
    request: VoiceRequest,
    person: Person,
    *,
    text: str,
    language: str,
    named: str,
    kind: str = Testimonial.Kind.QUOTE,
    organisation: Organisation | None = None,
) -> Testimonial:
    """Her own words, agreed to by herself. Raises NotPossible for anybody else and for a second answer."""
    row = _open_for(request, person)
    given = voices.Given(VoiceConsent.How.HERSELF, str(AGREED), _today())
    made = voices.quote(
        person,
        row.practice,
        given,
        text=text,
        language=language,
        named=named,
        kind=kind,
        organisation=organisation,
        said_on=_today(),
        person=person,
    )
    row.answered_at = timezone.now()
    row.save(update_fields=["answered_at"])
    context = {"practice": row.practice, "page": letters.absolute(row.practice.get_absolute_url())}
    letters.write(f"voice-request:{row.pk}:answered", row.asked_by, "practices/mail/voice_answered", context)
    return made


@transaction.atomic
def decline(request: VoiceRequest, person: Person) -> None:
    """She would rather not. Raises NotPossible for anybody else and where she has answered."""
    row = _open_for(request, person)
    row.declined_at = timezone.now()
    row.save(update_fields=["declined_at"])
    record(person, "voice.declined", row.practice, organisation=row.practice.organisation)


def _today() -> date:
    return timezone.localdate()
