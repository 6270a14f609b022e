"""Plain text out of whatever came: character sets, control characters, lines that flow."""

import codecs
import re

from cityclusters.journal.plain_text import one_line as printable_line

# Names that programs write for what is really a larger set.
REALLY = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "ks_c_5601-1987": "cp949",
    "unicode-1-1-utf-7": "utf-7",
    "cp-850": "cp850",
}
# Codecs that are none of mail's character sets; some take very long over a long text.
NEVER = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def decoded(content: bytes, charset: str) -> str:
    """The text, by the character set that is named, else by UTF-8, else by the old western one."""
    named = charset.strip().lower()
    for name in (REALLY.get(named, named), "utf-8"):
        try:
            info = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        if info.name.replace("-", "_") in NEVER:
            continue
        try:
            return content.decode(info.name)
        except (UnicodeError, LookupError):
            continue
    return (
        content.decode("cp1252", "replace")
        if not _mostly_utf8(content)
        else content.decode("utf-8", "replace")
    )


def _mostly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", "replace")
    return text.count("�") * 20 < len(text)


def clean(text: str) -> str:
    """The text with plain line ends, without control characters, and with few blank lines in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = CONTROL.sub("", text).replace("\xa0", " ")
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(line.rstrip() for line in text.split("\n")))


def one_line(text: str) -> str:
    """The text on one line without control characters: it can't begin another header."""
    return printable_line(CONTROL.sub(" ", text.encode("utf-8", "replace").decode()))


def unflowed(text: str, delsp: bool) -> str:
    """Paragraphs again out of format=flowed (RFC 3676), quotation marks kept."""
    out: list[str] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        rest = line[depth:]
        rest = rest.removeprefix(" ")
        flows = rest.endswith(" ") and rest != "-- "
        body = rest[:-1] if flows and delsp else rest
        if open_depth == depth and rest != "-- ":
            out[-1] += body
        else:
            out.append(f"{'>' * depth} {body}" if depth else body)
        open_depth = depth if flows else -1
    return "\n".join(out)
