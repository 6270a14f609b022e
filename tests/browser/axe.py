"""axe-core on a page, and probes for what it does not see."""

import functools
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = 320  # CSS pixels: what is left at 1280 pixels and 400 %
# Without what passed and without selectors it takes half the time.
RUN = """(tags) => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, preload: false, selectors: false, reporter: 'no-passes',
})"""
PROBE = """() => {
  const found = [];
  const say = (what, element) => found.push(what + (element ? ': ' + element.outerHTML.slice(0, 120) : ''));
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) say(headings + ' main headings');
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) say('id used twice: ' + id);
  for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0) say('order of its own', e);
  for (const e of document.querySelectorAll('table')) {
    if (!e.querySelector('th')) say('table without headings', e);
    if (!e.caption) say('table without caption', e);
  }
  for (const e of document.querySelectorAll('a:not([href])')) say('link to nowhere', e);
  for (const e of document.querySelectorAll('[onclick], [style]')) say('inline', e);
  return found;
}"""
WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && (box.right > room + 1 || box.left < -1);
  });
  return ['scrolls sideways at ' + room + ' pixels: ' + wide.slice(0, 3).map(e => e.outerHTML.slice(0, 120))];
}"""


@functools.cache
def _source() -> str:
    return (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def axe(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands: 'rule: what is wrong, at element'."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_source())
    result: dict[str, Any] = page.evaluate(RUN, TAGS)
    return [
        f"{rule['id']}: {rule['help']}, at {node['html'][:160]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def probe(page: Page, language: str) -> list[str]:
    """What axe-core does not see: sideways scrolling on a narrow screen, headings, tables, ids, language."""
    found: list[str] = page.evaluate(PROBE)
    html = page.locator("html")
    stated = (html.get_attribute("lang"), html.get_attribute("dir"))
    if stated != (language, "rtl" if language == "ar" else "ltr"):
        found.append(f"the page says {stated}, not {language}")
    size = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": 640})
    found += page.evaluate(WIDE)
    if size:
        page.set_viewport_size(size)
    return found
