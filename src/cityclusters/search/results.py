"""What the page of results shows: titles and excerpts in their own language, narrowing with counts."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from babel import Locale
from django.conf import settings
from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import babel_locale
from cityclusters.core.texts import RIGHT_TO_LEFT, pick
from cityclusters.places.countries import country_name
from cityclusters.places.models import CHOOSABLE, Place
from cityclusters.search.excerpts import excerpt, marked
from cityclusters.search.finding import Candidate, Found, Text, texts_of
from cityclusters.search.sources import SOURCES
from cityclusters.spaces.models import Theme

FACETS = {
    "kind": gettext_lazy("Kind"),
    "theme": gettext_lazy("Theme"),
    "country": gettext_lazy("Country"),
    "place": gettext_lazy("Place"),
    "language": gettext_lazy("Language"),
    "goal": gettext_lazy("Sustainable Development Goal"),
}
MOST_OPTIONS = 12
MOST_PLACES = 3
LONGEST_VALUE = 60


class Result(NamedTuple):
    """One thing in the list. `other_language` names the text's language where it is not the reader's."""

    kind: str
    word: str
    url: str
    title: SafeString
    excerpt: SafeString
    language: str
    direction: str
    other_language: str
    where: str
    day: str


class Option(NamedTuple):
    """A value by which the results can be narrowed; `url` chooses it, or takes it back where it is chosen."""

    label: str
    number: int
    url: str
    chosen: bool


class Facet(NamedTuple):
    """One way to narrow the results."""

    name: str
    label: str
    options: list[Option]


def language_name(code: str) -> str:
    """A language in the reader's language; the code where it has no name."""
    names: Mapping[str, str] = Locale.parse(babel_locale()).languages
    return str(names.get(code, code))


def shown(found: Found, page: Collection[Candidate]) -> list[Result]:
    """The candidates of one page as results."""
    language = (get_language() or "en")[:2]
    texts = texts_of(page, found, language)
    return [_result(found, one, texts[one.thing], language) for one in page if one.thing in texts]


def _result(found: Found, one: Candidate, text: Text, language: str) -> Result:
    kind, key = one.thing
    source = SOURCES[kind]
    wanted = found.understood.weights.get(text.language, {}) if found.understood else {}
    countries = [
        name.removeprefix("country:") for name in sorted(one.facets().split()) if name.startswith("country:")
    ]
    where = [text.place, *(country_name(code) for code in countries[:1])]
    return Result(
        kind=kind,
        word=str(source.word),
        url=source.url(key, text.language),
        title=marked(text.title, wanted, text.language),
        excerpt=excerpt(text.text, wanted, text.language),
        language=text.language,
        direction="rtl" if text.language in RIGHT_TO_LEFT else "ltr",
        other_language="" if text.language == language else language_name(text.language),
        where=", ".join(part for part in where if part),
        day=one.day,
    )


def narrowing(found: Found, labels: "Labels", query: Sequence[tuple[str, str]]) -> list[Facet]:
    """The ways to narrow the results that leave fewer of them, with how many each leaves; `query` is what the
    address says now."""
    facets = [
        Facet(name, str(label), list(_options(name, found, labels, query))) for name, label in FACETS.items()
    ]
    return [facet for facet in facets if facet.options]


def _options(name: str, found: Found, labels: "Labels", query: Sequence[tuple[str, str]]) -> Iterator[Option]:
    counts = labels.counts
    chosen = [only for only in found.asked.only if only.startswith(f"{name}:")]
    for only in chosen:
        value = only.partition(":")[2]
        rest = [pair for pair in query if pair != (name, value) and pair[0] != "page"]
        yield Option(labels.of(name, value), counts[only], f"?{urlencode(rest)}", True)
    rest = [pair for pair in query if pair[0] != "page"]
    values = [(facet, count) for facet, count in counts.most_common() if facet.startswith(f"{name}:")]
    if name == "place":  # there are too many: those that the question names
        values = [pair for pair in values if pair[0].removeprefix("place:") in labels.places]
    for facet, count in values[:MOST_OPTIONS]:
        value = facet.partition(":")[2]
        label = labels.of(name, value)
        if facet not in chosen and label and count < len(found.candidates):
            yield Option(label, count, f"?{urlencode([*rest, (name, value)])}", False)


class Labels:
    """How many results have each facet, and words for its values. Themes are read in one query, and so are
    places that were chosen or that the question names, where there are any; `named` are the latter, the
    largest first."""

    def __init__(self, found: Found) -> None:
        self.counts: Counter[str] = found.counts()
        chosen = [only.removeprefix("place:") for only in found.asked.only if only.startswith("place:")]
        wanted = Q(public_id__in=chosen) | Q(pk__in=found.places[:MOST_PLACES])
        rows = Place.objects.filter(wanted).select_related("country") if chosen or found.places else []
        places = {place.pk: place for place in rows}
        self.places = {place.public_id: place.label() for place in places.values()}
        named = [places[key] for key in found.places[:MOST_PLACES] if key in places]
        self.named = [place for place in named if place.state in CHOOSABLE]
        codes = [name.removeprefix("theme:") for name in self.counts if name.startswith("theme:")]
        themes = Theme.objects.filter(code__in=codes) if codes else []
        self.themes = {theme.code: pick(theme.names).text for theme in themes}

    def of(self, name: str, value: str) -> str:
        """The word for one value; '' for one that has none."""
        match name:
            case "kind":
                return str(SOURCES[value].many) if value in SOURCES else ""
            case "theme":
                return self.themes.get(value, value)
            case "place":
                return self.places.get(value, "")
            case "country":
                return country_name(value)
            case "language":
                return dict(settings.CONTENT_LANGUAGES).get(value) or language_name(value)
            case "goal":
                return _("Goal %(number)s") % {"number": value}
            case _:
                return value


def facets_in(query: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The facets that an address names, in the form in which pages have them. A value that can be none finds
    nothing, as an unknown one does."""
    found = (
        f"{name}:{value if _can_be(value) else '?'}" for name, value in query if name in FACETS and value
    )
    return tuple(dict.fromkeys(found))[:10]


def _can_be(value: str) -> bool:
    return len(value) <= LONGEST_VALUE and not set(value) & set(" \0\n\t")
