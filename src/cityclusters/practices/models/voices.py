"""Pictures and testimonials of a practice, each with a consent that can be withdrawn (rule PR5)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id, secret_code
from cityclusters.core.texts import Text, pick, validate_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models.practice import Practice


class VoiceConsent(models.Model):
    """Who agreed to be seen or quoted, how, and when; whoever holds the code can withdraw it without an
    account. A withdrawn one keeps that it was withdrawn, and nothing of what was agreed to."""

    class How(models.TextChoices):
        HERSELF = "herself", _("She or he agreed on this site")
        PAPER = "paper", _("Signed on paper, kept by the organisation")
        SPOKEN = "spoken", _("Said before a witness")
        NOBODY = "nobody", _("No person can be recognised")

    class For(models.TextChoices):
        PICTURE = "picture", _("Picture")
        WORDS = "words", _("What somebody said")

    code = models.CharField(max_length=27, unique=True, default=secret_code, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="consents")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    given_for = models.CharField(max_length=7, choices=For, default=For.WORDS)
    how = models.CharField(_("how it was given"), max_length=7, choices=How, blank=True)
    words = models.TextField(_("what was agreed to"), blank=True)
    given_on = models.DateField(_("on"), null=True, blank=True)
    email = models.EmailField(_("address that gets the link to withdraw"), blank=True)
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # What is in force says how, what and when; what was withdrawn keeps nothing of it.
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False)
                | (~Q(how="") & ~Q(words="") & Q(given_on__isnull=False)),
                name="voice_consent_says_how_and_when",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | (Q(words="") & Q(email="")),
                name="withdrawn_voice_consent_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_given_for_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it can be withdrawn; whoever knows the address may do so."""
        return reverse("practices:withdraw-consent", args=[self.code])


class Picture(models.Model):
    """A photo with caption, credit and consent; written anew without the position it was taken at, in a large
    and a light version."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField(default=0)
    # Of the file as it came: pressing the button twice adds it once.
    digest = models.CharField(max_length=64, editable=False, default="")
    file = models.ImageField(_("picture"), upload_to="practices/")
    light = models.ImageField(upload_to="practices/")
    light_width = models.PositiveSmallIntegerField(default=0, editable=False)
    light_height = models.PositiveSmallIntegerField(default=0, editable=False)
    light_bytes = models.PositiveIntegerField(default=0, editable=False)
    large_bytes = models.PositiveIntegerField(default=0, editable=False)
    caption = models.JSONField(_("caption"), validators=[validate_texts])
    alt = models.JSONField(_("what it shows"), validators=[validate_texts])
    credit = models.CharField(_("credit"), max_length=200)
    consent = models.ForeignKey(VoiceConsent, models.PROTECT, related_name="pictures")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "digest"], condition=~Q(digest=""), name="picture_once_per_practice"
            )
        ]

    def __str__(self) -> str:
        return pick(self.caption).text or self.public_id


class Testimonial(models.Model):
    """What somebody said about a practice, or a story of change (seed items C26, C38)."""

    class Kind(models.TextChoices):
        QUOTE = "quote", _("Quotation")
        STORY = "story", _("Story of change")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="testimonials")
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.QUOTE)
    text = models.TextField(_("in her or his own words"))
    language = models.CharField(_("language"), max_length=8)
    named = models.CharField(_("shown as"), max_length=200, help_text="a post, or a name if she wants that")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    said_on = models.DateField(_("said on"), null=True, blank=True)
    consent = models.ForeignKey(VoiceConsent, models.PROTECT, related_name="testimonials")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="testimonial_says_something")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def direction(self) -> str:
        """'rtl' or 'ltr' by its own language."""
        return Text(self.text, self.language).direction


class VoiceRequest(models.Model):
    """A member is asked what she says about a practice; she writes it and agrees to it herself.

    `person` stays empty where nobody has an account with the address: whoever asks is told the same."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    email = models.EmailField(_("her or his e-mail address"))
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    note = models.CharField(_("a few words to her or him"), max_length=500, blank=True)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "email"],
                condition=Q(answered_at=None, declined_at=None),
                name="voice_asked_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.practice)

    def get_absolute_url(self) -> str:
        """Where she answers."""
        return reverse("practices:give-testimonial", args=[self.public_id])
