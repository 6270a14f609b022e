"""What the worker does for rounds. A task may be killed anywhere and run again."""

from django.utils import timezone
from django_tasks import task

from cityclusters.core.engine_input import InputError
from cityclusters.support.matching import run as match
from cityclusters.support.models import Run
from cityclusters.support.rounds.problem import document, make
from cityclusters.support.rounds.results import write
from cityclusters.support.rounds.rows import load


@task()
def calculate(key: int) -> None:
    """Calculates a run that waits, or that a killed worker left; nothing where it is done."""
    run = Run.objects.select_related("round").filter(pk=key).first()
    if run is not None and run.busy:
        work(run)


def work(run: Run) -> None:
    """The whole calculation: rows, candidates, match, and the reasons as rows."""
    Run.objects.filter(pk=run.pk).update(state=Run.State.RUNNING, done=0, touched_at=timezone.now())
    season = load(run.round, run.changes)
    try:
        problem = make(season, lambda done, total: _tell(run, done, total))
        done = match(problem)
    except (InputError, ValueError) as fault:
        _end(run, Run.State.FAILED, failure=str(fault)[:300])
        return
    run.said = season.said
    write(run, season, done)
    if run.base_id is None:
        run.round.needs.set([need.pk for need in season.needs])
    run.problem = document(problem)
    _end(run, Run.State.DONE)


def _tell(run: Run, done: int, total: int) -> None:
    """How far it is; one short write for each block of needs."""
    Run.objects.filter(pk=run.pk).update(done=done, total=total, touched_at=timezone.now())


def _end(run: Run, state: Run.State, failure: str = "") -> None:
    run.state, run.failure = state, failure
    run.ended_at = run.touched_at = timezone.now()
    fields = ["state", "failure", "ended_at", "touched_at", "problem", "answer", "said", "needs", "served"]
    run.save(update_fields=fields)
