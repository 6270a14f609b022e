"""The filters of the journal."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.journal.models import Entry
from cityclusters.journal.words import OURS
from cityclusters.people.models import Person

PERSON = "people.person"


class AuditForm(forms.Form):
    """Act, who did it, to what, and when; what makes no sense is as if it were not there."""

    act = forms.ChoiceField(label=_("What was done"), required=False)
    actor = forms.CharField(label=_("By whom (name or address)"), required=False, max_length=100)
    subject = forms.CharField(label=_("To what (name or code)"), required=False, max_length=100)
    since = DayField(label=_("Since"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {**OURS, **settings.ACTS}
        act = self.fields["act"]
        assert isinstance(act, forms.ChoiceField)
        act.choices = [("", _("All")), *sorted(known.items(), key=lambda pair: str(pair[1]))]

    def filtered(self) -> QuerySet[Entry]:
        """The lines that the filters let through, newest first; `person_name` names a subject that is a
        person, as she is called today."""
        self.is_valid()
        wanted = self.cleaned_data
        name = Person.objects.filter(public_id=OuterRef("subject_id")).values("name")[:1]
        found = Entry.objects.select_related("actor", "organisation").annotate(person_name=Subquery(name))
        if act := wanted.get("act"):
            found = found.filter(act=act)
        if words := wanted.get("actor"):
            found = found.filter(Q(actor__name__icontains=words) | Q(actor__email__icontains=words))
        if words := wanted.get("subject"):
            named = Q(subject_label__icontains=words) | Q(subject_id=words)
            found = found.filter(named | Q(subject_kind=PERSON, person_name__icontains=words))
        if day := wanted.get("since"):
            found = found.filter(at__gte=_midnight(day))
        if day := wanted.get("until"):
            found = found.filter(at__lt=_midnight(day + timedelta(days=1)))
        return found


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
