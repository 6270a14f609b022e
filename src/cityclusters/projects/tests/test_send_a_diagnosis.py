"""Versions of a diagnosis: frozen for the commission, endorsed, read with small numbers hidden."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.commission import endorsing
from cityclusters.projects.diagnosis import acts, checks, freezing, small
from cityclusters.projects.models import DiagnosisVersion, GridRow, Project
from cityclusters.projects.tests import making, making_diagnosis

AsPerson = Callable[[Person | None], Client]


@pytest.fixture
def cluster(khiva_city: Organisation, reads_english: Person) -> Project:
    made = making.project(khiva_city, lead=reads_english, phase="diagnosis")
    making_diagnosis.whole(made, reads_english)
    return made


def url(name: str, project: Project, *rest: object) -> str:
    return reverse(f"projects:{name}", args=[project.public_id, *rest])


def test_CO5_a_version_is_frozen_as_it_was_sent(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    made = freezing.send(cluster, khiva_deputy, "", "en")
    row = GridRow.objects.get(name="Slicing mangoes")
    acts.put(row, khiva_deputy, {"name": "Cutting mangoes"})
    browser = as_person(khiva_deputy)
    text = browser.get(made.get_absolute_url()).content.decode()
    assert "Slicing mangoes" in text
    assert "Cutting mangoes" not in text
    assert "has changed since the last version" in browser.get(url("diagnosis", cluster)).content.decode()


def test_CO5_a_later_version_says_what_changed_and_is_endorsed_anew(
    cluster: Project, khiva_deputy: Person
) -> None:
    freezing.send(cluster, khiva_deputy, "", "en")
    with pytest.raises(NotPossible, match="Nothing has changed"):
        freezing.send(cluster, khiva_deputy, "Nothing", "en")
    making_diagnosis.endorse(cluster, khiva_deputy, "diagnosis", 1)
    assert checks.missing(cluster, "diagnosis") == []
    making_diagnosis.step(cluster, khiva_deputy, "Selling")
    with pytest.raises(NotPossible, match="Say what changed"):
        freezing.send(cluster, khiva_deputy, " ", "en")
    freezing.send(cluster, khiva_deputy, "A step more", "en")
    assert endorsing.endorsed(cluster, "diagnosis", 2) is None
    assert [one.code for one in checks.missing(cluster, "diagnosis")] == ["diagnosis_endorsed"]


def test_an_empty_diagnosis_and_one_of_others_are_not_sent(
    khiva_city: Organisation, khiva_deputy: Person, newcomer: Person, cluster: Project
) -> None:
    empty = making.project(khiva_city, lead=khiva_deputy)
    with pytest.raises(NotPossible, match="nothing in the diagnosis"):
        freezing.send(empty, khiva_deputy, "", "en")
    making.team(cluster, newcomer, "cda", decides=True)
    with pytest.raises(NotPossible, match="lead the project"):
        freezing.send(cluster, newcomer, "", "en")
    assert not DiagnosisVersion.objects.exists()


def test_everybody_reads_what_was_endorsed_and_nothing_else(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    visitor, page = as_person(None), url("diagnosis", cluster)
    assert "is being written" in visitor.get(page).content.decode()
    made = freezing.send(cluster, khiva_deputy, "", "en")
    assert visitor.get(made.get_absolute_url()).status_code == 404
    making_diagnosis.endorse(cluster, khiva_deputy, "diagnosis", 1)
    assert visitor.get(page).status_code == 302
    text = visitor.get(made.get_absolute_url()).content.decode()
    assert "Slicing mangoes" in text
    assert "Endorsed by the commission" in text
    assert visitor.get(url("diagnosis-version-file", cluster, 1)).status_code == 200
    assert visitor.get(url("diagnosis-file", cluster)).status_code == 404


def test_a_public_version_asks_the_database_at_most_twelve_times(
    cluster: Project,
    khiva_deputy: Person,
    as_person: AsPerson,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    made = freezing.send(cluster, khiva_deputy, "", "en")
    making_diagnosis.endorse(cluster, khiva_deputy, "diagnosis", 1)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        as_person(None).get(made.get_absolute_url())


def step(**counts: int | None) -> dict[str, object]:
    return {"name": "A step", **dict.fromkeys(small.SEXES), **counts}


def test_SU7_a_small_cell_of_the_chain_is_hidden_with_those_that_give_it_away() -> None:
    rows = [
        step(female=30, male=60, other=0, not_stated=10),
        step(female=40, male=3, other=0, not_stated=8),
        step(female=20, male=25, other=0, not_stated=9),
    ]
    shown = small.steps_for_all(rows, 5)
    hidden = {(at, sex) for at, row in enumerate(shown) for sex in row["hidden"]}
    assert (1, "male") in hidden
    assert len([one for one in hidden if one[0] == 1]) >= 2  # in its row
    assert len([one for one in hidden if one[1] == "male"]) >= 2  # and in its column
    assert shown[1]["male"] is None
    assert [row["people"] for row in shown] == [100, 51, 54]


def test_SU7_a_step_with_few_people_keeps_all_steps_from_being_shown_by_sex() -> None:
    shown = small.steps_for_all([step(female=30, male=20), step(female=1, male=2)], 5)
    assert [row["female"] for row in shown] == [None, None]
    assert [row["people"] for row in shown] == [50, None]


def test_an_unknown_number_stays_unknown() -> None:
    shown = small.steps_for_all([step(), step(female=30, male=20)], 5)
    assert (shown[0]["people"], shown[0]["hidden"]) == (None, [])
    assert shown[1]["female"] == 30


def test_ranks_of_a_few_people_are_the_teams_alone(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    cluster.hearings.update(male=3)
    made = freezing.send(cluster, khiva_deputy, "", "en")
    making_diagnosis.endorse(cluster, khiva_deputy, "diagnosis", 1)
    content = small.content_for_all(made.content, 5)
    needs = content["grids"]["needs_perception"]
    assert [row["men_rank"] for row in needs] == [None, None, None]
    assert [row["women_rank"] for row in needs] == [1, 2, 3]
    assert "only a few people were heard" in as_person(None).get(made.get_absolute_url()).content.decode()
    text = as_person(khiva_deputy).get(made.get_absolute_url()).content.decode()
    assert "only a few people were heard" not in text
