"""Filling in a diagnosis by hand: rows, people heard, findings, the chain, the two lists with their gap."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.diagnosis import acts, checks, freezing, page
from cityclusters.projects.models import Finding, GridRow, Hearing, Objective, Plan, Project
from cityclusters.projects.tests import making, making_diagnosis

AsPerson = Callable[[Person | None], Client]


@pytest.fixture
def cluster(khiva_city: Organisation, reads_english: Person) -> Project:
    return making.project(khiva_city, lead=reads_english, phase="diagnosis")


def url(name: str, project: Project, *rest: object) -> str:
    return reverse(f"projects:{name}", args=[project.public_id, *rest])


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("labour", {"name": "Slicing", "share": "women", "women_hours": "21.5", "paid": "unpaid"}),
        ("access_control", {"name": "Oven", "share": "both", "control": "men", "kind": "equipment"}),
        ("power_responsibility", {"name": "Chair", "share": "men", "female": "1", "male": "4"}),
        ("needs_perception", {"name": "Water", "kind": "practical", "women_rank": "1"}),
        ("hearings", {"on": "2024-05-02", "how": "group", "female": "14", "male": "12"}),
        ("findings", {"domain": "labour", "statement": "Women slice.", "women": "a", "men": "b"}),
        ("steps", {"name": "Drying", "kind": "processing", "female": "40", "male": "12"}),
    ],
)
def test_each_part_is_written_changed_and_taken_out_on_its_pages(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson, kind: str, typed: dict[str, str]
) -> None:
    browser = as_person(khiva_deputy)
    new = url("diagnosis-new", cluster, kind)
    assert browser.get(new).status_code == 200
    answer = browser.post(new, {**typed, "language": "en"})
    assert answer.status_code == 302, answer.content.decode()
    thing = (cluster.grid_rows.first() or cluster.hearings.first() or cluster.findings.first()) or (
        cluster.chain_steps.get()
    )
    there = browser.get(answer["Location"])
    assert url("diagnosis-edit", cluster, kind, thing.public_id) in there.content.decode()
    edit = url("diagnosis-edit", cluster, kind, thing.public_id)
    assert next(iter(typed.values())) in browser.get(edit).content.decode()
    assert browser.post(edit, {**typed, "language": "fr"}).status_code == 302
    thing.refresh_from_db()
    assert thing.language == "fr"
    remove = url("diagnosis-remove", cluster, kind, thing.public_id)
    assert browser.get(remove).status_code == 200
    assert browser.post(remove).status_code == 302
    assert not type(thing).objects.exists()
    assert Entry.objects.filter(act__in=[f"{acts.NOUNS[type(thing)]}.removed"]).count() == 1


def test_a_refused_row_comes_back_filled_in(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    sent = {"name": "Slicing mangoes", "women_hours": "999", "language": "en"}
    answer = as_person(khiva_deputy).post(url("diagnosis-new", cluster, "labour"), sent)
    assert answer.status_code == 200
    assert "Slicing mangoes" in answer.content.decode()
    assert not GridRow.objects.exists()


def test_a_need_that_nobody_ranked_is_refused(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    sent = {"name": "Water", "kind": "practical", "language": "en"}
    answer = as_person(khiva_deputy).post(url("diagnosis-new", cluster, "needs_perception"), sent)
    assert "Give it a rank by women, by men or by both." in answer.content.decode()


def test_the_same_form_sent_twice_makes_one_row(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    sent = {"name": "Slicing", "share": "women", "language": "en", "once": "a" * 27}
    browser = as_person(khiva_deputy)
    for _again in range(2):
        browser.post(url("diagnosis-new", cluster, "labour"), sent)
    assert GridRow.objects.count() == 1


def test_an_empty_number_is_not_known_and_no_0(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    sent = {"name": "Chair", "share": "men", "male": "4", "language": "en"}
    as_person(khiva_deputy).post(url("diagnosis-new", cluster, "power_responsibility"), sent)
    row = GridRow.objects.get()
    assert (row.female, row.male) == (None, 4)


def test_others_write_nothing(
    cluster: Project, khiva_deputy: Person, newcomer: Person, as_person: AsPerson
) -> None:
    new = url("diagnosis-new", cluster, "labour")
    assert as_person(newcomer).get(new).status_code == 404
    making.team(cluster, newcomer, "reporter")
    assert as_person(newcomer).get(new).status_code == 403
    assert as_person(newcomer).get(url("diagnosis", cluster)).status_code == 200
    with pytest.raises(NotPossible):
        making_diagnosis.row(cluster, newcomer, **making_diagnosis.ROWS[0])


def test_a_local_plan_has_no_diagnosis(
    khiva_city: Organisation, reads_english: Person, as_person: AsPerson
) -> None:
    plan = making.project(khiva_city, kind=Project.Kind.LOCAL_PLAN, lead=reads_english)
    assert as_person(reads_english).get(url("diagnosis", plan)).status_code == 404
    assert as_person(reads_english).get(url("vision", plan)).status_code == 404


def test_C12_two_lists_stand_side_by_side_with_their_gap(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    making_diagnosis.whole(cluster, khiva_deputy)
    rows = [freezing.row_of(row) for row in cluster.grid_rows.filter(grid="needs_perception")]
    view = page.grid_view("needs_perception", rows)
    assert [row["name"] for row in view.women] == ["Water at the plot", "A say in prices", "A lorry"]
    assert [row["name"] for row in view.men] == ["A lorry", "Water at the plot"]
    said = {need.row["name"]: need.dots for need in view.needs}
    assert said["A say in prices"].words == "only women name it"
    assert said["A say in prices"].length == 0
    assert said["Water at the plot"].words == "3 places higher for women"
    assert (said["Water at the plot"].start, said["Water at the plot"].length) == (0, 100)
    assert said["A lorry"].words == "2 places higher for men"
    text = as_person(khiva_deputy).get(url("diagnosis-grid", cluster, "needs_perception")).content.decode()
    assert text.count('class="gap"') == 3


def test_CO2_a_finding_is_traced_to_its_rows_and_counts_with_source_and_sex(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    rows = making_diagnosis.whole(cluster, khiva_deputy)
    found = Finding.objects.get(domain="labour")
    assert list(found.rows.all()) == [rows[0]]
    assert found.by_sex
    assert found.is_sourced
    text = as_person(khiva_deputy).get(url("findings", cluster)).content.decode()
    assert "Slicing mangoes" in text
    found.men = ""
    found.save()
    assert not found.by_sex
    assert "finding_labour" in [one.code for one in checks.missing(cluster, "diagnosis")]


def test_a_row_of_another_project_is_not_taken_for_a_finding(
    cluster: Project, khiva_deputy: Person, bukhara_city: Organisation
) -> None:
    other = making.project(bukhara_city, lead=khiva_deputy)
    row = making_diagnosis.row(other, khiva_deputy, **making_diagnosis.ROWS[0])
    made = making_diagnosis.finding(cluster, khiva_deputy, "labour", [row])
    assert not made.rows.exists()


def test_a_finding_on_which_an_objective_rests_stays(cluster: Project, khiva_deputy: Person) -> None:
    found = making_diagnosis.finding(cluster, khiva_deputy, "labour")
    plan = Plan.objects.create(project=cluster, number=1, language="en")
    Objective.objects.create(plan=plan, text="Women decide.", gender=True, finding=found)
    with pytest.raises(NotPossible, match="objective"):
        acts.remove(found, khiva_deputy)
    assert Finding.objects.count() == 1


def test_CO1_the_phase_says_what_it_lacks_in_words_and_where(cluster: Project, khiva_deputy: Person) -> None:
    lacks = {one.code: one for one in checks.missing(cluster, "diagnosis")}
    assert {"finding_labour", "women_list", "men_list", "diagnosis_sent"} <= set(lacks)
    assert lacks["women_list"].url == url("diagnosis-grid", cluster, "needs_perception")
    assert checks.missing(cluster, "selection") == []
    making_diagnosis.whole(cluster, khiva_deputy)
    assert [one.code for one in checks.missing(cluster, "diagnosis")] == ["diagnosis_sent"]
    making_diagnosis.row(cluster, khiva_deputy, grid="needs_perception", name="Shade", women_rank=4)
    assert "unsorted_needs" in [one.code for one in checks.missing(cluster, "diagnosis")]


def test_a_step_moves_up_and_down_the_chain(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    steps = [making_diagnosis.step(cluster, khiva_deputy, name) for name in ("Growing", "Drying", "Selling")]
    browser = as_person(khiva_deputy)
    browser.post(url("chain-move", cluster, steps[2].public_id), {"to": "up"})
    browser.post(url("chain-move", cluster, steps[0].public_id), {"to": "up"})
    assert [one.name for one in cluster.chain_steps.all()] == ["Growing", "Selling", "Drying"]
    text = browser.get(url("chain", cluster)).content.decode()
    assert "<svg" in text
    assert text.index("Selling") < text.index("Drying")


def test_the_map_shows_the_places_of_the_project(cluster: Project) -> None:
    found = page.regions_of(cluster, [])
    assert found is not None
    assert [region.place for region in found.places] == [cluster.place]
    left, top, wide, high = (float(one) for one in found.box.split())
    assert left <= found.places[0].x <= left + wide
    assert top <= found.places[0].y <= top + high


def test_pages_ask_the_database_as_often_with_ten_times_the_rows(
    cluster: Project,
    khiva_deputy: Person,
    as_person: AsPerson,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    making_diagnosis.whole(cluster, khiva_deputy)
    browser = as_person(khiva_deputy)
    for _more in range(10):
        making_diagnosis.whole(cluster, khiva_deputy)
    for name, rest in (
        ("diagnosis", ()),
        ("diagnosis-grid", ("labour",)),
        ("diagnosis-grid", ("needs_perception",)),
        ("findings", ()),
        ("chain", ()),
    ):
        with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
            assert browser.get(url(name, cluster, *rest)).status_code == 200


def test_hearings_are_never_added_up(cluster: Project, khiva_deputy: Person, as_person: AsPerson) -> None:
    making_diagnosis.hearing(cluster, khiva_deputy, 14, 12)
    making_diagnosis.hearing(cluster, khiva_deputy, 7, 5)
    assert Hearing.objects.count() == 2
    text = as_person(khiva_deputy).get(url("diagnosis", cluster)).content.decode()
    assert "counted twice" in text
