"""Ready-made questionnaires: data in the folder `questionnaires/`, in six languages."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from cityclusters.core.texts import make_texts
from cityclusters.places.countries import country_name

FOLDER = Path(__file__).parent / "questionnaires"
ORDER = ("post_training", "short_evaluation", "six_months_later")
FOLLOW_UP = "six_months_later"
LANGUAGES = [code for code, _name in settings.CONTENT_LANGUAGES]


class Questionnaire(NamedTuple):
    """A ready-made questionnaire: `survey` and `questions` hold fields of the models."""

    key: str
    name: dict[str, str]
    about: dict[str, str]
    survey: dict[str, Any]
    questions: list[dict[str, Any]]

    @property
    def languages(self) -> list[str]:
        """The languages in which it is written, in the order of the platform's languages."""
        return [code for code in LANGUAGES if code in self.survey["title"]]


@cache
def questionnaires() -> dict[str, Questionnaire]:
    """All of them by key, in the order in which they are offered."""
    return {key: _read(key) for key in ORDER}


def _read(key: str) -> Questionnaire:
    data = json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8"))
    survey = {name: data[name] for name in ("title", "intro", "purpose", "level", "mode", "offers_need")}
    languages = [code for code in LANGUAGES if code in data["title"]]
    questions = [_question(question, languages) for question in data["questions"]]
    return Questionnaire(data["key"], data["name"], data["about"], survey, questions)


def _question(data: dict[str, Any], languages: list[str]) -> dict[str, Any]:
    """The fields of a question; `countries` become options named by the one list of countries."""
    fields = {name: value for name, value in data.items() if name != "countries"}
    named = [
        {"code": code, "texts": make_texts("en", **{lang: country_name(code, lang) for lang in languages})}
        for code in data.get("countries", [])
    ]
    if named:
        fields["options"] = [*named, *fields.get("options", [])]
    return fields
