"""Abuse 8, 9 and 10 on the pages of the desk, the card, the lines and the slip: nothing stays on the device,
nothing that a partner may see says what it is about, and nothing tells whether something is known."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation

from cityclusters.groups.counselling import acts, emergency
from cityclusters.groups.models import EmergencyAccess
from cityclusters.journal.letters import write
from cityclusters.journal.models import Draft, Letter
from cityclusters.people.models import Person, RoleGrant
from cityclusters.projects.directory import jobs
from cityclusters.projects.models import Service
from tests.house import PACKAGE
from tests.test_access import ROWS
from tests.world import World

pytestmark = pytest.mark.page
Browser = Callable[[Person | None], Client]
OURS = ("groups:desk", "groups:card", "groups:open-card", "projects:line", "projects:slip")
TELLING = re.compile(
    r"(?i)counsel|violen|gender|abuse|victim|shelter|emergency|confiden|survivor|conseil|victime|violencia"
    r"|asesor|v[ií]ctima|عنف|ضحي|إرشاد"
)
QUIET_ROWS = [row for row in ROWS if row.route.startswith(OURS)]
TEMPLATES = ("desk_*.html", "_desk_*.html", "card.html", "line*.html", "_line*.html", "slip.html")


def _pages(world: World, as_person: Browser) -> list[tuple[str, Any]]:
    """Each page of ours that the counsellor, the manager, an officer or a visitor gets."""
    found = []
    for role in ("other", "delegate", "officer", "visitor"):
        browser = as_person(world.people[role])
        for row in QUIET_ROWS:
            answer = browser.get(row.address(world))
            if answer.status_code == 200:
                found.append((row.address(world), answer))
    assert len(found) > 20
    return found


def test_8_no_page_is_stored(world: World, as_person: Browser) -> None:
    for address, answer in _pages(world, as_person):
        headers = answer.headers
        assert headers["Cache-Control"].startswith("no-store"), address
        assert headers["X-Robots-Tag"].startswith("noindex"), address
        assert headers["Referrer-Policy"] in {"no-referrer", "same-origin"}, address


def test_8_each_page_has_the_way_out_and_no_snapshot(world: World, as_person: Browser) -> None:
    for address, answer in _pages(world, as_person):
        page = answer.content.decode()
        if "<body" not in page:
            continue  # a spreadsheet
        assert 'href="/rest/"' in page, address
        assert '<body hx-history="false"' in page, address
        assert "serviceWorker" not in page, address
        assert "data-autosave" not in page, address
        assert "core/drafts.js" not in page, address


def test_8_what_is_typed_at_the_desk_is_kept_in_no_draft(world: World, as_person: Browser) -> None:
    browser = as_person(world.people["other"])
    page = browser.get(f"/desk/c/{world.things['folder'].public_id}/").content.decode()
    note = re.search(r"<textarea[^>]*name=\"note\"[^>]*>", page)
    assert note is not None
    assert 'autocomplete="off"' in note[0]
    assert 'spellcheck="false"' in note[0]
    browser.post(f"/desk/c/{world.things['folder'].public_id}/", {"note": "Refused."})
    assert not Draft.objects.filter(person=world.people["other"]).exists()


def test_9_title_icon_and_address_are_those_of_any_page(world: World, as_person: Browser) -> None:
    for address, answer in _pages(world, as_person):
        assert not TELLING.search(address), address
        page = answer.content.decode(errors="replace")
        if "<title>" in page:
            assert "<title>Cities Clusters</title>" in page
            assert re.findall(r'rel="icon" href="([^"]+)"', page) == ["/static/core/icon.svg"]


def test_9_a_tab_of_a_group_and_my_work_don_t_tell(world: World, as_person: Browser) -> None:
    steward = world.people["steward"]
    assert steward is not None
    RoleGrant.grant(steward, RoleGrant.Role.DATA_STEWARD, None)
    work = as_person(steward).get("/my-work/").content.decode()
    assert "Something waits on your desk" in work
    group = as_person(world.people["delegate"]).get(world.things["desk"].get_absolute_url()).content.decode()
    assert ">Desk<" in group
    for page in (work, group):
        assert "/desk/" in page


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_9_no_letter_says_what_it_is_about(world: World, language: str) -> None:
    """In each language: subject and body of the letters of both rooms."""
    person = world.people["other"]
    assert person is not None
    Person.objects.filter(pk=person.pk).update(language=language)
    person.refresh_from_db()
    for template in ("groups/mail/desk", "projects/mail/line"):
        letter = write(f"trial:{template}", person, template, {"page": "https://cities.example/desk/"})
        assert letter is not None
        assert letter.subject
        assert not TELLING.search(letter.subject + letter.body), (template, letter.subject, letter.body)


def test_9_nobody_who_is_counselled_is_ever_written_to(world: World) -> None:
    """No e-mail without 'safe to contact': the desk knows no address of hers at all."""
    counsellor, manager = world.people["other"], world.people["delegate"]
    steward = world.people["steward"]
    assert counsellor
    assert manager
    assert steward
    RoleGrant.grant(steward, RoleGrant.Role.DATA_STEWARD, None)
    Letter.objects.all().delete()
    folder = acts.open_case(world.things["desk"], counsellor, "Somebody")
    acts.write_session(folder, counsellor, held_on=folder.group.today(), minutes=5, kind="phone", note="x")
    acts.close(folder, counsellor)
    acts.erase(folder, counsellor)
    assert not Letter.objects.exists()
    EmergencyAccess.objects.all().delete()
    emergency.ask(world.things["desk"], counsellor, manager, reason="life", words="Now.")
    Service.objects.update(verified_on=timezone.localdate() - timedelta(days=91), verified_by=manager)
    jobs.follow_the_calendar()
    assert {letter.person for letter in Letter.objects.all()} <= {counsellor, manager, steward}
    assert not any(TELLING.search(letter.subject) for letter in Letter.objects.all())


def test_10_nothing_tells_whether_something_is_known(world: World, as_person: Browser) -> None:
    """Signed out and signed in, what is there answers like what is not: status, headers, body."""
    known = {
        row.address(world) for row in QUIET_ROWS if row.route.startswith("groups:desk") and row.arguments
    }
    for role in ("visitor", "member", "officer", "administrator"):
        browser = as_person(world.people[role])
        for address in known:
            code = next(part for part in address.split("/") if len(part) == 10)
            absent_at = address.replace(code, "zzzzzzzzzz")
            for method in ("get", "post"):
                there, absent = getattr(browser, method)(address), getattr(browser, method)(absent_at)
                assert there.status_code == absent.status_code, (role, address)
                assert sorted(there.headers) == sorted(absent.headers), (role, address)
                assert there.content.replace(code.encode(), b"zzzzzzzzzz") == absent.content, (role, address)


def test_8_no_template_of_these_rooms_loads_anything_from_elsewhere() -> None:
    folders = [PACKAGE / "groups/templates/groups", PACKAGE / "projects/templates/projects"]
    found = [path for folder in folders for name in TEMPLATES for path in Path(folder).glob(name)]
    assert len(found) > 20
    for path in found:
        text = path.read_text("utf-8")
        assert not re.search(r"https?://", text), path
        assert "<script" not in text, path
        if not path.name.startswith("_"):
            assert text.startswith('{% extends "core/quiet.html" %}'), path


def test_9_the_words_of_the_letters_are_translated() -> None:
    for language in ("fr", "es", "ar"):
        with translation.override(language):
            assert translation.gettext("Something new on your desk") != "Something new on your desk"
            assert translation.gettext("A number to check") != "A number to check"
