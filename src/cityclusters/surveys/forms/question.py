"""A question with its translations side by side, and the options of its list."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.forms import BaseFormSet, formset_factory
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import pick
from cityclusters.surveys.building import texts_in
from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.models.question import CODE, MOST_OPTIONS, SEX_CODES

NAMES = dict(settings.CONTENT_LANGUAGES)
MORE_ROWS = 4
TEXTS = ("texts", "helps", "low_label", "high_label")
LABELS = {
    "texts": _("Question: %(language)s"),
    "helps": _("Explanation: %(language)s"),
    "low_label": _("Meaning of the lowest step: %(language)s"),
    "high_label": _("Meaning of the highest step: %(language)s"),
}


def _text_field(part: str, code: str, required: bool, initial: str) -> forms.CharField:
    attrs = {"lang": code, "dir": "auto"}
    short = part.endswith("label")
    widget = forms.TextInput(attrs=attrs) if short else forms.Textarea(attrs={"rows": 2, **attrs})
    return forms.CharField(
        label=LABELS[part] % {"language": NAMES.get(code, code)},
        required=required,
        max_length=80 if short else 500,
        initial=initial,
        widget=widget,
    )


class QuestionForm(forms.Form):
    """Everything of a question but its options. The kind is chosen before: the fields depend on it."""

    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=40,
        validators=[CODE],
        help_text=_("Stands in tables and files, the same in all languages. Empty: we make one."),
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    sensitive = forms.BooleanField(
        label=_("Sensitive (health, violence, beliefs …): larger groups are needed"), required=False
    )
    asks_about = forms.ChoiceField(
        label=_("What the answer tells about the person"), choices=Question.Asks, required=False
    )
    low = forms.IntegerField(label=_("Lowest step"), min_value=-10, max_value=100)
    high = forms.IntegerField(label=_("Highest step"), min_value=-9, max_value=101)
    shown_if = forms.MultipleChoiceField(
        label=_("Ask only after one of these answers"),
        help_text=_("Choose answers to one earlier question. Empty: everybody is asked."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, question: Question, data: Any = None) -> None:
        self.question = question
        names = ("code", "required", "sensitive", "asks_about", "low", "high")
        initial = {name: getattr(question, name) for name in names}
        rule = question.shown_if
        initial["shown_if"] = (
            [f"{rule['question']}={value}" for value in rule.get("any_of", [])] if rule else []
        )
        super().__init__(data, initial=initial)
        self._add_texts()
        self._offer_rules()
        if question.kind != Question.Kind.SCALE:
            del self.fields["low"], self.fields["high"]

    def _add_texts(self) -> None:
        parts = TEXTS if self.question.kind == Question.Kind.SCALE else TEXTS[:2]
        survey, names = self.question.survey, []
        for part in parts:
            for code in survey.languages:
                required = part == "texts" and code == survey.original
                initial = getattr(self.question, part).get(code, "")
                self.fields[f"{part}_{code}"] = _text_field(part, code, required, initial)
                names.append(f"{part}_{code}")
        self.order_fields([*names, "low", "high", "required", "asks_about", "sensitive", "shown_if", "code"])

    def _offer_rules(self) -> None:
        """Answers to the earlier questions that have a list or a scale; none for the first question."""
        before = self.question.survey.questions.exclude(kind=Question.Kind.TEXT)
        if self.question.pk:
            before = before.filter(order__lt=self.question.order)
        groups: list[Any] = [(str(earlier), _answers(earlier)) for earlier in before]
        if groups:
            field = self.fields["shown_if"]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = groups
        else:
            del self.fields["shown_if"]

    @property
    def text_rows(self) -> list[list[forms.BoundField]]:
        """The texts, a row for each kind with its translations side by side."""
        codes = self.question.survey.languages
        parts = [part for part in TEXTS if f"{part}_{codes[0]}" in self.fields]
        return [[self[f"{part}_{code}"] for code in codes] for part in parts]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """The fields that stand once, without the rule."""
        names = ("low", "high", "required", "asks_about", "sensitive", "code")
        return [self[name] for name in names if name in self.fields]

    @property
    def rule_field(self) -> forms.BoundField | None:
        """Who is asked; None where no earlier question could decide it."""
        return self["shown_if"] if "shown_if" in self.fields else None

    def clean_shown_if(self) -> dict[str, Any]:
        """The chosen answers as a rule: {"question": …, "any_of": […]} or {}."""
        chosen = [value.split("=", 1) for value in self.cleaned_data["shown_if"]]
        if not chosen:
            return {}
        if len({code for code, _value in chosen}) > 1:
            raise forms.ValidationError(_("Choose answers to one question only."))
        return {"question": chosen[0][0], "any_of": [value for _code, value in chosen]}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        low, high = data.get("low"), data.get("high")
        if low is not None and high is not None and not low < high <= low + 20:
            self.add_error("high", _("A scale has from 2 to 21 steps."))
        wanted = (data.get("code") or "").strip()
        others = self.question.survey.questions.exclude(pk=self.question.pk)
        if wanted and others.filter(code=wanted).exists():
            self.add_error("code", _("Another question of this survey has this code."))
        return data

    def fill(self, options: list[dict[str, Any]]) -> Question:
        """The question with what was typed; not saved."""
        question, data = self.question, self.cleaned_data
        survey = question.survey
        for name in ("required", "sensitive", "asks_about", "low", "high", "shown_if"):
            setattr(question, name, data.get(name, getattr(question, name)))
        for part in TEXTS:
            old = {code: text for code, text in getattr(question, part).items() if code != "_"}
            new = {
                code: data[f"{part}_{code}"].strip() for code in survey.languages if f"{part}_{code}" in data
            }
            texts = {code: text for code, text in {**old, **new}.items() if text}
            setattr(question, part, texts_in(survey.original, texts) if texts else {})
        question.options = options
        taken = set(survey.questions.exclude(pk=question.pk).values_list("code", flat=True))
        question.code = (
            data["code"] or question.code or free_code(pick(question.texts, "en").text, taken, "q")
        )
        return question


def _answers(question: Question) -> list[tuple[str, str]]:
    """The choices of a question as rule values with words."""
    words = {option["code"]: pick(option["texts"]).text for option in question.options}
    return [(f"{question.code}={value}", words.get(value, value)) for value in question.values]


def free_code(text: str, taken: Sequence[str] | set[str], letter: str) -> str:
    """A code made of the text's first words, or 'q1', 'q2' … where nothing is left of them."""
    plain = re.sub(r"[^a-z0-9_]", "", slugify(text).replace("-", "_"))
    words = "_".join(plain.split("_")[:4])[:30].strip("_")
    if words and words not in taken:
        return words
    number = 1
    while f"{words or letter}{number}" in taken:
        number += 1
    return f"{words or letter}{number}"


