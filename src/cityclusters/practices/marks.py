"""What lists look up: a row of marks made of what is published, never of the working copy.

A mark is 'kind:value' between bars: '|theme:covid-19|goal:5|target:5.5|country:UZ|'. One column serves all
filters alike on every database, and a draft or a correction leaves no trace in it."""

from collections.abc import Iterator, Mapping
from typing import Any

from cityclusters.places.folding import fold

LONGEST = 600


def mark(kind: str, value: str) -> str:
    """One mark, as it stands in the column and as a filter looks for it."""
    return f"|{kind}:{value.replace('|', ' ')}|"


def marks(language: str, facts: Mapping[str, Any]) -> str:
    """All marks of a version; neighbours share no bar, so that each is found as it is written."""
    return "".join(dict.fromkeys(mark(kind, value) for kind, value in _all(language, facts) if value))


def _all(language: str, facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "language", language
    yield "level", facts["level"]
    yield "chain", fold(facts["value_chain"])
    yield "call", facts["call"]
    yield "organisation", (facts["organisation"] or {}).get("id", "")
    for place in [facts["place"], *facts["more_places"]]:
        yield "place", place["id"]
        yield "country", place["country"]
    for partner in facts["partners"]:
        yield "partner", partner["organisation"]
    for code in facts["themes"]:
        yield "theme", code
    for audience in facts["audiences"]:
        yield "audience", audience
    for target in facts["sdg_targets"]:
        yield "goal", target.partition(".")[0]
        yield "target", target


def folded(content: Mapping[str, Any]) -> str:
    """Title and summary for looking up words."""
    return fold(f"{content['title']} {content['summary']}")[:LONGEST]
