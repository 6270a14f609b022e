"""In which languages a practice can be read, each with what it is: the original, reviewed, a machine's,
outdated; and what is to be said of the text that is shown."""

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from cityclusters.core.texts import RIGHT_TO_LEFT
from cityclusters.journal.letters import absolute
from cityclusters.practices import differences
from cityclusters.practices.models import Version
from cityclusters.practices.reading import Reading, all_of
from cityclusters.practices.translating.credit import a_member, credits

NAMES: dict[str, str] = dict(settings.CONTENT_LANGUAGES)


class Choice(NamedTuple):
    """One language of the bar. `state` is 'original', 'reviewed', 'outdated', 'machine'; `words` says it."""

    code: str
    name: str
    direction: str
    state: str
    words: str
    url: str
    current: bool

    @property
    def address(self) -> str:
        """The whole address, for search engines."""
        return absolute(self.url)


class LanguageBar(NamedTuple):
    """The choices, the original first; `reading` is the text shown; `wanted` is the language that was asked
    for and can't be had ('' where it can); `credit` names translator and reviewer; `changes` is what changed
    in the original since (empty unless outdated)."""

    choices: list[Choice]
    reading: Reading
    wanted: str
    credit: dict[str, str]
    changes: list[differences.Change]

    @property
    def original(self) -> Choice:
        """The author's own words."""
        return self.choices[0]


def bar(version: Version, asked: str, preferred: str, path: str = "") -> LanguageBar:
    """For the page of a practice at the address `path`. `asked` is what the reader chose by `?in=` ('' where
    she did not), else the text is in the `preferred` language, if there is one. At most three queries.

    What she chose and can't have gives the original, and `wanted` says so."""
    known = all_of(version)
    language = asked if asked in NAMES or asked in known else preferred
    reading = known.get(language) or known[version.language]
    wanted = language if language in NAMES and reading.language != language else ""
    choices = [_choice(code, one, reading, path) for code, one in known.items()]
    changes: list[differences.Change] = []
    if reading.outdated_since is not None and reading.of is not None:
        changes = differences.contents(reading.of.content, version.content)
    return LanguageBar(choices, reading, wanted, credit_of(reading), changes)


def _choice(code: str, reading: Reading, shown: Reading, path: str) -> Choice:
    state = state_of(reading)
    return Choice(
        code=code,
        name=NAMES.get(code, code),
        direction="rtl" if code in RIGHT_TO_LEFT else "ltr",
        state=state,
        words=state_words(state),
        url=f"{path}?in={code}",
        current=code == shown.language,
    )


def state_of(reading: Reading) -> str:
    """'original', 'reviewed', 'outdated' or 'machine'."""
    if reading.original:
        return "original"
    if reading.by_machine:
        return "machine"
    return "outdated" if reading.outdated_since else "reviewed"


def state_words(state: str) -> str:
    """The same in words, short enough for a list."""
    return {
        "original": _("original"),
        "reviewed": _("translation, reviewed"),
        "outdated": _("translation of an older version"),
        "machine": _("machine translation, not reviewed"),
    }[state]


def credit_of(reading: Reading) -> dict[str, str]:
    """'translator' and 'reviewer' in words; {} for an original and for a machine's text. Two queries."""
    if not reading.reviewed:
        return {}
    named = credits([reading.translator, reading.reviewer])
    roles = (("translator", reading.translator), ("reviewer", reading.reviewer))
    return {role: named.get(one.pk, a_member()) if one else a_member() for role, one in roles}
