"""The gender marker: proposed from the criteria, confirmed by a person, its history kept (CO6, T13)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Organisation, Person
from cityclusters.projects import marker
from cityclusters.projects.diagnosis import freezing
from cityclusters.projects.marking import acts, facts, waiting
from cityclusters.projects.models import Mark, Project
from cityclusters.projects.tests import making, making_diagnosis

AsPerson = Callable[[Person | None], Client]
ALL_YES = dict.fromkeys(marker.CRITERIA, True)


@pytest.fixture
def cluster(khiva_city: Organisation, reads_english: Person) -> Project:
    return making.project(khiva_city, lead=reads_english)


def answers(**said: str) -> dict[str, dict[str, str]]:
    given = {**dict.fromkeys(marker.CRITERIA, "yes"), **said}
    return {code: {"answer": answer, "evidence": "Plan, page 3"} for code, answer in given.items()}


def page(project: Project, name: str = "marker") -> str:
    return reverse(f"projects:{name}", args=[project.public_id])


def test_CO6_a_value_follows_from_the_criteria() -> None:
    assert marker.propose(ALL_YES) == (2, ())
    assert marker.propose({**ALL_YES, "framework": False}) == (1, ("framework",))
    assert marker.propose({**ALL_YES, "objective": False}) == (0, ("objective",))
    with pytest.raises(marker.NotAMarker):
        marker.propose({"analysis": True})


@pytest.mark.parametrize(
    ("step", "value", "confirm"),
    [("0", 0, False), ("1", 0, True), ("2", 1, False), ("3", 2, False), ("2a", 1, False), ("2B", 2, False)],
)
def test_T13_the_scale_of_the_united_nations_is_not_copied(step: str, value: int, confirm: bool) -> None:
    assert marker.from_un(step) == (value, confirm)


def test_T13_significance_3_is_no_gender_marker_and_blank_is_no_element() -> None:
    assert marker.significance(None) is None
    assert marker.significance(0) == "0"
    for wrong in (3, 4):
        with pytest.raises(marker.NotAMarker):
            marker.significance(wrong)
    with pytest.raises(marker.NotAMarker):
        marker.from_un("4")


def test_T13_a_training_for_women_alone_is_not_2() -> None:
    """Who takes part is no criterion; without an aim of equality nothing else makes it one."""
    assert not any("women" in code or "people" in code for code in marker.CRITERIA)
    assert marker.propose({**ALL_YES, "objective": False, "principal_aim": False}).value == 0


def test_CO6_blank_is_not_0(cluster: Project, as_person: AsPerson) -> None:
    text = as_person(None).get(page(cluster)).content.decode()
    assert "not screened" in text
    assert "not the same as 0" in text
    assert acts.value_of(cluster) is None
    assert "not screened" in as_person(None).get(cluster.get_absolute_url()).content.decode()


def test_CO6_a_person_confirms_with_evidence(cluster: Project, khiva_deputy: Person) -> None:
    acts.propose(cluster, khiva_deputy, answers(framework="no"), "design", "en")
    assert acts.value_of(cluster) is None  # proposed is not confirmed
    with pytest.raises(NotPossible, match="document or page"):
        acts.confirm(cluster, khiva_deputy, 1, " ", "")
    with pytest.raises(NotPossible, match="another value"):
        acts.confirm(cluster, khiva_deputy, 2, "Plan, version 2", "")
    acts.confirm(cluster, khiva_deputy, 1, "Plan, version 2", "")
    assert acts.value_of(cluster) == 1
    with pytest.raises(NotPossible, match="no proposal"):
        acts.confirm(cluster, khiva_deputy, 1, "Plan, version 2", "")


def test_CO6_half_a_screening_and_a_yes_without_evidence_are_refused(
    cluster: Project, khiva_deputy: Person
) -> None:
    half = answers()
    del half["framework"]
    with pytest.raises(NotPossible, match="every criterion"):
        acts.propose(cluster, khiva_deputy, half, "design", "en")
    bare = answers()
    bare["objective"]["evidence"] = ""
    with pytest.raises(NotPossible, match="where it can be seen"):
        acts.propose(cluster, khiva_deputy, bare, "design", "en")


def test_the_history_is_kept(cluster: Project, khiva_deputy: Person, as_person: AsPerson) -> None:
    acts.propose(cluster, khiva_deputy, answers(framework="no"), "design", "en")
    acts.confirm(cluster, khiva_deputy, 1, "First evidence", "")
    acts.propose(cluster, khiva_deputy, answers(), "end", "en")
    acts.propose(cluster, khiva_deputy, answers(analysis="no"), "end", "en")
    assert Mark.objects.filter(confirmed_at=None).count() == 1
    acts.confirm(cluster, khiva_deputy, 0, "Evaluation", "")
    assert [one.value for one in cluster.marks.order_by("pk")] == [1, 0]
    text = as_person(khiva_deputy).get(page(cluster)).content.decode()
    assert "First evidence" in text
    assert "First evidence" not in as_person(None).get(page(cluster)).content.decode()


def test_only_those_who_lead_confirm(
    cluster: Project, khiva_deputy: Person, newcomer: Person, as_person: AsPerson
) -> None:
    making.team(cluster, newcomer, "gender")
    acts.propose(cluster, newcomer, answers(), "design", "en")
    with pytest.raises(NotPossible):
        acts.confirm(cluster, newcomer, 2, "Plan", "")
    assert as_person(newcomer).get(page(cluster, "marker-confirm")).status_code == 403
    assert [item.url for item in waiting.items(khiva_deputy)] == [page(cluster)]
    assert waiting.items(newcomer) == []


def test_it_is_proposed_taken_back_and_confirmed_on_its_pages(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    browser = as_person(khiva_deputy)
    assert browser.get(page(cluster, "marker-propose")).status_code == 200
    typed = {f"answer_{code}": "yes" for code in marker.CRITERIA}
    typed |= {"stage": "design", "language": "en", "evidence_analysis": "Diagnosis 1"}
    text = browser.post(page(cluster, "marker-propose"), typed).content.decode()
    assert "Say where it can be seen." in text
    assert "Diagnosis 1" in text
    typed |= {f"evidence_{code}": "Plan" for code in marker.CRITERIA}
    assert browser.post(page(cluster, "marker-propose"), typed).status_code == 302
    browser.post(page(cluster, "marker-withdraw"))
    assert not Mark.objects.exists()
    assert browser.get(page(cluster, "marker-un")).status_code == 200
    browser.post(page(cluster, "marker-un"), {"un_score": "1", "language": "en"})
    assert "has no twin" in browser.get(page(cluster)).content.decode()
    assert browser.get(page(cluster, "marker-confirm")).status_code == 200
    sent = {"value": "1", "evidence": "Plan, version 1"}
    assert "another value" in browser.post(page(cluster, "marker-confirm"), sent).content.decode()
    browser.post(page(cluster, "marker-confirm"), {**sent, "reason": "An aim is in the plan."})
    assert acts.value_of(cluster) == 1


def test_what_the_records_show_is_suggested_but_not_the_main_aim(
    cluster: Project, khiva_deputy: Person
) -> None:
    assert facts.suggested(cluster) == {}
    making_diagnosis.whole(cluster, khiva_deputy)
    freezing.send(cluster, khiva_deputy, "", "en")
    making_diagnosis.endorse(cluster, khiva_deputy, "diagnosis", 1)
    assert facts.suggested(cluster)["answer_analysis"] == "yes"
    assert "answer_principal_aim" not in facts.suggested(cluster)


def test_CO6_2_is_not_shown_as_better_than_1(
    cluster: Project, khiva_city: Organisation, khiva_deputy: Person, as_person: AsPerson
) -> None:
    other = making.project(khiva_city, lead=khiva_deputy)
    for project, said in ((cluster, "yes"), (other, "no")):
        acts.propose(project, khiva_deputy, answers(framework=said), "design", "en")
        value = 2 if said == "yes" else 1
        acts.confirm(project, khiva_deputy, value, "Plan", "")
    texts = [as_person(None).get(page(project)).content.decode() for project in (cluster, other)]
    assert '<span class="tag">2, principal</span>' in texts[0]
    assert '<span class="tag">1, significant</span>' in texts[1]
    assert all("a 2 is not better than a 1" in text for text in texts)
