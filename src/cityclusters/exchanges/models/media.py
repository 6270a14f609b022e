"""A recorded message (which is not a speaker) and pictures with caption, credit and consent."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import validate_texts
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.exchanges.models.session import Session
from cityclusters.people.models import Organisation, Person


class RecordedMessage(models.Model):
    """A video or audio message played at a session: counted apart, never as a speaker."""

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


class Picture(models.Model):
    """A photo in a light version, shown only with a recorded consent of those in it (B3)."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="pictures")
    file = models.ImageField(_("picture"), upload_to="pictures/")
    light = models.ImageField(upload_to="pictures/")
    caption = models.JSONField(_("caption"), validators=[validate_texts])
    credit = models.CharField(_("credit"), max_length=200)
    consent_note = models.CharField(_("how the people in it agreed"), max_length=300)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
