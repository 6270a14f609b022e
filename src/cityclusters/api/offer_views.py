"""Offers of help as a feed, as JSON and as CSV: public fields alone, no person, no address."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cityclusters.api import atom, items
from cityclusters.api.answers import kept, listed
from cityclusters.api.limits import limited
from cityclusters.api.records import iso, texts
from cityclusters.core.exports import csv_response
from cityclusters.core.texts import pick
from cityclusters.journal.letters import absolute
from cityclusters.support.models import Offer, Window
from cityclusters.support.models.offer import OfferQuerySet
from cityclusters.support.offers.forms import FilterForm
from cityclusters.support.offers.reading import going, readable, with_practices, with_windows

NEWEST = 50
AT_ONCE = 200  # offers of one step of the CSV file
CSV_HEADINGS = (
    "id", "address", "title", "language", "organisation", "place", "country", "state", "themes",
    "sdg_targets", "languages", "stands_until", "confirmed", "window", "modality", "from", "until", "places",
    "places_left", "together", "window_languages",
)  # fmt: skip


def _chosen(request: HttpRequest) -> OfferQuerySet:
    """Those that everybody sees, by the filters of the list on the site. Seven queries for any number."""
    return with_practices(with_windows(FilterForm(request.GET).chosen(Offer.objects.shown())))


@require_safe
@limited
def offers_atom(request: HttpRequest) -> HttpResponseBase:
    """The newest offers as an Atom feed."""
    rows = _chosen(request).order_by("-opened_at", "-pk")[:NEWEST]
    about = reverse("support:offers")
    content = atom.feed(_("Offers"), request.get_full_path(), about, ["offers"], map(items.of_offer, rows))
    return kept(request, HttpResponse(content, content_type=atom.MEDIA_TYPE))


@require_safe
@limited
def offers_json(request: HttpRequest) -> HttpResponseBase:
    """A page of offers as JSON, with the room that is left."""
    return listed(request, "offers", _chosen(request), lambda page: [_record(row) for row in page])


def _record(row: Offer) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "url": absolute(row.get_absolute_url()),
        "language": row.language,
        "title": row.title,
        "text": row.text,
        "organisation": {"id": row.organisation.public_id, "name": texts(row.organisation.names)},
        "place": {"id": row.place.public_id, "name": row.place.name, "country": row.place.country_id},
        "state": row.state,
        "themes": [theme.code for theme in row.themes.all()],
        "sdg_targets": row.sdg_targets,
        "languages": row.languages,
        "practices": [practice.public_id for practice in readable(row)],
        "opened": iso(row.opened_at),
        "confirmed": iso(row.confirmed_at),
        "stands_until": row.expires_on.isoformat() if row.expires_on else None,
        "windows": [_window(window) for window in going(row)],
    }


def _window(row: Window) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "modality": row.modality,
        "from": row.starts.isoformat(),
        "until": row.ends.isoformat(),
        "places": row.slots,
        "places_left": row.left,
        "together": row.cohort,
        "languages": row.languages,
    }


@require_safe
@limited
def offers_csv(request: HttpRequest) -> HttpResponseBase:
    """All offers that fit the filters as a CSV file, a line for each window; no cell can run as a formula."""
    return csv_response("offers", CSV_HEADINGS, _lines(_chosen(request)))


def _lines(rows: OfferQuerySet) -> Iterator[list[str | int | None]]:
    found = rows.iterator(chunk_size=AT_ONCE)
    while chunk := list(islice(found, AT_ONCE)):
        yield from _of(chunk)


def _of(rows: Iterable[Offer]) -> Iterator[list[str | int | None]]:
    for row in rows:
        facts: list[str | int | None] = [
            row.public_id, absolute(row.get_absolute_url()), row.title, row.language,
            pick(row.organisation.names).text, row.place.name, row.place.country_id, row.state,
            " ".join(theme.code for theme in row.themes.all()), " ".join(row.sdg_targets),
            " ".join(row.languages), row.expires_on.isoformat() if row.expires_on else None,
            iso(row.confirmed_at),
        ]  # fmt: skip
        for window in going(row):
            yield [
                *facts, window.public_id, window.modality, window.starts.isoformat(),
                window.ends.isoformat(), window.slots, window.left, "yes" if window.cohort else "no",
                " ".join(window.languages),
            ]  # fmt: skip
