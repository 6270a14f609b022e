"""The journal on screen: who did what to which thing, when; filtered, and taken away as a table."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cityclusters.core.access import only
from cityclusters.core.exports import Table, csv_response, xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.core.sheets.write import Cell
from cityclusters.core.texts import pick
from cityclusters.journal import rules
from cityclusters.journal.naming import named
from cityclusters.pages.audit_forms import PERSON, AuditForm

PER_PAGE = 50
AT_ONCE = 500  # rows read from the database at a time for a download
MOST = 100_000  # rows of one download


@only(rules.runs_programme)
@require_safe
def audit(request: PersonRequest) -> HttpResponseBase:
    """The journal, newest line first; ?format=csv or xlsx takes the filtered lines away."""
    form = AuditForm(request.GET)
    found = form.filtered().exclude(rules.not_for(request.user, settings.JOURNAL_NOT_FOR))
    if request.GET.get("format") in {"csv", "xlsx"}:
        return _download(found[:MOST], request.GET["format"])
    page = paged(request, found, PER_PAGE)
    kept = request.GET.copy()
    kept.pop("page", None)
    lines = [
        {"entry": entry, "subject": _subject(entry), "details": _details(entry)} for entry in named(page)
    ]
    context = {"form": form, "page": page, "lines": lines, "query": kept.urlencode()}
    return render(request, "pages/audit.html", context)


def _subject(entry: Any) -> str:
    """The thing's name; a person's as it is today."""
    if entry.subject_kind == PERSON:
        return str(entry.person_name or _("(no name)"))
    return str(entry.subject_label or entry.subject_id)


def _details(entry: Any) -> list[tuple[str, str]]:
    """The details as pairs of words."""
    return [(key.replace("_", " "), _plain(value)) for key, value in entry.shown.items()]


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return pick({key: str(text) for key, text in value.items()}).text
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    return "" if value is None else str(value)


def _rows(found: Any) -> Iterator[list[Cell]]:
    rows = found.iterator(chunk_size=AT_ONCE)
    for entry in chain.from_iterable(named(some) for some in iter(lambda: list(islice(rows, AT_ONCE)), [])):
        yield [
            entry.at,
            str(entry.actor or ""),
            entry.act_label,
            entry.act,
            entry.subject_kind,
            entry.subject_id,
            _subject(entry),
            pick(entry.organisation.names).text if entry.organisation else "",
            "; ".join(f"{key}: {value}" for key, value in _details(entry)),
        ]


def _download(found: Any, file_format: str) -> HttpResponseBase:
    header = [
        _("Time (UTC)"), _("Who"), _("What was done"), _("Act"), _("Kind of thing"), _("Code of the thing"),
        _("Thing"), _("Organisation"), _("Details"),
    ]  # fmt: skip
    name = f"{_('journal')}-{timezone.localdate():%Y-%m-%d}"
    if file_format == "csv":
        return csv_response(name, header, _rows(found))
    return xlsx_response(name, [Table(_("Journal"), header, _rows(found))])
