"""Loading the whole demo, once."""

from django.db import transaction

from cityclusters.exchanges.models import Exchange
from cityclusters.pages.demo import (
    answers,
    giving,
    knowledge,
    meetings,
    practices,
    records,
    rounds,
    support,
    trade,
)
from cityclusters.pages.demo.work import cast, hub, justa, products, walking
from cityclusters.pages.demo.work import groups as work_groups
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Practice
from cityclusters.surveys.publishing import publish

WEBINAR_SEATS = 4


def is_loaded() -> bool:
    """Whether the demo's training is there already."""
    return Exchange.objects.filter(public_id=meetings.IDS["uzbekistan-2020"]).exists()


@transaction.atomic
def load() -> bool:
    """Loads the demo's records; False where they are in place."""
    if is_loaded():
        return False
    organisations = records.make_organisations()
    team = records.make_team(organisations)
    support.make_cast(organisations, team["officer"])
    workers = {"hub": team["hub"], **cast.make_cast(organisations, team["officer"])}
    cities = records.make_cities()
    training = _training(organisations, team["officer"], cities)
    meetings.make_exchange("three-cities-2022", organisations, team["officer"])
    _webinar(organisations, team, cities)
    by_name = {name: city for city, name in cities}
    made = _knowledge(organisations, team, by_name)
    _help(organisations, team, training, made, by_name["Khiva"])
    _work(organisations, workers)
    return True


def _work(organisations: dict[str, Organisation], workers: dict[str, Person]) -> None:
    workers = {**workers, "councillor": records.person("councillor@cajabamba", "Councillor of Cajabamba")}
    made = work_groups.make_groups(organisations, workers)
    hub.make_hub(made["hub"], organisations, workers)
    goods = products.make_products(made, workers)
    products.make_process(made, goods["harissa"], workers["tahadi"])
    products.make_meetings(made, workers["weavers"])
    walking.make_projects(organisations, made, workers)
    justa.make_plan(organisations, workers)


def _help(
    organisations: dict[str, Organisation],
    team: dict[str, Person],
    training: Exchange,
    practices_made: dict[str, Practice],
    khiva: Organisation,
) -> None:
    officer, verifier = team["officer"], team["second"]
    support.needs_from_statements(training)
    offers = support.make_offers(organisations, practices_made, verifier, later=False)
    first = rounds.make_first(officer, offers, khiva)
    rounds.make_answers(first, khiva, officer)
    support.make_new_needs(organisations, practices_made)
    offers |= support.make_offers(organisations, practices_made, verifier, later=True)
    rounds.make_next(officer, offers)
    giving.make_drive(organisations, officer)
    trade.make_trade(organisations, officer)


def _knowledge(
    organisations: dict[str, Organisation], team: dict[str, Person], cities: dict[str, Organisation]
) -> dict[str, Practice]:
    judges = practices.make_team(organisations, team)
    call = practices.make_call(organisations, judges)
    made = practices.make_practices(organisations, cities, call, judges)
    knowledge.make_booklets(organisations["unossc"], team["officer"], made, call)
    knowledge.make_adaptation(made, organisations["cajabamba"])
    knowledge.make_question(team["steward"])
    return made


def _training(
    organisations: dict[str, Organisation], officer: Person, cities: list[tuple[Organisation, str]]
) -> Exchange:
    training = meetings.make_exchange("uzbekistan-2020", organisations, officer)
    seats = meetings.make_delegates(training, cities, officer)
    records.join_spaces([seat.person for seat in seats])
    meetings.make_attendance(training, seats)
    survey = answers.make_survey(training, officer)
    answers.make_needs(training, officer, seats)
    publish(survey, officer)
    return training


def _webinar(
    organisations: dict[str, Organisation], team: dict[str, Person], cities: list[tuple[Organisation, str]]
) -> None:
    webinar = meetings.make_exchange("coming", organisations, team["second"])
    for city, _name in cities[:WEBINAR_SEATS]:
        delegate = Person.objects.filter(mandates__organisation=city, mandates__may_act=True).get()
        webinar.register(delegate, organisation=city, notify=False)
