"""What a host types about an offer and its room, and what readers look for."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Case, CharField, Exists, F, OuterRef, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityclusters.core.day_fields import DayField
from cityclusters.core.forms import Filters
from cityclusters.core.ids import secret_code
from cityclusters.core.json_lists import holding
from cityclusters.core.sdg_fields import TargetsField
from cityclusters.core.texts import pick
from cityclusters.people.fields import label
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import focal_organisations
from cityclusters.places.countries import country_name
from cityclusters.places.fields import PlaceField
from cityclusters.practices.forms.fields import LongText, ThemesField, clean_text, themes
from cityclusters.practices.models import Practice
from cityclusters.support.models import Offer, Window
from cityclusters.support.models.offer import OfferQuerySet
from cityclusters.support.offers.acts import evidence
from cityclusters.support.offers.duplicates import alike
from cityclusters.surveys.modalities import MODALITIES

MOST_PLACES = 1000
FORMS = list(MODALITIES.items())


class Evidence(forms.ModelMultipleChoiceField[Practice]):
    """Practices by their titles as published."""

    def label_from_instance(self, obj: Practice) -> str:
        """Its title."""
        return str(obj)


def own_language(person: Person) -> str:
    """The language in which she most likely writes."""
    return person.language if person.language in dict(settings.CONTENT_LANGUAGES) else "en"


class OfferForm(forms.Form):
    """What an offer says; its room is added on the next page."""

    title = forms.CharField(
        label=_("Title"), max_length=140, help_text=_("For example: Virtual workshops on online shops")
    )
    text = LongText(
        label=_("What do you offer?"),
        max_length=3000,
        rows=6,
        help_text=_("What guests learn or get, from whom, and what they should bring."),
    )
    language = forms.ChoiceField(label=_("You write in"), choices=settings.CONTENT_LANGUAGES)
    themes = ThemesField()
    languages = forms.MultipleChoiceField(
        label=_("In which languages can you cooperate?"),
        choices=settings.CONTENT_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    sdg_targets = TargetsField(
        label=_("SDG targets"), required=False, max_length=200, help_text=_("For example: 5.5, 8.3")
    )
    practices = Evidence(
        Practice.objects.none(),
        label=_("Practices that show it"),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = DayField(
        label=_("Until when does the offer stand?"),
        required=False,
        help_text=_("It needs a last day before it can open. We write to you 30 and 7 days before."),
    )
    place = PlaceField(
        label=_("Where"), required=False, help_text=_("Only if it is not in the place of the organisation.")
    )

    def __init__(self, *args: Any, organisations: frozenset[int], offer: Offer | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offer = offer
        self.like: list[Offer] = []
        fields: Any = self.fields
        fields["themes"].queryset = themes()
        fields["themes"].required = True
        fields["practices"].queryset = evidence(organisations)
        if not fields["practices"].queryset.exists():
            del fields["practices"]

    def clean_title(self) -> str:
        """Without signs that nothing can show."""
        return clean_text(self.cleaned_data["title"])

    def clean_expires_on(self) -> Any:
        """Not before today."""
        day = self.cleaned_data["expires_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose a later one."))
        return day

    @classmethod
    def values_of(cls, offer: Offer) -> dict[str, Any]:
        """What stands in the record."""
        several = ("themes", "practices")
        values = {name: getattr(offer, name) for name in cls.base_fields if name not in several}
        practices = list(offer.practices.values_list("public_id", flat=True))
        return {**values, "themes": [row.pk for row in offer.themes.all()], "practices": practices}


class Hosts(forms.ModelChoiceField[Organisation]):
    """The organisations for which she may act."""

    def label_from_instance(self, obj: Organisation) -> str:
        """Its name and place in the reader's language."""
        return label(obj)


