"""The demo's story: two exchanges told from their published texts, with the numbers that these print."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from cityclusters.booklets.models import Booklet, EditionFile, editions_of
from cityclusters.exchanges.balance import of
from cityclusters.exchanges.models import Contributor, Exchange, Publication
from cityclusters.exchanges.results import counts
from cityclusters.journal.models import FollowUp
from cityclusters.pages.demo import loading, meetings
from cityclusters.pages.demo.records import read
from cityclusters.people.models import Organisation, Person
from cityclusters.places import gazetteer
from cityclusters.practices.models import Adaptation, Call, Practice
from cityclusters.questions.models import ConsolidatedReply, Question
from cityclusters.surveys.modalities import MODALITIES
from cityclusters.surveys.models import Response, StatementOfNeed, Survey
from cityclusters.surveys.reporting.building import build_report, evaluation_of, missing_for_reported
from cityclusters.surveys.results import analysis_of


@pytest.fixture
def training(story: Exchange, db: None) -> Exchange:
    """The training of the story; what a test changes is taken back after it."""
    return Exchange.objects.get(pk=story.pk)


def test_the_35_cities_are_real_ones_of_uzbekistan(known: dict[int | None, gazetteer.City]) -> None:
    cities = read("uzbek_cities")
    assert len({row["place"] for row in cities}) == len({row["english"] for row in cities}) == 35
    assert {known[row["place"]].country for row in cities if row["place"] in known} == {"UZ"}
    assert len({row["place"] for row in cities} - set(known)) <= 3, "the rest stands in our own list"


def test_T01_the_training_gives_94_94_and_71_percent_of_35_answers(training: Exchange) -> None:
    survey = Survey.objects.get(exchange=training)
    assert (survey.mode, survey.responses.count()) == ("anonymous", 35)
    questions = analysis_of(survey)["questions"]
    found = [
        (option["count"], questions[code]["answered"], option["percent"])
        for code, key in [("expect", "yes"), ("engage", "yes"), ("partners", "CN")]
        for option in [questions[code]["options"][key]]
    ]
    assert found == [(33, 35, 94), (33, 35, 94), (25, 35, 71)]
    rate = analysis_of(survey)["response_rate"]
    assert rate is not None
    assert (rate["count"], rate["base"], rate["base_is"]) == (35, counts(training).attended, "attended")
    assert not Response.objects.exclude(person=None).exists(), "anonymous answers have no person"


def test_B1_cities_then_people_are_counted_from_the_records(training: Exchange) -> None:
    found = counts(training)
    assert (found.registered, found.places, found.countries) == (46, 35, ["UZ"])
    assert training.illustrative, "the API, the pages and the report say so"
    notice = build_report(training, None, names_shown=False).notice
    assert notice.startswith("Illustrative: ")
    assert "Text of 11 November 2020" in notice


def test_EX7_an_exchange_without_counts_and_survey_is_not_called_reported(training: Exchange) -> None:
    for exchange in Exchange.objects.all():
        missing = missing_for_reported(exchange, evaluation_of(exchange))
        assert (exchange.state == Exchange.State.REPORTED) == (not missing), exchange


def test_T10_nobody_of_the_team_or_the_speakers_has_a_guessed_sex(training: Exchange) -> None:
    speakers = Contributor.objects.filter(exchange__public_id=meetings.IDS["three-cities-2022"])
    balance = of(row.sex for row in speakers)
    assert balance.total == balance.not_stated > 0
    assert not Person.objects.filter(email__endswith="@programme.example").exclude(sex="").exists()


def test_B8_eight_trainers_of_four_institutions(training: Exchange) -> None:
    trainers = training.contributors.filter(role=Contributor.Role.TRAINER)
    assert trainers.count() == 8
    assert trainers.values("organisation").distinct().count() == 4
    assert training.messages.count() == 1, "the opening message is not a speaker"
    assert not training.contributors.filter(role=Contributor.Role.SPEAKER).exists()


def test_B18_each_need_with_consent_stands_in_the_queue(training: Exchange) -> None:
    needs = StatementOfNeed.objects.filter(exchange=training)
    assert (needs.count(), needs.filter(contact=True).count()) == (35, 33)
    assert FollowUp.objects.filter(kind="need").count() == 33
    assert not FollowUp.objects.filter(kind="need", owner=None).exists()


def test_A1_the_three_city_exchange_stands_in_several_spaces_at_its_hour(training: Exchange) -> None:
    exchange = Exchange.objects.get(public_id=meetings.IDS["three-cities-2022"])
    assert Publication.objects.filter(exchange=exchange).count() >= 2
    start = exchange.sessions.order_by("start")[0].start
    assert start == datetime(2022, 10, 28, 13, tzinfo=UTC)
    assert start.astimezone(ZoneInfo("Asia/Amman")).hour == 16, "T23"
    yichun = Organisation.objects.get(place__name="Yichun", kind="women")
    assert yichun.place is not None
    assert yichun.place.latitude == pytest.approx(27.8, abs=0.1), "the one in Jiangxi"


def test_loading_again_changes_nothing(training: Exchange) -> None:
    before = (Person.objects.count(), Exchange.objects.count(), StatementOfNeed.objects.count())
    assert not loading.load()
    assert (Person.objects.count(), Exchange.objects.count(), StatementOfNeed.objects.count()) == before


def test_A27_the_programme_page_counts_what_stands_in_the_records(training: Exchange, client: Client) -> None:
    page = client.get("/about/")
    assert page.status_code == 200
    assert (page.context["cities"], page.context["exchanges"]) == (35, 4)
    people = {seat.person_id for e in Exchange.objects.all() for seat in e.registrations.all()}
    assert page.context["people"] == len(people)


def test_the_demos_needs_use_the_codes_of_the_list(training: Exchange) -> None:
    used = {code for need in StatementOfNeed.objects.all() for code in need.modalities}
    assert used <= set(MODALITIES)
    assert used


def test_the_call_of_2020_gave_four_practices_judged_from_other_countries(training: Exchange) -> None:
    """Seed item D15 and rule PR1: each has two handed-in reviews of other organisations and countries."""
    call = Call.objects.get()
    assert (call.state, str(call.closes_on)) == ("evaluated", "2020-11-16")
    found = list(call.practices.select_related("place", "organisation"))
    assert {row.place.name for row in found} == {"Banjul", "Chandigarh", "Medellín", "Beijing"}
    for row in found:
        reviews = list(row.reviews.filter(state="done"))
        assert len({review.organisation_id for review in reviews} - {row.organisation_id}) == 2
        assert len({review.country for review in reviews} - {row.place.country_id}) == 2


def test_what_the_texts_do_not_say_is_left_open(training: Exchange) -> None:
    for practice in Practice.objects.all():
        keys = set(practice.sections.values_list("key", flat=True))
        assert "failed" not in keys
        assert not any(row.value for row in practice.results.all())


def test_the_three_stories_run_from_exchange_to_booklet_to_adoption(training: Exchange) -> None:
    women = Booklet.objects.published().get(call=None)
    assert {edition.language for edition in editions_of(women).published()} == {"en", "es", "ar", "zh"}
    files = EditionFile.objects.filter(edition__booklet=women)
    assert {row.kind for row in files if row.file} == {"pdf", "epub", "docx"}
    made = Practice.objects.filter(made_from__exchange=f"exchange:{meetings.IDS['three-cities-2022']}")
    assert {row.place.name for row in made} == {"Amman", "Yichun", "Cajabamba"}
    adaptation = Adaptation.objects.get()
    assert (adaptation.practice.place.name, adaptation.place.name) == ("Yichun", "Cajabamba")
    assert adaptation.confirmed_at is not None


def test_a_question_by_mail_was_answered_from_three_cities_and_consolidated(training: Exchange) -> None:
    question = Question.objects.get()
    assert question.by_mail
    assert {row.place.name for row in question.answers.all() if row.place} == {
        "Amman",
        "Yichun",
        "Cajabamba",
    }
    reply = ConsolidatedReply.objects.published().get()
    assert {row.kind for row in reply.credits.all()} >= {"asked", "answered", "wrote"}
