"""Rankings and versions of the vision: each act in one transaction with its line in the journal."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects import phases
from cityclusters.projects.commission.endorsing import Version
from cityclusters.projects.diagnosis import rules
from cityclusters.projects.models import Ballot, GridRow, Project, Proposal, Ranking, Vision
from cityclusters.projects.vision import borda, results

MOST_PROPOSALS = 30
MOST_BALLOTS = 2000
FIELDS = ("language", "statement", "for_women", "for_men", "until", "ranking", "changes")


def _locked(project: Project, by: Person) -> Project:
    """The project, nobody else writing in it. Raises NotPossible for somebody who does not write in it."""
    row = phases.locked(project)
    if not rules.may_fill(by, row):
        raise NotPossible(_("You don't write in this project, or it has ended."))
    return row


@transaction.atomic
def put_ranking(
    ranking: Ranking, by: Person, values: Mapping[str, Any], proposals: Sequence[Mapping[str, Any]]
) -> None:
    """A new ranking, or a changed one. `proposals` are its lines in order, each with text, language and
    perhaps `by` and `row`; once a ballot was entered they may only be added to.

    Raises NotPossible for fewer than two proposals, too many, or a change of what ballots rank already."""
    project = _locked(ranking.project, by)
    if not 2 <= len(proposals) <= MOST_PROPOSALS:
        raise NotPossible(_("A ranking has two to %(most)s proposals.") % {"most": MOST_PROPOSALS})
    is_new = ranking.pk is None
    for name, value in values.items():
        setattr(ranking, name, value)
    if is_new:
        ranking.made_by = by
    elif ranking.closed_at:
        raise NotPossible(_("This ranking is closed."))
    ranking.save()
    _put_proposals(ranking, proposals)
    act = "opened" if is_new else "changed"
    record(by, f"projects_ranking.{act}", ranking, organisation=project.lead)


def _put_proposals(ranking: Ranking, lines: Sequence[Mapping[str, Any]]) -> None:
    known = list(ranking.proposals.all())
    if (
        ranking.ballots.exists()
        and [one.text for one in known] != [line["text"] for line in lines][: len(known)]
    ):
        raise NotPossible(_("Ballots rank these proposals already. You can only add new ones at the end."))
    for number, line in enumerate(lines, start=1):
        if number <= len(known):
            one = known[number - 1]
            for name, value in line.items():
                setattr(one, name, value)
            one.save()
        else:
            ranking.proposals.create(number=number, **line)
    ranking.proposals.filter(number__gt=len(lines)).delete()


@transaction.atomic
def enter(ranking: Ranking, by: Person, ballots: Sequence[Ballot]) -> int:
    """Keeps ballots that were handed in; how many people they are of.

    Raises NotPossible for a closed ranking, a ballot that can't be counted, and more than people could."""
    project = _locked(ranking.project, by)
    row = Ranking.objects.select_for_update().get(pk=ranking.pk)
    if row.closed_at:
        raise NotPossible(_("This ranking is closed."))
    numbers = list(row.proposals.values_list("number", flat=True))
    if row.ballots.count() + len(ballots) > MOST_BALLOTS:
        raise NotPossible(_("A ranking takes at most %(most)s lines.") % {"most": MOST_BALLOTS})
    for ballot in ballots:
        try:
            borda.check(ballot.order, numbers)
        except borda.BadBallot as wrong:
            raise NotPossible(bad_ballot(wrong)) from wrong
        ballot.ranking, ballot.entered_by = row, by
        ballot.save()
    people = sum(ballot.count for ballot in ballots)
    record(by, "projects_ballots.entered", row, organisation=project.lead, ballots=people)
    return people


def bad_ballot(wrong: borda.BadBallot) -> str:
    """Why a ballot can't be counted, in words."""
    if wrong.number is None:
        return _now("Rank at least one proposal.")
    return _now("Proposal %(number)s is not there, or stands twice in this order.") % {"number": wrong.number}


@transaction.atomic
def undo(ranking: Ranking, by: Person) -> None:
    """Takes back the ballot that was entered last. Raises NotPossible where there is none."""
    project = _locked(ranking.project, by)
    last = ranking.ballots.order_by("-pk").first()
    if last is None or ranking.closed_at:
        raise NotPossible(_("There is no ballot to take back."))
    last.delete()
    record(by, "projects_ballots.undone", ranking, organisation=project.lead)


@transaction.atomic
def close(ranking: Ranking, by: Person, *, again: bool = False) -> None:
    """Takes no ballots any more; `again` opens it once more. Twice changes nothing.

    Raises NotPossible where nobody ranked anything."""
    project = _locked(ranking.project, by)
    row = Ranking.objects.select_for_update().get(pk=ranking.pk)
    if bool(row.closed_at) != again:
        return
    if not again and not row.ballots.exists():
        raise NotPossible(_("Nobody has ranked anything yet."))
    row.closed_at, row.closed_by = (None, None) if again else (timezone.now(), by)
    row.save(update_fields=["closed_at", "closed_by"])
    record(by, f"projects_ranking.{'reopened' if again else 'closed'}", row, organisation=project.lead)
    ranking.refresh_from_db()


