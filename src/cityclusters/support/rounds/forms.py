"""What the broker fills in: a round with its rules, what she wants together or apart, and trials."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.forms import Filters
from cityclusters.core.templatetags.core import day
from cityclusters.core.templatetags.core import number as grouped
from cityclusters.places.countries import country_name
from cityclusters.places.folding import fold
from cityclusters.support.models import Offer, Wanted, Window
from cityclusters.support.rounds.problem import DEFAULT_RULES
from cityclusters.support.rounds.words import form_name, host_name

LIMITS = 4
"""Countries for which a form takes a limit."""
MOST_PLACES = 10_000
SHARES = ("acceptable", "stability")


def _host_countries(first: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The countries with open offers, and those that have a limit already; one query."""
    codes = set(Offer.objects.open().order_by().values_list("place__country", flat=True).distinct())
    codes |= {str(first.get(f"country_{number}", "")) for number in range(1, LIMITS + 1)} - {""}
    return sorted(((code, country_name(code)) for code in codes), key=lambda row: fold(row[1]))


class RulesForm(forms.Form):
    """The rules in whole numbers: shares in percent, scores in points of 100."""

    acceptable = forms.IntegerField(
        label=_("A host is acceptable from … percent of the best that the city could have"),
        min_value=1,
        max_value=100,
        help_text=_("As many cities as possible get a host that is at least that good. Usual: 75."),
    )
    stability = forms.IntegerField(
        label=_("Points for staying with a host that was proposed before"),
        min_value=0,
        max_value=100,
        help_text=_(
            "The more points, the fewer proposals change when the round is calculated again. Usual: 15."
        ),
    )
    shortlist = forms.IntegerField(
        label=_("Hosts on the list of each city"),
        min_value=1,
        max_value=5,
        help_text=_("The first is proposed; the next one follows when it is declined. Usual: 3."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = [("", _("No country")), *_host_countries(self.initial)]
        for number in range(1, LIMITS + 1):
            self.fields[f"country_{number}"] = forms.ChoiceField(
                label=_now("Country %(number)s with a limit") % {"number": number},
                choices=countries,
                required=False,
            )
            self.fields[f"places_{number}"] = forms.IntegerField(
                label=_now("At most so many cities go to country %(number)s") % {"number": number},
                min_value=0,
                max_value=MOST_PLACES,
                required=False,
            )

    @classmethod
    def values_of(cls, rules: Mapping[str, Any]) -> dict[str, Any]:
        """Rules as first values of the form."""
        known = {**DEFAULT_RULES, **rules}
        values = {name: round(100 * known[name]) for name in SHARES}
        values["shortlist"] = known["shortlist"]
        for number, (code, count) in enumerate(sorted(known["country_capacity"].items())[:LIMITS], 1):
            values |= {f"country_{number}": code, f"places_{number}": count}
        return values

    @property
    def limits(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of the limits, country and places side by side."""
        return [(self[f"country_{number}"], self[f"places_{number}"]) for number in range(1, LIMITS + 1)]

    def clean(self) -> dict[str, Any]:
        """A limit has both its country and its number, and no country has two."""
        data, seen = self.cleaned_data, set()
        for number in range(1, LIMITS + 1):
            country, count = data.get(f"country_{number}"), data.get(f"places_{number}")
            if country and count is None and f"places_{number}" not in self.errors:
                self.add_error(f"places_{number}", _("Write how many cities at most."))
            elif count is not None and not country:
                self.add_error(f"country_{number}", _("Choose the country for which this is the limit."))
            elif country and country in seen:
                self.add_error(f"country_{number}", _("This country has a limit above already."))
            seen.add(country)
        return data

    @property
    def rules(self) -> dict[str, Any]:
        """What was filled in, as the engine takes it."""
        data = self.cleaned_data
        limits = {
            data[f"country_{number}"]: data[f"places_{number}"]
            for number in range(1, LIMITS + 1)
            if data.get(f"country_{number}")
        }
        shares = {name: data[name] / 100 for name in SHARES}
        return {**shares, "shortlist": data["shortlist"], "country_capacity": limits}


class RoundForm(RulesForm):
    """Title, day and rules of a round."""

    title = forms.CharField(label=_("Title"), max_length=140)
    next_on = DayField(
        label=_("Day of the next round"),
        help_text=_("Cities that get no host this time are told that they are looked at again this day."),
    )
    field_order: tuple[str, ...] = ("title", "next_on")

    def clean_next_on(self) -> Any:
        """A day to come."""
        day = self.cleaned_data["next_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("This day must be in the future."))
        return day


class NewRoundForm(RoundForm):
    """A round that opens: hosts confirm their offers first."""

    confirm_by = DayField(
        label=_("Hosts confirm until"),
        help_text=_("All hosts with an open offer get a letter that asks whether it still stands."),
    )
    field_order = ("title", "confirm_by", "next_on")

    @classmethod
    def first_values(cls) -> dict[str, Any]:
        """The published defaults."""
        today = timezone.localdate()
        days = {"confirm_by": today + timedelta(days=14), "next_on": today + timedelta(days=180)}
        return {**cls.values_of(DEFAULT_RULES), **days}

    def clean_confirm_by(self) -> Any:
        """Today or later."""
        day = self.cleaned_data["confirm_by"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."))
        return day


class ResultFilter(Filters):
    """Which needs of a run are shown, by what the run gave them: since then they may have gone on."""

    SHOW = (
        ("", _("All needs")),
        ("served", _("With a host")),
        ("waiting", _("Without a host")),
        ("partly", _("With fewer hosts than wanted")),
        ("elsewhere", _("With another host than named")),
        ("moved", _("Changed since the last time")),
    )
    q = forms.CharField(label=_("City, organisation or title"), max_length=100, required=False)
    show = forms.ChoiceField(label=_("What came of it in this calculation"), choices=SHOW, required=False)


class WantedForm(forms.Form):
    """A need and a host together, or apart, and why."""

    offer = forms.ChoiceField(label=_("Host"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("What you want"), choices=Wanted.Kind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Other officers read it, also in later rounds."),
    )

    def __init__(self, *args: Any, offers: Iterable[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["offer"]
        field.choices = [
            (offer.public_id, _now("%(host)s: %(title)s") % {"host": host_name(offer), "title": offer.title})
            for offer in offers
        ]


class TrialForm(RulesForm):
    """What if: more places, hosts that have not confirmed, a need with a host, other rules."""

    offers = forms.MultipleChoiceField(
        label=_("As if these hosts had confirmed their offers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    need = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)
    offer = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)
    reason = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        now: Mapping[str, Any],
        windows: Sequence[Window],
        taken: Mapping[int, int],
        unconfirmed: Iterable[Offer],
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {**self.values_of(now), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.now, self.windows = now, windows
        field: Any = self.fields["offers"]
        field.choices = [(offer.public_id, host_name(offer)) for offer in unconfirmed]
        if not field.choices:
            del self.fields["offers"]
        for window in windows:
            words = {"host": host_name(window.offer), "form": form_name(window.modality)}
            room = {"first": day(window.starts), "last": day(window.ends)}
            room |= {"places": grouped(window.slots), "taken": grouped(taken[window.pk])}
            self.fields[f"window_{window.public_id}"] = forms.IntegerField(
                label=_now("More places: %(host)s, %(form)s") % words,
                help_text=_now(
                    "Places now: %(places)s. Taken in the last calculation: %(taken)s. "
                    "From %(first)s to %(last)s."
                )
                % room,
                min_value=0,
                max_value=MOST_PLACES,
                required=False,
            )

    @property
    def places(self) -> list[forms.BoundField]:
        """The fields of the windows."""
        return [self[f"window_{window.public_id}"] for window in self.windows]

    def clean(self) -> dict[str, Any]:
        """Something is tried."""
        data = super().clean()
        if not self.errors and not self.changes:
            raise forms.ValidationError(_("Nothing is changed. Write what you want to try."))
        return data

    @property
    def changes(self) -> dict[str, Any]:
        """What is tried, as a run keeps it; what is as it is now is left out."""
        data = self.cleaned_data
        places = {
            window.public_id: data[f"window_{window.public_id}"]
            for window in self.windows
            if data.get(f"window_{window.public_id}")
        }
        rules = {
            name: value for name, value in self.rules.items() if value != {**DEFAULT_RULES, **self.now}[name]
        }
        pin = [[data["need"], data["offer"]]] if data.get("need") and data.get("offer") else []
        found = {"places": places, "offers": data.get("offers") or [], "pin": pin, "rules": rules}
        changes: dict[str, Any] = {name: value for name, value in found.items() if value}
        if changes and data.get("reason"):
            changes["reason"] = data["reason"]
        return changes


def countries_in_words(rules: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The limits of countries by name."""
    limits = rules.get("country_capacity", {})
    return sorted((country_name(code), count) for code, count in limits.items())
