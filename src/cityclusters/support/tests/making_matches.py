"""Matches for tests, without the engine: a published round whose choices are written down by hand."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from cityclusters.core.ids import secret_code
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.support.matches import acts, agreements
from cityclusters.support.models import Agreement, Match, Need, Offer, Round, Window
from cityclusters.support.models.choices import MatchState, NeedState, OfferState

NEXT_ON = date(2099, 3, 1)
PARTS = [["theme", 0.28], ["language", 0.06], ["text", 0.2]]
SCORE = 0.54


def need_of(organisation: Organisation, **fields: Any) -> Need:
    """A signed need that is open."""
    assert organisation.place is not None
    given: dict[str, Any] = {
        "title": "How to run a night market",
        "problem": "Our market closes at six.",
        "result": "A market with light until ten.",
        "language": "en",
        "languages": ["en"],
        "modalities": ["study_tour"],
        "state": NeedState.OPEN,
        "signed_at": timezone.now(),
        "expires_on": timezone.localdate() + timedelta(days=300),
    }
    return Need.objects.create(
        once=secret_code(), organisation=organisation, place=organisation.place, **{**given, **fields}
    )


def window_of(organisation: Organisation, slots: int = 1, **fields: Any) -> Window:
    """Room of a new open offer of the organisation, in a month for five months."""
    today = timezone.localdate()
    now = timezone.now()
    assert organisation.place is not None
    offer = Offer.objects.create(
        once=secret_code(),
        organisation=organisation,
        place=organisation.place,
        language="en",
        languages=["en"],
        title="Five days in our markets",
        text="We show how we light and clean them.",
        state=OfferState.OPEN,
        verified_at=now,
        confirmed_at=now,
        expires_on=today + timedelta(days=300),
    )
    return more_room(offer, slots, **fields)


def more_room(offer: Offer, slots: int = 1, **fields: Any) -> Window:
    """One more window of an offer."""
    today = timezone.localdate()
    days = {"starts": today + timedelta(days=30), "ends": today + timedelta(days=180)}
    return Window.objects.create(offer=offer, slots=slots, modality="study_tour", **{**days, **fields})


def round_by(officer: Person, **fields: Any) -> Round:
    """A published round."""
    given = {"title": "Spring round", "state": Round.State.PUBLISHED, "seed": "1", "next_on": NEXT_ON}
    return Round.objects.create(
        once=secret_code(), opened_by=officer, published_at=timezone.now(), **{**given, **fields}
    )


def choices_of(round_: Round, need: Need, windows: Sequence[Window]) -> list[Match]:
    """The choices of a need in their order: the first `wants` are proposed, the others wait behind."""
    today = timezone.localdate()
    round_.needs.add(need)
    made = []
    for rank, window in enumerate(windows, 1):
        first = rank <= need.wants
        made.append(
            Match.objects.create(
                round=round_,
                need=need,
                window=window,
                rank=rank,
                score=SCORE,
                parts=PARTS,
                state=MatchState.PROPOSED if first else MatchState.SUGGESTED,
                proposed_at=timezone.now() if first else None,
                answer_by=today + timedelta(days=settings.MATCH_ANSWER_DAYS) if first else None,
            )
        )
    return made


def focal(organisation: Organisation, officer: Person, email: str) -> Person:
    """Somebody who may act for the organisation."""
    person = Person.objects.create_user(email=email, name=f"Head of {email.partition('@')[2]}", language="en")
    Mandate.objects.create(
        person=person, organisation=organisation, post="Head of department", may_act=True, state="confirmed",
        start=date(2020, 1, 1), decided_by=officer,
    )  # fmt: skip
    return person


def accepted(match: Match, guest: Person, host: Person) -> Match:
    """Both sides say yes."""
    acts.accept(match, guest)
    acts.accept(match, host)
    match.refresh_from_db()
    return match


def cleared(match: Match, guest: Person, host: Person) -> Agreement:
    """An agreement that both sides have cleared."""
    made = agreements.begin(match, guest)
    agreements.clear(made, guest, made.text_number)
    agreements.clear(made, host, made.text_number)
    made.refresh_from_db()
    return made


def signed(match: Match, guest: Person, host: Person) -> Agreement:
    """An agreement that both sides have signed."""
    made = cleared(match, guest, host)
    agreements.sign(made, guest, made.text_number)
    agreements.sign(made, host, made.text_number)
    made.refresh_from_db()
    return made