@transaction.atomic
def use(ranking: Ranking, by: Person) -> int:
    """Writes women's and men's ranks into the grid of needs: into the rows that were ranked, and a new row
    for each need that had none. How many rows.

    Raises NotPossible for a ranking that is open or not about needs, and where neither may be shown."""
    project = _locked(ranking.project, by)
    if ranking.about != Ranking.About.NEEDS or not ranking.closed_at:
        raise NotPossible(_("Close the ranking of needs first."))
    found = results.of(ranking)
    ranks = {name: {place.number: place.place for place in found.places(sex)} for name, sex in results.RANKS}
    if not any(ranks.values()):
        raise NotPossible(_("Too few women and men handed in a ballot to show their ranks."))
    last = project.grid_rows.filter(grid=GridRow.Grid.NEEDS).aggregate(last=Max("order"))["last"] or 0
    source = _now("Ranking “%(title)s”") % {"title": ranking.title}
    for proposal in ranking.proposals.select_related("row"):
        row = proposal.row or _new_row(project, by, proposal, source, last + proposal.number)
        for name, own in ranks.items():
            if own:
                setattr(row, name, own[proposal.number])
        row.changed_at = timezone.now()
        row.save()
        Proposal.objects.filter(pk=proposal.pk).update(row=row)
    record(by, "projects_ranking.used", ranking, organisation=project.lead)
    return ranking.proposals.count()


def _new_row(project: Project, by: Person, proposal: Proposal, source: str, order: int) -> GridRow:
    return GridRow(
        project=project, grid=GridRow.Grid.NEEDS, name=proposal.text[:200], language=proposal.language,
        source=source[:300], order=order, made_by=by,
    )  # fmt: skip


@transaction.atomic
def keep(ranking: Ranking, by: Person, kept: Mapping[int, bool | None]) -> None:
    """Says which proposals went into the vision: number → yes, no, not decided (item GM22)."""
    project = _locked(ranking.project, by)
    for proposal in ranking.proposals.all():
        proposal.kept = kept.get(proposal.number)
        proposal.save(update_fields=["kept"])
    record(by, "projects_ranking.changed", ranking, organisation=project.lead)


@transaction.atomic
def write(project: Project, by: Person, values: Mapping[str, Any]) -> Vision:
    """Writes the draft of the vision, a new one where all versions were sent."""
    row = _locked(project, by)
    draft = row.visions.filter(sent_at=None).first()
    is_new = draft is None
    if draft is None:
        last = row.visions.aggregate(last=Max("number"))["last"] or 0
        draft = Vision(project=row, number=last + 1)
    for name in FIELDS:
        setattr(draft, name, values[name])
    draft.by, draft.changed_at = by, timezone.now()
    draft.save()
    act = "begun" if is_new else "changed"
    record(by, f"projects_vision.{act}", draft, organisation=row.lead, version=draft.number)
    return draft


@transaction.atomic
def drop(project: Project, by: Person) -> None:
    """Throws the draft away. Raises NotPossible where there is none."""
    row = _locked(project, by)
    draft = row.visions.filter(sent_at=None).first()
    if draft is None:
        raise NotPossible(_("There is no draft."))
    number = draft.number
    draft.delete()
    record(by, "projects_vision.dropped", row, organisation=row.lead, version=number)


@transaction.atomic
def send(project: Project, by: Person) -> Vision:
    """Freezes the draft for the commission (rule CO5).

    Raises NotPossible for somebody who does not lead, without a draft, where neither the vision says what
    will be different for women and men (item GM23), and for a later version without what changed."""
    row = _locked(project, by)
    if not rules.may_send(by, row):
        raise NotPossible(_("Only those who lead the project send its vision to be endorsed."))
    draft = row.visions.select_for_update().filter(sent_at=None).first()
    if draft is None:
        raise NotPossible(_("There is no draft."))
    if not (draft.for_women.strip() and draft.for_men.strip()):
        raise NotPossible(_("Say what will be different for women, and what for men."))
    if draft.number > 1 and not draft.changes.strip():
        raise NotPossible(_("Say what changed since the last version."))
    draft.sent_at, draft.sent_by = timezone.now(), by
    draft.save(update_fields=["sent_at", "sent_by"])
    record(by, "projects_vision.sent", draft, organisation=row.lead, version=draft.number)
    return draft


def endorsable(project: Project, number: int | None) -> Version | None:
    """The version for the commission (settings.ENDORSABLE): the last one sent where no number is given."""
    sent = project.visions.exclude(sent_at=None)
    found = sent.first() if number is None else sent.filter(number=number).first()
    if found is None:
        return None
    words = _now("Vision, version %(number)s") % {"number": found.number}
    return Version(found.number, words, found.get_absolute_url())


def in_force(project: Project) -> Vision | None:
    """The latest version that the commission endorsed."""
    numbers = project.endorsements.filter(what=WHAT, withdrawn_at=None).values("version")
    return project.visions.exclude(sent_at=None).filter(number__in=numbers).first()


WHAT = "vision"
