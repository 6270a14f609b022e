"""Calls: made, opened, moved, closed, evaluated; each act by whom, when, and with a line in the journal."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal import letters
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Call, CallManager, CallPartner, Practice
from cityclusters.practices.models.choices import State

IN_WORK = (State.SUBMITTED, State.SCREENED, State.IN_REVIEW)
# What may be changed after the opening: nothing that somebody has already built on.
CHANGED_LATER = ("title", "purpose", "languages")


@transaction.atomic
def make(by: Person, organisation: Organisation, themes: Any, **fields: Any) -> Call:
    """A new call as a draft; who makes it is its first manager."""
    call = Call.objects.create(organisation=organisation, created_by=by, **fields)
    call.themes.set(themes)
    CallManager.objects.create(call=call, person=by)
    record(by, "call.made", call, organisation=organisation)
    return call


def locked(call: Call) -> Call:
    """The call as it is now, while nobody else changes it."""
    return Call.objects.select_for_update().get(pk=call.pk)


@transaction.atomic
def change(call: Call, by: Person, themes: Any, **fields: Any) -> None:
    """Changes what is announced. Days are moved by their own acts once it has opened; then who may take part
    stays as it is too."""
    row = locked(call)
    if row.state != Call.State.DRAFT:
        fields = {name: value for name, value in fields.items() if name in CHANGED_LATER}
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=[*fields, "changed_at"])
    row.themes.set(themes)
    call.refresh_from_db()
    record(by, "call.changed", call, organisation=call.organisation, changed=sorted(fields))


# -- opening, moving, closing ------------------------------------------------------------------------


@transaction.atomic
def announce(call: Call, by: Person) -> None:
    """Opens it, or lets it open by itself on its first day. Raises NotPossible when it is no draft or its
    last day is over."""
    row = locked(call)
    if row.state != Call.State.DRAFT:
        raise NotPossible(_("This call has been opened already."))
    if timezone.now() >= row.ends_at:
        raise NotPossible(_("The last day is over. Choose a later one first."))
    if timezone.now() < row.starts_at:
        row.opens_alone = True
        row.save(update_fields=["opens_alone", "changed_at"])
        record(by, "call.planned", row, organisation=row.organisation)
    else:
        _open(row, by)
    call.refresh_from_db()


@transaction.atomic
def open_now(call: Call, by: Person, reason: str) -> None:
    """Opens it before its first day, which is then today, with the reason. Raises NotPossible as above."""
    row = locked(call)
    if row.state != Call.State.DRAFT or timezone.now() >= row.ends_at:
        raise NotPossible(_("This call can't be opened now."))
    row.opens_on = min(row.opens_on, _today(row))
    row.state_reason = reason
    _open(row, by, reason=reason)
    call.refresh_from_db()


def _today(call: Call) -> date:
    return timezone.now().astimezone(call.midnight(call.opens_on).tzinfo).date()


def _open(row: Call, by: Person | None, **details: Any) -> None:
    row.state, row.opened_at = Call.State.OPEN, timezone.now()
    row.first_closes_on = row.closes_on
    row.save()
    record(by, "call.opened", row, organisation=row.organisation, **details)


@transaction.atomic
def extend(call: Call, by: Person, last_day: date, reason: str) -> None:
    """Moves its last day, also after it has closed, and writes to those who have a draft for it. Raises
    NotPossible for a day that is over, one that takes days away, or a call that was evaluated."""
    row = locked(call)
    if row.state not in (Call.State.OPEN, Call.State.CLOSED):
        raise NotPossible(_("Only a call that was opened and is not evaluated yet can be extended."))
    if last_day <= row.closes_on or last_day < _today(row):
        raise NotPossible(
            _("Choose a day after the present last day. An announced day is never brought forward.")
        )
    before, row.closes_on = row.closes_on, last_day
    row.state, row.closed_at, row.state_reason = Call.State.OPEN, None, reason
    row.save()
    record(
        by, "call.extended", row, organisation=row.organisation, before=before, after=last_day, reason=reason
    )
    for practice in row.practices.filter(state=State.DRAFT).select_related("author"):
        context = {"call": row, "practice": practice, "page": letters.absolute(practice.get_absolute_url())}
        key = f"call-extended:{row.public_id}:{last_day:%Y-%m-%d}:{practice.public_id}"
        letters.write(key, practice.author, "practices/mail/call_extended", context)
    call.refresh_from_db()


@transaction.atomic
def close(call: Call, by: Person | None, reason: str = "") -> None:
    """Closes it: by the clock (`by` None), or by hand with the reason. Raises NotPossible when not open."""
    row = locked(call)
    if row.state != Call.State.OPEN:
        raise NotPossible(_("This call is not open."))
    row.state, row.closed_at = Call.State.CLOSED, timezone.now()
    row.state_reason = reason or row.state_reason
    row.save()
    record(by, "call.closed", row, organisation=row.organisation, reason=reason)
    call.refresh_from_db()


@transaction.atomic
def evaluate(call: Call, by: Person) -> None:
    """Says that all is decided; from then on the page names what was accepted. Raises NotPossible while
    something waits for a decision."""
    row = locked(call)
    if row.state != Call.State.CLOSED:
        raise NotPossible(_("Close the call first."))
    if row.practices.filter(state__in=IN_WORK).exists():
        raise NotPossible(_("Some practices still wait for a decision."))
    row.state, row.evaluated_at = Call.State.EVALUATED, timezone.now()
    row.save()
    record(by, "call.evaluated", row, organisation=row.organisation)
    call.refresh_from_db()


@transaction.atomic
def follow_the_clock(call: Call) -> None:
    """Opens a planned call on its first day, closes an open one after its last day; may run twice."""
    row = locked(call)
    now = timezone.now()
    if row.state == Call.State.DRAFT and row.opens_alone and row.starts_at <= now < row.ends_at:
        _open(row, None)
    elif row.state == Call.State.OPEN and now >= row.ends_at:
        close(row, None)


# -- taking part -------------------------------------------------------------------------------------


def check_entry(practice: Practice, person: Person) -> None:
    """Whether the person may hand the practice in to its call; without a call always. What was handed in
    before and came back for changes was let in once. Raises NotPossible with what one can do instead."""
    call = practice.call
    if call is None or practice.state_changes.filter(after=State.SUBMITTED).exists():
        return
    if call.state == Call.State.DRAFT:
        raise NotPossible(_("This call is not open yet. Your draft is kept until it is."))
    owner = practice.organisation
    if call.who == Call.Who.ANYONE or (owner and _fits(call, owner) and person.acts_for(owner)):
        return
    if call.who == Call.Who.CITIES:
        raise NotPossible(_("Focal points of cities take part in this call: choose your city as the owner."))
    raise NotPossible(_("Focal points take part in this call: choose your organisation as the owner."))


def _fits(call: Call, owner: Organisation) -> bool:
    return call.who == Call.Who.ORGANISATIONS or owner.kind == Organisation.Kind.LOCAL


# -- who runs it and who supports it -------------------------------------------------------------------


@transaction.atomic
def add_manager(call: Call, by: Person, person: Person) -> None:
    """Makes somebody a manager; twice is once. She gets a letter."""
    row, is_new = CallManager.objects.get_or_create(call=call, person=person)
    if not is_new:
        return
    record(by, "call.manager_added", call, organisation=call.organisation, person=person.public_id)
    context = {"call": call, "page": letters.absolute(call.get_absolute_url())}
    letters.write(f"call-manager:{call.public_id}:{row.pk}", person, "practices/mail/call_manager", context)


@transaction.atomic
def remove_manager(call: Call, by: Person, person: Person) -> None:
    """Takes a manager away. Raises NotPossible for the last one: somebody must answer for a call."""
    locked(call)
    rows = CallManager.objects.filter(call=call)
    if not rows.exclude(person=person).exists():
        raise NotPossible(_("A call needs at least one manager. Add another one first."))
    if rows.filter(person=person).delete()[0]:
        record(by, "call.manager_removed", call, organisation=call.organisation, person=person.public_id)


@transaction.atomic
def add_partner(call: Call, by: Person, organisation: Organisation) -> None:
    """Names an organisation that supports the call; twice is once."""
    try:
        with transaction.atomic():
            CallPartner.objects.create(call=call, organisation=organisation)
    except IntegrityError:
        return
    record(by, "call.partner_added", call, organisation=organisation)


@transaction.atomic
def remove_partner(call: Call, by: Person, organisation: Organisation) -> None:
    """Takes the organisation away."""
    if CallPartner.objects.filter(call=call, organisation=organisation).delete()[0]:
        record(by, "call.partner_removed", call, organisation=organisation)
