"""The card of emergency numbers (HU9)."""

import pytest

from cityclusters.core.phones import dialled
from cityclusters.groups.models import Group
from cityclusters.groups.tests.making_counsel import Browser
from cityclusters.people.models import Person


def test_HU9_the_card_has_no_form(hub: Group, trainer: Person, as_person: Browser) -> None:
    sent = {"phone": "+962 6 123 4567", "hours": "Mondays", "words": "Come as you are.", "language": "en"}
    as_person(trainer).post(f"/desk/g/{hub.public_id}/card/", sent)
    answer = as_person(None).get(f"/card/{hub.public_id}/")
    page = answer.content.decode()
    assert 'href="tel:+96261234567"' in page
    assert "Mondays" in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert "<input" not in page.split("<main")[1]
    assert answer["Cache-Control"].startswith("no-store")
    assert as_person(None).get("/card/").status_code == 200


@pytest.mark.parametrize(
    ("stated", "called"),
    [
        ("+51 (1) 419-7260", "+5114197260"),
        ("100", "100"),
        ("٠٦٥٦٧٨٩", "0656789"),
        ("105 / 106", "105"),
        ("1800-123 ext 4", "1800123"),
        ("*123#", "*123#"),
        ("ask at the desk", ""),
    ],
)
def test_a_number_is_dialled_without_what_the_eye_needs(stated: str, called: str) -> None:
    assert dialled(stated) == called
