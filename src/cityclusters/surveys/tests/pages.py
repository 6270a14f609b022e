"""What the tests of pages share: reading a form as a browser without JavaScript would."""

import re
from typing import Any

from django.test import Client

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def post(browser: Client, address: str, fields: dict[str, Any], follow: bool = False) -> Any:
    """Opens the page, takes its CSRF token along, and sends the form."""
    page = browser.get(address)
    found = TOKEN.search(page.content.decode())
    assert found, page.status_code
    return browser.post(address, {"csrfmiddlewaretoken": found[1], **fields}, follow=follow)
