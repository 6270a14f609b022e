"""What is still needed says how much of it is pledged, and whether its day has passed."""

import re
from datetime import timedelta
from decimal import Decimal

from django.test import Client
from django.utils import timezone

from cityclusters.people.models import Organisation, Person
from cityclusters.support.giving import pledges
from cityclusters.support.models import Request
from cityclusters.support.tests import making_giving as making


def _text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\u202f", "")


def test_what_is_pledged_is_not_asked_for_twice(
    officer: Person, programme: Organisation, khiva_deputy: Person, khiva_city: Organisation,
    stranger: Person, amman_city: Organisation, client: Client,
) -> None:  # fmt: skip
    drive = making.drive(officer, programme)
    asked = making.asked(khiva_deputy, khiva_city, 1000, drive=drive)
    pledges.pledge(stranger, amman_city, khiva_city, asked.item, Decimal(600), request=asked)
    page = _text(client, drive.get_absolute_url())
    assert re.findall(r"class=\"figure\">(\d+)<", page) == ["0", "0", "600", "400"]
    cells = re.findall(r'data-label="([^"]*)">(?:<strong>)?(\d+)<', page)
    wanted = [("Still needed", "1000"), ("Of that: pledged or on its way", "600"), ("Not pledged yet", "400")]
    assert [cell for cell in cells if cell in wanted] == wanted
    assert [cell for cell in re.findall(r'data-label="([^"]*)">(\d+)<', _text(client, "/aid/requests/"))
            if cell[0] != "Where"] == wanted  # fmt: skip
    for address in (asked.get_absolute_url(), drive.get_absolute_url(), "/aid/requests/"):
        assert "the day has passed" not in _text(client, address)
        assert "Of that: pledged or on its way" in _text(client, address)
    Request.objects.update(needed_by=timezone.localdate() - timedelta(days=1))
    for address in (asked.get_absolute_url(), drive.get_absolute_url(), "/aid/requests/"):
        assert "the day has passed" in _text(client, address)
    Request.objects.update(state=Request.State.MET)
    assert "the day has passed" not in _text(client, asked.get_absolute_url())


def test_a_row_says_item_unit_and_shipment(
    stranger: Person, amman_city: Organisation, khiva_city: Organisation, client: Client
) -> None:
    making.sent(stranger, amman_city, khiva_city, 5, reference="S2")
    page = _text(client, "/aid/rows/")
    assert "Masks (pieces)</a>" in page
    assert "Shipment S2" in page
