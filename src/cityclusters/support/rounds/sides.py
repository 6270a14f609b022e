"""The rows of a season in the shape that the finder takes: both sides with the same columns."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np

from cityclusters.people.models import Organisation
from cityclusters.practices.models import Practice
from cityclusters.spaces.models import Theme
from cityclusters.support.engine.data import Truths
from cityclusters.support.finder.data import NeedSide, OfferSide, Traits
from cityclusters.support.likeness import PlaceTraits, traits_of
from cityclusters.support.models import Need, Window, Wish
from cityclusters.support.peers.subjects import FIRST_LIST
from cityclusters.support.rounds.rows import Season
from cityclusters.surveys.modalities import MODALITIES

NO_END = timedelta(days=3650)
"""How long a need without a last day may wait, for the arithmetic alone."""
EVIDENCE_LENGTH = 6000
"""Characters of a practice that are compared; its beginning says what it is about."""
Columns = dict[Any, int]
Name = tuple[str, int | str]
"""A host as a need names it: the kind of name, and the key or code."""


class _Row(NamedTuple):
    """What a need or a window has, as the finder compares it."""

    owner: int
    themes: list[str]
    targets: list[str]
    modalities: list[str]
    languages: list[str]
    opens: date
    closes: date
    expires: date


def sides(season: Season) -> tuple[NeedSide, OfferSide]:
    """Both sides; row i is need i and window i of the season."""
    needs, windows = season.needs, season.windows
    places = traits_of([*(need.place for need in needs), *(window.offer.place for window in windows)])
    tops, same = owners(season), same_themes()
    rows = [_need_row(need, tops, same, season.today) for need in needs]
    rows += [_window_row(window, tops, same) for window in windows]
    countries = _numbered(wished_countries(need) for need in needs)
    hosts = _numbered(wished_hosts(need, tops) for need in needs)
    alone = [names_alone(need, tops) for need in needs]
    names = _numbered(alone)
    traits = _traits(rows, places)
    asked = NeedSide(
        traits=_part(traits, slice(0, len(needs))),
        text=["\n".join((need.title, need.problem, need.result)) for need in needs],
        prefers=_marked([wished_countries(need) for need in needs], countries),
        hosts=_marked([wished_hosts(need, tops) for need in needs], hosts),
        only=_marked(alone, names),
    )
    given = OfferSide(
        traits=_part(traits, slice(len(needs), None)),
        evidence=[_evidence(window) for window in windows],
        country=np.array([countries.get(window.offer.place.country_id, -1) for window in windows], np.int64),
        hosts=_marked([hosts_of(window, tops) for window in windows], hosts),
        only=_marked([names_of(window, tops) for window in windows], names),
    )
    return asked, given


def owners(season: Season) -> dict[int, int]:
    """For each organisation the top of its tree: an office and its agency are one owner."""
    keys = {need.organisation_id for need in season.needs}
    keys |= {window.offer.organisation_id for window in season.windows}
    wishes = (wish for need in season.needs for wish in need.wishes.all())
    keys |= {wish.organisation_id for wish in wishes if wish.organisation_id}
    return Organisation.objects.agencies(keys)


def wish_country(wish: Wish) -> str:
    """The country that a wish points at: by name, or because the city or organisation is there."""
    if wish.country_id:
        return wish.country_id
    place = wish.place or (wish.organisation.place if wish.organisation else None)
    return place.country_id if place else ""


def wished_countries(need: Need) -> list[str]:
    """The countries that a need asks for, in the order of its wishes."""
    return list(dict.fromkeys(filter(None, map(wish_country, need.wishes.all()))))


def names_alone(need: Need, tops: dict[int, int]) -> list[Name]:
    """The hosts beside which a need takes no other, by the names it gives them; [] where it takes any."""
    if not need.named_only:
        return []
    countries = [("country", wish.country_id) for wish in need.wishes.all() if wish.country_id]
    return [*countries, *wished_hosts(need, tops)]


def names_of(window: Window, tops: dict[int, int]) -> list[Name]:
    """By which names, of its country too, a window's host can be insisted on."""
    return [("country", window.offer.place.country_id), *hosts_of(window, tops)]


