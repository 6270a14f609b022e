"""The forms of the diagnosis: one row on one screen, so that a telephone is enough."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.projects.diagnosis.grids import CHAIN, GRIDS, Column, column, columns_of
from cityclusters.projects.models import ChainStep, Finding, GridRow, Hearing, Project
from cityclusters.projects.models.diagnosis import HOURS_OF_A_WEEK, NeedKind, Share

MOST_PEOPLE = 10_000_000
MOST_RANK = 99
NOTHING = ("", _("Not known"))
LONG = {"note": 500, "ages": 80, "season": 80, "source": 300, "who": 200}


def language_field() -> forms.ChoiceField:
    """In which language the texts of a form are written."""
    return forms.ChoiceField(label=_("You write in"), choices=settings.CONTENT_LANGUAGES)


def count_field(label: Any, **kwargs: Any) -> forms.IntegerField:
    """A number of people; empty is 'not known'."""
    kwargs.setdefault("required", False)
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_PEOPLE, **kwargs)


def field_of(one: Column) -> forms.Field:
    """The field in which a column is typed."""
    given: dict[str, Any] = {"label": one.words, "required": one.needed, "help_text": one.hint}
    if one.typed == "choice":
        first = [("", _("Choose"))] if one.needed else [NOTHING]
        return forms.ChoiceField(choices=[*first, *one.choices], **given)
    if one.typed == "count":
        return count_field(one.words, help_text=one.hint)
    if one.typed == "rank":
        return forms.IntegerField(min_value=1, max_value=MOST_RANK, **given)
    if one.typed == "hours":
        most = Decimal(HOURS_OF_A_WEEK)
        return forms.DecimalField(min_value=Decimal(0), max_value=most, decimal_places=1, **given)
    if one.typed == "yes":
        return forms.BooleanField(label=one.words, required=False)
    longest = LONG.get(one.name, 120 if one.needed else 200)
    return forms.CharField(max_length=longest, **given)


class Written(forms.Form):
    """A form whose cleaned values are the fields of the thing, `language` among them."""

    language = language_field()

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by the names of the fields."""
        return dict(self.cleaned_data)