class NewOfferForm(OfferForm):
    """A new offer: for which organisation, and a second look where a like one is there."""

    not_the_same = forms.BooleanField(label=_("It is another offer: keep both"), required=False)
    once = forms.CharField(max_length=27, widget=forms.HiddenInput, required=False)
    field_order = ("organisation", "title", "text")

    def __init__(self, *args: Any, person: Person, **kwargs: Any):
        mine = focal_organisations(person)
        super().__init__(*args, organisations=mine, **kwargs)
        fields: Any = self.fields
        rows = Organisation.objects.filter(pk__in=mine).select_related("place__country")
        fields["organisation"] = Hosts(rows, label=_("Who offers it"), to_field_name="public_id")
        if len(rows) == 1:
            fields["organisation"].initial, fields["organisation"].empty_label = rows[0].public_id, None
        fields["once"].initial = secret_code()
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Refuses once where the organisation has a like offer; evidence is the organisation's own."""
        data = self.cleaned_data
        host = data.get("organisation")
        if len(data.get("once") or "") != len(secret_code()):
            data["once"] = secret_code()
        if host is None:
            return data
        own = set(evidence([host.pk]).values_list("pk", flat=True))
        if any(one.pk not in own for one in data.get("practices") or ()):
            self.add_error("practices", _("Choose practices of this organisation, or that it adapts."))
        if not data.get("place") and host.place is None:
            self.add_error("place", _("Say where it is: the organisation has no place."))
        if data.get("title") and not data.pop("not_the_same", False):
            like = alike(host, data["title"], [theme.code for theme in data.get("themes") or ()])
            self.like = [row for row in like if row.once != data["once"]]  # pressed twice: it is this one
            if self.like:
                self.add_error(None, _("Your organisation has a like offer. Is it the same?"))
        return data


class WindowForm(forms.Form):
    """Room for guests: in which form, how many places, from when until when."""

    modality = forms.ChoiceField(label=_("Form of cooperation"), choices=[("", "–"), *FORMS])
    slots = forms.IntegerField(
        label=pgettext_lazy("room", "Places"),
        min_value=1,
        max_value=MOST_PLACES,
        help_text=_("One place is one city, or one seat where all guests come together."),
    )
    cohort = forms.BooleanField(label=_("All guests come together, as one group"), required=False)
    starts = DayField(label=_("From"))
    ends = DayField(label=_("Until"))
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.CONTENT_LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only if they are not those of the offer."),
    )

    def __init__(self, *args: Any, window: Window | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.window = window

    @classmethod
    def values_of(cls, window: Window) -> dict[str, Any]:
        """What stands in the record."""
        return {name: getattr(window, name) for name in cls.base_fields}

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first, and a new window is not over."""
        data = self.cleaned_data
        first, last = data.get("starts"), data.get("ends")
        if first and last and last < first:
            self.add_error("ends", _("The last day is before the first."))
        elif last and last < timezone.localdate() and self.window is None:
            self.add_error("ends", _("This day is over. Choose a later one."))
        return data


class RepeatForm(forms.Form):
    """The same window for the next terms."""

    months = forms.IntegerField(label=_("Every how many months?"), min_value=1, max_value=24, initial=6)
    times = forms.IntegerField(label=_("How many more times?"), min_value=1, max_value=12, initial=3)


class ReasonForm(forms.Form):
    """Why an offer is paused, closed or not accepted."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class ReopenForm(forms.Form):
    """Until when it stands from now on."""

    until = DayField(label=_("Until when does the offer stand?"))

    def clean_until(self) -> Any:
        """Not before today."""
        if self.cleaned_data["until"] < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose a later one."))
        return self.cleaned_data["until"]


class FilterForm(Filters):
    """Looking for an offer; an answer that makes no sense filters nothing."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    modality = forms.ChoiceField(
        label=_("Form of cooperation"), required=False, choices=[("", _("All forms")), *FORMS]
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *settings.CONTENT_LANGUAGES]
    )
    room = forms.BooleanField(label=_("Only with places left"), required=False)
    organisation = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    place = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["theme"].choices = [
            ("", _("All themes")),
            *((row.code, pick(row.names).text) for row in themes()),
        ]
        codes = Offer.objects.shown().order_by().values_list("place__country", flat=True).distinct()
        named = sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])
        fields["country"].choices = [("", _("All countries")), *named]

    def chosen(self, rows: OfferQuerySet) -> OfferQuerySet:
        """The rows that fit, those with room first, then by the newest."""
        asked = self.asked
        if "theme" in asked:
            rows = rows.filter(themes=asked["theme"])
        if "country" in asked:
            rows = rows.filter(place__country=asked["country"])
        if "organisation" in asked:
            rows = rows.filter(organisation__public_id=asked["organisation"].replace("\x00", ""))
        if "place" in asked:
            rows = rows.filter(place__public_id=asked["place"].replace("\x00", ""))
        if "language" in asked:
            rows = holding(rows, "languages", asked["language"])  # type: ignore[assignment]
        windows = Window.objects.filter(offer=OuterRef("pk"), ends__gte=timezone.localdate(), slots__gt=0)
        if "modality" in asked:
            windows = windows.filter(modality=asked["modality"])
            rows = rows.filter(Exists(windows))
        if "room" in asked:
            rows = rows.filter(Exists(windows.filter(held__lt=F("slots"))))
        open_first = Case(When(state="open", then=Value("0")), default=Value("1"), output_field=CharField())
        return rows.order_by(open_first, "-opened_at", "-pk")