def wished_hosts(need: Need, tops: dict[int, int]) -> list[Name]:
    """The cities and organisations that a need names."""
    found: list[Name] = [("place", wish.place_id) for wish in need.wishes.all() if wish.place_id]
    return found + [
        ("organisation", tops[wish.organisation_id]) for wish in need.wishes.all() if wish.organisation_id
    ]


def hosts_of(window: Window, tops: dict[int, int]) -> list[Name]:
    """By which names a window's host can be asked for."""
    offer = window.offer
    return [("place", offer.place_id), ("organisation", tops[offer.organisation_id])]


def same_themes() -> dict[str, list[str]]:
    """For each theme of another list those of the programme's own that mean the same (seed item D10). One
    that stands for several there counts as each of them, and does not make them the same."""
    own = set(Theme.objects.filter(vocabulary=FIRST_LIST).values_list("code", flat=True))
    partners: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(Theme.same_as.through.objects.values_list("from_theme_id", "to_theme_id")):
        if one not in own:
            partners[one].append(other)
    return {
        code: [other for other in others if other in own] or [min(code, *others)]
        for code, others in partners.items()
    }


def meant(themes: Iterable[Theme], same: dict[str, list[str]]) -> list[str]:
    """The codes that themes stand for, each once."""
    return list(dict.fromkeys(code for theme in themes for code in same.get(theme.code, [theme.code])))


def _need_row(need: Need, tops: dict[int, int], same: dict[str, list[str]], today: date) -> _Row:
    return _Row(
        tops[need.organisation_id],
        meant(need.themes.all(), same),
        list(need.sdg_targets),
        list(need.modalities),
        list(need.languages),
        max(need.window_start or today, today),
        need.window_end or today + NO_END,
        need.expires_on or today,
    )


def _window_row(window: Window, tops: dict[int, int], same: dict[str, list[str]]) -> _Row:
    offer = window.offer
    return _Row(
        tops[offer.organisation_id],
        meant(offer.themes.all(), same),
        list(offer.sdg_targets),
        [window.modality],
        list(window.languages or offer.languages),
        window.starts,
        window.ends,
        offer.expires_on or window.ends,
    )


def _traits(rows: Sequence[_Row], places: PlaceTraits) -> Traits:
    themes, targets = (_numbered(getattr(row, name) for row in rows) for name in ("themes", "targets"))
    languages = _numbered(row.languages for row in rows)
    days = {name: np.array([getattr(row, name).toordinal() for row in rows], np.int64) for name in DAYS}
    return Traits(
        owner=np.array([row.owner for row in rows], np.int64),
        themes=_marked([row.themes for row in rows], themes),
        targets=_marked([row.targets for row in rows], targets),
        modalities=_marked([row.modalities for row in rows], _numbered([list(MODALITIES)])),
        languages=_marked([row.languages for row in rows], languages),
        culture=places.culture,
        latitude=places.latitude,
        longitude=places.longitude,
        income=places.income,
        **days,
    )


DAYS = ("opens", "closes", "expires")


def _part(traits: Traits, rows: slice) -> Traits:
    return Traits(**{name: getattr(traits, name)[rows] for name in Traits.__slots__})


def _numbered(rows: Iterable[Iterable[Hashable]]) -> Columns:
    """The distinct entries, in the order in which they come, each with its number."""
    return {entry: at for at, entry in enumerate(dict.fromkeys(entry for row in rows for entry in row))}


def _marked(rows: Sequence[Sequence[Hashable]], columns: Columns) -> Truths:
    """(rows, columns) True where the row has the entry; what is no column is left out."""
    marks = np.zeros((len(rows), len(columns)), bool)
    for at, row in enumerate(rows):
        for entry in row:
            if entry in columns:
                marks[at, columns[entry]] = True
    return marks


def _evidence(window: Window) -> list[str]:
    """What the offer says of itself, and the practices behind it as everybody reads them."""
    offer = window.offer
    return [f"{offer.title}\n{offer.text}", *filter(None, map(_text, offer.practices.all()))]


def _text(practice: Practice) -> str:
    if practice.version is None:
        return ""
    content = practice.version.content
    texts = [content.get("title", ""), content.get("summary", ""), *content.get("sections", {}).values()]
    return "\n".join(map(str, texts))[:EVIDENCE_LENGTH]
