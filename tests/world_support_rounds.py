"""A round in preparation with a calculation and a trial, and a published one, for the access table and the
counts of queries."""

from typing import Any

from cityclusters.core.ids import secret_code
from cityclusters.people.models import Person
from cityclusters.support.models import Round
from cityclusters.support.rounds import acts, publishing
from cityclusters.support.tests import making_rounds as making


def things(officer: Person) -> dict[str, Any]:
    """`help_round` has `help_run` with `round_need` served, `help_trial` beside it, and the pair of
    `round_need` and `round_offer` set together; `published_round` is out."""
    subject = making.theme()
    offer = making.offer(making.city("Round host", "CN"), subject)
    making.window(offer, 5)
    need = making.need(making.city("Round guest", "UZ"), subject, wishes=["CN"])
    out = _round(officer, "Published round")
    publishing.publish(out, officer, making.calculated(out, officer))
    row = _round(officer, "Round")
    acts.say(row, officer, need, offer, "pin", "They know each other.")
    run = making.calculated(row, officer)
    return {
        "help_round": row,
        "published_round": Round.objects.get(pk=out.pk),
        "help_run": run,
        "help_trial": making.calculated(row, officer, {"rules": {"shortlist": 2}}),
        "round_need": need,
        "round_offer": offer,
    }


def _round(officer: Person, title: str) -> Round:
    """A round beside any other: the act opens one at a time."""
    rules = {"acceptable": 0.75, "stability": 0.15, "shortlist": 3, "country_capacity": {}}
    return Round.objects.create(
        once=secret_code(), title=title, rules=rules, seed="5eed", next_on=making.NEXT_ON, opened_by=officer,
        opened_at=making.long_ago(),
    )  # fmt: skip


def more(officer: Person, number: int) -> None:
    """One more published round with a need and a host."""
    subject = making.theme()
    making.window(making.offer(making.city(f"Round host {number}", "CN"), subject), 1)
    making.need(making.city(f"Round guest {number}", "UZ"), subject, wishes=["CN"])
    out = _round(officer, f"Round {number}")
    publishing.publish(out, officer, making.calculated(out, officer))
