"""The agreement of a match: drafted by both sides on one text, cleared and signed by each with a mandate
(PE1), in force from its first day, ended at its last or before with a reason.

Whoever clears or signs names the number of the text that she has read; after a change both begin again."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.support.matches import acts, agreement_letters, places, prefill, sides
from cityclusters.support.models import Agreement, Assent, Match
from cityclusters.support.models.choices import HOLDING, MatchState, Reason
from cityclusters.support.needs.states import settle

State = Agreement.State
Step = Assent.Step
NOTICE = timedelta(days=settings.AGREEMENT_NOTICE_DAYS)
TEXT = ("title", "scope", "starts", "ends", "supporter", "support")
CHANGED = _("The text was changed in the meantime. Read it again before you go on.")


def locked(agreement: Agreement) -> Agreement:
    """The agreement as it is now, with its need and match, nobody else changing them."""
    match = acts.locked(Match.objects.get(pk=agreement.match_id))
    rows = Agreement.objects.select_for_update(of=("self",))
    names = ("need_side__place", "host_side__place", "supporter__place")
    row = rows.select_related(*names).get(pk=agreement.pk)
    row.match = match
    return row


@transaction.atomic
def begin(match: Match, by: Person) -> Agreement:
    """Opens the draft, filled in from the need and the offer; a second time gives the first draft. Raises
    NotPossible before both sides have accepted, and for people of neither side."""
    row = acts.locked(match)
    sides.voice(row, by)
    if row.state not in HOLDING:
        raise NotPossible(_("Both sides accept first."))
    known = Agreement.objects.filter(match=row).first()
    if known is not None:
        return known
    made = prefill.draft(row)
    made.save()
    acts.in_contact(row, by)
    record(by, "agreement.drafted", made, organisation=made.need_side)
    agreement_letters.to_other(made, by, "agreement_drafted", "drafted")
    return made


@transaction.atomic
def change(agreement: Agreement, by: Person, text_number: int, **fields: Any) -> Agreement:
    """Changes the text (`title`, `scope`, `starts`, `ends`, `supporter`, `support`); whoever had cleared it
    clears it again. Raises NotPossible for others than the two sides, for a text that somebody changed
    meanwhile, and once both have signed."""
    row = locked(agreement)
    spoken = sides.voice(row, by)
    _still_open(row, text_number)
    changed = [name for name in TEXT if getattr(row, name) != fields.get(name)]
    if not changed:
        return row
    was_in_clearance = row.state == State.CLEARANCE
    for name in changed:
        setattr(row, name, fields[name])
    row.text_number += 1
    row.state = State.DRAFTING
    if not row.type_confirmed_at or "supporter" in changed or "support" in changed:
        row.type, row.type_confirmed_by, row.type_confirmed_at = prefill.proposed_type(row), None, None
    row.save()
    where = spoken.mandate.organisation
    record(by, "agreement.changed", row, organisation=where, number=row.text_number, fields=changed)
    if was_in_clearance:
        agreement_letters.to_other(row, by, "agreement_changed", f"changed:{row.text_number}")
    return row


def _still_open(row: Agreement, text_number: int) -> None:
    if row.state not in Agreement.OPEN or row.assents.filter(step=Step.SIGN, text_number=row.text_number):
        raise NotPossible(_("This text is signed: it can't be changed any more."))
    if row.text_number != text_number:
        raise NotPossible(CHANGED)


def missing(agreement: Agreement) -> list[str]:
    """What the text lacks before it can be cleared, in words."""
    lacks = []
    if not agreement.scope.strip():
        lacks.append(str(_("what is agreed")))
    if agreement.starts is None:
        lacks.append(str(_("the first day")))
    if agreement.ends is None:
        lacks.append(str(_("the last day")))
    return lacks


def standing(agreement: Agreement) -> dict[str, dict[str, Assent]]:
    """Who has cleared and who has signed the text as it is now: {'clear': {'need': Assent}, 'sign': {}}."""
    found: dict[str, dict[str, Assent]] = {str(Step.CLEAR): {}, str(Step.SIGN): {}}
    rows = agreement.assents.filter(text_number=agreement.text_number)
    for row in rows.select_related("by", "mandate__organisation"):
        found[row.step][row.side] = row
    return found


def _assent(row: Agreement, by: Person, step: str, side: str) -> tuple[Assent, bool]:
    given = standing(row)[step]
    spoken = sides.voice(row, by, side, given)
    return Assent.objects.get_or_create(
        agreement=row,
        step=step,
        side=spoken.side,
        text_number=row.text_number,
        defaults={"by": by, "mandate": spoken.mandate},
    )


@transaction.atomic
def clear(agreement: Agreement, by: Person, text_number: int, side: str = "") -> Agreement:
    """One side says that the text may be signed; the first one puts it in clearance. Twice is once. Raises
    NotPossible for others than the two sides, for another text, and where something is missing."""
    row = locked(agreement)
    sides.voice(row, by, side)
    if row.state not in Agreement.OPEN:
        raise NotPossible(_("This agreement is signed or has ended."))
    if row.text_number != text_number:
        raise NotPossible(CHANGED)
    if lacks := missing(row):
        raise NotPossible(_("Still missing: %(what)s.") % {"what": "; ".join(lacks)})
    given, is_new = _assent(row, by, Step.CLEAR, side)
    if not is_new:
        return row
    row.state = State.CLEARANCE
    row.save(update_fields=["state"])
    record(by, "agreement.cleared", row, organisation=given.mandate.organisation, number=row.text_number)
    cleared_by_both = len(standing(row)[Step.CLEAR]) == len(sides.BOTH)
    if cleared_by_both:
        agreement_letters.to_both(row, "agreement_to_sign", f"to-sign:{row.text_number}")
    else:
        agreement_letters.to_other(row, by, "agreement_to_clear", f"to-clear:{row.text_number}", given.side)
    return row


@transaction.atomic
def sign(
    agreement: Agreement, by: Person, text_number: int, side: str = "", paper: "File[bytes] | None" = None,
    signed_on: date | None = None,
) -> Agreement:  # fmt: skip
    """One side signs, by a press or with the signed paper; when both have, it is signed, and in force once
    its first day has come. Twice is once.

    Raises NotPossible for others than the two sides (PE1), before both have cleared this very text, and for
    a paper that is no PDF or picture."""
    row = locked(agreement)
    sides.voice(row, by, side)
    if row.state in Agreement.BINDING:
        return row
    if row.state != State.CLEARANCE or len(standing(row)[Step.CLEAR]) < len(sides.BOTH):
        raise NotPossible(_("Both sides clear the text before it is signed."))
    if row.text_number != text_number:
        raise NotPossible(CHANGED)
    given, is_new = _assent(row, by, Step.SIGN, side)
    if paper is not None:
        _keep_paper(row, paper, signed_on)
    if is_new:
        record(by, "agreement.signed", row, organisation=given.mandate.organisation, number=row.text_number)
    if len(standing(row)[Step.SIGN]) == len(sides.BOTH):
        _bind(row)
    else:
        row.save()
        agreement_letters.to_other(row, by, "agreement_one_signed", f"one:{row.text_number}", given.side)
    return row


def _keep_paper(row: Agreement, paper: "File[bytes]", signed_on: date | None) -> None:
    if signed_on is not None and signed_on > timezone.localdate():
        raise NotPossible(_("The day of signing has not come yet."))
    files.delete_on_commit(row.document.storage, row.document.name)
    row.document, row.paper_on = paper, signed_on


def _bind(row: Agreement) -> None:
    """Both have signed."""
    row.state, row.signed_on = State.SIGNED, row.paper_on or timezone.localdate()
    row.save()
    row.match.state = MatchState.AGREED
    row.match.save(update_fields=["state"])
    record(None, "agreement.signed_by_both", row, organisation=row.need_side)
    agreement_letters.to_both(row, "agreement_signed", "signed")
    agreement_letters.tell_owner(row)
    follow_the_days(row.pk, timezone.localdate())
    row.refresh_from_db(fields=["state"])
    settle(row.match.need)


@transaction.atomic
def show(agreement: Agreement, by: Person, shown: bool, side: str = "") -> None:
    """A side says whether everybody may read what is agreed; it is shown where both say so."""
    row = locked(agreement)
    spoken = sides.voice(row, by, side)
    name = "need_shows" if spoken.side == sides.NEED else "host_shows"
    if getattr(row, name) == shown:
        return
    setattr(row, name, shown)
    row.save(update_fields=[name])
    act = "agreement.shown" if shown else "agreement.hidden"
    record(by, act, row, organisation=spoken.mandate.organisation)


@transaction.atomic
def confirm_type(agreement: Agreement, by: Person, kind: str) -> None:
    """An officer says which kind of cooperation it is. Raises NotPossible for others, and for 'triangular'
    without somebody who supports two partners of the South (as the founding texts ask)."""
    row = locked(agreement)
    if not by.is_officer:
        raise NotPossible(_("An officer says which kind of cooperation it is."))
    if kind not in Agreement.Type.values:
        raise NotPossible(_("Choose a kind."))
    if kind == Agreement.Type.TRIANGULAR and not prefill.is_triangular(row):
        raise NotPossible(
            _("Triangular needs two partners of the South and a third one that says what it gives.")
        )
    row.type, row.type_confirmed_by, row.type_confirmed_at = kind, by, timezone.now()
    row.save(update_fields=["type", "type_confirmed_by", "type_confirmed_at"])
    record(by, "agreement.type_confirmed", row, organisation=row.need_side, type=kind)


@transaction.atomic
def end(agreement: Agreement, by: Person, reason: str, carried_out: bool = False) -> None:
    """A side ends it before its last day, and says whether the help was given all the same. Where it was not,
    the place is free again and the need open. Twice is once. Raises NotPossible for others, and without a
    reason."""
    row = locked(agreement)
    spoken = sides.voice(row, by)
    if row.state == State.ENDED:
        return
    if not reason.strip():
        raise NotPossible(_("Say why it ends."))
    was_binding = row.state in Agreement.BINDING
    row.state, row.ended_at, row.end_reason = State.ENDED, timezone.now(), reason.strip()
    row.carried_out = carried_out and was_binding
    row.save()
    record(by, "agreement.ended", row, organisation=spoken.mandate.organisation)
    if was_binding and not row.carried_out:
        _free(row.match)
    agreement_letters.to_other(row, by, "agreement_ended", "ended", spoken.side)
    settle(row.match.need)


def _free(match: Match) -> None:
    match.state, match.ended_for, match.ended_at = MatchState.LAPSED, Reason.OTHER, timezone.now()
    match.save(update_fields=["state", "ended_for", "ended_at"])
    places.give_back(match.window)


@transaction.atomic
def follow_the_days(pk: int, today: date) -> None:
    """In force from its first day, told to both sides before its last, ended after it. Doing it twice does it
    once."""
    row = locked(Agreement.objects.get(pk=pk))
    if row.starts is None or row.ends is None or row.state not in Agreement.BINDING:
        return
    if row.state == State.SIGNED and row.starts <= today:
        row.state = State.IN_FORCE
        record(None, "agreement.in_force", row, organisation=row.need_side)
    if row.end_told_on is None and today <= row.ends <= today + NOTICE:
        row.end_told_on = today
        agreement_letters.to_both(row, "agreement_near_end", "near-end")
    if row.state == State.IN_FORCE and row.ends < today:
        row.state, row.ended_at, row.carried_out = State.ENDED, timezone.now(), True
        record(None, "agreement.over", row, organisation=row.need_side)
        agreement_letters.to_both(row, "agreement_over", "over")
    row.save()
    settle(row.match.need)
