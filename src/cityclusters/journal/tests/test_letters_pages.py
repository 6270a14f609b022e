"""The outbox on screen, the test letter, the demo's mail, and the worker's page."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries, Settings

from cityclusters.journal import waiting
from cityclusters.journal.models import Entry, FollowUp, Job, Letter
from cityclusters.people.models import Person

SignIn = Callable[[Person | None], Client]
LIST = reverse("journal:letters")


def letter(**fields: object) -> Letter:
    values: dict[str, object] = {"key": f"letter {Letter.objects.count()}", "to": "somebody@mail.test"}
    return Letter.objects.create(**values | {"subject": "Good day", "body": "The body.\n"} | fields)


def test_letters_are_filtered(as_person: SignIn, officer: Person) -> None:
    letter(subject="First", state="failed", problem="550 no such person")
    letter(subject="Second", state="sent", to="mayor@khiva.example")
    browser = as_person(officer)
    body = browser.get(LIST, {"state": "failed"}).content.decode()
    assert "First" in body
    assert "550 no such person" in body
    assert "Second" not in body
    body = browser.get(LIST, {"words": "KHIVA"}).content.decode()
    assert "Second" in body
    assert "First" not in body
    assert browser.get(LIST, {"state": "x", "page": "9" * 30}).status_code == 200


def test_the_list_needs_as_many_queries_for_more_letters(
    as_person: SignIn, officer: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser, counts = as_person(officer), []
    for number in (2, 20):
        for _ in range(number):
            letter(person=officer)
        with django_assert_max_num_queries(12) as asked:
            browser.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_only_those_who_run_the_programme_know_of_them(
    as_person: SignIn, newcomer: Person, officer: Person, administrator: Person
) -> None:
    row = letter(person=newcomer)
    address = reverse("journal:letter", args=[row.public_id])
    for page in (LIST, address):
        assert as_person(newcomer).get(page).status_code == 404
        assert as_person(officer).get(page).status_code == 200
        assert as_person(administrator).get(page).status_code == 200
        assert as_person(None).get(page).status_code == 302


def test_a_failed_letter_is_sent_again(as_person: SignIn, officer: Person) -> None:
    row = letter(state="failed", problem="550 no")
    answer = as_person(officer).post(reverse("journal:send-letter", args=[row.public_id]), follow=True)
    assert "on its way again" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "queued"
    answer = as_person(officer).post(reverse("journal:send-letter", args=[row.public_id]), follow=True)
    assert "can&#x27;t be sent again" in answer.content.decode()


def test_all_failed_letters_are_sent_again(as_person: SignIn, officer: Person) -> None:
    for state in ("failed", "failed", "unclear", "sent"):
        letter(state=state)
    letter(state="failed", problem=Letter.BAD_ADDRESS)
    letter(state="failed", body="", secret=True)
    body = as_person(officer).post(reverse("journal:send-failed"), follow=True).content.decode()
    assert "2 letters are on their way again." in body
    assert Letter.objects.filter(state="queued").count() == 2
    assert Letter.objects.get(state="unclear")


def test_nobody_reads_a_code_that_is_not_hers(as_person: SignIn, officer: Person, settings: Settings) -> None:
    row = letter(secret=True, body="Your code: 1234-5678")
    page = reverse("journal:letter", args=[row.public_id])
    assert "1234-5678" in as_person(officer).get(page).content.decode()  # the demo
    settings.DEMO = False
    assert "1234-5678" not in as_person(officer).get(page).content.decode()


def test_the_administrator_tests_the_mail(as_person: SignIn, administrator: Person, officer: Person) -> None:
    address = reverse("journal:test-letter")
    assert as_person(officer).post(address).status_code == 404
    answer = as_person(administrator).post(address, follow=True)
    assert "A test letter to you is written" in answer.content.decode()
    assert Letter.objects.get().to == administrator.email
    assert Entry.objects.get().act == "letter.tested"


def test_the_demo_shows_its_mail_to_anybody(as_person: SignIn, settings: Settings, db: None) -> None:
    page = reverse("journal:demo-mail")
    assert "No letter has been written yet" in as_person(None).get(page).content.decode()
    letter(subject="Older", written_at=timezone.now() - timedelta(minutes=1))
    letter(subject="Newer", secret=True, body="Your code: 1234-5678 http://localhost:8000/x/\n<script>")
    body = as_person(None).get(page).content.decode()
    assert body.index("Newer") < body.index("Older")
    assert "1234-5678" in body
    assert '<a href="http://localhost:8000/x/"' in body
    assert "&lt;script&gt;" in body
    settings.DEMO = False
    assert as_person(None).get(page).status_code == 404


def failed_task() -> DBTaskResult:  # type: ignore[type-arg]
    return DBTaskResult.objects.create(
        id=uuid4(), status="FAILED", args_kwargs={"args": [], "kwargs": {}}, task_path="a.b.read",
        backend_name="default", run_after=timezone.now(), traceback="ValueError: bad row",
    )  # fmt: skip


def test_the_worker_s_page_says_whether_it_runs(
    as_person: SignIn, administrator: Person, officer: Person
) -> None:
    page = reverse("journal:worker")
    assert as_person(officer).get(page).status_code == 404
    browser = as_person(administrator)
    assert "No worker has been at work yet" in browser.get(page).content.decode()
    job = Job.objects.create(path="a.b", started_at=timezone.now() - timedelta(hours=1))
    assert "No worker has been at work since" in browser.get(page).content.decode()
    job.started_at = timezone.now()
    job.save()
    assert "A worker was at work at" in browser.get(page).content.decode()


def test_a_failed_task_runs_again(as_person: SignIn, administrator: Person) -> None:
    row, browser = failed_task(), as_person(administrator)
    assert "ValueError: bad row" in browser.get(reverse("journal:worker")).content.decode()
    address = reverse("journal:run-task", args=[row.pk])
    assert "will run again" in browser.post(address, follow=True).content.decode()
    assert browser.post(address).status_code == 404


@pytest.mark.parametrize("role", ["newcomer", "officer", "administrator"])
def test_what_of_the_journal_waits_for_whom(role: str, request: pytest.FixtureRequest) -> None:
    person: Person = request.getfixturevalue(role)
    FollowUp.objects.create(
        kind="need", subject_kind="x", subject_id="1", title="Mine", owner=person, due=timezone.localdate()
    )
    letter(state="failed")
    letter(state="unclear")
    letter(state="unclear")
    failed_task()
    found = [(item.title, item.light) for item in waiting.items(person)]
    for_all = [("Mine", "yellow")]
    letters = [("1 letter could not be sent", "red"), ("2 letters were perhaps sent", "yellow")]
    faults = [("1 job or task has failed", "red")]
    assert found == for_all + {"newcomer": [], "officer": letters, "administrator": letters + faults}[role]