class OptionForm(forms.Form):
    """One row of the list: a code and a text for each language."""

    code = forms.CharField(label=_("Code"), required=False, max_length=40, validators=[CODE])
    dont_know = forms.BooleanField(label=_("Means “I don't know”"), required=False)

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        self.languages = languages
        super().__init__(*args, **kwargs)
        for code in languages:
            attrs = {"lang": code, "dir": "auto"}
            self.fields[f"text_{code}"] = forms.CharField(
                label=NAMES.get(code, code),
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs=attrs),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        texts = [data.get(f"text_{code}", "") for code in self.languages]
        if any(texts) and not texts[0]:
            self.add_error(f"text_{self.languages[0]}", _("Write this language first."))
        return data

    @property
    def text_fields(self) -> list[forms.BoundField]:
        """The fields for the texts, in the order of the languages."""
        return [self[f"text_{code}"] for code in self.languages]

    def texts(self) -> dict[str, str]:
        """What was typed, by language."""
        return {code: self.cleaned_data.get(f"text_{code}", "").strip() for code in self.languages}


if TYPE_CHECKING:
    Rows = BaseFormSet[OptionForm]
else:  # the framework's class takes no types when the program runs
    Rows = BaseFormSet


class BaseOptions(Rows):
    """All rows of a list. Empty rows don't count."""

    survey: Survey
    question: Question

    def clean(self) -> None:
        if any(self.errors):
            return
        codes = [form.cleaned_data["code"] for form in self.forms if form.cleaned_data.get("code")]
        if len(codes) != len(set(codes)):
            raise forms.ValidationError(_("Two options have the same code."))
        if len(self.rows()) < 2:
            raise forms.ValidationError(_("A list needs two options or more."))

    def rows(self) -> list[dict[str, Any]]:
        """The options as the question keeps them; texts in languages that are not offered now stay."""
        old = {option["code"]: option["texts"] for option in self.question.options}
        made: list[dict[str, Any]] = []
        taken = {form.cleaned_data.get("code", "") for form in self.forms}
        for form in sorted(self.forms, key=_place_in_list):
            texts = {code: text for code, text in form.texts().items() if text}
            if not texts:
                continue
            code = form.cleaned_data["code"] or free_code(texts.get("en", ""), taken, "o")
            taken.add(code)
            kept = {
                lang: text for lang, text in old.get(code, {}).items() if lang not in (*form.languages, "_")
            }
            option: dict[str, Any] = {
                "code": code,
                "texts": texts_in(self.survey.original, {**kept, **texts}),
            }
            if form.cleaned_data["dont_know"]:
                option["dont_know"] = True
            made.append(option)
        return made


def _place_in_list(form: OptionForm) -> int:
    """The number that was typed for its place; rows without one keep their order at the end."""
    number: int | None = form.cleaned_data.get("ORDER")
    return number if number is not None else MOST_OPTIONS + 1


def option_rows(question: Question, data: Any = None) -> BaseOptions:
    """The rows for this question: those it has and some empty ones, or what was posted."""
    extra = 0 if data is not None else MORE_ROWS
    made = formset_factory(
        OptionForm, formset=BaseOptions, extra=extra, max_num=MOST_OPTIONS, validate_max=True, can_order=True
    )
    languages = list(question.survey.languages)
    initial = [
        {"code": option["code"], "dont_know": option.get("dont_know", False)}
        | {f"text_{code}": option["texts"].get(code, "") for code in languages}
        for option in question.options
    ]
    more: dict[str, Any] = {"prefix": "option", "initial": initial, "form_kwargs": {"languages": languages}}
    rows = cast("BaseOptions", made(data, **more))
    rows.survey, rows.question = question.survey, question
    return rows


def with_more_rows(data: Any) -> Any:
    """What was posted, with some empty rows added at the end."""
    more = data.copy()
    total = data.get("option-TOTAL_FORMS", "0")
    count = int(total) if total.isascii() and total.isdigit() else 0
    more["option-TOTAL_FORMS"] = str(min(count + MORE_ROWS, MOST_OPTIONS))
    return more


def sex_codes_fit(question: Question) -> bool:
    """A question that asks for the sex uses the platform's codes, so that results by sex can be made."""
    return question.asks_about != Question.Asks.SEX or set(question.values) <= set(SEX_CODES)
