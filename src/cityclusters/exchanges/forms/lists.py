"""Looking for exchanges."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.forms import Filters
from cityclusters.core.texts import pick
from cityclusters.exchanges.forms.exchange import themes as themes_to_choose
from cityclusters.exchanges.models import Exchange
from cityclusters.exchanges.models.queries import ExchangeQuerySet
from cityclusters.places.countries import country_name
from cityclusters.places.folding import fold

TIMES = [("coming", _("Now and coming")), ("past", _("Past")), ("all", _("All"))]
STATES = [(value, label) for value, label in Exchange.State.choices if value != "idea"]


class FilterForm(Filters):
    """Words and filters; an answer that makes no sense filters nothing."""

    q = forms.CharField(label=_("Words in the title"), max_length=100, required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    country = forms.ChoiceField(label=_("Country of the organiser"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    time = forms.ChoiceField(required=False, choices=TIMES, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        themes = [(theme.code, pick(theme.names).text) for theme in themes_to_choose()]
        fields["theme"].choices = [("", _("All themes")), *themes]
        fields["kind"].choices = [("", _("All kinds")), *Exchange.Kind.choices]
        fields["language"].choices = [("", _("All languages")), *settings.CONTENT_LANGUAGES]
        fields["country"].choices = [("", _("All countries")), *_countries()]
        fields["state"].choices = [("", _("All states")), *STATES]

    @property
    def time_asked(self) -> str:
        """'coming', 'past' or 'all'."""
        return str(self.asked.get("time", "coming"))

    def chosen(self, rows: ExchangeQuerySet) -> ExchangeQuerySet:
        """The rows that fit, in their order: what is next first, then the past from the newest back."""
        asked = self.asked
        for word in fold(asked.get("q", "")).split()[:8]:
            rows = rows.filter(folded__contains=word)
        exact = {"theme": "themes", "kind": "kind", "country": "organiser__place__country", "state": "state"}
        for name, field in exact.items():
            if name in asked:
                rows = rows.filter(**{field: asked[name]})
        if "language" in asked:
            rows = rows.filter(language_marks__contains=f"|{asked['language']}|")
        return self._in_order(rows.for_cards())

    def _in_order(self, rows: ExchangeQuerySet) -> ExchangeQuerySet:
        now = timezone.now()
        if self.time_asked == "past":
            return rows.over(now).order_by(F("first_start").desc(), "-pk")
        if self.time_asked == "all":
            return rows.order_by(F("first_start").desc(nulls_last=True), "-pk")
        return rows.to_come(now).order_by(F("first_start").asc(nulls_last=True), "pk")


def _countries() -> list[tuple[str, str]]:
    codes = Exchange.objects.published().exclude(organiser__place=None)
    found = codes.order_by().values_list("organiser__place__country", flat=True).distinct()
    return sorted(((code, country_name(code)) for code in found), key=lambda pair: pair[1])
