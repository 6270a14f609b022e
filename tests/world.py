"""One of everything, so that every route has something to show: what the routes of the access table name.

Two exchanges: `exchange` is published and open, organised by the programme and owned by its officer; `draft`
is an idea that nobody else knows. What belongs to a city belongs to Khiva."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import (
    Certificate,
    CheckInCode,
    ConnectionLog,
    Contribution,
    Contributor,
    DelegateList,
    Exchange,
    LogRow,
    Partner,
    Picture,
    Publication,
    Quote,
    RecordedMessage,
    Registration,
    Session,
)
from cityclusters.journal.models import Entry, FollowUp, Letter
from cityclusters.people.models import DataRequest, Mandate, Organisation, Person, RoleGrant
from cityclusters.places.models import Country
from cityclusters.practices import acts, moves
from cityclusters.practices.tests import making
from cityclusters.spaces.models import Membership, Space, Theme
from cityclusters.surveys import tokens
from cityclusters.surveys.models import Question, StatementOfNeed, Survey, Ticket
from tests import (
    world_adoption,
    world_booklets,
    world_groups_hub,
    world_groups_products,
    world_groups_registry,
    world_judging,
    world_mail,
    world_projects_diagnosis,
    world_projects_local,
    world_projects_plan,
    world_projects_registry,
    world_questions,
    world_quiet,
    world_support_giving,
    world_support_matches,
    world_support_needs,
    world_support_offers,
    world_support_rounds,
    world_translations,
)

Things = dict[str, Any]


@dataclass
class World:
    """The cast in its roles, and one record of each kind by its name."""

    people: dict[str, Person | None]
    things: Things

    def argument(self, path: str) -> str:
        """'exchange' gives its public id, 'partner.pk' that, "'csv'" the word."""
        if path.startswith("'"):
            return path.strip("'")
        name, *attributes = path.split(".")
        return str(reduce(getattr, attributes or ["public_id"], self.things[name]))


def _meeting(programme: Organisation, officer: Person, space: Space) -> Things:
    """The open exchange with its programme, and the idea."""
    common: Things = {"organiser": programme, "owner": officer, "zone": "Asia/Tashkent", "languages": ["en"]}
    exchange = Exchange.objects.create(title=make_texts("en", en="Training"), state="open", **common)
    draft = Exchange.objects.create(title=make_texts("en", en="Idea"), **common)
    Publication.objects.create(exchange=exchange, space=space, by=officer)
    start = timezone.now() + timedelta(days=5)
    end = start + timedelta(hours=2)
    session = Session.objects.create(
        exchange=exchange, title=make_texts("en", en="Opening"), start=start, end=end
    )
    code = CheckInCode.objects.create(session=session, code="abcd2345", made_by=officer)
    return {"exchange": exchange, "draft": draft, "session": session, "check_in": code, "space": space}


def _partners(exchange: Exchange, city: Organisation, trainer: Person) -> Things:
    """Who makes it happen, and what is shown of it."""
    return {
        "partner": Partner.objects.create(exchange=exchange, organisation=city, role="supporter"),
        "contribution": Contribution.objects.create(
            exchange=exchange, organisation=city, kind="people", description="An interpreter"
        ),
        "contributor": Contributor.objects.create(
            exchange=exchange, organisation=city, person=trainer, post="Professor", role="trainer"
        ),
        "message": RecordedMessage.objects.create(
            exchange=exchange,
            title=make_texts("en", en="Welcome"),
            organisation=city,
            post="Mayor",
            language="en",
            video=ContentFile(b"video", "video.mp4"),
        ),
        "quote": Quote.objects.create(
            exchange=exchange, text=make_texts("en", en="We learned"), post="Mayor", organisation=city
        ),
        "picture": Picture.objects.create(
            exchange=exchange,
            file=ContentFile(b"large", "large.jpg"),
            light=ContentFile(b"light", "light.jpg"),
            caption=make_texts("en", en="The room"),
            credit="The programme",
            consent_note="Signed list",
        ),
    }


def _attendance(exchange: Exchange, city: Organisation, delegate: Person, officer: Person) -> Things:
    """The delegate's seat, an uploaded list, a connection log, and her certificate."""
    seat = Registration.objects.create(exchange=exchange, person=delegate, organisation=city, post="Expert")
    log = ConnectionLog.objects.create(
        exchange=exchange, file_name="log.csv", digest="0" * 64, zone="UTC", by=officer
    )
    certificate = Certificate.objects.create(
        exchange=exchange,
        registration=seat,
        kind="participation",
        name="Delegate",
        event_title=exchange.title,
        event_first_day=date(2025, 3, 3),
        event_last_day=date(2025, 3, 7),
        language="en",
    )
    delegates = DelegateList.objects.create(
        exchange=exchange,
        file_name="list.csv",
        file=ContentFile(b"name,email\n", "list.csv"),
        state="checked",
        header=["Name", "E-mail"],
        columns={"0": "name", "1": "email"},
        by=officer,
    )
    row = LogRow.objects.create(log=log, line=2, name="Somebody")
    return {"seat": seat, "log": log, "log_row": row, "list": delegates, "certificate": certificate}


