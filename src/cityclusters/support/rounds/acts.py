"""What the broker does with a round before it is published: opens it, sets its rules, has it calculated, says
what she wants together or apart. Publishing is in `publishing`."""

import secrets
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.support.models import Need, Offer, Round, Run, Wanted
from cityclusters.support.needs.states import settle_all
from cityclusters.support.offers import confirming
from cityclusters.support.rounds import rows
from cityclusters.support.rounds.problem import DEFAULT_RULES
from cityclusters.support.rounds.tasks import calculate

DAYS_TO_CONFIRM = timedelta(days=14)
MOST_TRIALS = 20
"""Trials that a round keeps; the oldest goes when another one is asked."""


@transaction.atomic
def open_round(
    by: Person, title: str, rules: dict[str, Any], next_on: date, confirm_by: date | None = None
) -> Round:
    """A new round: its rules and the seed of its draws are written down before anything is calculated (rule
    MA3), and all hosts with an open offer are asked to confirm it.

    Raises NotPossible while another round is being prepared: a need can be in one only."""
    if Round.objects.select_for_update().filter(state=Round.State.OPEN).exists():
        raise NotPossible(_("Another round is being prepared. Publish or close that one first."))
    round_ = Round.objects.create(
        once=secret_code(),
        title=title,
        rules={**DEFAULT_RULES, **rules},
        seed=secrets.token_hex(8),
        next_on=next_on,
        opened_by=by,
    )
    round_.needs.set(rows.needs_of(timezone.localdate()).values_list("pk", flat=True))
    settle_all(round_.needs.values_list("pk", flat=True))
    record(by, "round.opened", round_, rules=round_.rules, seed=round_.seed, next_on=next_on)
    ask(round_, confirm_by or timezone.localdate() + DAYS_TO_CONFIRM)
    return round_


def ask(round_: Round, by_when: date) -> int:
    """Asks the hosts that have not confirmed their offers since the round opened; how many got a letter."""
    return confirming.ask(rows.unconfirmed(round_), by_when)


def _open(round_: Round) -> Round:
    """The round under a lock. Raises NotPossible once it is published or closed."""
    row = Round.objects.select_for_update().get(pk=round_.pk)
    if row.state != Round.State.OPEN:
        raise NotPossible(_("This round is published or closed; it no longer changes."))
    return row


@transaction.atomic
def change(round_: Round, by: Person, title: str, rules: dict[str, Any], next_on: date) -> Round:
    """Another title, next day or rules; other rules are another version. Raises NotPossible once it is
    published."""
    row = _open(round_)
    before, row.title, row.next_on = row.rules, title, next_on
    row.rules = {**row.rules, **rules}
    if row.rules != before:
        row.rules_version += 1
    row.save(update_fields=["title", "next_on", "rules", "rules_version"])
    record(by, "round.changed", row, rules=row.rules, version=row.rules_version, next_on=next_on)
    return row


@transaction.atomic
def start(round_: Round, by: Person, changes: dict[str, Any] | None = None) -> Run:
    """Has a run calculated; with `changes` as a trial beside the last run. One that waits or runs already is
    given back instead of a second one.

    Raises NotPossible once the round is published, and for a trial before the first run."""
    row = _open(round_)
    runs = Run.objects.light().filter(round=row)
    base = rows.last_run(row) if changes is not None else None
    if changes is not None and base is None:
        raise NotPossible(_("Calculate the round first; a trial is compared with that."))
    busy = runs.filter(state__in=(Run.State.WAITING, Run.State.RUNNING)).first()
    if busy is not None:
        if changes is None and busy.base_id is None:
            return busy
        raise NotPossible(_("A calculation is under way. Wait until it is done."))
    number = (runs.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    run = Run.objects.create(
        round=row, number=number, base=base, changes=changes or {}, by=by, rules_version=row.rules_version
    )
    _forget_old_trials(row)
    record(by, "round.calculated", row, run=number, trial=changes or {})
    calculate.enqueue(run.pk)
    return run


def _forget_old_trials(round_: Round) -> None:
    trials = Run.objects.filter(round=round_, base__isnull=False).order_by("-number")
    old = list(trials.values_list("pk", flat=True)[MOST_TRIALS:])
    Run.objects.filter(pk__in=old).delete()


@transaction.atomic
def start_again(run: Run) -> None:
    """Wakes the worker for a run about which it has been silent for minutes; harmless if it still works."""
    row = Run.objects.light().select_for_update(of=("self",)).get(pk=run.pk)
    if row.stuck:
        row.touched_at = timezone.now()
        row.save(update_fields=["touched_at"])
        calculate.enqueue(row.pk)


@transaction.atomic
def say(round_: Round, by: Person, need: Need, offer: Offer, kind: str, reason: str) -> Wanted:
    """Together, or not together, with the reason; saying it again replaces what was said.

    Raises NotPossible once the round is published, for a host of the need's own organisation, and for a pair
    that was declined."""
    row = _open(round_)
    if offer.organisation_id == need.organisation_id:
        raise NotPossible(_("A need is never matched with an offer of its own organisation."))
    if kind == Wanted.Kind.PIN and need.matches.filter(state="declined", window__offer=offer).exists():
        raise NotPossible(_("This was proposed before and declined; it is never proposed again."))
    try:
        with transaction.atomic():
            said, _new = Wanted.objects.update_or_create(
                round=row,
                need=need,
                offer=offer,
                defaults={"kind": kind, "reason": reason, "by": by, "at": timezone.now()},
            )
    except IntegrityError:
        raise NotPossible(_("Somebody else has just said something about these two. Look again.")) from None
    names: dict[str, Any] = {"need": need.public_id, "offer": offer.public_id}
    record(by, "round.said", row, kind=kind, reason=reason, **names)
    return said


@transaction.atomic
def unsay(round_: Round, by: Person, wanted: Wanted) -> None:
    """Takes back what was said; twice is once. Raises NotPossible once the round is published."""
    row = _open(round_)
    if Wanted.objects.filter(pk=wanted.pk).delete()[0]:
        names: dict[str, Any] = {"need": wanted.need.public_id, "offer": wanted.offer.public_id}
        record(by, "round.unsaid", row, kind=wanted.kind, **names)


@transaction.atomic
def keep_trial(run: Run, by: Person) -> Run:
    """Makes what a trial changes the round's own (pins, rules), and calculates it. Places and confirmations
    are the hosts' to give: they stay out.

    Raises NotPossible for a trial that changes nothing the broker may decide, and once it is published."""
    asked = run.changes
    if not asked.get("pin") and not asked.get("rules"):
        raise NotPossible(_("Only the host can give more places or confirm an offer. Ask the host."))
    for need, offer in asked.get("pin", ()):
        found = Need.objects.filter(public_id=need).first(), Offer.objects.filter(public_id=offer).first()
        if found[0] is not None and found[1] is not None:
            say(run.round, by, found[0], found[1], Wanted.Kind.PIN, str(asked.get("reason", "")))
    if asked.get("rules"):
        round_ = Round.objects.get(pk=run.round_id)
        change(round_, by, round_.title, asked["rules"], round_.next_on)
    return start(run.round, by)


@transaction.atomic
def close(round_: Round, by: Person) -> None:
    """Ends a round; twice is once. What was proposed goes on without it."""
    row = Round.objects.select_for_update().get(pk=round_.pk)
    if row.state != Round.State.CLOSED:
        row.state, row.closed_at = Round.State.CLOSED, timezone.now()
        row.save(update_fields=["state", "closed_at"])
        settle_all(row.needs.values_list("pk", flat=True))
        record(by, "round.closed", row)
