"""Looking for practices."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cityclusters.core.forms import Filters
from cityclusters.core.texts import pick
from cityclusters.places.countries import country_name
from cityclusters.places.folding import fold
from cityclusters.practices.forms.fields import themes
from cityclusters.practices.marks import mark
from cityclusters.practices.models import Call, Practice, Translation
from cityclusters.practices.models.choices import Audience, Level
from cityclusters.practices.models.queries import PracticeQuerySet
from cityclusters.spaces.sdg import goals

MOST_WORDS = 8
# The filters that are marks of their own name, in the order of the form.
MARKED = ("theme", "country", "level", "goal", "audience", "chain", "call")


class FilterForm(Filters):
    """Words and filters; an answer that makes no sense filters nothing."""

    q = forms.CharField(label=_("Words in title or summary"), max_length=100, required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    language = forms.ChoiceField(label=_("Can be read in"), required=False)
    goal = forms.ChoiceField(label=_("Sustainable Development Goal"), required=False)
    audience = forms.ChoiceField(label=_("Who it is for"), required=False)
    chain = forms.ChoiceField(label=_("Value chain"), required=False)
    call = forms.ChoiceField(label=_("Call"), required=False)
    place = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    organisation = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["theme"].choices = [
            ("", _("All themes")),
            *((row.code, pick(row.names).text) for row in themes()),
        ]
        countries, chains = _published()
        fields["country"].choices = [("", _("All countries")), *countries]
        fields["chain"].choices = [("", _("All value chains")), *chains]
        fields["level"].choices = [("", _("All levels")), *Level.choices]
        fields["language"].choices = [("", _("All languages")), *settings.CONTENT_LANGUAGES]
        named = goals(get_language() or "en")
        fields["goal"].choices = [
            ("", _("All goals")),
            *((str(key), f"{key} {name}") for key, name in named.items()),
        ]
        fields["audience"].choices = [("", _("Everybody")), *Audience.choices]
        calls = Call.objects.exclude(state=Call.State.DRAFT)
        fields["call"].choices = [("", _("All calls")), *((row.public_id, str(row)) for row in calls)]

    def chosen(self, rows: PracticeQuerySet) -> PracticeQuerySet:
        """The rows that fit, the newest first."""
        asked = self.asked
        for word in fold(asked.get("q", "")).split()[:MOST_WORDS]:
            rows = rows.filter(folded__contains=word)
        for kind in (*MARKED, "place", "organisation"):
            if kind in asked:
                rows = rows.filter(marks__contains=mark(kind, asked[kind]))
        if "language" in asked:
            translated = Translation.objects.readable().filter(
                version=OuterRef("version"), language=asked["language"]
            )
            own = Q(marks__contains=mark("language", asked["language"]))
            rows = rows.filter(own | Exists(translated))
        return rows.select_related("version").order_by("-published_at", "-pk")


class CallFilterForm(Filters):
    """Theme and language of calls."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *settings.CONTENT_LANGUAGES]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["theme"]
        field.choices = [("", _("All themes")), *((row.code, pick(row.names).text) for row in themes())]

    def chosen(self, rows: "QuerySet[Call]") -> "QuerySet[Call]":
        """The calls that fit, in the order they came."""
        asked = self.asked
        if "theme" in asked:
            rows = rows.filter(pk__in=Call.themes.through.objects.filter(theme=asked["theme"]).values("call"))
        if "language" in asked:
            # The same in both databases: a list in JSON, looked at as text.
            written = rows.annotate(written=Cast("languages", TextField()))
            rows = written.filter(written__contains=f'"{asked["language"]}"')
        return rows


def _published() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Countries and value chains of what is published, by their names. One query."""
    rows = (
        Practice.objects.published()
        .order_by()
        .values_list("version__facts__place__country", "version__facts__value_chain")
    )
    countries, chains = set(), {}
    for country, chain in rows.distinct():
        countries.add(country)
        if chain:
            chains[fold(chain)] = chain
    named = sorted(((code, country_name(code)) for code in countries if code), key=lambda pair: pair[1])
    return named, sorted(chains.items())