class RowForm(Written):
    """A row of one of the grids, or a step of the value chain."""

    def __init__(self, *args: Any, kind: str, steps: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields = {one.name: field_of(one) for one in columns_of(kind)} | self.fields
        if kind == GridRow.Grid.LABOUR and steps is not None:
            self.fields["step"] = forms.ModelChoiceField(
                steps, required=False, label=_("Step of the value chain"), to_field_name="public_id"
            )
        if kind == CHAIN:
            self.fields["source_on"] = DayField(label=_("Day of the source"), required=False)
        self.order_fields([*(one.name for one in columns_of(kind)), "step", "source_on", "language"])

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for a row of the grid of needs that nobody ranked."""
        data = super().clean() or {}
        ranks = ("women_rank", "men_rank")
        if self.kind == GridRow.Grid.NEEDS and not self.errors and not any(data.get(name) for name in ranks):
            raise forms.ValidationError(_("Give it a rank by women, by men or by both."))
        return data


class HearingForm(Written):
    """Who was heard, when and how."""

    on = DayField(label=_("Day"))
    how = forms.ChoiceField(label=_("How"), choices=Hearing.How)
    female = count_field(_("Women"))
    male = count_field(_("Men"))
    other = count_field(_("Another answer"))
    not_stated = count_field(_("Not stated"))
    apart = forms.BooleanField(label=_("Women and men were heard apart"), required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("Place and hour, who asked, child care, language. No names."),
    )
    field_order = ("on", "how", "female", "male", "other", "not_stated", "apart", "note", "language")

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where nobody was heard; an empty number is nobody here."""
        data = super().clean() or {}
        for name in ("female", "male", "other", "not_stated"):
            data[name] = data.get(name) or 0
        if not self.errors and not any(data[name] for name in ("female", "male", "other", "not_stated")):
            raise forms.ValidationError(_("Say how many people were heard."))
        return data


class FindingForm(Written):
    """What was found, for women and for men, with its source and the rows it rests on."""

    domain = forms.ChoiceField(label=_("About"), choices=Finding.Domain)
    statement = forms.CharField(label=_("What was found"), max_length=500)
    women = forms.CharField(
        label=_("What it means for women"), max_length=1000, required=False, widget=forms.Textarea
    )
    men = forms.CharField(
        label=_("What it means for men"), max_length=1000, required=False, widget=forms.Textarea
    )
    need = forms.ChoiceField(label=_("Kind of need"), choices=NeedKind, required=False)
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("Without a source it does not count.")
    )
    source_on = DayField(label=_("Day of the source"), required=False)
    rows = forms.ModelMultipleChoiceField(
        GridRow.objects.none(),
        label=_("Rows it rests on"),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("domain", "statement", "women", "men", "need", "source", "source_on", "rows", "language")

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        field = self.fields["rows"]
        field.queryset = GridRow.objects.filter(project=project)  # type: ignore[attr-defined]
        words = {code: grid.words for code, grid in GRIDS.items()}
        field.label_from_instance = lambda row: f"{row.name} ({words[row.grid]})"  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed but the rows."""
        return {name: value for name, value in self.cleaned_data.items() if name != "rows"}


class TableForm(forms.Form):
    """A table for a grid, as a file or pasted from a spreadsheet."""

    file = forms.FileField(
        label=_("Spreadsheet (XLSX or CSV)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    pasted = forms.CharField(
        label=_("Or paste the cells here"),
        required=False,
        max_length=200_000,
        strip=False,
        widget=forms.Textarea,
        help_text=_("Copy the cells with their headings in your spreadsheet program and paste them."),
    )
    replace = forms.BooleanField(label=_("Put these rows in place of those that are there"), required=False)

    def clean_file(self) -> Any:
        """Raises ValidationError for a file over the limit."""
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(_("The file is too large."))
        return file

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where neither was given, or both."""
        data = super().clean() or {}
        if not self.errors and bool(data.get("file")) == bool((data.get("pasted") or "").strip()):
            raise forms.ValidationError(_("Choose a file, or paste the cells: one of the two."))
        return data


class SendForm(forms.Form):
    """What changed since the last version."""

    changes = forms.CharField(
        label=_("What changed"),
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text=_("The commission reads this first. The first version needs none."),
    )
    language = language_field()


def first_values(thing: GridRow | Hearing | Finding | ChainStep, names: Any) -> dict[str, Any]:
    """The values of a thing that is there, by the names of a form's fields."""
    found = {name: getattr(thing, name) for name in names if name != "rows"}
    if isinstance(thing, Finding):
        found["rows"] = list(thing.rows.all())
    return found


class FromSurveyForm(forms.Form):
    """How the answers of a survey's question become rows."""

    def __init__(self, *args: Any, grid: str, options: Any, **kwargs: Any) -> None:
        """`options`: pairs of a code and its words; the grid of needs needs no mapping."""
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _words in options] if grid != GridRow.Grid.NEEDS else []
        if grid == GridRow.Grid.NEEDS:
            return
        self.fields["name"] = forms.CharField(label=columns_of(grid)[0].words, max_length=200)
        if grid == GridRow.Grid.ACCESS:
            asked = [(name, column(grid, name).words) for name in ("share", "control")]
            self.fields["column"] = forms.ChoiceField(label=_("The question asks"), choices=asked)
        shares = [("", _("Nothing: leave this answer out")), *Share.choices]
        for at, (_code, words) in enumerate(options):
            self.fields[f"share_{at}"] = forms.ChoiceField(label=words, choices=shares, required=False)

    @property
    def mapping(self) -> dict[str, str]:
        """Code of an answer → share."""
        return {code: self.cleaned_data[f"share_{at}"] for at, code in enumerate(self.codes)}
