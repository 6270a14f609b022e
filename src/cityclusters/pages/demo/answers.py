"""The training's survey: 35 answers that give the published 94, 94 and 71 percent, and 35 stated needs.

The text gives no counts. With one answer for each of the 35 cities, 33, 33 and 25 of 35 are the percentages
that it prints, so the demo uses these; how they are spread over sex and other questions is illustrative."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from cityclusters.core.ids import secret_code
from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Exchange
from cityclusters.exchanges.results import attended
from cityclusters.journal.acts import record
from cityclusters.journal.follow_ups import open_follow_up
from cityclusters.journal.models import FollowUp
from cityclusters.pages.demo.meetings import Seat
from cityclusters.pages.demo.records import read
from cityclusters.people import consents
from cityclusters.people.models import Consent, Person
from cityclusters.spaces.models import Theme
from cityclusters.surveys import building
from cityclusters.surveys.models import Response, StatementOfNeed, Survey, Ticket

ANSWERS = 35
ELSEWHERE = ["TR", "KR", "KZ"]
VISIT, COURSE, EXPERT, ONLINE = "study_tour", "training", "expert", "online_exchange"
TAKE_COURSE, TAKE_BOTH = 18, 3
OPENED = datetime(2020, 11, 6, 12, 30, tzinfo=ZoneInfo("Asia/Tashkent"))
CLOSED = datetime(2020, 11, 10, 18, 0, tzinfo=ZoneInfo("Asia/Tashkent"))


def one_answer(number: int) -> dict[str, Any]:
    """The answers of one respondent, by question code; an absent code was skipped."""
    given: dict[str, Any] = {
        "expect": "yes" if number < 33 else "partly",
        "engage": "yes" if number != 7 and number != 21 else ("no" if number == 7 else "dont_know"),
        "relevance": 5 - number % 3 // 2 - (number % 11 == 0),
        "trainers": 5 - number % 4 // 3,
        "materials": 4 + (number % 3 == 0),
        "pace": ("right", "right", "fast", "right", "slow")[number % 5],
        "platform": 3 + number % 3,
        "overall": 5 - number % 3 // 2,
        "use": "yes" if number % 6 else "perhaps",
    }
    countries = ["CN"] if number % 7 < 5 else []
    if not countries or number % 4 == 0:
        countries.append(ELSEWHERE[number % 3])
    given["partners"] = countries
    sex = ("male", "male", "female", "male", "", "male", "female")[number % 7]
    if sex:
        given["sex"] = sex
    return given


def make_survey(exchange: Exchange, owner: Person) -> Survey:
    """The evaluation, opened after the last session and closed on 10 November 2020, with 35 answers."""
    survey = building.create(exchange, owner, key="post_training", languages=["ru", "en", "uz"])
    survey.state = Survey.State.CLOSED
    survey.mode_when_opened = survey.mode
    survey.opened_at, survey.closes_at, survey.closed_at = OPENED, CLOSED, CLOSED
    seats = list(attended(exchange).order_by("pk"))
    survey.invited, survey.answered = len(seats), ANSWERS
    survey.save()
    Ticket.objects.bulk_create(
        Ticket(survey=survey, person_id=seat.person_id, spent=number < ANSWERS)
        for number, seat in enumerate(seats)
    )
    rows = [one_answer(number) for number in range(ANSWERS)]
    random.SystemRandom().shuffle(rows)
    Response.objects.bulk_create(
        Response(survey=survey, anonymous=True, answers=answers, sex=answers.get("sex", ""))
        for answers in rows
    )
    record(
        owner, "survey.closed", survey, organisation=exchange.organiser, answered=ANSWERS, asked=len(seats)
    )
    return survey


def forms_of(number: int) -> list[str]:
    """The forms that number 0 to 24 of those who ask for China takes: a visit first, for all; 18 also a place
    in a course, 10 also an expert of another country, 3 of these both (the shape of trap T04)."""
    forms = [VISIT]
    forms += [COURSE] if number < TAKE_COURSE else []
    return [*forms, EXPERT] if number >= TAKE_COURSE - TAKE_BOTH else forms


def make_needs(exchange: Exchange, owner: Person, seats: Sequence[Seat]) -> None:
    """One statement for each of the 35 cities; 33 agreed to be contacted and stand in the follow-up queue.
    25 ask for a host in China, as 71 percent did in the survey; which of them, and in which forms, is
    illustrative.

    Due dates are set around today, so that the queue shows all its colours."""
    needs = read("needs")
    themes = {theme.code: theme for theme in Theme.objects.all()}
    before = 0  # of those who ask for China
    for number, seat in enumerate(seats[:ANSWERS]):
        need = needs[(number + 4) % len(needs)]
        language, problem = next((key, text) for key, text in need["problem"].items())
        asks = (number + 4) % 7 < 5
        modalities = forms_of(before) if asks else [ONLINE]
        before += asks
        statement = StatementOfNeed.objects.create(
            once=secret_code(),
            exchange=exchange,
            organisation=seat.city,
            person=seat.person,
            post=seat.registration.post,
            language=language,
            problem=problem,
            modalities=modalities,
            countries=["CN"] if asks else [ELSEWHERE[number % 3]],
            languages=["ru", "en"],
            shown_to=StatementOfNeed.ShownTo.MEMBERS if number % 2 else StatementOfNeed.ShownTo.TEAM,
            contact=number not in (7, 21),
            state=StatementOfNeed.State.SIGNED,
            stated_at=CLOSED - timedelta(hours=number),
            signed_by=seat.person,
            signed_at=CLOSED - timedelta(hours=number),
            signed_as=seat.registration.post,
        )
        if theme := themes.get(need["theme"]):
            statement.themes.add(theme)
        if statement.contact:
            _follow_up(statement, seat, owner, number)


def _follow_up(statement: StatementOfNeed, seat: Seat, owner: Person, number: int) -> None:
    if not consents.has(seat.person, Consent.Purpose.FOLLOW_UP):
        consents.give(seat.person, Consent.Purpose.FOLLOW_UP)
    due = timezone.localdate() + timedelta(days=(number % 6) * 5 - 4)
    title = f"{pick(seat.city.names, owner.language).text}: answer the statement of need"
    follow_up = open_follow_up(
        "need", statement, title, owner, due, organisation=seat.city, contact=seat.person
    )
    if number % 5 == 0:
        follow_up.close(
            owner, "Illustrative: proposed an online exchange with a host city.", FollowUp.State.DONE
        )
