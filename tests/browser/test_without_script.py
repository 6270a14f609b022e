"""Nothing needs JavaScript: what can be pressed is a link that leads somewhere or a button that sends a form,
and nothing waits for a script to be shown."""

import pytest

from tests.browser.conftest import Reader
from tests.browser.steps import sign_in
from tests.browser.walk import walk

DEAD = """() => {
  const found = [], say = (what, each) => found.push(what + ': ' + each.outerHTML.slice(0, 120));
  const all = selector => [...document.querySelectorAll(selector)];
  const sends = each => each.form && ['submit', 'image'].includes(each.type);
  for (const each of all('button, input[type=button]'))
    if (!sends(each) && each.checkVisibility()) say('a button that does nothing', each);
  for (const each of all('form')) if (![...each.elements].some(sends)) say('a form without a button', each);
  for (const each of all('[type=text], [type=search], select')) if (!each.form) say('in no form', each);
  for (const each of all('a[href]')) {
    const address = each.getAttribute('href');
    if (address === '#' || address.startsWith('javascript:')) say('a link for a script', each);
    if (address.length > 1 && address[0] === '#' && !document.getElementById(address.slice(1)))
      say('a link to nothing on the page', each);
  }
  for (const each of all('main [hidden]:not([data-reload])')) say('waits for a script', each);
  for (const each of all('main :is([role=tab], [role=dialog], canvas)')) say('a widget', each);
  const looks = each => each.checkVisibility() && each.pathname === location.pathname;
  if (all('[data-reload]').length && !all('main a[href]').some(looks)) found.push('no link to look again');
  if (!document.querySelector('h1')?.textContent.trim()) found.push('no heading');
  return found;
}"""
ROLES = ["", "Mayor, Kokand", "Programme officer"]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_whole_without_a_script(reader: Reader, role: str) -> None:
    page = reader(device="phone", javascript=False)
    if role:
        sign_in(page, role)
    wrong = [f"{address}: {found}" for address in walk(page) for found in page.evaluate(DEAD)]
    assert not wrong, "\n".join(wrong)
