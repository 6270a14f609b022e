"""What somebody wants to hear of by e-mail, in which languages, how often."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import pick
from cityclusters.digests.models import Subscription
from cityclusters.practices.models import Practice
from cityclusters.spaces.models import Theme


def _boxes(
    label: Any, help_text: Any = "", required: bool = True, choices: Any = ()
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=required,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
    )


class ChoiceForm(forms.Form):
    """Every field of a subscription that its owner sets."""

    rhythm = forms.ChoiceField(
        label=_("How often"),
        help_text=_("In the morning of your time zone, and only when something is new."),
        choices=Subscription.Rhythm.choices,
        widget=forms.RadioSelect,
    )
    kinds = _boxes(_("What"), choices=Subscription.Kind.choices)
    themes = _boxes(_("Themes"), _("Tick none for all themes."), required=False)
    languages = _boxes(
        _("Languages that you read"),
        _("Texts in other languages are left out, unless they are translated into one of these."),
        choices=settings.CONTENT_LANGUAGES,
    )
    audiences = _boxes(
        _("Practices written for"),
        _("Tick none for all."),
        required=False,
        choices=Practice.Audience.choices,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["themes"]
        assert isinstance(field, forms.MultipleChoiceField)
        rows = Theme.objects.filter(retired_at=None).order_by("order", "pk")
        field.choices = [(theme.code, pick(theme.names).text) for theme in rows]
