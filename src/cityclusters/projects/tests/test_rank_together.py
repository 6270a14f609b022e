"""Members rank sentences and needs; the Borda count; versions of the vision."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.diagnosis import checks
from cityclusters.projects.models import Ballot, GridRow, Project, Ranking, Vision
from cityclusters.projects.tests import making, making_diagnosis
from cityclusters.projects.vision import acts, borda, results
from cityclusters.projects.vision.borda import Place

AsPerson = Callable[[Person | None], Client]
TYPED = {
    "about": "vision", "title": "Our vision", "held_on": "2024-05-02", "female": "14", "male": "9",
    "proposals": "W: We sell at our own price\nM: A lorry of our own\nClean water", "language": "en",
}  # fmt: skip
WORDS = {
    "language": "en", "statement": "We sell what we make.", "for_women": "They sign.",
    "for_men": "They share the work.", "until": 2030, "ranking": None, "changes": "",
}  # fmt: skip


@pytest.fixture
def cluster(khiva_city: Organisation, reads_english: Person) -> Project:
    return making.project(khiva_city, lead=reads_english, phase="vision")


@pytest.fixture
def ranking(cluster: Project, khiva_deputy: Person) -> Ranking:
    made = Ranking(project=cluster)
    values = {"about": "vision", "title": "Our vision", "held_on": date(2024, 5, 2), "language": "en"}
    acts.put_ranking(made, khiva_deputy, values, [{"text": text, "language": "en"} for text in "abc"])
    return made


def url(name: str, project: Project, *rest: object) -> str:
    return reverse(f"projects:{name}", args=[project.public_id, *rest])


def ballot(sex: str, *order: int, count: int = 1) -> Ballot:
    return Ballot(sex=sex, way="paper", order=list(order), count=count)


# -- the count ------------------------------------------------------------------------------------------


def test_the_first_of_three_gets_two_points() -> None:
    found = borda.count([borda.Ballot((2, 1, 3), 3), borda.Ballot((1, 2, 3), 2)], [1, 2, 3])
    assert [(one.number, int(one.points), one.place) for one in found] == [(2, 8, 1), (1, 7, 2), (3, 0, 3)]


def test_what_is_left_out_shares_the_points_that_are_left() -> None:
    found = {one.number: one.points for one in borda.count([borda.Ballot((3,))], [1, 2, 3, 4])}
    assert found == {3: 3, 1: 1, 2: 1, 4: 1}
    assert sum(found.values()) == 6  # as of a full ballot


def test_equal_points_share_a_place() -> None:
    found = borda.count([borda.Ballot((1, 2, 3)), borda.Ballot((2, 1, 3))], [1, 2, 3])
    assert found[0] == Place(1, Fraction(3), 1, True)
    assert found[1] == Place(2, Fraction(3), 1, True)
    assert found[2].place == 3
    assert not found[2].tied


def test_no_ballots_give_no_places() -> None:
    assert borda.count([], [1, 2]) == []


@pytest.mark.parametrize("order", [(), (1, 1), (4,)])
def test_a_ballot_that_cant_be_counted_is_refused(order: tuple[int, ...]) -> None:
    with pytest.raises(borda.BadBallot):
        borda.check(order, [1, 2, 3])


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"female": 20, "male": 15, "other": 0}, set()),
        ({"female": 20, "male": 3}, {"female", "male"}),
        ({"female": 20, "male": 15, "not_stated": 2}, {"male", "not_stated"}),
        ({"female": 3, "male": 3, "not_stated": 20}, {"female", "male"}),
        ({"female": 2, "male": 2, "not_stated": 20}, {"female", "male", "not_stated"}),
        ({"female": 4}, {"female"}),
    ],
)
def test_SU7_a_small_group_is_hidden_with_another(sizes: dict[str, int], hidden: set[str]) -> None:
    assert borda.groups_to_hide(sizes, 5) == hidden


# -- rankings -------------------------------------------------------------------------------------------


def test_a_ranking_is_made_filled_closed_and_read_on_its_pages(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    browser = as_person(khiva_deputy)
    assert browser.get(url("ranking-new", cluster)).status_code == 200
    there = browser.post(url("ranking-new", cluster), TYPED)["Location"]
    ranking = Ranking.objects.get()
    assert [one.by for one in ranking.proposals.all()] == ["women", "men", ""]
    ballots = url("ranking-ballots", cluster, ranking.public_id)
    one = {"sex": "female", "way": "phone", "count": "1", "rank_1": "1", "rank_3": "2"}
    assert browser.post(ballots, one).status_code == 302
    many = {"way": "paper", "ballots": "W 1 3 2 x9\nM 2 1 3 x8\n\nn 2"}
    assert browser.post(ballots, many).status_code == 302
    assert Ballot.objects.count() == 4
    text = browser.get(there).content.decode()
    assert "Borda count (J.-C. de Borda, 1781)" in text
    browser.post(url("ranking-act", cluster, ranking.public_id, "undo"))
    assert Ballot.objects.count() == 3
    browser.post(url("ranking-act", cluster, ranking.public_id, "closing"))
    browser.post(url("ranking-act", cluster, ranking.public_id, "kept"), {"kept_1": "yes", "kept_2": "no"})
    assert [one.kept for one in ranking.proposals.all()] == [True, False, None]
    assert browser.get(url("ranking-file", cluster, ranking.public_id)).status_code == 200
    assert browser.get(there).status_code == 200


def test_each_bad_ballot_is_named_and_none_is_kept(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson, ranking: Ranking
) -> None:
    sent = {"way": "paper", "ballots": "W 1 2 3\nX 1 2\nM 1 1\nM 7\nW one"}
    text = (
        as_person(khiva_deputy)
        .post(url("ranking-ballots", cluster, ranking.public_id), sent)
        .content.decode()
    )
    for line in (2, 3, 4, 5):
        assert f"Line {line}:" in text
    assert "X 1 2" in text
    assert not Ballot.objects.exists()


def test_two_equal_ranks_are_refused(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson, ranking: Ranking
) -> None:
    sent = {"sex": "male", "way": "paper", "count": "1", "rank_1": "1", "rank_2": "1"}
    text = as_person(khiva_deputy).post(url("ranking-ballots", cluster, ranking.public_id), sent)
    assert "Two proposals have the same rank" in text.content.decode()


def test_women_men_and_all_have_places_of_their_own(ranking: Ranking, khiva_deputy: Person) -> None:
    women, men = ballot("female", 1, 2, 3, count=9), ballot("male", 3, 2, 1, count=8)
    acts.enter(ranking, khiva_deputy, [women, men])
    found = results.of(ranking)
    assert [line.proposal.number for line in found.lines] == [1, 2, 3]
    by_number = {line.proposal.number: line for line in found.lines}
    assert by_number[1].women is not None
    assert by_number[1].men is not None
    assert (by_number[1].women.place, by_number[1].men.place) == (1, 3)


def test_SU7_three_mens_ballots_show_neither_them_nor_the_women(
    ranking: Ranking, khiva_deputy: Person
) -> None:
    acts.enter(ranking, khiva_deputy, [ballot("female", 1, count=9), ballot("male", 3, count=3)])
    found = results.of(ranking)
    assert found.hidden == {"female", "male"}
    assert all(line.women is None and line.men is None and line.everybody for line in found.lines)


def test_ranked_proposals_stay_and_a_closed_ranking_takes_nothing(
    ranking: Ranking, khiva_deputy: Person
) -> None:
    acts.enter(ranking, khiva_deputy, [ballot("female", 1)])
    changed = [{"text": text, "language": "en"} for text in ("a", "x", "c")]
    with pytest.raises(NotPossible, match="rank these proposals already"):
        acts.put_ranking(ranking, khiva_deputy, {}, changed)
    more = [{"text": text, "language": "en"} for text in ("a", "b", "c", "d")]
    acts.put_ranking(ranking, khiva_deputy, {}, more)
    acts.close(ranking, khiva_deputy)
    with pytest.raises(NotPossible, match="closed"):
        acts.enter(ranking, khiva_deputy, [ballot("male", 1)])
    acts.close(ranking, khiva_deputy, again=True)
    assert acts.enter(ranking, khiva_deputy, [ballot("male", 4)]) == 1


def test_ranks_of_needs_go_into_the_diagnosis(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    making_diagnosis.whole(cluster, khiva_deputy)
    browser = as_person(khiva_deputy)
    first = browser.get(url("ranking-new", cluster), {"about": "needs"}).content.decode()
    assert "Water at the plot" in first
    lines = "Water at the plot\nA say in prices\nA lorry\nShade"
    browser.post(url("ranking-new", cluster), {**TYPED, "about": "needs", "proposals": lines})
    ranking = Ranking.objects.get()
    acts.enter(ranking, khiva_deputy, [ballot("female", 4, 2, 1, 3, count=9), ballot("male", 3, count=8)])
    with pytest.raises(NotPossible):
        acts.use(ranking, khiva_deputy)
    acts.close(ranking, khiva_deputy)
    browser.post(url("ranking-act", cluster, ranking.public_id, "use"))
    ranks = dict(GridRow.objects.filter(grid="needs_perception").values_list("name", "women_rank"))
    assert ranks == {"Shade": 1, "A say in prices": 2, "Water at the plot": 3, "A lorry": 4}
    assert GridRow.objects.get(name="A lorry").men_rank == 1


# -- the vision -----------------------------------------------------------------------------------------


def test_CO5_a_version_sent_is_frozen_and_a_later_one_says_what_changed(
    cluster: Project, khiva_deputy: Person
) -> None:
    acts.write(cluster, khiva_deputy, WORDS)
    made = acts.send(cluster, khiva_deputy)
    acts.write(cluster, khiva_deputy, {**WORDS, "statement": "Another"})
    made.refresh_from_db()
    assert made.statement == "We sell what we make."
    with pytest.raises(NotPossible, match="what changed"):
        acts.send(cluster, khiva_deputy)
    acts.write(cluster, khiva_deputy, {**WORDS, "changes": "Shorter"})
    assert acts.send(cluster, khiva_deputy).number == 2
    assert acts.in_force(cluster) is None


def test_GM23_a_vision_says_what_changes_for_women_and_for_men(
    cluster: Project, khiva_deputy: Person
) -> None:
    acts.write(cluster, khiva_deputy, {**WORDS, "for_men": ""})
    with pytest.raises(NotPossible, match="for women, and what for men"):
        acts.send(cluster, khiva_deputy)


def test_the_vision_is_written_sent_endorsed_and_read(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson, ranking: Ranking
) -> None:
    acts.enter(ranking, khiva_deputy, [ballot("female", 1, count=9)])
    browser, visitor, page = as_person(khiva_deputy), as_person(None), url("vision", cluster)
    assert [one.code for one in checks.missing(cluster, "vision")] == ["vision_sent"]
    typed = {**WORDS, "language": "fr", "ranking": ranking.public_id, "until": "2030"}
    assert browser.post(url("vision-write", cluster), typed).status_code == 302
    assert "We sell what we make." in browser.get(page).content.decode()
    assert "We sell what we make." not in visitor.get(page).content.decode()
    assert browser.post(url("vision-send", cluster)).status_code == 302
    version = Vision.objects.get()
    assert visitor.get(version.get_absolute_url()).status_code == 404
    assert [one.code for one in checks.missing(cluster, "vision")] == ["vision_endorsed"]
    making_diagnosis.endorse(cluster, khiva_deputy, "vision", 1)
    assert checks.missing(cluster, "vision") == []
    text = visitor.get(version.get_absolute_url()).content.decode()
    assert '<blockquote lang="fr"' in text
    assert "Borda" in text
    assert '<blockquote lang="fr"' in visitor.get(cluster.get_absolute_url()).content.decode()


def test_a_draft_is_thrown_away_after_a_question(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    acts.write(cluster, khiva_deputy, WORDS)
    browser, page = as_person(khiva_deputy), url("vision-drop", cluster)
    assert browser.get(page).status_code == 200
    assert Vision.objects.exists()
    browser.post(page)
    assert not Vision.objects.exists()
