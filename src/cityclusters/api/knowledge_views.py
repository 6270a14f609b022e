"""Feeds, JSON and CSV of practices, questions and replies; a feed of everything in one Cities Cluster."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cityclusters.api import atom, items, practice_records, records
from cityclusters.api.answers import kept, listed
from cityclusters.api.items import Item
from cityclusters.api.limits import limited
from cityclusters.core.exports import csv_response
from cityclusters.core.texts import pick
from cityclusters.practices.forms.lists import FilterForm
from cityclusters.practices.marks import mark
from cityclusters.practices.models.queries import PracticeQuerySet
from cityclusters.questions.models import ConsolidatedReply, Question
from cityclusters.spaces.models import Space

NEWEST = 50
AT_ONCE = 200  # practices of one step of the CSV file


def _newest(found: Iterable[Item]) -> list[Item]:
    return sorted(found, key=lambda item: item.published, reverse=True)[:NEWEST]


def _questions(space: Space | None = None) -> list[Item]:
    rows = Question.objects.public()
    rows = rows.filter(space=space) if space else rows
    rows = rows.select_related("organisation", "place", "space").prefetch_related("themes")
    return [items.of_question(row) for row in rows.order_by("-shown_at", "-pk")[:NEWEST]]


def _replies(space: Space | None = None) -> list[Item]:
    rows = ConsolidatedReply.objects.published().filter(question__visibility=Question.Visibility.PUBLIC)
    rows = rows.filter(question__space=space) if space else rows
    rows = rows.select_related("question__space").prefetch_related("question__themes")
    return [items.of_reply(row) for row in rows.order_by("-published_at", "-pk")[:NEWEST]]


def _practices(rows: PracticeQuerySet) -> list[Item]:
    return items.of_practices(rows.order_by("-published_at", "-pk")[:NEWEST])


def _feed(
    request: HttpRequest, title: str, about: str, ident: list[str], found: list[Item]
) -> HttpResponseBase:
    content = atom.feed(title, request.get_full_path(), about, ident, found)
    return kept(request, HttpResponse(content, content_type=atom.MEDIA_TYPE))


@require_safe
@limited
def practices_atom(request: HttpRequest) -> HttpResponseBase:
    """The newest practices as an Atom feed."""
    found = _practices(practice_records.published())
    return _feed(request, _("Practices"), reverse("practices:list"), ["practices"], found)


@require_safe
@limited
def questions_atom(request: HttpRequest) -> HttpResponseBase:
    """The newest questions that everybody may read, and the newest replies, as an Atom feed."""
    found = _newest([*_questions(), *_replies()])
    return _feed(request, _("Questions and replies"), reverse("questions:list"), ["questions"], found)


def _of_themes(space: Space) -> Q:
    """Practices whose published version has one of the space's themes."""
    asked = Q(pk=None)
    for theme in space.themes.all():
        asked |= Q(marks__contains=mark("theme", theme.code))
    return asked


@require_safe
@limited
def space_atom(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The newest of one space as an Atom feed: exchanges, practices, questions and replies."""
    space = Space.objects.filter(slug=slug).first()
    if space is None:
        raise Http404
    exchanges = records.published().in_space(space).order_by("-created_at", "-pk")[:NEWEST]
    practices = practice_records.published().filter(_of_themes(space))
    found = [items.of_exchange(row) for row in exchanges] + _practices(practices)
    about = reverse("spaces:detail", args=[space.slug])
    found = _newest([*found, *_questions(space), *_replies(space)])
    return _feed(request, pick(space.names).text, about, ["spaces", space.slug], found)


@require_safe
@limited
def practices_json(request: HttpRequest) -> HttpResponseBase:
    """A page of practices as JSON, by the filters of the list on the site."""
    rows = FilterForm(request.GET).chosen(practice_records.published())
    return listed(request, "practices", rows, lambda page: practice_records.records(list(page)))


@require_safe
@limited
def practices_csv(request: HttpRequest) -> HttpResponseBase:
    """All practices that fit the filters as a CSV file; no cell can run as a formula."""
    rows = FilterForm(request.GET).chosen(practice_records.published())
    return csv_response("practices", practice_records.CSV_HEADINGS, _lines(rows))


def _lines(rows: PracticeQuerySet) -> Iterator[list[str | int | None]]:
    found = rows.iterator(chunk_size=AT_ONCE)
    while chunk := list(islice(found, AT_ONCE)):
        yield from practice_records.lines(chunk)
