"""The demo's rounds of matching: one that is published, with its first answers, and one being prepared."""

from datetime import timedelta

from django.utils import timezone

from cityclusters.journal.acts import id_of, kind_of
from cityclusters.journal.models import FollowUp
from cityclusters.pages.demo.records import read
from cityclusters.people.models import Organisation, Person
from cityclusters.support.matches import acts as answers
from cityclusters.support.matches import agreements, sides
from cityclusters.support.models import Agreement, Match, Need, Offer, Round, Run, Unserved, Wanted
from cityclusters.support.models.choices import MatchState, Reason
from cityclusters.support.offers.confirming import confirm
from cityclusters.support.rounds import acts, publishing
from cityclusters.support.rounds.tasks import work

SOURCE = (
    "Text of 11 November 2020: 71 percent of those who answered chose cities in China. Hosts, places and"
    " answers are illustrative."
)
WHY_TOGETHER = (
    "The text of 11 November 2020 promises to follow up on partnerships with Chinese cities; Khiva and Yichun"
    " both work with women who sell crafts to visitors. Illustrative."
)
NO_TIME = "The council decides on the budget in these weeks. Illustrative."
SCOPE = """What the city asked for
Khiva has fewer visitors since the pandemic. It wants to learn how a city brings visitors to its craft \
makers, and how these sell online.

What the host offers
A week in Yichun for the mayor and four colleagues: the centre where women learn to sell online, a workshop, \
two craft villages.

Who does what, and by when
Khiva: names its five guests a month before the visit, and tells the other cities within three months what \
it has begun.
Yichun: draws up the programme with interpreters for Russian, and answers questions online for six months \
after the visit.

Who pays for what
Khiva: the flights.
Yichun: beds, meals and transport in the city.

Illustrative: this agreement was made up for the demonstration."""
OPENED_DAYS_AGO, PUBLISHED_DAYS_AGO = 24, 10


def confirm_all(offers: dict[str, Offer]) -> None:
    """Each host says that its offer still stands."""
    for offer in offers.values():
        assert offer.author is not None
        confirm(offer, offer.author)


def make_first(officer: Person, offers: dict[str, Offer], khiva: Organisation) -> Round:
    """Opened, confirmed by all hosts, calculated and published; days of the round lie some weeks back."""
    today = timezone.localdate()
    round_ = acts.open_round(
        officer, "First round: 35 cities of Uzbekistan and their hosts", {}, today + timedelta(days=50)
    )
    Round.objects.filter(pk=round_.pk).update(illustrative=True, source=SOURCE)
    confirm_all(offers)
    need = Need.objects.get(organisation=khiva)
    acts.say(round_, officer, need, offers["yichun"], Wanted.Kind.PIN, WHY_TOGETHER)
    run = acts.start(round_, officer)
    work(Run.objects.select_related("round").get(pk=run.pk))
    publishing.publish(round_, officer, Run.objects.get(pk=run.pk))
    _set_back(round_)
    round_.refresh_from_db()
    return round_


def _set_back(round_: Round) -> None:
    now = timezone.now()
    published = now - timedelta(days=PUBLISHED_DAYS_AGO)
    opened = now - timedelta(days=OPENED_DAYS_AGO)
    Round.objects.filter(pk=round_.pk).update(opened_at=opened, published_at=published)
    Run.objects.filter(round=round_).update(asked_at=published, ended_at=published, published_at=published)
    Unserved.objects.filter(round=round_).update(at=published)
    proposed = Match.objects.filter(round=round_, state=MatchState.PROPOSED)
    answer_by = proposed.values_list("answer_by", flat=True)[0]
    assert answer_by is not None
    proposed.update(proposed_at=published, answer_by=answer_by - timedelta(days=PUBLISHED_DAYS_AGO))


def make_answers(round_: Round, khiva: Organisation, officer: Person) -> None:
    """Khiva and Yichun sign an agreement; one city declines and gets its second choice; one other pair is in
    contact, some have accepted and wait for the other side; most have still to answer."""
    found = Match.objects.filter(round=round_, state=MatchState.PROPOSED)
    rows = list(found.select_related("need__organisation", "window__offer__organisation").order_by("need"))
    pinned = next(row for row in rows if row.need.organisation_id == khiva.pk)
    declining = _with_second_choice(rows)
    rest = [row for row in rows if row.pk not in (pinned.pk, declining.pk)]
    answers.decline(declining, voice(declining, sides.NEED), Reason.NO_TIME, NO_TIME)
    sign(both_accept(pinned), officer)
    both_accept(rest[-1])
    for row in rest[-6:-1]:
        answers.accept(row, voice(row, sides.NEED))
    for row in rest[-9:-6]:
        answers.accept(row, voice(row, sides.HOST))


def _with_second_choice(rows: list[Match]) -> Match:
    """A proposal whose next choice has more places than are proposed to cities; the last of these but one."""
    asked: dict[int, int] = {}
    for row in rows:
        asked[row.window_id] = asked.get(row.window_id, 0) + 1
    for row in reversed(rows[:-1]):
        second = row.need.matches.filter(state=MatchState.SUGGESTED).select_related("window").first()
        if second is not None and second.window.slots > asked.get(second.window_id, 0):
            return row
    raise LookupError("no proposal has a second choice with room")


def voice(match: Match, side: str) -> Person:
    """Who speaks for that side."""
    organisation = sides.organisation(match, side)
    return sides.focal_points([organisation.pk])[organisation.pk][0]


def both_accept(match: Match) -> Match:
    """The city says yes, then the host."""
    answers.accept(match, voice(match, sides.NEED))
    return answers.accept(match, voice(match, sides.HOST))


def sign(match: Match, officer: Person) -> Agreement:
    """The follow-up of the match is done; both sides draft, clear and sign, and let everybody read it."""
    guest, host = voice(match, sides.NEED), voice(match, sides.HOST)
    answers.in_contact(match, guest)
    follow_up = FollowUp.objects.open().get(
        kind=answers.KIND, subject_kind=kind_of(match), subject_id=id_of(match)
    )
    follow_up.close(officer, "Both have spoken and drafted an agreement. Illustrative.")
    made = agreements.begin(match, guest)
    kept = {name: getattr(made, name) for name in agreements.TEXT}
    made = agreements.change(made, host, made.text_number, **{**kept, "scope": SCOPE})
    for by in (guest, host):
        agreements.clear(made, by, made.text_number)
    for by in (guest, host):
        agreements.sign(made, by, made.text_number)
        agreements.show(made, by, True)
    agreements.confirm_type(made, officer, Agreement.Type.SOUTH_SOUTH)
    made.refresh_from_db()
    return made


def make_next(officer: Person, offers: dict[str, Offer]) -> Round:
    """A round that is being prepared, with nothing calculated: for whoever tries the broker's pages. All
    hosts but those of `later` offers that say so have confirmed."""
    today = timezone.localdate()
    round_ = acts.open_round(
        officer, "Second round: those who wait, and new needs", {}, today + timedelta(days=140)
    )
    Round.objects.filter(pk=round_.pk).update(illustrative=True, source=SOURCE)
    silent = {row["key"] for row in read("offers") if row.get("later") and not row.get("confirms")}
    confirm_all({key: offer for key, offer in offers.items() if key not in silent})
    return round_
