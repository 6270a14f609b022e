"""The words of the answering page, also in languages in which there are questionnaires but no interface.

The interface is translated into few languages; a questionnaire is answered in the reader's own. So that
the buttons around her questions are in it too, the folder `phrases/` holds them for further languages."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import Text
from cityclusters.core.zones import ZONES

FOLDER = Path(__file__).parent / "phrases"
INTERFACE = [code for code, _name in settings.LANGUAGES]
NAMES = dict(settings.CONTENT_LANGUAGES)

PHRASES = {
    "language": _("Language of the questions"),
    "save": _("Save and continue later"),
    "next": _("Continue"),
    "back": _("Back"),
    "send": _("Send my answers"),
    "optional": _("(optional)"),
    "several": _("You can choose several answers."),
    "scale": _("%(low)s means “%(low_label)s”, %(high)s means “%(high_label)s”."),
    "scale_plain": _("From %(low)s (lowest) to %(high)s (highest)."),
    "no_answer": _("No answer"),
    "part": _("Part %(part)s of %(parts)s"),
    "progress": _("Answered so far: %(answered)s of %(total)s questions"),
    "open_until": _("You can answer until %(date)s. You can save and continue later with the same link."),
    "needed": _("Please answer this question."),
    "wrong": _("This answer is not one of the choices."),
    "too_long": _("Please shorten this text to %(limit)s characters."),
    "problems": _("Some answers are missing or can't be used. The others are still here."),
    "saved": _("Your answers are saved. To continue, open the link in your letter again before %(date)s."),
    "not_saved": _("Your answers could not be saved, because they are too long."),
    "kept_title": _("What is stored"),
    "anonymous": _(
        "This survey is anonymous. We store your answers and nothing else: no name, no e-mail address, no "
        "internet address, no date, no time and no order. Your link only makes sure that each participant "
        "answers once: we can see that you answered, not what."
    ),
    "anonymous_draft": _(
        "Until you send them, your unfinished answers are kept under your link, so that you can continue. "
        "Sending deletes them there."
    ),
    "anonymous_text": _("Please write nothing that tells who you are or who somebody else is."),
    "confidential": _(
        "This survey is confidential. Your answers are stored with your name, your organisation and the day. "
        "Nobody reads them with your name: only results of groups are shown."
    ),
    "identified": _(
        "In this survey the programme team sees your name, your organisation, the day and your answers."
    ),
    "sex_from_account": _("For results by sex we use what you stated in your account, if you stated it."),
    "small_groups": _("Results for groups of fewer than %(count)s people are not published."),
    "thanks": _("Thank you. Your answers have arrived."),
    "already": _("An answer was already sent with this link. Each link works once."),
    "opens": _("This survey is not open yet. It opens when the last session has ended."),
    "opens_at": _("This survey is not open yet. It opens on %(date)s."),
    "closed": _("This survey was closed on %(date)s. Thank you for your interest."),
    "need_title": _("Does your city need something?"),
    "need_text": _(
        "If your city would like cooperation or support, tell us in a separate statement. It carries your "
        "name and your city's, so that somebody can contact you. It is not connected with your answers here."
    ),
    "need_button": _("Write a statement of need"),
}


@cache
def _extra(language: str) -> dict[str, str]:
    file = FOLDER / f"{language}.json"
    if language not in NAMES or not file.exists():
        return {}
    words: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return words


def has_words(language: str) -> bool:
    """Whether the answering page speaks this language."""
    return language in INTERFACE or bool(_extra(language))


def direction(language: str) -> str:
    """'rtl' or 'ltr'."""
    return Text("", language).direction


def phrases(language: str) -> dict[str, str]:
    """All phrases in the language; in the reader's interface language where we don't have them in it."""
    if language in INTERFACE:
        with override(language):
            return {key: str(text) for key, text in PHRASES.items()}
    return {key: _extra(language).get(key) or str(text) for key, text in PHRASES.items()}


def moment_in(value: datetime, language: str, zone: str) -> str:
    """Date, time and zone in words: '16 November 2020, 23:59 (Asia/Tashkent)'."""
    name = zone if zone in ZONES else "UTC"
    locale = language if has_words(language) else (get_language() or "en")
    local = value.astimezone(ZoneInfo(name))
    return f"{format_datetime(local, 'd MMMM y, HH:mm', locale=locale)} ({name})"


def letter_for(template: str, language: str) -> str:
    """The letter's template: its own file where the language is none of the interface's."""
    name = f"surveys/mail/{template}"
    return f"{name}.{language}" if language not in INTERFACE and _extra(language) else name
