"""How texts of people are shown: paragraphs, quotations and links, nothing else."""

import re

from django import template
from django.utils.html import format_html, format_html_join, urlize
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from cityclusters.questions.models import Answer, Question

register = template.Library()
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
    """Escaped, with links and line breaks; `urlize` escapes what it is told to."""
    lines = [urlize(line, nofollow=True, autoescape=True) for line in text.split("\n")]
    return format_html_join("", "{}<br>", ((line,) for line in lines[:-1])) + lines[-1]


@register.filter
def beginning(text: str, letters: int) -> str:
    """The first letters of a text, for cards."""
    return str(Truncator(" ".join(text.split())).chars(int(letters)))


@register.filter
def kind_of(post: Question | Answer) -> str:
    """'question' or 'answer', as addresses name it."""
    return "question" if isinstance(post, Question) else "answer"
