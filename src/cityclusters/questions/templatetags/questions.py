"""How texts of people are shown: paragraphs, quotations and links, nothing else."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from cityclusters.questions.moderation import name_of
from cityclusters.questions.rules import AnyText

register = template.Library()
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
PARAGRAPHS = re.compile(r"\n\s*\n")


@register.filter
def prose(text: str) -> SafeString:
    """Paragraphs by empty lines; lines that begin with '>' are a quotation; addresses become links that
    search engines do not follow. Everything else is shown as typed."""
    blocks = [block.strip("\n") for block in PARAGRAPHS.split(text.replace("\r\n", "\n").strip())]
    return format_html_join("\n", "{}", ((_block(block),) for block in blocks if block.strip()))


def _block(block: str) -> SafeString:
    lines = block.split("\n")
    if all(line.lstrip().startswith(">") for line in lines):
        inner = "\n".join(line.lstrip()[1:].strip() for line in lines)
        return format_html("<blockquote><p>{}</p></blockquote>", _linked(inner))
    return format_html("<p>{}</p>", _linked(block))


def _linked(text: str) -> SafeString:
    """Escaped, with links and line breaks."""
    lines = [_line(line) for line in text.split("\n")]
    first = format_html_join("", "{}<br>", ((line,) for line in lines[:-1]))
    return format_html("{}{}", first, lines[-1])


def _line(line: str) -> SafeString:
    """The text between addresses as it is, addresses as links without the full stop that follows."""
    parts: list[SafeString | str] = []
    end = 0
    for match in ADDRESS.finditer(line):
        address = match[0].rstrip(".,;:!?)]}»”'")
        parts += [
            line[end : match.start()],
            format_html('<a href="{}" rel="nofollow ugc">{}</a>', *[address] * 2),
        ]
        end = match.start() + len(address)
    return format_html_join("", "{}", ((part,) for part in [*parts, line[end:]]))


@register.filter
def beginning(text: str, letters: int) -> str:
    """The first letters of a text, for cards."""
    return str(Truncator(" ".join(text.split())).chars(int(letters)))


@register.filter
def kind_of(post: AnyText) -> str:
    """'question', 'answer' or 'note', as addresses name it."""
    return name_of(post)
