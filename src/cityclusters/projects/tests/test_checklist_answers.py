"""Answering the checklist: what keeps a phase open, a second person, changes kept (rule CO1)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Organisation, Person
from cityclusters.projects import phases
from cityclusters.projects.gates import acts, checks, items, risks
from cityclusters.projects.models import ChecklistAnswer, Project
from cityclusters.projects.tests import making

PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture
def cluster(khiva_city: Organisation, reads_english: Person) -> Project:
    return making.project(khiva_city, lead=reads_english)


def _settle(project: Project, by: Person, phase: str) -> None:
    found = phases.find(project, phase)
    assert found is not None
    for item in items.of_phase(found):
        if item.blocks:
            acts.answer(project, by, item.id, "yes", evidence="Table of the mapping, 2020")


def test_every_item_of_the_list_is_asked_in_a_phase_of_a_producer_cluster(cluster: Project) -> None:
    asked = [item.id for _phase, found in items.of_project(cluster) for item in found]
    assert len(asked) == len(set(asked)) == len(items.every()) == 38
    assert sum(item.blocks for item in items.every()) == 19


def test_CO1_a_phase_closes_when_all_its_blocking_items_are_yes(
    cluster: Project, khiva_deputy: Person, settings: object
) -> None:
    settings.PHASE_CHECKS = ["cityclusters.projects.gates.checks.missing"]  # type: ignore[attr-defined]
    Project.objects.update(phase="selection")
    cluster.refresh_from_db()
    assert [lack.code for lack in checks.missing(cluster, "selection")] == ["GM05", "GM06"]
    acts.answer(cluster, khiva_deputy, "GM05", "yes", evidence="Mapping table")
    acts.answer(cluster, khiva_deputy, "GM06", "partly")
    with pytest.raises(NotPossible, match="partly"):
        phases.close_phase(cluster, "selection", khiva_deputy)
    acts.answer(cluster, khiva_deputy, "GM06", "yes", link="https://khiva.example/criteria")
    phases.close_phase(cluster, "selection", khiva_deputy)
    assert cluster.phase == "governance"


def test_CO1_what_does_not_apply_needs_a_reason_and_a_second_person(
    cluster: Project, khiva_deputy: Person, newcomer: Person
) -> None:
    making.team(cluster, newcomer, "gender")
    acts.answer(cluster, khiva_deputy, "GM06", "yes", evidence="Criteria")
    with pytest.raises(NotPossible, match="Say why"):
        acts.answer(cluster, khiva_deputy, "GM05", "na")
    given = acts.answer(cluster, khiva_deputy, "GM05", "na", reason="One cluster was named by the ministry.")
    assert [lack.code for lack in checks.missing(cluster, "selection")] == ["GM05"]
    with pytest.raises(NotPossible, match="Somebody else"):
        acts.decide(given, khiva_deputy, applies=False)
    acts.decide(given, newcomer, applies=False)
    assert checks.missing(cluster, "selection") == []
    with pytest.raises(NotPossible, match="not waiting"):
        acts.decide(given, newcomer, applies=True, reason="After all")


def test_CO1_a_second_person_may_say_that_it_does_apply(
    cluster: Project, khiva_deputy: Person, newcomer: Person
) -> None:
    making.team(cluster, newcomer, "gender")
    given = acts.answer(cluster, khiva_deputy, "GM05", "na", reason="Too much work")
    with pytest.raises(NotPossible):
        acts.decide(given, newcomer, applies=True)
    acts.decide(given, newcomer, applies=True, reason="Too much work is no reason.")
    assert "does apply" in checks.missing(cluster, "selection")[0].words


def test_the_database_refuses_one_person_for_both(cluster: Project, khiva_deputy: Person) -> None:
    given = acts.answer(cluster, khiva_deputy, "GM05", "na", reason="Named by the ministry")
    given.approved_by = khiva_deputy
    with pytest.raises(Exception, match="projects_checklist_second_person"):
        given.save()


def test_items_that_warn_keep_nothing_open_but_are_named(cluster: Project, khiva_deputy: Person) -> None:
    _settle(cluster, khiva_deputy, "selection")
    assert checks.missing(cluster, "selection") == []
    assert [item.id for item, _said in checks.warnings(cluster, "selection")] == ["GM07", "GM08"]


def test_changes_of_answers_are_kept(cluster: Project, khiva_deputy: Person) -> None:
    acts.answer(cluster, khiva_deputy, "GM05", "no")
    acts.answer(cluster, khiva_deputy, "GM05", "yes", evidence="Mapping table")
    rows = list(cluster.checklist_answers.filter(item="GM05"))
    assert [(row.answer, row.latest) for row in rows] == [("yes", True), ("no", False)]


def test_yes_says_what_shows_it(cluster: Project, khiva_deputy: Person) -> None:
    with pytest.raises(NotPossible, match="what shows it"):
        acts.answer(cluster, khiva_deputy, "GM05", "yes")
    made = acts.answer(cluster, khiva_deputy, "GM05", "yes", upload=SimpleUploadedFile("map.pdf", PDF))
    assert (made.file_name, made.file.name[-4:]) == ("map.pdf", ".pdf")
    again = acts.answer(cluster, khiva_deputy, "GM05", "partly")
    assert again.file.name == made.file.name  # the file stays until another one comes


def test_an_item_of_another_kind_of_project_is_not_asked(
    khiva_city: Organisation, khiva_deputy: Person
) -> None:
    plan = making.project(khiva_city, kind=Project.Kind.PARTNERSHIP, lead=khiva_deputy)
    with pytest.raises(NotPossible):
        acts.answer(plan, khiva_deputy, "GM12", "no")


def test_GM29_needs_a_risk_in_the_list(cluster: Project, khiva_deputy: Person) -> None:
    with pytest.raises(NotPossible, match="list of risks"):
        acts.answer(cluster, khiva_deputy, "GM29", "yes", evidence="We thought about it")
    risk = risks.add(
        cluster, khiva_deputy, kind="workload", risk="Longer days at the dryer", likelihood="high",
        measure="Shifts chosen by the women", owner="Agent of the cluster",
    )  # fmt: skip
    acts.answer(cluster, khiva_deputy, "GM29", "yes")
    risks.remove(risk, khiva_deputy)
    with pytest.raises(NotPossible):
        acts.answer(cluster, khiva_deputy, "GM29", "yes")


def test_reporters_and_others_answer_nothing(cluster: Project, newcomer: Person, stranger: Person) -> None:
    making.team(cluster, newcomer, "reporter")
    for person in (newcomer, stranger):
        with pytest.raises(NotPossible):
            acts.answer(cluster, person, "GM05", "no")
        with pytest.raises(NotPossible):
            risks.add(cluster, person, kind="other", risk="a", likelihood="low", measure="b", owner="c")


# -- pages --------------------------------------------------------------------------------------------


def test_the_page_shows_what_keeps_the_phase_open(
    client: Client, cluster: Project, reads_english: Person
) -> None:
    client.force_login(reads_english)
    page = client.get(reverse("projects:checklist", args=[cluster.public_id])).content.decode()
    assert "2 items keep this phase open" in page
    assert "From the records:" in page
    whole = client.get(reverse("projects:checklist-whole", args=[cluster.public_id])).content.decode()
    assert "GM38" in whole


def test_an_answer_is_given_on_its_page_and_refused_filled_in(
    client: Client, cluster: Project, reads_english: Person
) -> None:
    client.force_login(reads_english)
    url = checks.address(cluster, "GM05")
    refused = client.post(url, {"answer": "na", "evidence": "A long story"})
    assert refused.status_code == 422
    assert b"A long story" in refused.content
    assert client.post(url, {"answer": "yes", "evidence": "Table"}).status_code == 302
    assert cluster.checklist_answers.get().evidence == "Table"
    assert client.get(checks.address(cluster, "GM99")).status_code == 404


def test_numbers_of_people_ask_to_be_looked_at_once_more(
    client: Client, cluster: Project, reads_english: Person
) -> None:
    client.force_login(reads_english)
    sent = {"answer": "yes", "evidence": "Call the chair: +998 90 123 45 67"}
    url = checks.address(cluster, "GM05")
    assert client.post(url, sent).status_code == 422
    assert client.post(url, {**sent, "private": "on"}).status_code == 302


def test_a_second_person_decides_on_the_page(
    client: Client, cluster: Project, reads_english: Person, newcomer: Person
) -> None:
    making.team(cluster, newcomer, "gender")
    given = acts.answer(cluster, reads_english, "GM05", "na", reason="Named by the ministry")
    url = reverse("projects:checklist-decide", args=[cluster.public_id, given.public_id])
    client.force_login(reads_english)
    client.post(url, {"applies": "no"})
    given.refresh_from_db()
    assert given.approved_at is None
    client.force_login(newcomer)
    assert b"Does this item apply" in client.get(checks.address(cluster, "GM05")).content
    client.post(url, {"applies": "no"})
    given.refresh_from_db()
    assert given.approved_by == newcomer


def test_the_file_is_for_the_team(
    client: Client, cluster: Project, khiva_deputy: Person, stranger: Person
) -> None:
    made = acts.answer(cluster, khiva_deputy, "GM05", "yes", upload=SimpleUploadedFile("map.pdf", PDF))
    url = reverse("projects:checklist-file", args=[cluster.public_id, made.public_id])
    for person, status in ((stranger, 404), (khiva_deputy, 200)):
        client.force_login(person)
        assert client.get(url).status_code == status


def test_risks_are_added_once_changed_taken_off_and_put_back(
    client: Client, cluster: Project, reads_english: Person
) -> None:
    client.force_login(reads_english)
    sent = {
        "kind": "workload",
        "risk": "Longer days",
        "likelihood": "high",
        "measure": "Shifts",
        "owner": "Agent",
    }
    client.post(reverse("projects:risk-add", args=[cluster.public_id]), sent)
    risk = cluster.risks.get()
    one = [cluster.public_id, risk.public_id]
    client.post(reverse("projects:risk", args=one), {**sent, "measure": "Chosen shifts"})
    client.post(reverse("projects:risk-remove", args=one))
    risk.refresh_from_db()
    assert risk.measure == "Chosen shifts"
    assert risk.removed_at is not None
    assert b"Put it back" in client.get(reverse("projects:risks", args=[cluster.public_id])).content
    client.post(reverse("projects:risk-return", args=one))
    assert cluster.risks.get().removed_at is None


def test_an_answer_says_whether_it_settles() -> None:
    assert ChecklistAnswer(answer="yes").settles
    assert not ChecklistAnswer(answer="partly").settles
    assert not ChecklistAnswer(answer="na", reason="a").settles


def test_the_whole_list_can_be_read_in_every_language_of_the_site(cluster: Project) -> None:
    english = {item.id: (item.question, item.evidence, item.answered_by) for item in items.every()}
    for language in ("fr", "es", "ar"):
        with override(language):
            for item in items.every():
                parts = (item.question, item.evidence, item.answered_by)
                assert all(own != other for own, other in zip(parts, english[item.id], strict=True)), item.id
