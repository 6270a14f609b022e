"""Standards as checklists with evidence; certificates written down (seed items C20, C31)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.groups.models import ComplianceRecord, Group, StandardAnswer
from cityclusters.groups.standards import acts
from cityclusters.groups.standards.acts import Answer
from cityclusters.groups.standards.catalogue import standards
from cityclusters.groups.tests import making
from cityclusters.groups.tests.making_products import certified, product
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person
from cityclusters.places.models import Place

Browser = Callable[[Person | None], Client]
State = ComplianceRecord.State


@pytest.fixture
def group(reads_english: Person, khiva: Place) -> Group:
    return making.group(khiva, Group.Kind.COOPERATIVE, reads_english)


@pytest.fixture
def haccp(group: Group, reads_english: Person) -> ComplianceRecord:
    return acts.start(reads_english, group, None, "haccp")


def _all(record: ComplianceRecord) -> list[Answer]:
    items = standards()[record.standard].items
    return [Answer(item.code, "yes", record.group.today(), "Notebook") for item in items]


def test_C20_a_line_is_met_with_a_day_and_evidence(
    haccp: ComplianceRecord, group: Group, reads_english: Person, as_person: Browser
) -> None:
    browser, address = as_person(reads_english), haccp.get_absolute_url()
    refused = browser.post(address, {"hazards-met": "yes", "records-met": "no"})
    assert "Say since when it is met." in refused.text
    assert "Say what shows it" in refused.text
    late = (group.today() + timedelta(days=1)).isoformat()
    sent = {"hazards-met": "yes", "hazards-on": late, "hazards-evidence": "Plan of 3 May"}
    assert "not come yet" in browser.post(address, sent).text
    sent |= {"hazards-on": group.today().isoformat(), "points-met": "na", "points-evidence": "No such point"}
    for _press in range(2):
        assert browser.post(address, sent).status_code == 302
    assert {one.item: one.met for one in StandardAnswer.objects.all()} == {"hazards": "yes", "points": "na"}
    assert Entry.objects.filter(act="groups_standard.answered").count() == 1
    assert "2 of 7" in browser.get(f"/groups/{group.public_id}/standards/").text
    browser.post(address, {"hazards-met": ""})
    assert not StandardAnswer.objects.exists()


def test_ones_own_word_needs_the_whole_checklist(haccp: ComplianceRecord, reads_english: Person) -> None:
    acts.move(haccp, reads_english, State.IN_PREPARATION)
    with pytest.raises(NotPossible, match="not met yet"):
        acts.move(haccp, reads_english, State.SELF_DECLARED)
    acts.answer(haccp, reads_english, _all(haccp))
    acts.move(haccp, reads_english, State.SELF_DECLARED)
    with pytest.raises(NotPossible):
        acts.move(haccp, reads_english, State.CERTIFIED)  # only a certificate leads there


def test_every_step_leads_only_where_the_table_says(haccp: ComplianceRecord, reads_english: Person) -> None:
    acts.answer(haccp, reads_english, _all(haccp))
    for state in State.values:
        for aim in set(State.values) - {state}:
            ComplianceRecord.objects.filter(pk=haccp.pk).update(state=state)
            haccp.refresh_from_db()
            if aim in acts.MOVES[state]:
                acts.move(haccp, reads_english, aim)
                assert haccp.state == aim
            else:
                with pytest.raises(NotPossible):
                    acts.move(haccp, reads_english, aim)


def test_C31_a_certificate_is_written_down_with_its_paper(
    haccp: ComplianceRecord, group: Group, reads_english: Person, stranger: Person, as_person: Browser
) -> None:
    browser, address = as_person(reads_english), f"{haccp.get_absolute_url()}certificate/"
    today = group.today()
    sent = {"body": "Certifier Ltd", "certified_on": today.isoformat(), "expires_on": "2000-01-01"}
    assert "before the day on which it was certified" in browser.post(address, sent).text
    sent["expires_on"] = (today + timedelta(days=365)).isoformat()
    assert "Add the certificate" in browser.post(address, sent).text
    text = SimpleUploadedFile("c.pdf", b"no paper")
    assert browser.post(address, {**sent, "upload": text}).status_code == 200
    paper = SimpleUploadedFile("c.pdf", b"%PDF-1.4 certificate")
    assert browser.post(address, {**sent, "upload": paper}).status_code == 302
    haccp.refresh_from_db()
    assert haccp.state == State.CERTIFIED
    kept = f"{haccp.get_absolute_url()}paper"
    assert browser.get(kept).status_code == 200
    assert as_person(stranger).get(kept).status_code == 403
    over = certified(reads_english, group, "haccp", expires_on=today - timedelta(days=1))
    assert over.state == State.EXPIRED


def test_a_standard_is_started_once_and_for_what_it_is_meant(
    group: Group, reads_english: Person, as_person: Browser
) -> None:
    made = product(reads_english, group)
    with pytest.raises(NotPossible):
        acts.start(reads_english, group, None, "organic")
    with pytest.raises(NotPossible):
        acts.start(reads_english, group, made, "iso-iec-17025")
    with pytest.raises(NotPossible):
        acts.start(reads_english, group, None, "no-such")
    address = f"/groups/{group.public_id}/standards/new/"
    browser = as_person(reads_english)
    assert "about one product" in browser.post(address, {"standard": "organic"}).text
    for _press in range(2):
        sent = {"standard": "organic", "product": made.public_id}
        assert browser.post(address, sent).status_code == 302
    assert ComplianceRecord.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ComplianceRecord.objects.create(group=group, product=made, standard="organic")


def test_members_read_those_of_the_group_and_their_own(
    group: Group, haccp: ComplianceRecord, reads_english: Person, newcomer: Person, trainer: Person,
    as_person: Browser,
) -> None:  # fmt: skip
    mine = making.member(group, "Newcomer", person=newcomer)
    hers = product(newcomer, group, mine)
    own = acts.start(newcomer, group, hers, "organic")
    others = acts.start(reads_english, group, product(reads_english, group), "organic")
    member = as_person(newcomer)
    assert member.get(haccp.get_absolute_url()).status_code == 200
    assert member.post(haccp.get_absolute_url()).status_code == 403
    assert member.get(own.get_absolute_url()).status_code == 200
    assert member.post(own.get_absolute_url()).status_code == 302
    assert member.get(others.get_absolute_url()).status_code == 404
    assert others.get_absolute_url() not in member.get(f"/groups/{group.public_id}/standards/").text
    assert as_person(trainer).get(haccp.get_absolute_url()).status_code == 403
    assert as_person(None).get(haccp.get_absolute_url()).status_code == 302
