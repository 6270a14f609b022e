"""A text in several languages as one field: the original first, other languages folded away below it.

Works without JavaScript: further languages stand in a `<details>`. Surveys may use it too."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import RIGHT_TO_LEFT

LANGUAGES: dict[str, str] = dict(settings.CONTENT_LANGUAGES)


class Typed(dict[str, str]):
    """What was typed, as it is stored; `twice` names a language that got two texts."""

    twice = ""


class TextsWidget(forms.Widget):
    """Posts `<name>` (the original), `<name>__language` (its language), `<name>__fr` … (the others)."""

    template_name = "core/widgets/texts.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, long: bool = False) -> None:
        super().__init__(attrs)
        self.long = long

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        """The texts by language, the original's language under `_`."""
        original = str(data.get(f"{name}__language", ""))
        original = original if original in LANGUAGES else _default_language()
        value = Typed({"_": original})
        if main := _clean(data.get(name)):
            value[original] = main
        for language in LANGUAGES:
            text = _clean(data.get(f"{name}__{language}"))
            if text and language in value and text != value[language]:
                value.twice = language
            elif text:
                value[language] = text
        return value

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}__language" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        texts: Mapping[str, str] = value if isinstance(value, Mapping) else {}
        original = texts.get("_") or next((key for key in texts if key in LANGUAGES), _default_language())
        others = [
            {"code": code, "label": label, "text": texts.get(code, ""), "dir": _direction(code)}
            for code, label in LANGUAGES.items()
            if code != original
        ]
        context["widget"].update(
            long=self.long,
            original=original,
            direction=_direction(original),
            text=texts.get(original, ""),
            languages=list(LANGUAGES.items()),
            others=others,
            any_other=any(other["text"] for other in others),
        )
        return context


def _default_language() -> str:
    own = (get_language() or "en")[:2]
    return own if own in LANGUAGES else "en"


def _direction(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def _clean(text: object) -> str:
    """Without characters that nothing can show; lines stay."""
    typed = str(text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in typed if char in "\n\t" or char.isprintable() or ord(char) > 159).strip()


class TextsField(forms.Field):
    """Cleans to the stored form of a text in several languages ({} where empty and not required)."""

    default_error_messages = {
        "twice": _("There are two texts in %(language)s. Keep one of them."),
        "long": _("This is too long in %(language)s: at most %(most)s characters."),
    }

    def __init__(self, *, most: int = 200, long: bool = False, **kwargs: Any) -> None:
        self.most = most
        kwargs.setdefault("widget", TextsWidget(long=long))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> dict[str, str]:
        """The texts; the original is the first filled one where its own field is empty. Raises
        ValidationError for two texts in one language, texts that are too long, and none where one is
        required."""
        texts = {key: text for key, text in (value or {}).items() if text}
        if twice := getattr(value, "twice", ""):
            raise forms.ValidationError(
                self.error_messages["twice"] % {"language": LANGUAGES[twice]}, "twice"
            )
        written = [key for key in texts if key != "_"]
        if not written:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], "required")
            return {}
        for language in written:
            if len(texts[language]) > self.most:
                words = {"language": LANGUAGES[language], "most": self.most}
                raise forms.ValidationError(self.error_messages["long"] % words, "long")
        if texts.get("_") not in written:
            texts["_"] = written[0]
        return {"_": texts.pop("_"), **texts}

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other texts were typed than the initial ones."""
        return dict(initial or {}) != {key: text for key, text in (data or {}).items() if text}
