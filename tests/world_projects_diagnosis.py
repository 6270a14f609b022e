"""A project with a diagnosis, rankings, a vision and a marker, for the access table and the counts of
queries."""

from datetime import date
from typing import Any

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.diagnosis import freezing
from cityclusters.projects.marker import CRITERIA
from cityclusters.projects.marking import acts as marking
from cityclusters.projects.models import Ballot, Project, Ranking
from cityclusters.projects.tests import making, making_diagnosis
from cityclusters.projects.vision import acts

WORDS = {
    "language": "en", "statement": "We sell what we make.", "for_women": "They sign.",
    "for_men": "They share the work.", "until": 2030, "ranking": None, "changes": "",
}  # fmt: skip


def things(city: Organisation, focal: Person) -> dict[str, Any]:
    """`diagnosed` is public; the first version of its diagnosis and of its vision is endorsed."""
    project = making.project(city, lead=focal, title=make_texts("en", en="Dried fruit"), phase="diagnosis")
    rows = making_diagnosis.whole(project, focal)
    freezing.send(project, focal, "", "en")
    making_diagnosis.endorse(project, focal, "diagnosis", 1)
    acts.write(project, focal, WORDS)
    acts.send(project, focal)
    making_diagnosis.endorse(project, focal, "vision", 1)
    acts.write(project, focal, {**WORDS, "changes": "Shorter"})
    answers = {code: {"answer": "yes", "evidence": "Plan"} for code in CRITERIA}
    marking.propose(project, focal, answers, "design", "en")
    return {
        "diagnosed": project,
        "diagnosis_row": rows[0],
        "diagnosis_step": project.chain_steps.first(),
        "ranking": ranking(project, focal),
    }


def ranking(project: Project, by: Person) -> Ranking:
    """Three sentences that nine women have ranked."""
    made = Ranking(project=project)
    values = {"about": "vision", "title": "Our vision", "held_on": date(2024, 5, 2), "language": "en"}
    acts.put_ranking(made, by, values, [{"text": text, "language": "en"} for text in ("One", "Two", "Three")])
    acts.enter(made, by, [Ballot(sex="female", way="paper", order=[1, 2, 3], count=9)])
    return made


def more(project: Project, by: Person) -> None:
    """One more of everything; called after the others, so that versions say what changed."""
    making_diagnosis.whole(project, by)
    freezing.send(project, by, "More rows", "en")
    ranking(project, by)
    acts.send(project, by)
    acts.write(project, by, {**WORDS, "changes": "Again"})
    marking.confirm(project, by, 2, "Plan", "")
    answers = {code: {"answer": "yes", "evidence": "Plan"} for code in CRITERIA}
    marking.propose(project, by, answers, "end", "en")
