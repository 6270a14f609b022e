"""Asking, answering, saying "ours too", and changing what one wrote."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.people.fields import label
from cityclusters.people.models import Mandate, Person
from cityclusters.questions import files
from cityclusters.questions.asking import Text
from cityclusters.questions.models import Answer, Question
from cityclusters.questions.models.choices import LANGUAGES, Marker, Visibility
from cityclusters.questions.standing import Standing, mandates, standing
from cityclusters.spaces.models import Space, Theme

LONGEST = 20_000
CODES = {code for code, _name in LANGUAGES}


class Standings(forms.ModelChoiceField[Mandate]):
    """A post in force, shown as 'Deputy mayor, Municipality of Khiva (Khiva, Uzbekistan)'."""

    def label_from_instance(self, obj: Mandate) -> str:
        """The post with its organisation."""
        return f"{obj.post}, {label(obj.organisation)}"


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Pictures and PDF files; cleans to checked, unsaved `File` rows."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", FilesInput(attrs={"accept": "image/jpeg,image/png,image/webp,.pdf"}))
        kwargs.setdefault("label", _("Pictures or PDF files"))
        kwargs.setdefault(
            "help_text", _("At most five. Where a photo was taken is removed before others see it.")
        )
        super().__init__(required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Raises ValidationError for what can't be attached."""
        given: Sequence[UploadedFile] = data if isinstance(data, list | tuple) else [data] if data else []
        try:
            return files.check_all([super(FilesField, self).clean(one, initial) for one in given])
        except NotPossible as refusal:
            raise forms.ValidationError(str(refusal)) from None


def language_of(person: Person) -> str:
    """In which language she writes: as in her last post, else her own. Not the language of the page."""
    last = Question.objects.filter(author=person).order_by("-asked_at").values_list("language", flat=True)[:1]
    later = Answer.objects.filter(author=person).order_by("-at").values_list("language", flat=True)[:1]
    found = [*later, *last, person.language[:2], "en"]
    return next(code for code in found if code in CODES)


def themes_for(space: Space) -> "QuerySet[Theme]":
    """The themes to choose from, the space's own first."""
    own = Case(When(pk__in=space.themes.values("pk"), then=0), default=1)
    return Theme.objects.filter(retired_at=None).order_by(own, "vocabulary", "order", "code")


class ByForm(forms.Form):
    """As whom somebody writes. Without a post there is nothing to choose."""

    mandate = Standings(
        Mandate.objects.none(),
        label=_("You write as"),
        required=False,
        empty_label=_("Myself, without an organisation"),
        help_text=_("Your post and organisation are kept as they are today."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        posts = mandates(person)
        if not posts:
            del self.fields["mandate"]
            return
        field: Any = self.fields["mandate"]
        field.queryset = Mandate.objects.valid().filter(person=person).select_related("organisation__place")
        self.initial.setdefault("mandate", posts[0].pk)

    @property
    def standing(self) -> Standing:
        """What the post keeps of it."""
        return standing(self.person, self.cleaned_data.get("mandate"))


class AnswerForm(ByForm):
    """An answer."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What did your city do, and what came of it? An empty line begins a new paragraph."),
    )
    language = forms.ChoiceField(label=_("Language you write in"), choices=LANGUAGES)
    attached = FilesField()
    field_order: tuple[str, ...] = ("text", "language", "mandate", "attached")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.initial.setdefault("language", language_of(person))

    @property
    def written(self) -> Text:
        """The words as typed."""
        typed = self.cleaned_data
        return Text(typed["language"], typed["text"], typed.get("title", ""), files=typed["attached"])


class AskForm(AnswerForm):
    """A question."""

    title = forms.CharField(
        label=_("Your question in one sentence"),
        max_length=200,
        help_text=_("For example: How do women weavers reach buyers online in towns without banks?"),
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label=_("Themes"), widget=forms.CheckboxSelectMultiple
    )
    visibility = forms.ChoiceField(
        label=_("Who may read it"), choices=Visibility.choices, widget=forms.RadioSelect
    )
    field_order: tuple[str, ...] = (
        "title",
        "text",
        "language",
        "mandate",
        "themes",
        "visibility",
        "attached",
    )

    def __init__(self, *args: Any, space: Space, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        text, themes = self.fields["text"], self.fields["themes"]
        text.label, text.required = _("More about it"), False
        text.help_text = _("Your situation, what you have tried, and what would help you.")
        assert isinstance(themes, forms.ModelMultipleChoiceField)
        themes.queryset = themes_for(space)
        self.initial.setdefault("themes", list(space.themes.filter(retired_at=None)))
        self.initial.setdefault("visibility", Visibility.PUBLIC)


class OursTooForm(ByForm):
    """The same question in another city."""

    note = forms.CharField(
        label=_("How it is in your city"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    meet = forms.BooleanField(
        label=_("The others who said so may see my name, and I want to meet them"),
        required=False,
        help_text=_("Only those who chose this too see it, and the stewards, who can invite you all."),
    )
    field_order: tuple[str, ...] = ("mandate", "note", "meet")

    def __init__(self, *args: Any, person: Person, newcomer: bool, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        if newcomer:
            del self.fields["note"]


class EditForm(forms.Form):
    """Other words for what one wrote."""

    title = forms.CharField(label=_("Your question in one sentence"), max_length=200)
    text = forms.CharField(label=_("Text"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 10}))

    def __init__(self, *args: Any, post: Question | Answer, **kwargs: Any) -> None:
        kwargs["initial"] = {"text": post.text, "title": str(post)}
        super().__init__(*args, **kwargs)
        if isinstance(post, Question):
            self.fields["text"].required = False
        else:
            del self.fields["title"]


class SortForm(forms.Form):
    """Themes, language, gender marker and readers of a question."""

    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label=_("Themes"), widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGES)
    marker = forms.ChoiceField(
        label=_("Gender marker"), choices=Marker.choices, required=False, widget=forms.RadioSelect
    )
    visibility = forms.ChoiceField(
        label=_("Who may read it"), choices=Visibility.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        names = ("language", "marker", "visibility")
        initial = {name: getattr(question, name) for name in names}
        kwargs["initial"] = {**initial, "themes": list(question.themes.all())}
        super().__init__(*args, **kwargs)
        themes = self.fields["themes"]
        assert isinstance(themes, forms.ModelMultipleChoiceField)
        themes.queryset = themes_for(question.space)


class LanguageForm(forms.Form):
    """The language of an answer."""

    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGES)
