"""Guide: a manual or link that a curator keeps for everybody (seed item C6); dead links are flagged."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.people.models import Person
from cityclusters.practices.models.watched import Watched
from cityclusters.spaces.models import Theme


class Guide(Watched):
    """Something to read elsewhere, looked at every week whether it still opens."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    title = models.JSONField(_("title"), validators=[validate_texts])
    about = models.JSONField(_("what it is about"), default=dict, blank=True, validators=[validate_texts])
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=8)
    url = models.URLField(_("address"), max_length=500)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="+")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True, help_text="a reader says that it is dead")
    reported_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return pick(self.title).text or self.url

    def get_absolute_url(self) -> str:
        """The list of guides at this one."""
        return f"{reverse('practices:guides')}#{self.public_id}"
