"""Recorded messages, pictures and recordings."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.text_fields import TextsField
from cityclusters.exchanges.forms.partners import SessionChoice
from cityclusters.exchanges.models import Exchange, RecordedMessage, Session
from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Person


class MessageForm(forms.Form):
    """A message that was recorded and is played: its speaker is not counted as a speaker."""

    title = TextsField(label=_("Title"), most=200)
    post = forms.CharField(label=_("Post of the person who speaks"), max_length=200)
    organisation = OrganisationField(label=_("Organisation"))
    language = forms.ChoiceField(label=_("Language spoken"), choices=settings.CONTENT_LANGUAGES)
    session = SessionChoice(
        Session.objects.none(),
        label=_("Played at"),
        required=False,
        empty_label=_("No session in particular"),
    )
    transcript = TextsField(
        label=_("Transcript"),
        most=20_000,
        long=True,
        required=False,
        help_text=_("For people who cannot hear it, and for slow lines."),
    )
    video = forms.FileField(label=_("Film (MP4 or WebM)"), required=False)
    audio = forms.FileField(
        label=_("Sound only (MP3, M4A or Ogg)"), required=False, help_text=_("For slow lines: much lighter.")
    )
    captions = forms.FileField(label=_("Captions (WebVTT)"), required=False)

    def __init__(self, *args: Any, exchange: Exchange, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["session"].queryset = exchange.sessions.select_related("exchange")
        fields["organisation"].person = person

    @classmethod
    def values_of(cls, message: RecordedMessage) -> dict[str, Any]:
        """What stands in the record; files stay unless new ones are given."""
        names = ("title", "post", "organisation", "language", "session", "transcript")
        return {name: getattr(message, name) for name in names}

    @property
    def texts(self) -> dict[str, Any]:
        """All but the files."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.uploads}

    @property
    def uploads(self) -> dict[str, Any]:
        """The files that were given."""
        return {name: self.cleaned_data.get(name) for name in ("video", "audio", "captions")}


class PictureForm(forms.Form):
    """A picture with what belongs to it; without a consent it is not shown."""

    file = forms.FileField(label=_("Picture (JPEG, PNG or WebP)"))
    caption = TextsField(label=_("Caption"), most=300)
    alt = TextsField(
        label=_("What it shows, for people who cannot see it"), most=300, help_text=_("One sentence.")
    )
    credit = forms.CharField(label=_("Credit"), max_length=200, help_text=_("Who took it."))
    consent_note = forms.CharField(
        label=_("How the people in it agreed"),
        max_length=300,
        help_text=_(
            "For example: asked in the room before the photo, nobody objected. Only managers see this."
        ),
    )


class QuoteForm(forms.Form):
    """What somebody said; without her consent it is not shown."""

    text = TextsField(label=_("What was said, word for word"), most=1000, long=True)
    post = forms.CharField(
        label=_("Post of the person who said it"),
        max_length=200,
        help_text=_("As it was then. Her name only if she wants to be named."),
    )
    organisation = OrganisationField(label=_("Organisation"))
    source = forms.CharField(label=_("Where it was said or printed"), max_length=300, required=False)
    consent_note = forms.CharField(
        label=_("How she agreed to be quoted"), max_length=300, help_text=_("Only managers see this.")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["organisation"].person = person


class RecordingForm(forms.Form):
    """Where the recording of a session is."""

    link = forms.URLField(label=_("Link to the recording"), max_length=500, assume_scheme="https")
    off_record_kept = forms.BooleanField(
        label=_("People who stay out of recordings are neither seen nor heard in it"), required=False
    )
