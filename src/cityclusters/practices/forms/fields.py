"""Fields that several forms of a practice share."""

import re
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import pick
from cityclusters.people.fields import label
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import focal_organisations
from cityclusters.spaces.models import Theme

LANGUAGES = settings.CONTENT_LANGUAGES
PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
EARLIEST, LATEST = 1900, 2100
LONGEST_TEXT = 20_000  # characters of one section


def clean_text(text: str) -> str:
    """The text with one kind of line end and without characters that nothing can show."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char in "\n\t" or char.isprintable() or ord(char) > 159)


class LongText(forms.CharField):
    """A section's text: lines stay, nothing is formatted."""

    def __init__(self, *, rows: int = 8, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "dir": "auto"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The text, cleaned."""
        return clean_text(super().to_python(value) or "")


class PartialDate(forms.CharField):
    """A year, a month or a day: 2020, 2020-03 or 2020-03-15; kept as it is known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=10, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def clean(self, value: Any) -> str:
        """The date with two digits for month and day. Raises ValidationError where there is no such day."""
        text = super().clean(value)
        if not text:
            return ""
        found = PARTIAL.fullmatch(text.replace("/", "-").replace(".", "-"))
        wrong = forms.ValidationError(_("Write a year, a month or a day: 2020, 2020-03 or 2020-03-15."))
        if not found:
            raise wrong
        parts = [int(part) for part in found.groups() if part]
        try:
            date(*[*parts, 1, 1][:3])
        except ValueError:
            raise wrong from None
        if not EARLIEST <= parts[0] <= LATEST:
            raise wrong
        return "-".join(f"{part:02d}" for part in parts)


class OwnerField(forms.ChoiceField):
    """For whom she writes: an organisation of hers, or herself; cleans to the Organisation or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("For whom you write"), required=False, widget=forms.RadioSelect, **kwargs)
        self.known: dict[str, Organisation] = {}

    def offer(self, person: Person, now: Organisation | None = None) -> None:
        """Fills the choices: her organisations, the present owner, and herself."""
        rows = Organisation.objects.filter(pk__in=focal_organisations(person)).select_related(
            "place__country"
        )
        own = [*rows, *([now] if now and now not in rows else [])]
        self.known = {row.public_id: row for row in own}
        self.choices = [*((row.public_id, label(row)) for row in own), ("", _("For myself"))]

    def clean(self, value: Any) -> Organisation | None:
        """The organisation; None for herself."""
        return self.known.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """An Organisation as its choice."""
        return value.public_id if isinstance(value, Organisation) else value


def themes() -> QuerySet[Theme]:
    """The themes to choose from: those of the spaces first, then those of other lists."""
    first = Case(When(vocabulary="cities-clusters", then=0), default=1)
    return Theme.objects.offered().order_by(first, "vocabulary", "order", "code")


class ThemesField(forms.ModelMultipleChoiceField[Theme]):
    """Themes by their names in the reader's language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Theme.objects.none(), label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )  # fmt: skip

    def label_from_instance(self, obj: Theme) -> str:
        """Its name."""
        return pick(obj.names).text
