"""A call, practices that are judged, a review and a guide, for the access table and the counts of queries."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.practices import guides
from cityclusters.practices.judging import calls, dialogue
from cityclusters.practices.models import Call, Criterion, Practice, Review
from cityclusters.practices.moves import move
from cityclusters.practices.tests import making
from cityclusters.practices.versions import freeze
from cityclusters.spaces.models import Theme


def things(
    author: Person,
    city: Organisation,
    programme: Organisation,
    officer: Person,
    reviewer: Person,
    theme: Theme,
) -> dict[str, Any]:
    """`call` is open, `call_draft` nobody else knows, `evaluated` is over; `judged` is in review by the
    reviewer, `handed_in` waits for its screening."""
    assert city.place is not None
    open_call = _call(programme, officer, theme, "Call")
    calls.announce(open_call, officer)
    evaluated = _call(programme, officer, theme, "Evaluated")
    Call.objects.filter(pk=evaluated.pk).update(state=Call.State.EVALUATED, evaluated_at=timezone.now())
    rows = [making.draft(author, city.place, city, title=title, call=open_call) for title in ("Taps", "Soap")]
    for row in rows:
        row.themes.add(theme)
        move(row, "submitted", author)
    move(rows[0], "screened", officer)
    move(rows[0], "in_review", officer)
    review = Review.objects.create(
        practice=rows[0], reviewer=reviewer, organisation=programme, country="JO", asked_by=officer,
        due=timezone.localdate() + timedelta(days=14),
    )  # fmt: skip
    return {
        "call": open_call,
        "call_draft": _call(programme, officer, theme, "Draft"),
        "evaluated": evaluated,
        "judged": rows[0],
        "handed_in": rows[1],
        "review": review,
        "question_to_author": dialogue.ask(rows[0], officer, "How many taps?"),
        "guide": guides.add(
            officer, [theme], title=make_texts("en", en="Guide"), url="https://guides.example/", language="en"
        ),
    }


def _call(programme: Organisation, officer: Person, theme: Theme, title: str) -> Call:
    today = timezone.localdate()
    texts = {"title": make_texts("en", en=title), "purpose": make_texts("en", en="Tell us.")}
    first, last = today - timedelta(days=1), today + timedelta(days=9)
    return calls.make(
        officer, programme, [theme], **texts, languages=["en"], opens_on=first, closes_on=last, zone="UTC"
    )


def more(world: dict[str, Any], person: Person, office: Organisation, theme: Theme, number: int) -> None:
    """One more call in each state, one more partner, criterion and practice, one more guide."""
    for state in (Call.State.OPEN, Call.State.CLOSED, Call.State.EVALUATED):
        call = _call(office, person, theme, f"Call {number}")
        Call.objects.filter(pk=call.pk).update(state=state)
    for call in (world["call"], world["evaluated"]):
        calls.add_partner(call, person, office)
        call.themes.add(theme)
        Criterion.objects.create(call=call, name=make_texts("en", en=f"Criterion {number}"))
        assert office.place is not None
        practice = making.draft(person, office.place, office, title=f"Answer {number}", call=call)
        Practice.objects.filter(pk=practice.pk).update(licence="CC-BY-4.0")
        freeze(Practice.objects.get(pk=practice.pk), person)
        Practice.objects.filter(pk=practice.pk).update(state="published")
    title = make_texts("en", en=f"Guide {number}")
    guides.add(person, [theme, world["theme"]], title=title, url="https://guides.example/", language="en")
