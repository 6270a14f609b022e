"""A client for LibreTranslate's HTTP interface (POST /translate, GET /languages); no Django, no HTML.

The service answers 400 for what it does not know or finds too long, 403 for a wrong key, 429 when it is asked
too often, 500 when it fails, each with {"error": words}."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

LARGEST_ANSWER = 2_000_000  # bytes
MOST_TEXTS = 20  # in one request
MOST_CHARACTERS = 2_000  # in one text: what public servers take
MOST_IN_REQUEST = 8_000  # characters of all texts of one request
LONGEST_PAUSE = 60.0
PAUSES = (2.0, 8.0, 30.0)  # seconds before the second, third and fourth try
# Other names of a language that services use: the first one that the service lists is sent.
ALSO = {"zh": ("zh-Hans", "zh-CN"), "pt": ("pt-PT", "pt-BR", "pb")}


class ServiceError(Exception):
    """The service gave no translation; `str()` is for officers, in the service's words where it has some."""


class LanguageMissing(ServiceError):
    """The service does not translate from the one language into the other."""


class NotAllowed(ServiceError):
    """The key is missing, wrong, or used up."""


class Refused(ServiceError):
    """The request itself is not to the service's liking: trying again would not help."""


class NotNow(ServiceError):
    """The service can't be reached, is too busy or fails, also after several tries."""


class BadAnswer(ServiceError):
    """What came back is not what the interface promises."""


class _NoRedirects(HTTPRedirectHandler):
    """A service that sends us elsewhere is not followed: its address stands in the settings."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Makes the redirect an error like others."""
        return None


@dataclass(frozen=True)
class LibreTranslate:
    """One service at `url` ('https://translate.example', with or without a path). `timeout` is what a whole
    request may take, in seconds; `pauses` are waited out before further tries."""

    url: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0
    pauses: Sequence[float] = PAUSES
    sleep: Callable[[float], None] = time.sleep
    opener: OpenerDirector = field(default_factory=lambda: build_opener(_NoRedirects), repr=False)

    def __post_init__(self) -> None:
        """Raises ValueError for an address that is not one of the web."""
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"not an address of a web service: {self.url!r}")

    @property
    def name(self) -> str:
        """The service as it is named beside its drafts: 'LibreTranslate (translate.example)'."""
        return f"LibreTranslate ({urlsplit(self.url).hostname})"[:80]

    def languages(self) -> dict[str, frozenset[str]]:
        """From which language into which others the service translates, by its own codes."""
        answer = self._ask("/languages", None)
        if not isinstance(answer, list):
            raise BadAnswer("the list of languages is no list")
        found: dict[str, frozenset[str]] = {}
        for row in answer:
            if not isinstance(row, dict) or not isinstance(row.get("code"), str):
                raise BadAnswer("a language without a code")
            targets = row.get("targets")
            found[row["code"]] = frozenset(map(str, targets if isinstance(targets, list) else ()))
        # Services of the first years list no targets: every language into every other.
        return {code: targets or frozenset(set(found) - {code}) for code, targets in found.items()}

    def pair(self, source: str, target: str) -> tuple[str, str]:
        """The service's own codes for two of ours ('zh' → 'zh-Hans'). Raises LanguageMissing."""
        known = self.languages()
        for start in _names(source, known):
            for end in _names(target, known[start]):
                return start, end
        raise LanguageMissing(f"{source} → {target}")

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """The texts in the other language, in their order; `source` and `target` are codes that `pair` gave.

        Raises ServiceError; ValueError for more or longer texts than one request may have."""
        _check_size(texts)
        if not texts:
            return []
        wanted = {"q": list(texts), "source": source, "target": target, "format": "text"}
        answer = self._ask("/translate", {**wanted, "api_key": self.key} if self.key else wanted)
        got = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(got, list) or not all(isinstance(text, str) for text in got):
            raise BadAnswer("no list of texts in the answer")
        if len(got) != len(texts):
            raise BadAnswer(f"{len(texts)} texts sent, {len(got)} came back")
        return [_clean(text) for text in got]

    # -- asking ---------------------------------------------------------------------------------------

    def _ask(self, path: str, body: Mapping[str, Any] | None) -> Any:
        """The answer, after as many tries as there are pauses; what can't get better is raised at once."""
        pauses = list(self.pauses)
        while True:
            try:
                return self._once(path, body)
            except _Again as again:
                if not pauses:
                    raise NotNow(again.words) from None
                self.sleep(min(max(pauses.pop(0), again.after), LONGEST_PAUSE))

    def _once(self, path: str, body: Mapping[str, Any] | None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Accept": "application/json", "User-Agent": "cityclusters"}
        if data is not None:
            headers["Content-Type"] = "application/json"
        address = self.url.rstrip("/") + path
        request = Request(address, data=data, headers=headers)  # noqa: S310  # checked above
        end = time.monotonic() + self.timeout
        try:
            with self.opener.open(request, timeout=self.timeout) as response:
                raw = _read(response, end)
        except HTTPError as error:
            with error:
                raise _fault(error, end) from None
        except (OSError, HTTPException) as error:
            raise _Again(f"{type(error).__name__}: {error}") from None
        try:
            return json.loads(raw)
        except ValueError:
            raise BadAnswer("the answer is no JSON") from None


class _Again(Exception):
    """Worth another try, after so many seconds."""

    def __init__(self, words: str, after: float = 0.0) -> None:
        self.words, self.after = words, after
        super().__init__(words)


def _read(response: Any, end: float) -> bytes:
    """The whole answer, unless it is too large or trickles in for too long."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(65_536):
        parts.append(part)
        size += len(part)
        if size > LARGEST_ANSWER:
            raise BadAnswer("the answer is too large")
        if time.monotonic() > end:
            raise _Again("the answer took too long")
    return b"".join(parts)


def _fault(error: HTTPError, end: float) -> Exception:
    """What an answer of 3xx, 4xx or 5xx means for us."""
    words = _words(error, end)
    if error.code == 429 or error.code >= 500:
        return _Again(words, _seconds(error.headers.get("Retry-After", "")))
    if error.code in {401, 403}:
        return NotAllowed(words)
    return Refused(words)


def _words(error: HTTPError, end: float) -> str:
    """The number of the fault, and what the service says of it."""
    try:
        said = json.loads(_read(error, end))
    except (ValueError, OSError, HTTPException, BadAnswer, _Again):
        said = None
    reason = said.get("error") if isinstance(said, dict) else None
    return f"{error.code} {reason}"[:300] if isinstance(reason, str) else str(error.code)


def _seconds(text: str) -> float:
    """Retry-After as seconds; a date or nonsense is 0: then our own pause holds."""
    return float(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0.0


def _names(ours: str, known: Mapping[str, Any] | frozenset[str]) -> list[str]:
    """The names under which a service may list one of our languages, those it does list."""
    return [name for name in (ours, *ALSO.get(ours, ())) if name in known]


def _check_size(texts: Sequence[str]) -> None:
    if len(texts) > MOST_TEXTS or sum(map(len, texts)) > MOST_IN_REQUEST:
        raise ValueError("too much for one request")
    if any(len(text) > MOST_CHARACTERS for text in texts):
        raise ValueError("a text is too long for one request")


def _clean(text: str) -> str:
    """The text without characters that belong in no text."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")