def _survey(exchange: Exchange, city: Organisation, delegate: Person) -> Things:
    """A survey being written, one that the delegate may answer, and her city's need."""
    common: Things = {"exchange": exchange, "languages": ["en"], "mode": "anonymous"}
    now = timezone.now()
    survey = Survey.objects.create(title=make_texts("en", en="Evaluation"), **common)
    opened = Survey.objects.create(
        title=make_texts("en", en="Open survey"),
        state="open",
        mode_when_opened="anonymous",
        opened_at=now,
        closes_at=now + timedelta(days=10),
        **common,
    )
    for one in (survey, opened):
        question = Question.objects.create(
            survey=one, code="rating", kind="scale", texts=make_texts("en", en="How was it?")
        )
    ticket = Ticket.objects.create(survey=opened, person=delegate)
    need = StatementOfNeed.objects.create(
        once="once",
        exchange=exchange,
        organisation=city,
        person=delegate,
        language="en",
        problem="Water",
        state="unsigned",
    )
    # A link holds more than the ticket's id: the access table names it as `ticket.token`.
    ticket.token = tokens.token_of(ticket)  # type: ignore[attr-defined]
    return {"survey": survey, "open_survey": opened, "question": question, "ticket": ticket, "need": need}


def _practices(city: Organisation, deputy: Person, officer: Person, theme: Theme) -> Things:
    """What Khiva tells: a practice in its second version, and a draft that nobody else knows."""
    assert city.place is not None
    practice = making.draft(deputy, city.place, city)
    practice.themes.add(theme)
    making.publish(practice, officer)
    moves.move(practice, "correcting", deputy)
    making.write(practice, failed="Stations without an owner ran dry.")
    acts.submit(practice, deputy, "What did not work is added")
    acts.accept_small(practice, officer)
    return {"practice": practice, "practice_draft": making.draft(deputy, city.place, city, title="A secret")}


def _people(city: Organisation, deputy: Person, member: Person) -> Things:
    """What belongs to people and organisations."""
    waiting = Mandate.objects.create(person=member, organisation=city, post="Adviser")
    return {
        "organisation": city,
        "mandate": Mandate.objects.get(person=deputy),
        "asked_mandate": waiting,
        "member": member,
        "deputy": deputy,
        "data_request": DataRequest.objects.create(person=member, kind="copy"),
        "grant": RoleGrant.objects.create(person=member, role="data_steward", ended_at=timezone.now()),
    }


def _journal(officer: Person, member: Person) -> Things:
    """A follow-up of the officer's, a letter, and a line of the journal."""
    subject: Things = {"subject_kind": "place", "subject_id": "abcdefghjk"}
    return {
        "follow_up": FollowUp.objects.create(
            kind="need", title="Call the city", owner=officer, due=timezone.localdate(), **subject
        ),
        "letter": Letter.objects.create(
            key="one", person=member, to=member.email or "", subject="Welcome", body="Hello", language="en"
        ),
        "task": DBTaskResult.objects.create(
            status=TaskResultStatus.FAILED,
            args_kwargs={"args": [], "kwargs": {}},
            task_path="cityclusters.journal.tasks.none",
            backend_name="default",
            run_after=timezone.now(),
        ),
        "entry": Entry.objects.create(actor=officer, act="place.changed", **subject),
    }


