"""Results of the assessment from an uploaded list: a dry run that writes nothing, then writing."""

from collections.abc import Sequence
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.files import check_size
from cityclusters.core.sheets import read_sheet
from cityclusters.exchanges.assessment_reading import NoColumns, Result, is_heading, read_results
from cityclusters.exchanges.log_matching import Participants
from cityclusters.exchanges.models import Assessment, Exchange, Registration
from cityclusters.people.models import Person

AT_ONCE = 50


class DryRun(NamedTuple):
    """What would be written, and the lines that can't be used with the reason."""

    results: list[tuple[Registration, bool]]
    bad: list[tuple[Result, str]]

    @property
    def passed(self) -> int:
        """How many passed."""
        return sum(passed for _seat, passed in self.results)


def dry_run(exchange: Exchange, upload: UploadedFile, mark: float | None) -> DryRun:
    """Reads the list and finds the participants. Raises Refused for a file that is not read, NotPossible
    for one without the columns."""
    check_size(upload)
    try:
        lines = read_results(read_sheet(upload, upload.name or "", known=is_heading), mark)
    except NoColumns:
        raise NotPossible(
            _("The columns were not found. The list needs the name or the e-mail address, and the result.")
        ) from None
    people = Participants(exchange)
    found: dict[int, tuple[Registration, bool]] = {}
    bad = []
    for line in lines:
        seat, _match = people.find(line.name, line.email)
        if line.problem:
            bad.append((line, _problem(line.problem)))
        elif seat is None:
            bad.append((line, _("No participant with this name or address, or several.")))
        elif seat.pk in found:
            bad.append((line, _("This person stands in the list before; the first line counts.")))
        else:
            found[seat.pk] = (seat, bool(line.passed))
    return DryRun(list(found.values()), bad)


def _problem(code: str) -> str:
    texts = {
        "no_result": _("The result is missing."),
        "unclear": _("The result is not understood."),
        "needs_mark": _("The result is a number; say from how many points it is passed."),
    }
    return texts[code]


def write(exchange: Exchange, results: Sequence[tuple[str, bool]], by: Person) -> int:
    """Writes the results (registration's public id, passed) in short transactions; how many they were."""
    seats = exchange.registrations.filter(public_id__in=[seat for seat, _passed in results])
    known = seats.in_bulk(field_name="public_id")
    usable = [(known[seat], passed) for seat, passed in results if seat in known]
    for start in range(0, len(usable), AT_ONCE):
        with transaction.atomic():
            for seat, passed in usable[start : start + AT_ONCE]:
                Assessment.enter(seat, passed, by)
    return len(usable)
