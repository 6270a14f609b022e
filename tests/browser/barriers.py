"""Walks that look for faults a machine can find, on every page that links lead to, as any kind of reader."""

from playwright.sync_api import Page

from tests.browser.axe import axe, probe
from tests.browser.steps import choose_language, sign_in
from tests.browser.walk import route, walk

# A walk that does not come by these has lost its way: the doors, and what people with an account have.
DOORS = {"questions:list", "questions:detail", "questions:reply", "search:search", "exchanges:list"}
OWN = {"digests:mine", "questions:mine", "questions:ask", "questions:answer"}
VISITOR, OFFICER = "visitor", "Programme officer"
# Whose pages are the same but for what she may open besides: those are not looked at again in the same run.
SAME_AS = {"Newcomer without a post": VISITOR, "Administrator of the platform": OFFICER}
PEOPLE = [OFFICER, *SAME_AS]

_examined: dict[tuple[str, str], set[str]] = {}


def walk_as(page: Page, who: str, language: str) -> str:
    """What is wrong on the pages that this reader comes to, in lines; nothing where all is well."""
    if who != VISITOR:
        sign_in(page, who)
        choose_language(page, language)
    known = _examined.get((SAME_AS.get(who, ""), language), set())
    seen, wrong = set(), []
    for address in walk(page):
        seen.add(route(address))
        if route(address) not in known:
            wrong += [f"{address}: {what}" for what in axe(page) + probe(page, language)]
    missing = (DOORS if who == VISITOR else DOORS | OWN) - seen
    assert not missing, f"no link leads to {missing}"
    _examined[who, language] = seen
    return "\n".join(wrong)