def _knowledge(
    people: dict[str, Person | None],
    things: Things,
    space: Space,
    city: Organisation,
    programme: Organisation,
    theme: Theme,
) -> Things:
    """What is asked and shared: mail, questions, translations, adaptations, calls and booklets."""
    member, focal, other, delegate, officer = (
        person for role in ("member", "focal", "other", "delegate", "officer") if (person := people[role])
    )
    posts = other.mandates.select_related("organisation")
    own, draft = things["practice"], things["practice_draft"]
    return {
        **world_mail.things(member),
        **world_questions.things(space, city, focal, other, delegate, officer),
        **world_translations.things(focal, city, other),
        **world_adoption.things(own, draft, posts.get().organisation, other, member),
        **world_judging.things(focal, city, programme, officer, delegate, theme),
        **world_booklets.things(own, programme, city, officer),
    }


def _support(people: dict[str, Person | None], city: Organisation, theme: Theme) -> Things:
    """What the focal point's city needs and offers, and what the other's organisation does with it."""
    focal, other, officer = (person for role in ("focal", "other", "officer") if (person := people[role]))
    host = other.mandates.select_related("organisation").get().organisation
    return {
        "other_deputy": other,
        **world_support_needs.things(focal, city, theme),
        **world_support_offers.things(city, host, focal, other, officer, theme),
        **world_support_matches.things(city, host, focal, other, officer),
        **world_support_rounds.things(officer),
        **world_support_giving.things(city, host, focal, other),
    }


def _work(people: dict[str, Person | None], city: Organisation) -> Things:
    """What the focal point's city leads and keeps behind the door Work."""
    focal, other, delegate = (person for role in ("focal", "other", "delegate") if (person := people[role]))
    return {
        **world_groups_hub.things(city, focal, other, delegate),
        **world_groups_products.things(city, focal, other, delegate),
        **world_groups_registry.things(city, focal, other, delegate),
        **world_projects_diagnosis.things(city, focal),
        **world_projects_local.things(city, focal),
        **world_projects_plan.things(city, focal),
        **world_projects_registry.things(city, focal),
        **world_quiet.things(city, focal, other, delegate),
    }


def _sent_away(space: Space, person: Person) -> Person:
    """She was sent away from the space and appeals."""
    now = timezone.now()
    return Membership.objects.create(
        space=space, person=person, left_at=now, banned_at=now, ban_reason="Sold shoes.", appeal="asked",
        appeal_words="I did not.", appealed_at=now,
    ).person  # fmt: skip


def build(
    newcomer: Person,
    khiva_deputy: Person,
    bukhara_deputy: Person,
    trainer: Person,
    steward: Person,
    officer: Person,
    administrator: Person,
    khiva_city: Organisation,
    programme: Organisation,
    spaces: list[Space],
    countries: dict[str, Country],
    themes: list[Theme],
) -> World:
    """Builds it; the steward keeps `space`, where `exchange` is published, and not the `other` space."""
    delegate = Person.objects.create_user(email="delegate@khiva.example", name="Delegate", language="en")
    people: dict[str, Person | None] = {
        "visitor": None,
        "member": newcomer,
        "focal": khiva_deputy,
        "other": bukhara_deputy,
        "delegate": delegate,
        "steward": steward,
        "officer": officer,
        "administrator": administrator,
    }
    things = _meeting(programme, officer, spaces[1])
    things |= {"place": khiva_city.place, "country": countries["UZ"], "theme": themes[0], "other": spaces[0]}
    things["space_member"] = Membership.objects.create(space=spaces[1], person=delegate).person
    things["sent_away"] = _sent_away(spaces[0], bukhara_deputy)
    things |= _partners(things["exchange"], khiva_city, trainer)
    things |= _attendance(things["exchange"], khiva_city, delegate, officer)
    things |= _survey(things["exchange"], khiva_city, delegate)
    things |= _practices(khiva_city, khiva_deputy, officer, themes[0])
    things |= _people(khiva_city, khiva_deputy, newcomer)
    things |= _journal(officer, newcomer)
    things |= _knowledge(people, things, spaces[1], khiva_city, programme, themes[0])
    things |= _support(people, khiva_city, themes[0])
    things |= _work(people, khiva_city)
    return World(people=people, things=things)
