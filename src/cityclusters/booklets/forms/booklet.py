"""Beginning a booklet, its texts and its looks, the note of an edition, editors."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityclusters.booklets.models import Booklet
from cityclusters.core.text_fields import TextsField
from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Exchange
from cityclusters.people.fields import AccountField, OrganisationField
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import focal_organisations
from cityclusters.practices.adoption.voices import pictures_shown
from cityclusters.practices.models import Call, CallManager


def publishers(person: Person) -> Any:
    """Organisations for which the person may begin a booklet."""
    rows = Organisation.objects.visible_to(person)
    if person.is_officer:
        return rows
    runs = CallManager.objects.filter(person=person).values("call__organisation")
    return rows.filter(Q(pk__in=focal_organisations(person)) | Q(pk__in=runs))


class NewForm(forms.Form):
    """Who publishes it, and its title; everything else comes later."""

    title = TextsField(label=_("Title"))
    organisation = OrganisationField(label=_("Published by"))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["organisation"].among = publishers(person)

    @staticmethod
    def first_values(person: Person, call: Call | None, exchange: Exchange | None) -> dict[str, Any]:
        """What the call or the exchange says already, and her own organisation."""
        rows = publishers(person).select_related("place__country")
        origin = call or exchange
        owner = call.organisation_id if call else exchange.organiser_id if exchange else None
        own = rows.filter(pk=owner).first() if owner else None
        if own is None:
            own = rows.filter(pk__in=focal_organisations(person)).first()
        return {"title": origin.title if origin else {}, "organisation": own}


class TextsForm(forms.Form):
    """Words and looks of the next edition."""

    title = TextsField(label=_("Title"))
    subtitle = TextsField(label=_("Subtitle"), required=False)
    preface = TextsField(
        label=_("Preface"),
        required=False,
        long=True,
        most=10_000,
        help_text=_("An empty line begins a paragraph; lines that begin with a dash make a list."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the next edition"),
        choices=settings.CONTENT_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The number says how many of its practices can be read in the language."),
    )
    paper = forms.ChoiceField(label=_("Paper"), choices=Booklet.Paper, widget=forms.RadioSelect)
    colour = forms.ChoiceField(label=_("Colour of the cover"), choices=Booklet.Colour)
    cover = forms.ChoiceField(label=_("Picture on the cover"), required=False)

    def __init__(
        self, *args: Any, booklet: Booklet, counts: dict[str, int] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self._pictures = {row.public_id: row for row in _pictures(booklet)}
        named = [(key, pick(row.caption).text or key) for key, row in self._pictures.items()]
        fields["cover"].choices = [("", _("No picture")), *named]
        names = dict(settings.CONTENT_LANGUAGES)
        fields["languages"].choices = [
            (code, f"{names[code]} ({number})")
            for code, number in (counts or dict.fromkeys(names, 0)).items()
        ]

    def clean_cover(self) -> Any:
        """The picture, or None."""
        return self._pictures.get(self.cleaned_data["cover"])

    @staticmethod
    def values_of(booklet: Booklet) -> dict[str, Any]:
        """The booklet as initial values."""
        names = ("title", "subtitle", "preface", "languages", "paper", "colour")
        values = {name: getattr(booklet, name) for name in names}
        return {**values, "cover": booklet.cover.public_id if booklet.cover else ""}


def _pictures(booklet: Booklet) -> Any:
    practices = booklet.items.values("practice")
    return pictures_shown().filter(practice__in=practices).order_by("practice", "position", "pk")


class PartForm(forms.Form):
    """The heading of the part that begins with a practice."""

    part = TextsField(
        label=_("Heading of the part"),
        required=False,
        help_text=_("Leave it empty, and no part begins with this practice."),
    )


class NoteForm(forms.Form):
    """What a corrected edition corrects."""

    note = TextsField(
        label=_("What does this edition correct?"),
        required=False,
        most=500,
        help_text=_("The list of practices that changed is added by itself."),
    )


class EditorForm(forms.Form):
    """Somebody with an account."""

    email = AccountField(label=_("E-mail address of the account"))
