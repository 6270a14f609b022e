"""A recorded message (which is not a speaker) and pictures with caption, credit and consent."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.exchanges.models.session import Session
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person

CHECKS = {"video": files.film, "audio": files.sound, "captions": files.captions}


class RecordedMessage(models.Model):
    """A video or audio message played at a session: counted apart, never as a speaker (seed item B11)."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="messages")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="messages")
    title = models.JSONField(_("title"), validators=[validate_texts])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    post = models.CharField(_("post of the person who speaks"), max_length=200)
    language = models.CharField(_("language"), max_length=8)
    transcript = models.JSONField(_("transcript"), default=dict, blank=True, validators=[validate_texts])
    video = models.FileField(_("video"), upload_to="messages/", null=True, blank=True)
    audio = models.FileField(_("audio only"), upload_to="messages/", null=True, blank=True)
    captions = models.FileField(_("captions (WebVTT)"), upload_to="messages/", null=True, blank=True)

    def __str__(self) -> str:
        return pick(self.title).text or self.public_id

    @classmethod
    def add(
        cls, by: Person, exchange: Exchange, uploads: Mapping[str, UploadedFile | None], **fields: Any
    ) -> "RecordedMessage":
        """A new message with its files (`video`, `audio`, `captions`; each may be missing).

        Raises NotPossible for a file that is not what it should be, and for a film without either captions
        or a transcript: then people who can't hear would be left out."""
        message = cls(exchange=exchange, **fields)
        message._save(by, uploads, "message.added")
        return message

    def change(self, by: Person, uploads: Mapping[str, UploadedFile | None], **fields: Any) -> None:
        """Changes texts and replaces the files given. Raises NotPossible as `add` does."""
        for name, value in fields.items():
            setattr(self, name, value)
        self._save(by, uploads, "message.changed")

    def _save(self, by: Person, uploads: Mapping[str, UploadedFile | None], act: str) -> None:
        checked = {name: CHECKS[name](upload) for name, upload in uploads.items() if upload}
        if ("video" in checked or self.video) and not (
            "captions" in checked or self.captions or pick(self.transcript).text
        ):
            raise NotPossible(_("A film needs captions or a transcript, for people who cannot hear it."))
        old = [getattr(self, name).name for name in checked if getattr(self, name)]
        with transaction.atomic():
            for name, content in checked.items():
                getattr(self, name).save(content.name, content, save=False)
            self.save()
            record(by, act, self, organisation=self.organisation)
        for name in old:
            self._meta.get_field("video").storage.delete(name)  # type: ignore[union-attr]

    @transaction.atomic
    def remove(self, by: Person) -> None:
        """Takes the message and its files away."""
        record(by, "message.removed", self.exchange, organisation=self.organisation, message=str(self))
        for stored in (self.video, self.audio, self.captions):
            files.delete_on_commit(stored.storage, stored.name)
        self.delete()


class Picture(models.Model):
    """A photo in a light version, shown only with a recorded consent of those in it (seed item B3)."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="pictures")
    file = models.ImageField(_("picture"), upload_to="pictures/")
    light = models.ImageField(upload_to="pictures/")
    light_width = models.PositiveSmallIntegerField(default=0, editable=False)
    light_height = models.PositiveSmallIntegerField(default=0, editable=False)
    light_bytes = models.PositiveIntegerField(default=0, editable=False)
    large_bytes = models.PositiveIntegerField(default=0, editable=False)
    caption = models.JSONField(_("caption"), validators=[validate_texts])
    alt = models.JSONField(_("what it shows"), default=dict, blank=True, validators=[validate_texts])
    credit = models.CharField(_("credit"), max_length=200)
    consent_note = models.CharField(_("how the people in it agreed"), max_length=300)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return pick(self.caption).text or self.public_id

    @classmethod
    def add(cls, by: Person, exchange: Exchange, upload: UploadedFile, **fields: Any) -> "Picture":
        """Makes both versions and shows the picture. Raises NotPossible for what is no picture."""
        large, light, width, height = files.picture(upload)
        made = cls(exchange=exchange, added_by=by, light_width=width, light_height=height, **fields)
        made.large_bytes, made.light_bytes = large.size, light.size
        with transaction.atomic():
            made.file.save(large.name, large, save=False)
            made.light.save(light.name, light, save=False)
            made.save()
            record(by, "picture.added", made, organisation=exchange.organiser)
        return made

    @transaction.atomic
    def withdraw(self, by: Person) -> None:
        """No longer shows the picture and deletes its files: somebody in it took her consent back."""
        if self.withdrawn_at:
            return
        files.delete_on_commit(self.file.storage, self.file.name, self.light.name)
        self.withdrawn_at, self.file, self.light = timezone.now(), "", ""
        self.save()
        record(by, "picture.withdrawn", self, organisation=self.exchange.organiser)
