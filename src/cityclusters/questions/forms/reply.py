"""The consolidated reply as a form: a few fields, and an outline with as many sections as one wants."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityclusters.questions import outline
from cityclusters.questions.models import Answer, ConsolidatedReply
from cityclusters.questions.models.choices import LANGUAGES
from cityclusters.questions.outline import Section
from cityclusters.questions.replying import Written, credit_line

CODES = {code for code, _name in LANGUAGES}
KEY = re.compile(r"[a-z0-9]{1,12}")


class ReplyForm(forms.Form):
    """Title, language, the short version, and for a later edition what is corrected."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language you write in"), choices=LANGUAGES)
    introduction = forms.CharField(
        label=_("In short"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The answer in a few sentences, for those who read no further."),
    )
    note = forms.CharField(
        label=_("What is corrected"),
        max_length=300,
        required=False,
        help_text=_("Readers of the earlier edition see it."),
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, reply: ConsolidatedReply, **kwargs: Any) -> None:
        names = ("title", "language", "introduction", "note", "revision")
        kwargs["initial"] = {name: getattr(reply, name) for name in names} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if reply.number == 1:
            del self.fields["note"]

    def written(self, sections: list[Section]) -> Written:
        """What the form holds, with its sections."""
        typed = self.cleaned_data
        return Written(
            typed["title"], typed["language"], typed["introduction"], sections, typed.get("note", "")
        )


def _clean(text: str, most: int) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").strip()[:most]


def sections_of(data: QueryDict, answers: Iterable[Answer]) -> list[Section]:
    """The outline as typed: `section` names the sections in their order, `title_<key>` and `text_<key>` hold
    their words, `in_<answer>` says to which section an answer belongs."""
    keys = [key for key in dict.fromkeys(data.getlist("section")) if KEY.fullmatch(key)]
    sections = [
        Section(
            key,
            _clean(data.get(f"title_{key}", ""), outline.MOST_TITLE),
            _clean(data.get(f"text_{key}", ""), outline.MOST_TEXT),
        )
        for key in keys[: outline.MOST_SECTIONS]
    ]
    for answer in answers:
        outline.place(sections, answer.public_id, data.get(f"in_{answer.public_id}", ""))
    return sections


def act_on(
    sections: list[Section], data: QueryDict, answers: Mapping[str, Answer], language: str
) -> list[Section]:
    """What the pressed button asks for: another section, one less, one moved, excerpts quoted."""
    act, _colon, key = data.get("act", "save").partition(":")
    language = language if language in CODES else "en"
    if act == "add" and len(sections) < outline.MOST_SECTIONS:
        return [*sections, outline.new_section(_now("New section"))]
    if act == "drop":
        return [section for section in sections if section.key != key]
    if act in ("up", "down"):
        return outline.moved(sections, key, -1 if act == "up" else 1)
    if act == "quote" and sections:
        _quote(sections, data.getlist("quote"), answers, language)
    return sections


def _quote(sections: list[Section], marked: list[str], answers: Mapping[str, Answer], language: str) -> None:
    """Adds each marked paragraph ('<answer>:<number>') to the section of its answer; one without a section
    goes into the first."""
    for section in sections:
        chosen: list[tuple[str, str]] = []
        for mark in marked:
            public_id, _colon, number = mark.partition(":")
            answer = answers.get(public_id)
            parts = outline.paragraphs(answer.text) if answer else []
            if answer is None or not number.isdecimal() or int(number[:4]) >= len(parts):
                continue
            if section is _section_for(sections, public_id):
                chosen.append((parts[int(number[:4])], credit_line(answer, language)))
        outline.with_excerpts(section, chosen)


def _section_for(sections: list[Section], answer: str) -> Section:
    return next((section for section in sections if answer in section.answers), sections[0])
