"""Needs as a list: filtered, as a spreadsheet."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.core.json_lists import holding
from cityclusters.core.sheets.write import Cell
from cityclusters.core.texts import pick, with_commas, with_semicolons
from cityclusters.people.fields import label
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader, is_officer
from cityclusters.places.countries import country_name
from cityclusters.support.models import Match, Need, Unserved
from cityclusters.support.models.choices import MatchState, NeedState
from cityclusters.support.models.need import OPEN, NeedQuerySet
from cityclusters.support.needs.table import COLUMNS, YES_NO
from cityclusters.support.needs.words import modality_words, wish_words

LANGUAGES = {code: str(name) for code, name in settings.CONTENT_LANGUAGES}
Needs = QuerySet[Need]
AGAIN = "again"
"""The state to filter by for needs whose proposal has ended."""
ENDED = (MatchState.DECLINED, MatchState.LAPSED)
ASKED = (MatchState.PROPOSED, MatchState.ONE)
FREE = (NeedState.OPEN, NeedState.PARTLY_MET)


def countries(reader: Reader) -> list[tuple[str, str]]:
    """(code, name) of the countries from which there are needs that the reader may read."""
    codes = Need.objects.visible_to(reader).order_by().values_list("place__country", flat=True).distinct()
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])


def waiting_again(rows: NeedQuerySet) -> NeedQuerySet:
    """Those that were proposed a host, which did not come about, and that wait for the next round now."""
    today = timezone.localdate()
    ended = Unserved.objects.filter(
        need=OuterRef("pk"),
        next_on__gte=today,
        round__matches__need=OuterRef("pk"),
        round__matches__state__in=ENDED,
        round__matches__proposed_at__isnull=False,
    )
    asked = Match.objects.filter(need=OuterRef("pk"), state__in=ASKED)
    free = rows.open(today).filter(state__in=FREE)
    return free.filter(Exists(ended)).exclude(Exists(asked))


def filtered(reader: Reader, asked: Mapping[str, Any]) -> "Needs":
    """What the reader may read, narrowed; open ones unless another state is asked for. Whose proposal has
    ended only officers read of others."""
    state, mine = asked.get("state", ""), asked.get("whose") == "mine"
    if state == AGAIN and not is_officer(reader):
        mine = True
    all_rows = Need.objects.own(reader) if mine else Need.objects.visible_to(reader)
    rows: Needs = waiting_again(all_rows) if state == AGAIN else all_rows
    if not state and not mine:
        rows = rows.filter(state__in=OPEN)
    elif state not in ("", "all", AGAIN):
        rows = rows.filter(state=state)
    if asked.get("theme"):
        rows = rows.filter(pk__in=Need.themes.through.objects.filter(theme=asked["theme"]).values("need"))
    if asked.get("country"):
        rows = rows.filter(place__country=asked["country"])
    for column, code in (("modalities", asked.get("modality")), ("languages", asked.get("language"))):
        if code:
            rows = holding(rows, column, code)
    return rows.select_related("organisation", "place__country").prefetch_related("themes")


def exported(person: Person, rows: "Needs") -> "Needs":
    """Of the rows what she may take away as a file: officers all, others their own."""
    return rows if person.is_officer else rows.filter(pk__in=Need.objects.own(person).values("pk"))


def table(rows: "Needs") -> Table:
    """The rows as a sheet, with the columns of an upload first; nobody's name stands in it (rule MA6)."""
    after = [
        _("Place"), _("Country"), _("Cities and organisations wished for"), _("State"), _("Stated on"),
        _("Signed on"), _("Open until"), _("Address"),
    ]  # fmt: skip
    header = [*(str(words) for words in COLUMNS.values()), *after]
    wishes = ("wishes__place__country", "wishes__organisation")
    full = (
        rows.select_related("organisation__place__country")
        .prefetch_related("themes", *wishes)
        .order_by("stated_at", "pk")
    )
    return Table(_("Needs"), header, _lines(full.iterator(chunk_size=500)))


def _lines(rows: Iterator[Need]) -> Iterator[list[Cell]]:
    others_too = {code: str(words) for code, words in YES_NO}
    for row in rows:
        wishes = list(row.wishes.all())
        countries = [country_name(wish.country_id) for wish in wishes if wish.country_id]
        others = [wish_words(wish) for wish in wishes if not wish.country_id]
        yield [
            label(row.organisation), row.title, row.problem, row.result, LANGUAGES.get(row.language, ""),
            with_semicolons(pick(theme.names).text for theme in row.themes.all()),
            with_commas(row.sdg_targets), with_semicolons(modality_words(row.modalities)),
            with_semicolons(LANGUAGES.get(code, code) for code in row.languages), row.window_start,
            row.window_end, str(row.get_urgency_display()), row.wants, with_semicolons(countries),
            others_too["yes" if row.elsewhere else "no"], str(row.get_shown_to_display()), row.place.name,
            country_name(row.place.country_id),
            with_semicolons(others), str(row.get_state_display()), row.stated_at.date(),
            row.signed_at.date() if row.signed_at else None, row.expires_on, row.get_absolute_url(),
        ]  # fmt: skip
