"""What diagnosis, vision and marker keep about a person who wrote in them: that she did."""

from typing import Any

from cityclusters.people.models import Person
from cityclusters.projects.models import (
    Ballot,
    ChainStep,
    DiagnosisVersion,
    Finding,
    GridRow,
    Hearing,
    Mark,
    Ranking,
    Vision,
)

WRITTEN: tuple[tuple[str, Any, str, tuple[str, ...]], ...] = (
    ("diagnosis_rows_written", GridRow, "made_by", ("public_id", "grid", "name", "made_at")),
    ("diagnosis_hearings_written", Hearing, "made_by", ("public_id", "on", "how", "note")),
    ("findings_written", Finding, "made_by", ("public_id", "statement", "made_at")),
    ("chain_steps_written", ChainStep, "made_by", ("public_id", "name", "made_at")),
    ("diagnosis_versions_sent", DiagnosisVersion, "by", ("number", "changes", "at")),
    ("rankings_made", Ranking, "made_by", ("public_id", "title", "made_at")),
    ("rankings_closed", Ranking, "closed_by", ("public_id", "title", "closed_at")),
    ("visions_written", Vision, "by", ("number", "statement", "changed_at")),
    ("visions_sent", Vision, "sent_by", ("number", "sent_at")),
    ("markers_proposed", Mark, "proposed_by", ("public_id", "proposed", "proposed_at")),
    ("markers_confirmed", Mark, "confirmed_by", ("public_id", "value", "evidence", "confirmed_at")),
)


def collect(person: Person) -> dict[str, list[dict[str, Any]]]:
    """What she wrote, sent, closed and confirmed. Ballots that she entered are other people's."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, model, by, fields in WRITTEN:
        rows = model.objects.filter(**{by: person}).order_by("pk")
        found[name] = list(rows.values("project__public_id", *fields))
    entered = Ballot.objects.filter(entered_by=person).values("ranking__public_id").distinct()
    found["ballots_entered_in"] = [{"ranking": row["ranking__public_id"]} for row in entered]
    return found


def erase(person: Person) -> None:
    """What was written stays with the project, without her."""
    for _name, model, by, _fields in WRITTEN:
        model.objects.filter(**{by: person}).update(**{by: None})
    Ballot.objects.filter(entered_by=person).update(entered_by=None)
