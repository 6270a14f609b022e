"""Plain text for mail: one-line subjects, and paragraphs that flow (RFC 3676)."""

import re
import textwrap

WIDTH = 72


def one_line(text: str) -> str:
    """The text on one line, without control characters: a subject or a header can't end early."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def subject_and_body(rendered: str) -> tuple[str, str]:
    """The first line that is not blank, and the rest with at most one blank line in a row."""
    head, _newline, rest = rendered.replace("\r\n", "\n").replace("\r", "\n").strip().partition("\n")
    lines = [line.rstrip() for line in rest.split("\n")]
    return one_line(head), re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def flow(body: str) -> str:
    """Lines of at most 72 characters for format=flowed: a soft break ends with a space, words (and so
    addresses of pages) are never broken, and lines that begin with a space, '>' or 'From ' are stuffed."""
    flowed = []
    for line in body.split("\n"):
        parts = textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
        soft = [f"{part} " for part in parts[:-1]]
        for part in [*soft, parts[-1]]:
            stuffed = part.startswith((" ", ">", "From "))
            flowed.append(f" {part}" if stuffed else part)
    return "\n".join(flowed)
