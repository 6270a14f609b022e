"""Abuse 19, at every page that takes a spreadsheet: a bad file is refused in the reader's language, with the
reason, and nothing of it is kept or written."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from cityclusters.core.sheets import Refused, read_sheet, refusal_text
from cityclusters.exchanges import log_acts
from cityclusters.exchanges.models import Assessment, ConnectionLog, DelegateList, Registration, Session
from cityclusters.exchanges.tests.uploads import run, xlsx
from cityclusters.people.models import Person
from cityclusters.surveys.models import Question, Survey
from tests.abuse.test_19_spreadsheet_bombs import bomb, encrypted
from tests.test_access import SignIn
from tests.world import World

FORMULA = '=HYPERLINK("https://evil.example","Mayor")'
LANGUAGES = ("fr", "ar")


def _book(*lines: list[str]) -> bytes:
    content: bytes = xlsx(*lines).read()
    return content


@pytest.fixture(scope="module")
def bad() -> dict[str, tuple[str, bytes]]:
    """Each as it is named and what it holds; the first two are expensive to make."""
    return {
        "zip bomb": ("list.xlsx", bomb()),
        "10,001 columns": ("list.xlsx", _book(["Name"] * 10_001, ["A"] * 10_001)),
        "10,001 columns of text": ("list.csv", b"Name," * 10_001 + b"\nA\n"),
        "password": ("list.xlsx", encrypted()),
        "NUL": ("list.csv", b"Name\x00,City\nA,B\n"),
        "not a table": ("list.csv", b"%PDF-1.7 \xe2\xe3\xcf\xd3"),
        "only a heading": ("list.csv", b"Name,City\n"),
        "empty": ("list.csv", b" "),
    }


# Files that can be read, and then are not what the page needs.
READABLE: dict[str, tuple[str, bytes]] = {
    "no heading": ("list.csv", b"Khiva,Bukhara\nNukus,Termez\n"),
    "a formula in a name": ("list.xlsx", _book(["Name", "City"], [FORMULA, "Khiva"])),
    "another encoding": ("list.csv", "Ф.И.О.;Шаҳар\nЮлдашева;Хива\n".encode("utf-16-be")),
    "broken letters": ("list.csv", b"Name,City\n\x81\x8d\x8f\x90\x9d\xff\xfe,\xc3\n"),
}


def _upload(named: tuple[str, bytes]) -> SimpleUploadedFile:
    return SimpleUploadedFile(*named)


def _page(name: str, exchange: str) -> str:
    return reverse(f"exchanges:{name}", args=[exchange])


def _list_of_delegates(browser: Client, exchange: str, file: SimpleUploadedFile) -> Any:
    before = set(DelegateList.objects.values_list("pk", flat=True))
    answer = browser.post(_page("delegates", exchange), {"file": file, "kind": "other", "language": "en"})
    made = DelegateList.objects.exclude(pk__in=before).first()
    if made is None:
        return answer
    return browser.get(run(made).get_absolute_url(), follow=True)


def _log(browser: Client, exchange: str, file: SimpleUploadedFile) -> Any:
    answer = browser.post(_page("attendance-logs", exchange), {"file": file, "zone": "UTC"})
    if answer.status_code != 302:
        return answer
    log = ConnectionLog.objects.get(public_id=answer["Location"].split("/")[-2])
    if log.state == ConnectionLog.State.READING:  # the same file again is the same log
        log_acts.read(log)
    return browser.get(log.get_absolute_url(), follow=True)


def _programme(browser: Client, exchange: str, file: SimpleUploadedFile) -> Any:
    return browser.post(_page("upload", exchange), {"file": file})


def _results(browser: Client, exchange: str, file: SimpleUploadedFile) -> Any:
    return browser.post(_page("assessments-upload", exchange), {"file": file})


def _questions(browser: Client, exchange: str, file: SimpleUploadedFile) -> Any:
    survey = Survey.objects.get(exchange__public_id=exchange, state=Survey.State.DRAFT)
    address = reverse("surveys:upload", args=[exchange, survey.public_id])
    return browser.post(address, {"file": file})


DOORS = {
    "delegates": _list_of_delegates,
    "log": _log,
    "programme": _programme,
    "assessments": _results,
    "questionnaire": _questions,
}


def _reason(named: tuple[str, bytes]) -> str:
    """Why the file is refused, in the language that is active."""
    try:
        read_sheet(io.BytesIO(named[1]), named[0], known=lambda text: text == "Name")
    except Refused as refused:
        return str(escape(refusal_text(refused.code, refused.params)))
    raise AssertionError("this file is no bad one")


def _written() -> tuple[int, ...]:
    models = (Registration, Session, Assessment, Question, Person)
    return tuple(model.objects.count() for model in models)


@pytest.fixture
def browser(world: World, as_person: SignIn) -> Callable[[str], Client]:
    def reading(language: str) -> Client:
        officer = world.people["officer"]
        assert officer is not None
        Person.objects.filter(pk=officer.pk).update(language=language)
        return as_person(officer)

    return reading


@pytest.mark.parametrize("door", DOORS)
def test_19_a_bad_file_is_refused_in_words_at_every_door(
    world: World, browser: Callable[[str], Client], bad: dict[str, tuple[str, bytes]], door: str
) -> None:
    exchange, before = world.argument("exchange"), _written()
    for language in LANGUAGES:
        officer = browser(language)
        for name, named in bad.items():
            answer = DOORS[door](officer, exchange, _upload(named))
            assert answer.status_code in (200, 422), name
            with override(language):
                assert _reason(named) in answer.text, (name, language)
    assert _written() == before


@pytest.mark.parametrize("door", DOORS)
def test_19_a_file_that_is_something_else_writes_nothing(
    world: World, browser: Callable[[str], Client], door: str
) -> None:
    exchange, before, officer = world.argument("exchange"), _written(), browser("ar")
    for name, named in READABLE.items():
        answer = DOORS[door](officer, exchange, _upload(named))
        assert answer.status_code in (200, 422), name
        assert "evil.example" not in answer.text
    assert _written() == before
