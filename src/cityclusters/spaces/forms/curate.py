"""Keeping themes, spaces and their stewards."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cityclusters.core.text_fields import TextsField
from cityclusters.core.texts import pick
from cityclusters.people.fields import AccountField
from cityclusters.spaces.models import Space, Theme
from cityclusters.spaces.models.theme import VOCABULARIES

if TYPE_CHECKING:
    Choice = forms.ModelMultipleChoiceField[Theme]
else:
    Choice = forms.ModelMultipleChoiceField

CODE_TAKEN = _("A theme with this code exists already.")
SLUG_TAKEN = _("Another space has this name in its address.")


class ThemesField(Choice):
    """Check boxes of themes, by their names in the reader's language."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """The name, with its list where it is not the spaces' own, and 'retired' where it is."""
        name = pick(obj.names).text
        if obj.vocabulary != "cities-clusters":
            name = f"{name} ({obj.vocabulary_label})"
        return f"{name} – {_('retired')}" if obj.retired_at else name


class ThemeForm(forms.Form):
    """Names in all languages, and what means the same in other lists."""

    names = TextsField(label=_("Name"), most=200)
    same_as = ThemesField(label=_("The same in other lists"), queryset=Theme.objects.none(), required=False)

    def __init__(self, *args: Any, theme: Theme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["same_as"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        if theme is None:
            del self.fields["same_as"]
            return
        field.queryset = Theme.objects.exclude(vocabulary=theme.vocabulary)
        if not field.queryset.exists():
            del self.fields["same_as"]


class NewThemeForm(ThemeForm):
    """A theme that does not exist yet."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=40,
        help_text=_("Small letters, digits and hyphens, for example “water”. It can't be changed later."),
    )
    vocabulary = forms.ChoiceField(label=_("List"), choices=list(VOCABULARIES.items()))

    field_order = ["names", "code", "vocabulary"]

    def clean_code(self) -> str:
        """In small letters, and not in use."""
        code: str = self.cleaned_data["code"].lower()
        if code == "new" or Theme.objects.filter(code=code).exists():
            raise ValidationError(CODE_TAKEN)
        return code


class SpaceForm(forms.Form):
    """What a space is about."""

    names = TextsField(label=_("Name"), most=200)
    purpose = TextsField(label=_("What it is for"), most=2000, long=True)
    rules = TextsField(label=_("Rules"), most=4000, long=True, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages in which people write here"),
        choices=settings.CONTENT_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = ThemesField(label=_("Themes"), queryset=Theme.objects.none())

    def __init__(self, *args: Any, space: Space | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["themes"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        carried = Theme.objects.filter(spaces=space) if space else Theme.objects.none()
        keys = [*carried.values_list("pk", flat=True), *Theme.objects.offered().values_list("pk", flat=True)]
        field.queryset = Theme.objects.filter(pk__in=keys)


class NewSpaceForm(SpaceForm):
    """A space that does not exist yet."""

    slug = forms.SlugField(
        label=_("Name in the address"),
        max_length=60,
        help_text=_("Small letters, digits and hyphens, for example “water”. It can't be changed later."),
    )

    field_order = ["names", "slug"]

    def clean_slug(self) -> str:
        """In small letters, not in use, and no word that has a page of its own."""
        slug: str = self.cleaned_data["slug"].lower()
        if slug == "new" or Space.objects.filter(slug=slug).exists():
            raise ValidationError(SLUG_TAKEN)
        return slug


class StewardForm(forms.Form):
    """Who becomes a steward, by e-mail address."""

    email = AccountField(label=_("E-mail address of the new steward"))


class AppealForm(forms.Form):
    """Why somebody should be let in again."""

    words = forms.CharField(
        label=_("Why you should be let in again"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )


class AppealDecisionForm(forms.Form):
    """What comes of an appeal, and why."""

    outcome = forms.ChoiceField(
        label=_("What comes of the appeal"),
        choices=[("lifted", _("Let in again")), ("kept", _("The decision stays"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class BanForm(forms.Form):
    """Why somebody is sent away."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person reads this, so say it plainly and politely."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
