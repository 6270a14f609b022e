"""How a product is made, step by step, in versions that are never edited (seed item C30)."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.groups.models import Group, Process, ProcessStep, StepPicture, VersionIsFixed
from cityclusters.groups.process import acts, words
from cityclusters.groups.process.comparing import Step, compare
from cityclusters.groups.tests import making
from cityclusters.groups.tests.making_products import in_force, process, step
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person
from cityclusters.places.models import Place
from cityclusters.practices.tests.adopting import photo, upload

Browser = Callable[[Person | None], Client]
RAW = photo((300, 200))


@pytest.fixture
def group(reads_english: Person, khiva: Place) -> Group:
    return making.group(khiva, Group.Kind.COOPERATIVE, reads_english)


def _address(process: Process, path: str = "") -> str:
    return f"/groups/{process.group.public_id}/process/{process.public_id}/{path}"


def _titles(process: Process, number: int) -> list[str]:
    return [one.title for one in process.versions.get(number=number).steps.all()]


def test_C30_a_facilitator_writes_the_process_of_harissa_by_hand(
    group: Group, reads_english: Person, as_person: Browser
) -> None:
    browser = as_person(reads_english)
    new = {"names": "Traditional harissa", "names__language": "en", "language": "en", "once": secret_code()}
    for _press in range(2):
        assert browser.post(f"/groups/{group.public_id}/process/new/", new).status_code == 302
    made = Process.objects.get()
    add = _address(made, "draft/steps/new/")
    refused = browser.post(add, {"title": "Dry the peppers", "is_critical": "on"})
    assert "A critical step has a limit." in refused.text
    assert "Dry the peppers" in refused.text
    dried = {"title": "Dry the peppers", "is_critical": "on", "limit": "at most 12 % water"}
    dried |= {"minutes": "4320", "if_missed": "Dry again", "lowest": "35", "highest": "45.5"}
    assert "Say what the picture shows." in browser.post(add, {**dried, "picture": upload(RAW)}).text
    assert browser.post(add, {**dried, "picture": upload(RAW), "alt": "Racks"}).status_code == 302
    browser.post(add, {"title": "Sort the peppers", "more": "1"})
    first = made.versions.get(number=None).steps.get(title="Dry the peppers")
    browser.post(_address(made, f"draft/steps/{first.key}/later/"))
    assert browser.post(_address(made, "in-force/"), {"note": ""}).status_code == 302
    assert _titles(made, 1) == ["Sort the peppers", "Dry the peppers"]
    page = browser.get(_address(made)).text
    for shown in ("Version 1", "35 to 45.5 °C", "72 hours", "at most 12 % water", "Dry again", "Racks"):
        assert shown in page
    assert Entry.objects.filter(act="groups_process.in_force").count() == 1


def test_C30_a_version_is_never_edited(group: Group, reads_english: Person) -> None:
    version = in_force(reads_english, group, "Wash", "Grind")
    made = version.process
    with pytest.raises(NotPossible):
        step(made, reads_english, "Other")
    one = version.steps.get(title="Wash")
    one.title = "Rinse"
    with pytest.raises(VersionIsFixed):
        one.save()
    with pytest.raises(VersionIsFixed):
        ProcessStep(version=version, title="New", position=9).save()
    acts.begin(made, reads_english)
    acts.begin(made, reads_english)  # twice is once
    step(made, reads_english, "Rinse twice", one.key)
    with pytest.raises(NotPossible, match="what changed"):
        acts.put_in_force(made, reads_english, "")
    acts.put_in_force(made, reads_english, "Cleaner")
    assert _titles(made, 1) == ["Wash", "Grind"]
    assert _titles(made, 2) == ["Rinse twice", "Grind"]


def test_the_difference_of_two_versions_names_what_came_went_moved_and_changed() -> None:
    def row(*keys: str, **other: str) -> list[Step]:
        return [Step(key, number, other.get(key, key), {}) for number, key in enumerate(keys, start=1)]

    found = compare(row("a", "b", "c", "d"), row("c", "a", "e", "d", d="D"))
    assert [(one.step.key, one.fate, one.moved_from) for one in found] == [
        ("c", "changed", 3), ("a", "same", None), ("b", "removed", None), ("e", "added", None),
        ("d", "changed", None),
    ]  # fmt: skip
    assert all(one.fate == "same" for one in compare(row("a", "b"), row("a", "b")))
    assert [one.fate for one in compare([], row("a"))] == ["added"]
    assert [one.fate for one in compare(row("a"), [])] == ["removed"]


def test_differences_are_shown_word_by_word(group: Group, reads_english: Person, as_person: Browser) -> None:
    version = in_force(reads_english, group, "Wash the peppers", "Grind")
    made = version.process
    key = version.steps.get(title="Wash the peppers").key
    acts.begin(made, reads_english)
    step(made, reads_english, "Wash the peppers twice", key, lowest=Decimal(20))
    acts.put_in_force(made, reads_english, "Cleaner")
    page = as_person(reads_english).get(_address(made, "changes/1/2/")).text
    assert "<ins> twice</ins>" in page
    assert "at least 20 °C" in page
    assert "1 step is the same." in page
    assert as_person(reads_english).get(_address(made, "changes/1/3/")).status_code == 404


def test_it_is_for_the_group_alone_unless_a_manager_says_otherwise(
    group: Group, reads_english: Person, newcomer: Person, trainer: Person, as_person: Browser
) -> None:
    making.member(group, "Newcomer", person=newcomer)
    draft = process(reads_english, group, "Wash")
    with pytest.raises(NotPossible, match="in force first"):
        acts.show(draft, reads_english, True)
    acts.put_in_force(draft, reads_english, "")
    assert as_person(newcomer).get(_address(draft)).status_code == 200
    for person in (None, trainer):
        assert as_person(person).get(_address(draft)).status_code == 404
        assert "Harissa" not in as_person(person).get(f"/groups/{group.public_id}/process/").text
    assert as_person(newcomer).post(_address(draft, "audience/"), {"shown": "everybody"}).status_code == 403
    as_person(reads_english).post(_address(draft, "audience/"), {"shown": "everybody"})
    assert "Wash" in as_person(None).get(_address(draft)).text
    assert as_person(None).get(_address(draft, "versions/1/")).status_code == 200
    as_person(reads_english).post(_address(draft, "audience/"), {"shown": "group"})
    assert as_person(None).get(_address(draft)).status_code == 404


def test_members_read_and_do_not_write(
    group: Group, reads_english: Person, newcomer: Person, as_person: Browser
) -> None:
    making.member(group, "Newcomer", person=newcomer)
    made = process(reads_english, group, "Wash")
    key = ProcessStep.objects.get().key
    for path in ("draft/", "draft/steps/new/", f"draft/steps/{key}/"):
        assert as_person(newcomer).get(_address(made, path)).status_code == 403
    for path in (f"draft/steps/{key}/removal/", "in-force/", "draft/removal/"):
        assert as_person(newcomer).post(_address(made, path)).status_code == 403


def test_a_picture_stays_while_a_version_shows_it(
    group: Group, reads_english: Person, as_person: Browser
) -> None:
    made = process(reads_english, group)
    picture = acts.keep_picture(made, reads_english, upload(RAW), "Racks")
    assert acts.keep_picture(made, reads_english, upload(RAW), "Racks") == picture
    key = step(made, reads_english, "Dry", picture=picture)
    acts.put_in_force(made, reads_english, "")
    acts.begin(made, reads_english)
    acts.remove_step(made, reads_english, key)
    assert StepPicture.objects.filter(pk=picture.pk).exists()
    address = _address(made, f"pictures/{picture.public_id}/light")
    assert as_person(reads_english).get(address).status_code == 200
    assert as_person(None).get(address).status_code == 404
    acts.drop(made, reads_english)
    assert acts.draft_of(made) is None
    other = process(reads_english, group)
    lonely = acts.keep_picture(other, reads_english, upload(RAW), "Racks")
    acts.remove_step(other, reads_english, step(other, reads_english, "Dry", picture=lonely))
    assert not StepPicture.objects.filter(pk=lonely.pk).exists()
    with pytest.raises(NotPossible, match="all there is"):
        acts.drop(other, reads_english)


def test_the_database_wants_a_limit_of_a_critical_step(group: Group, reads_english: Person) -> None:
    draft = process(reads_english, group).versions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessStep(version=draft, title="Heat", position=1, is_critical=True).save()


@pytest.mark.parametrize(
    ("minutes", "said"), [(None, ""), (0, "0 minutes"), (1, "1 minute"), (90, "1 hour 30 minutes")]
)
def test_times_are_said_as_people_say_them(minutes: int | None, said: str) -> None:
    assert words.time(minutes) == said
