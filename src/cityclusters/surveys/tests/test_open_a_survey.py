"""Opening: by itself after the last session, to those who attended, each in her language."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cityclusters.exchanges.models import Attendance, Exchange, Registration, Session
from cityclusters.journal.models import Entry, FollowUp, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.surveys import building, design, jobs, opening, tasks
from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.tests.conftest import seat
from cityclusters.surveys.tokens import link

Browser = Callable[[Person | None], Client]


def test_it_opens_by_itself_to_those_who_attended(
    checked_survey: Survey, delegates: list[Registration]
) -> None:
    Attendance.objects.filter(registration=delegates[11]).delete()  # registered, but never came
    jobs.open_and_close()
    checked_survey.refresh_from_db()
    assert checked_survey.state == Survey.State.OPEN
    asked = set(checked_survey.tickets.values_list("person__name", flat=True))
    assert asked == {f"Delegate {number}" for number in range(11)}
    assert Entry.objects.filter(act="survey.opened").count() == 1


def test_it_waits_for_the_last_session(checked_survey: Survey) -> None:
    last = Session.objects.order_by("end").last()
    assert last is not None
    last.end = timezone.now() + timedelta(hours=1)
    last.save()
    jobs.open_and_close()
    checked_survey.refresh_from_db()
    assert checked_survey.state == Survey.State.CHECKED


def test_it_waits_for_a_chosen_time(checked_survey: Survey) -> None:
    Survey.objects.filter(pk=checked_survey.pk).update(opens_at=timezone.now() + timedelta(days=120))
    jobs.open_and_close()
    checked_survey.refresh_from_db()
    assert checked_survey.state == Survey.State.CHECKED


def test_letters_are_in_each_persons_language_with_her_own_link(
    checked_survey: Survey, delegates: list[Registration]
) -> None:
    Person.objects.filter(pk=delegates[2].person.pk).update(language="fr")
    opening.open_survey(checked_survey)
    letters = {letter.to: letter for letter in Letter.objects.filter(key__startswith="survey:")}
    assert len(letters) == 12
    uzbek, english = letters["delegate0@khiva.example"], letters["delegate1@khiva.example"]
    assert uzbek.subject == "Fikringizni bilmoqchimiz"
    assert "Your opinion, please: How was the training?" in english.subject
    assert all(letter.secret for letter in letters.values())
    for letter in (uzbek, english, letters["delegate2@khiva.example"]):
        ticket = checked_survey.tickets.get(person__email=letter.to)
        assert link(ticket) in letter.body
        assert sum(link(other) in letter.body for other in checked_survey.tickets.all()) == 1


def test_nothing_of_a_link_is_kept_in_the_ticket(open_survey: Survey) -> None:
    ticket = open_survey.tickets.first()
    assert ticket is not None
    signature = link(ticket).split(".")[1].strip("/")
    row = open_survey.tickets.filter(pk=ticket.pk).values().get()
    assert signature not in str(row)


def test_it_closes_at_the_end_of_the_day_in_the_zone_of_the_exchange(checked_survey: Survey) -> None:
    opening.open_survey(checked_survey)
    assert checked_survey.closes_at is not None
    assert checked_survey.opened_at is not None
    assert f"{checked_survey.closes_at:%H:%M}" == "18:59"  # 23:59 in Tashkent
    assert (
        timedelta(days=9, hours=23)
        < checked_survey.closes_at - checked_survey.opened_at
        <= timedelta(days=11)
    )


def test_an_unchecked_survey_does_not_open_and_the_owner_is_told_once(
    draft_survey: Survey, delegates: list[Registration], officer: Person
) -> None:
    jobs.open_and_close()
    told = FollowUp.objects.get(kind="survey_not_checked")
    assert told.owner == officer
    told.close(officer, "Not needed for this exchange.", FollowUp.State.DROPPED)
    jobs.open_and_close()
    assert FollowUp.objects.filter(kind="survey_not_checked").count() == 1
    draft_survey.refresh_from_db()
    assert draft_survey.state == Survey.State.DRAFT


def test_SU3_it_does_not_open_as_anonymous_when_few_came(
    checked_survey: Survey, delegates: list[Registration]
) -> None:
    Attendance.objects.filter(registration__in=[row.pk for row in delegates[1::2][1:]]).delete()
    jobs.open_and_close()
    checked_survey.refresh_from_db()
    assert checked_survey.state == Survey.State.CHECKED
    assert FollowUp.objects.filter(kind="survey_small_cells").count() == 1


def test_it_waits_silently_while_nobody_is_recorded(checked_survey: Survey) -> None:
    Attendance.objects.all().delete()
    jobs.open_and_close()
    checked_survey.refresh_from_db()
    assert checked_survey.state == Survey.State.CHECKED
    assert not FollowUp.objects.filter(subject_id=checked_survey.public_id).exists()


def test_a_cancelled_exchange_asks_nobody(checked_survey: Survey) -> None:
    Exchange.objects.update(state=Exchange.State.CANCELLED)
    jobs.open_and_close()
    assert not checked_survey.tickets.exists()
    with pytest.raises(SurveyRefused):
        opening.open_survey(Survey.objects.get())


def test_late_attendance_gets_a_ticket_too(
    open_survey: Survey, khiva_city: Organisation, khiva_deputy: Person
) -> None:
    seat(open_survey.exchange, khiva_deputy, khiva_city, "Deputy mayor")
    jobs.open_and_close()
    assert open_survey.tickets.filter(person=khiva_deputy).count() == 1
    assert Letter.objects.filter(key__startswith="survey:").count() == 13
    jobs.open_and_close()
    assert open_survey.tickets.count() == 13
    assert Letter.objects.filter(key__startswith="survey:").count() == 13


def test_SU3_a_latecomer_who_could_be_recognised_gets_no_ticket(
    training: Exchange,
    delegates: list[Registration],
    officer: Person,
    stranger: Person,
    amman_city: Organisation,
) -> None:
    survey = building.create(training, officer, key="short_evaluation")
    survey.questions.filter(asks_about="sex").delete()
    Question.objects.create(
        survey=survey,
        order=9,
        code="land",
        kind="text",
        texts={"_": "en", "en": "Country?"},
        asks_about="country",
    )
    assert design.check(survey, officer).passed
    opening.open_survey(survey)
    seat(training, stranger, amman_city, "Manager")
    jobs.open_and_close()
    assert not survey.tickets.filter(person=stranger).exists()
    assert FollowUp.objects.filter(kind="survey_small_cells", subject_id=survey.public_id).exists()


def test_SU1_the_mode_is_fixed_once_open(open_survey: Survey, officer: Person) -> None:
    with pytest.raises(SurveyRefused) as refused:
        building.change_survey(open_survey, officer, mode=Survey.Mode.IDENTIFIED)
    assert refused.value.code == "fixed"
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=open_survey.pk).update(mode=Survey.Mode.IDENTIFIED)
    open_survey.refresh_from_db()
    assert open_survey.mode == Survey.Mode.ANONYMOUS


def test_SU1_the_database_refuses_to_forget_that_it_was_opened(open_survey: Survey) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=open_survey.pk).update(mode_when_opened="")


def test_questions_are_fixed_once_open(open_survey: Survey, officer: Person) -> None:
    question = open_survey.questions.get(code="change")
    for act in (
        lambda: building.save_question(question, officer),
        lambda: building.remove_question(question, officer),
        lambda: building.move_question(question, officer, up=True),
        lambda: building.replace_questions(open_survey, [], officer),
    ):
        with pytest.raises(SurveyRefused):
            act()
    assert open_survey.questions.count() == 14


def test_an_officer_opens_it_by_hand_after_confirming(
    checked_survey: Survey, officer: Person, as_person: Browser
) -> None:
    browser = as_person(officer)
    address = (
        f"/exchanges/{checked_survey.exchange.public_id}/manage/survey/{checked_survey.public_id}/opening/"
    )
    assert "Everybody who attended gets a letter" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 302
    checked_survey.refresh_from_db()
    assert checked_survey.state == Survey.State.OPEN
    assert "Copy it" in browser.post(address, follow=True).content.decode()  # a second click changes nothing
    assert checked_survey.tickets.count() == 12


def test_many_are_asked_by_a_task_in_small_steps(
    checked_survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LARGE", 5)
    monkeypatch.setattr(opening, "AT_ONCE", 5)
    jobs.open_and_close()
    jobs.open_and_close()  # nothing new: no second task
    (waiting,) = DBTaskResult.objects.filter(task_path="cityclusters.surveys.tasks.ask")
    assert waiting.args_kwargs["args"] == [checked_survey.pk]
    assert not checked_survey.tickets.exists()
    for _killed_and_run_again in range(2):
        tasks.ask.func(checked_survey.pk)
    checked_survey.refresh_from_db()
    assert checked_survey.state == Survey.State.OPEN
    assert checked_survey.tickets.count() == 12
    assert Letter.objects.filter(key__startswith="survey:").count() == 12


def test_tickets_half_given_are_completed(open_survey: Survey, delegates: list[Registration]) -> None:
    open_survey.tickets.filter(person__in=[row.person for row in delegates[5:]]).delete()
    assert opening.give_tickets(open_survey) == 7
    assert opening.give_tickets(open_survey) == 0
    assert open_survey.tickets.count() == 12


def test_a_page_says_when_it_opens(
    checked_survey: Survey, delegates: list[Registration], as_person: Browser
) -> None:
    address = f"/exchanges/{checked_survey.exchange.public_id}/survey/"
    page = as_person(delegates[0].person).get(address).content.decode()
    assert "The survey is not open yet." in page
    opening.open_survey(checked_survey)
    answer = as_person(delegates[0].person).get(address)
    assert answer["Location"].startswith("/surveys/answer/")


def test_EX9_a_training_without_a_later_survey_is_warned_of(
    draft_survey: Survey, officer: Person, as_person: Browser
) -> None:
    browser, exchange = as_person(officer), draft_survey.exchange
    address = f"/exchanges/{exchange.public_id}/manage/survey/"
    assert "No survey is planned that asks" in browser.get(address).content.decode()
    browser.post(f"/exchanges/{exchange.public_id}/manage/later-survey/")
    later = Survey.objects.get(level=Survey.Level.BEHAVIOUR)
    assert later.opens_at is not None
    assert timedelta(days=90) < later.opens_at - timezone.now() < timedelta(days=184)
    assert "No survey is planned that asks" not in browser.get(address).content.decode()
