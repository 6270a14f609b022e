"""Letters of one word: what somebody says by a plain word in her language, or in another of ours."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import override

from cityclusters.incoming.confirming import NO
from cityclusters.incoming.mail import Mail
from cityclusters.places.folding import fold

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def first_line(mail: Mail) -> str:
    """The first line of what she wrote, folded: 'Ours too!' → 'ours too'. What follows may be a signature."""
    return fold(next((line for line in mail.text.split("\n") if line.strip()), ""))


def in_all_languages(*words: "StrOrPromise") -> set[str]:
    """The words in every language of the pages, folded."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            found |= {fold(str(word)) for word in words}
    return found


def says_no(mail: Mail) -> bool:
    """Whether she takes something back: a plain "no" in any of the languages of texts."""
    return first_line(mail) in {fold(word) for word in NO}


def language_of(language: str) -> str:
    """The language in which she is answered."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
