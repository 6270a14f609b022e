"""Translations of the interface without GNU gettext: extracting, compiling and checking with Babel.

A message is found where Django would find it: gettext calls in Python, `translate`, `blocktranslate` and
`_()` in templates. Catalogues are `locale/<language>/LC_MESSAGES/django.po`; the compiled `.mo` files are
made by set-up and are not kept in the repository."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "_now": None,  # gettext, in a file where `_` is gettext_lazy
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
CALL = re.compile(r"""\b_\(\s*(["'])(?P<text>.*?)\1\s*\)""")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|(?<!\{)\{(\w*)\}(?!\})")


# Babel counts the forms of Arabic in another order than everybody who writes them: zero, one, two, 3 to 10,
# 11 to 99, then 100, 101, 102 and the like.
PLURAL_FORMS = {
    "ar": "nplurals=6; "
    "plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
}


class Found(NamedTuple):
    """One message with the place it stands."""

    text: str
    plural: str
    context: str
    file: str
    line: int


def _unquoted(word: str) -> str | None:
    if len(word) >= 2 and word[0] == word[-1] and word[0] in "\"'":
        return word[1:-1].replace(f"\\{word[0]}", word[0])
    return None


def _python(path: Path, name: str) -> Iterator[Found]:
    with path.open("rb") as file:
        for line, function, messages, _comments in extract_python(file, KEYWORDS, [], {}):
            found = messages if isinstance(messages, tuple | list) else (messages,)
            texts = [str(text) for text in found if text]
            if not texts:
                continue
            name_of_call = str(function)
            if name_of_call.startswith("pgettext"):
                yield Found(texts[-1], "", texts[0], name, line)
            elif name_of_call.startswith("ngettext"):
                yield Found(texts[0], texts[1], "", name, line)
            else:
                yield Found(texts[0], "", "", name, line)


def _block_text(tokens: list[Token], trimmed: bool) -> str:
    """The message id that `blocktranslate` looks up: variables as %(name)s, percent signs doubled."""
    parts = []
    for token in tokens:
        if token.token_type == TokenType.VAR:
            parts.append(f"%({token.contents.split('|')[0].strip()})s")
        else:
            parts.append(token.contents.replace("%", "%%"))
    text = "".join(parts)
    return trim_whitespace(text) if trimmed else text


def _context(words: list[str]) -> str:
    return (_unquoted(words[words.index("context") + 1]) or "") if "context" in words[:-1] else ""


def _block(token: Token, inside: Iterator[Token], name: str) -> Found:
    words = list(smart_split(token.contents))
    trimmed = "trimmed" in words
    singular: list[Token] = []
    plural: list[Token] = []
    current = singular
    for part in inside:
        if part.token_type == TokenType.BLOCK and part.contents.strip() == "plural":
            current = plural
        elif part.token_type == TokenType.BLOCK:
            break  # endblocktranslate: nothing else may stand inside
        elif part.token_type != TokenType.COMMENT:
            current.append(part)
    return Found(
        _block_text(singular, trimmed), _block_text(plural, trimmed), _context(words), name, token.lineno or 0
    )


def _template(path: Path, name: str) -> Iterator[Found]:
    tokens = iter(Lexer(path.read_text(encoding="utf-8")).tokenize())
    for token in tokens:
        if token.token_type not in {TokenType.BLOCK, TokenType.VAR}:
            continue
        words = list(smart_split(token.contents))
        head = words[0] if words else ""
        if token.token_type == TokenType.BLOCK and head in {"blocktranslate", "blocktrans"}:
            yield _block(token, tokens, name)
            continue
        if token.token_type == TokenType.BLOCK and head in {"translate", "trans"} and len(words) > 1:
            text = _unquoted(words[1].split("|")[0])
            if text:
                yield Found(text.replace("%", "%%"), "", _context(words), name, token.lineno or 0)
        for call in CALL.finditer(token.contents):
            yield Found(call["text"].replace("%", "%%"), "", "", name, token.lineno or 0)


def found_in(package: Path) -> list[Found]:
    """Every message of the package, tests and migrations left out."""
    messages: list[Found] = []
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package).as_posix()
        if "/tests/" in f"/{name}" or "/migrations/" in f"/{name}":
            continue
        if path.suffix == ".py":
            messages.extend(_python(path, name))
        elif path.suffix in {".html", ".txt"} and "/templates/" in f"/{name}":
            messages.extend(_template(path, name))
    return messages


def _key(found: Found) -> str | tuple[str, str]:
    return (found.text, found.plural) if found.plural else found.text


def catalogue_path(package: Path, language: str) -> Path:
    """Where a language's catalogue stands."""
    return package / "locale" / language / "LC_MESSAGES" / "django.po"


def read(package: Path, language: str) -> Catalog:
    """The catalogue as it stands; an empty one where there is none."""
    path = catalogue_path(package, language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def update(package: Path, language: str) -> tuple[int, int]:
    """Brings a catalogue up to date: new messages empty, vanished ones dropped. Returns (all, empty)."""
    old = read(package, language)
    new = Catalog(locale=language, charset="utf-8", fuzzy=False)
    new.mime_headers = [(key, value) for key, value in new.mime_headers if "Date" not in key]
    if language in PLURAL_FORMS:
        new.mime_headers = [*new.mime_headers, ("Plural-Forms", PLURAL_FORMS[language])]
    for found in found_in(package):
        message = old.get(found.text, context=found.context or None)
        same_form = message is not None and bool(message.pluralizable) == bool(found.plural)
        kept = message.string if message is not None and same_form else None
        new.add(_key(found), string=kept, context=found.context or None, locations=[(found.file, 0)])
    path = catalogue_path(package, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, width=100, include_lineno=False, sort_output=True, omit_header=False)
    messages = [message for message in new if message.id]
    return len(messages), sum(1 for message in messages if not _filled(message))


def _strings(message: Message) -> list[str]:
    """The translation: one text, or one for each plural form."""
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return [str(text or "") for text in texts]


def _filled(message: Message) -> bool:
    return all(_strings(message))


def compile_all(package: Path, languages: list[str]) -> int:
    """Writes the `.mo` files that are missing or older than their catalogue; returns how many."""
    written = 0
    for language in languages:
        source = catalogue_path(package, language)
        target = source.with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        with target.open("wb") as file:
            write_mo(file, read(package, language))
        written += 1
    return written


def placeholders(text: str) -> list[str]:
    """The places of a message that get filled in, sorted: they must be the same in a translation."""
    return sorted(match.group(0) for match in PLACEHOLDER.finditer(text.replace("%%", "")))


def problems(package: Path, language: str) -> list[str]:
    """What keeps a language from being complete: missing, empty, fuzzy, or other placeholders."""
    catalogue = read(package, language)
    wrong = []
    for found in {(f.text, f.plural, f.context): f for f in found_in(package)}.values():
        message = catalogue.get(found.text, context=found.context or None)
        where = f"{language}: {found.file}: {found.text[:70]!r}"
        if message is None or not _filled(message):
            wrong.append(f"{where} has no translation")
        elif message.fuzzy:
            wrong.append(f"{where} is fuzzy")
        else:
            wrong.extend(_mismatch(where, found, message))
    return wrong


def _mismatch(where: str, found: Found, message: Message) -> list[str]:
    wanted = [set(placeholders(found.text)), set(placeholders(found.plural or found.text))]
    allowed = wanted[0] | wanted[1]
    for text in _strings(message):
        have = set(placeholders(text))
        # A plural form may leave its number out ("one city"); it may never bring in something unknown.
        if have - allowed or (not found.plural and have != wanted[0]):
            return [f"{where} has other placeholders: {text[:70]!r}"]
    return []
