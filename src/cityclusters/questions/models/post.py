"""Post: what questions and answers have in common."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import RIGHT_TO_LEFT
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.questions.models.choices import HeldFor, State

if TYPE_CHECKING:
    from datetime import datetime


class Post(models.Model):
    """A text of a person, in her language, for herself or for an organisation of hers.

    `organisation`, `place` and `post` are those of the day on which it was written: credits use them, also
    years later (rule PE3). `author` is empty or erased where she has left; the text stays unless she wished
    otherwise."""

    State = State

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    post = models.CharField(_("post"), max_length=200, blank=True)
    language = models.CharField(_("language you write in"), max_length=8)
    language_guessed = models.BooleanField(default=False, help_text="from a letter; nobody has looked at it")
    text = models.TextField(_("text"))
    state = models.CharField(max_length=7, choices=State, default=State.VISIBLE)
    held_for = models.CharField(max_length=5, choices=HeldFor, blank=True, default="")
    by_mail = models.BooleanField(default=False)
    message_id = models.CharField(
        max_length=250, blank=True, help_text="of the letter that starts its thread"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)

    if TYPE_CHECKING:

        @property
        def written_at(self) -> datetime: ...

    class Meta:
        abstract = True

    @property
    def direction(self) -> str:
        """'rtl' or 'ltr' by the text's own language."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def is_shown(self) -> bool:
        """Whether everybody who may see the question reads it."""
        return self.state == State.VISIBLE
