"""Sessions: one form for one, a table for several, and a spreadsheet read into that table."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import IO, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import ClockField, DayField
from cityclusters.core.errors import NotPossible
from cityclusters.core.sheets import read_sheet
from cityclusters.core.sheets.model import Sheet
from cityclusters.core.text_fields import TextsField
from cityclusters.core.texts import with_commas
from cityclusters.exchanges.forms.fields import Suggesting
from cityclusters.exchanges.models import Exchange, Session
from cityclusters.exchanges.times import moment
from cityclusters.places.folding import fold

LANGUAGES = [("", "–"), *settings.CONTENT_LANGUAGES]
MOST_ROWS = 60
EMPTY_ROWS = 5


class TimesForm(forms.Form):
    """Day and clock times in the event's zone, cleaned to the moments `start` and `end`."""

    day = DayField(label=_("Day"))
    starts = ClockField(label=_("Starts"))
    ends = ClockField(label=_("Ends"))

    def __init__(self, *args: Any, exchange: Exchange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exchange = exchange

    def _moment(self, field: str) -> datetime | None:
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get(field)
        if day is None or clock is None:
            return None
        try:
            return moment(day, clock, self.exchange.zone)
        except NotPossible as refusal:
            self.add_error(field, str(refusal))
            return None

    def clean(self) -> dict[str, Any]:
        """Adds `start` and `end` (UTC). A session that ends before it starts is refused at its end."""
        data = self.cleaned_data
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error(
                "ends", _("The session ends before it starts. Write a later end, or swap the two times.")
            )
            return data
        data["start"], data["end"] = self._moment("starts"), self._moment("ends")
        return data

    @property
    def fields_of_session(self) -> dict[str, Any]:
        """What a session takes, once the form is valid."""
        names = ("title", "track", "language", "start", "end", "counts", "link", "room")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class SessionForm(TimesForm):
    """One session with everything about it."""

    title = TextsField(label=_("Title"), most=200)
    track = forms.CharField(
        label=_("Track"),
        required=False,
        max_length=80,
        help_text=_("Readers can choose the tracks they want."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    room = forms.CharField(label=_("Room"), required=False, max_length=120)
    link = forms.URLField(
        label=_("Link to this session"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_(
            "Only where it is another one than that of the exchange. Only people with a seat see it."
        ),
    )
    counts = forms.BooleanField(label=_("Counts for attendance"), required=False)
    field_order = ("title", "day", "starts", "ends", "track", "language", "room", "link", "counts")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["track"].widget = Suggesting(tracks_of(self.exchange), {"maxlength": 80})

    @classmethod
    def values_of(cls, session: Session) -> dict[str, Any]:
        """What stands in the record, with the times as clocks show them in the event's zone."""
        start, end = session.local_start(), session.local_end()
        values = {name: getattr(session, name) for name in Session.COPIED}
        return {**values, "day": start.date(), "starts": start.time(), "ends": end.time()}


class RowForm(TimesForm):
    """One line of the table; an empty line is skipped."""

    title = forms.CharField(label=_("Title"), max_length=200)
    track = forms.CharField(label=_("Track"), required=False, max_length=80)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    room = forms.CharField(label=_("Room"), required=False, max_length=120)
    field_order = ("day", "starts", "ends", "title", "track", "language", "room")

    @property
    def fields_of_session(self) -> dict[str, Any]:
        """What a session takes; the title is in the language in which the exchange was written."""
        original = self.exchange.title.get("_", "en")
        title = {"_": original, original: self.cleaned_data["title"]}
        return {**super().fields_of_session, "title": title}


class BaseRows(forms.BaseFormSet[RowForm]):
    """Several sessions at once: all are added, or none."""

    @property
    def filled(self) -> list[RowForm]:
        """The lines in which something was typed."""
        return [form for form in self.forms if form.has_changed()]

    def clean(self) -> None:
        """Refuses a table without a single line."""
        if not any(self.errors) and not self.filled:
            raise forms.ValidationError(_("Fill in at least one line."))


RowFormSet = forms.formset_factory(
    RowForm, formset=BaseRows, extra=EMPTY_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


def tracks_of(exchange: Exchange) -> list[str]:
    """The tracks of the programme so far."""
    rows = exchange.sessions.exclude(track="").order_by("track").values_list("track", flat=True)
    return list(dict.fromkeys(rows))


# -- a spreadsheet -----------------------------------------------------------------------------------------

# Headings that people write, folded, in the languages of the interface and of the first users.
HEADINGS = {
    "day": "day date jour fecha dia data dates sana kun день дата اليوم التاريخ 日期",
    "starts": "start starts begin begins from debut inicio comienza boshlanishi начало с من البداية 开始",
    "ends": "end ends to until fin hasta termina tugashi конец до الى النهاية 结束",
    "title": "title session topic titre sujet titulo sesion tema mavzu тема сессия العنوان الجلسة 题目",
    "track": "track strand parcours eje yonalish направление المسار",
    "language": "language langue idioma til язык اللغة 语言",
    "room": "room salle sala xona зал القاعة 会议室",
}
FIELD_OF = {fold(word): field for field, words in HEADINGS.items() for word in words.split()}
SPLIT_RANGE = re.compile(r"\s*(?:–|—|-|to|until)\s*")


def heading(text: str) -> str:
    """The field that a heading names ('' for none): 'Start time' → 'starts'."""
    words = fold(text).split()
    return next((FIELD_OF[word] for word in words if word in FIELD_OF), "")


class UploadForm(forms.Form):
    """A programme as a spreadsheet."""

    file = forms.FileField(
        label=_("Spreadsheet (XLSX or CSV)"),
        help_text=_("A line per session, with the columns: day, start, end, title, track, language, room."),
    )

    def clean_file(self) -> Any:
        """Refuses files over the limit of the settings before anything opens them."""
        upload = self.cleaned_data["file"]
        if upload.size > settings.UPLOAD_LIMIT:
            limit = settings.UPLOAD_LIMIT // 1_000_000
            raise forms.ValidationError(_("The file is larger than %(limit)s MB.") % {"limit": limit})
        return upload


def rows_of(file: IO[bytes], name: str) -> list[dict[str, str]]:
    """The lines of the spreadsheet as the table's fields take them; nothing is checked here.

    Raises sheets.Refused for what is no spreadsheet, and NotPossible where no column is a day, a start and
    a title, or there are more than 60 lines."""
    sheet = read_sheet(file, name, known=lambda text: bool(heading(text)))
    places = {field: index for index, text in enumerate(sheet.header) if (field := heading(text))}
    if missing := [field for field in ("day", "starts", "title") if field not in places]:
        names = {"day": _("day"), "starts": _("start"), "title": _("title")}
        raise NotPossible(
            _("No column is headed: %(columns)s.")
            % {"columns": with_commas(names[field] for field in missing)}
        )
    if len(sheet.rows) > MOST_ROWS:
        raise NotPossible(
            _("A programme can be uploaded in parts of at most %(most)s lines.") % {"most": MOST_ROWS}
        )
    return [_line(row.cells, places) for row in sheet.rows]


def _line(cells: Sequence[str], places: dict[str, int]) -> dict[str, str]:
    line = {field: cells[index] for field, index in places.items()}
    if not line.get("ends"):
        # "09:00-10:30" in one column is how many programmes are written.
        parts = SPLIT_RANGE.split(line["starts"], maxsplit=1)
        line["starts"], line["ends"] = parts[0], parts[1] if len(parts) > 1 else ""
    line["language"] = _language(line.get("language", ""))
    for field in ("starts", "ends"):
        line[field] = line[field].removesuffix(":00") if line[field].count(":") == 2 else line[field]
    line["day"] = line["day"].split(" ")[0] if re.match(r"\d{4}-\d\d-\d\d ", line["day"]) else line["day"]
    return line


def _language(text: str) -> str:
    """The code of a language written as its code or its own name; other words stay for the form to ask."""
    known = {fold(label): code for code, label in settings.CONTENT_LANGUAGES}
    known |= {code: code for code, _label in settings.CONTENT_LANGUAGES}
    known |= {"english": "en", "french": "fr", "spanish": "es", "arabic": "ar", "chinese": "zh"}
    known |= {"portuguese": "pt", "russian": "ru", "uzbek": "uz"}
    return known.get(fold(text), text)


def as_post(rows: Sequence[dict[str, str]]) -> dict[str, str]:
    """Lines as if they had been typed into the table: the dry run is the table, shown with its refusals."""
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"form-{number}-{field}": value for field, value in row.items()}
    return data


__all__ = ["RowFormSet", "SessionForm", "Sheet", "UploadForm", "as_post", "rows_of", "tracks_of"]
