"""The worker's error boundary: what goes wrong in one job, task or round of letters stops nothing else.

Together with core/middleware/errors.py the only place that may catch everything."""

import logging
from collections.abc import Callable

logger = logging.getLogger("cityclusters.worker")


def attempt(what: str, work: Callable[[], object]) -> BaseException | None:
    """Does the work; gives what went wrong, after writing it to the log with its traceback, or None."""
    try:
        work()
    except (Exception, SystemExit) as problem:  # the error boundary
        logger.exception("%s failed", what)
        return problem
    return None
