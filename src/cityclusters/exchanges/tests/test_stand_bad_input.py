"""Whatever is typed or forged into the forms of an exchange: a clear refusal, never a fault."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cityclusters.exchanges.models import Contribution, Contributor, Exchange, Registration
from cityclusters.people.models import Organisation, Person

Browser = Callable[[Person | None], Client]
NAMES = re.compile(r'name="([\w.-]+)"')
ODD = [
    "\x00",
    "a\x00b",
    "9" * 40,
    "-1",
    "1e400",
    "<script>",
    "'; DROP TABLE x;--",
    "﷽" * 3000,
    "\ud7ff\U0010ffff",
]
PAGES = [
    "new/",
    "{id}/manage/edit/",
    "{id}/manage/programme/",
    "{id}/manage/programme/rows/",
    "{id}/manage/partners/",
    "{id}/manage/contributions/",
    "{id}/manage/contributors/",
    "{id}/manage/spaces/",
    "{id}/manage/balance/",
    "{id}/manage/media/",
    "{id}/manage/messages/",
    "{id}/manage/cancellation/",
    "{id}/registration/",
]


def _fields(browser: Client, address: str) -> set[str]:
    """The names of all fields on the page of the form (or on the page that leads to it)."""
    shown = browser.get(address)
    if shown.status_code == 405:
        shown = browser.get(address.rsplit("manage/", 1)[0] + "manage/programme/")
    found = set(NAMES.findall(shown.content.decode())) - {"csrfmiddlewaretoken"}
    return found | {"spaces", "themes", "organiser_id", "organisation_id", "partner-organisation_choice"}


@pytest.mark.parametrize("page", PAGES)
def test_forms_refuse_and_never_break(
    open_training: Exchange, officer: Person, as_person: Browser, page: str
) -> None:
    browser = as_person(officer)
    address = f"/exchanges/{page.format(id=open_training.public_id)}"
    names = _fields(browser, address)
    assert len(names) > 5
    for odd in ODD:
        answer = browser.post(address, dict.fromkeys(names, odd))
        assert answer.status_code in (200, 302, 400)
    assert Exchange.objects.count() == 1


@pytest.mark.parametrize(
    "query", ["%00", "q=" + "a" * 7000, "page=-1", "page=%F0%9F", "track=%ff", "time[]=1"]
)
def test_addresses_refuse_and_never_break(open_training: Exchange, client: Client, query: str) -> None:
    for address in ("/exchanges/", open_training.get_absolute_url(), "/api/exchanges.json"):
        assert client.get(f"{address}?{query}").status_code in (200, 400)


@pytest.mark.parametrize(
    "path",
    [
        "partners/99999999999999999999/removal/",
        "sessions/x/",
        "contributions/x/delivery/",
        "media/x/withdrawal/",
    ],
)
def test_parts_that_are_not_there(
    open_training: Exchange, officer: Person, as_person: Browser, path: str
) -> None:
    browser = as_person(officer)
    address = f"/exchanges/{open_training.public_id}/manage/{path}"
    assert browser.post(address).status_code == 404


def test_forged_answers_change_nothing(
    open_training: Exchange,
    officer: Person,
    newcomer: Person,
    khiva_city: Organisation,
    as_person: Browser,
) -> None:
    """Fields that the form does not have are not read."""
    browser = as_person(newcomer)
    forged = {
        "state": "confirmed",
        "delegation_head": "on",
        "organisation": khiva_city.pk,
        "person": officer.pk,
    }
    open_training.change(officer, capacity=1)
    open_training.register(officer)
    browser.post(f"/exchanges/{open_training.public_id}/registration/", forged)
    seat = Registration.objects.get(person=newcomer)
    assert (seat.state, seat.delegation_head, seat.organisation) == ("waitlisted", False, None)
    browser.post(f"/registrations/{seat.public_id}/", forged)
    seat.refresh_from_db()
    assert seat.state == "waitlisted"


def test_a_focal_point_reaches_no_other_exchange(
    open_training: Exchange,
    officer: Person,
    khiva_deputy: Person,
    khiva_city: Organisation,
    as_person: Browser,
) -> None:
    """Her own exchange in the address does not open the parts of another."""
    own = Exchange.create(khiva_deputy, khiva_city, title=open_training.title, zone="UTC", languages=["en"])
    given = Contribution.pledge(officer, open_training, khiva_city, kind="kind", description="Room")
    asked = Contributor.ask(officer, open_training, organisation=khiva_city, post="P", role="speaker")
    seat = open_training.register(officer)
    session = open_training.sessions.get()
    browser = as_person(khiva_deputy)
    base = f"/exchanges/{own.public_id}/manage/"
    targets: list[str] = [
        f"contributions/{given.public_id}/withdrawal/",
        f"contributors/{asked.public_id}/removal/",
        f"registrations/{seat.public_id}/cancellation/",
        f"sessions/{session.public_id}/removal/",
        f"partners/{open_training.partners.get().pk}/removal/",
    ]
    answers: list[Any] = [browser.post(base + target).status_code for target in targets]
    assert answers == [404] * len(targets)
    assert open_training.registrations.get().state == "confirmed"


def test_a_bomb_of_a_programme(open_training: Exchange, officer: Person, as_person: Browser) -> None:
    file = SimpleUploadedFile("p.xlsx", b"PK\x05\x06" + bytes(18))
    answer = as_person(officer).post(
        f"/exchanges/{open_training.public_id}/manage/programme/upload/", {"file": file}
    )
    assert answer.status_code == 200
    assert "problems" in answer.content.decode()
