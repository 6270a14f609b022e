"""Evidence of arrivals: small, without place and device, shown only where somebody has said so."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.tests.adopting import photo, upload
from cityclusters.support.models import Drive, Evidence, Shipment
from cityclusters.support.tests import making_giving as making

Browser = Callable[[Person | None], Client]


@pytest.fixture
def shipment(khiva_deputy: Person, amman_city: Organisation, khiva_city: Organisation) -> Shipment:
    return making.sent(khiva_deputy, amman_city, khiva_city, 10)


def _new(**more: Any) -> dict[str, Any]:
    return {"file": upload(photo((1200, 900))), "words": "Boxes at the hospital", **more}


def _file(one: Evidence, part: str = "light") -> str:
    return f"/aid/shipments/{one.shipment.public_id}/evidence/{one.public_id}/{part}"


def test_a_photo_is_small_and_does_not_say_where_it_was_taken(
    shipment: Shipment, khiva_deputy: Person, as_person: Browser
) -> None:
    browser = as_person(khiva_deputy)
    address = f"/aid/shipments/{shipment.public_id}/evidence/"
    taken = photo((1200, 900))
    for _press in range(2):
        assert browser.post(address, _new(file=upload(taken))).status_code == 302
    one = Evidence.objects.get()  # the same file again gives the first
    for part in ("light", "large"):
        content = browser.get(_file(one, part)).getvalue()
        assert b"SecretCamera" not in content
        assert not Image.open(io.BytesIO(content)).getexif()
    assert len(browser.get(_file(one)).getvalue()) <= 60_000


def test_only_the_two_sides_see_it_until_somebody_says_otherwise(
    shipment: Shipment, khiva_deputy: Person, bukhara_deputy: Person, as_person: Browser, client: Client
) -> None:
    browser = as_person(khiva_deputy)
    browser.post(f"/aid/shipments/{shipment.public_id}/evidence/", _new())
    one = Evidence.objects.get()
    assert client.get(_file(one)).status_code == 404
    assert as_person(bukhara_deputy).get(_file(one)).status_code == 404
    assert "Boxes at the hospital" not in client.get(shipment.get_absolute_url()).text
    change = f"/aid/shipments/{shipment.public_id}/evidence/{one.public_id}/"
    assert as_person(bukhara_deputy).post(change, {"shown": "on"}).status_code == 404
    assert browser.post(change, {"shown": "on"}).status_code == 200  # nobody said how it was agreed
    assert browser.post(change, {"shown": "on", "agreed": "paper"}).status_code == 200
    said = {"shown": "on", "agreed": "paper", "agreed_on": timezone.localdate()}
    assert browser.post(change, said).status_code == 302
    assert client.get(_file(one)).status_code == 200
    assert "Boxes at the hospital" in client.get(shipment.get_absolute_url()).text
    assert browser.post(change, {}).status_code == 302  # taken back
    assert client.get(_file(one)).status_code == 404
    acts = list(Entry.objects.about(shipment).values_list("act", flat=True))
    assert acts[:3] == ["aid_evidence.hidden", "aid_evidence.shown", "aid_evidence.added"]


@pytest.mark.django_db(transaction=True)
def test_removing_takes_the_files_too(shipment: Shipment, khiva_deputy: Person, as_person: Browser) -> None:
    browser = as_person(khiva_deputy)
    browser.post(f"/aid/shipments/{shipment.public_id}/evidence/", _new())
    one = Evidence.objects.get()
    stored = [Path(settings.MEDIA_ROOT) / str(name) for name in (one.file.name, one.light.name)]
    assert all(path.exists() for path in stored)
    change = f"/aid/shipments/{shipment.public_id}/evidence/{one.public_id}/"
    assert browser.post(change, {"remove": "1"}).status_code == 302
    assert not any(path.exists() for path in stored)
    assert not Evidence.objects.exists()


def test_a_signed_paper_is_a_pdf_and_nothing_else(
    shipment: Shipment, khiva_deputy: Person, as_person: Browser
) -> None:
    address = f"/aid/shipments/{shipment.public_id}/evidence/"
    khiva_deputy.language = "en"
    khiva_deputy.save()
    browser = as_person(khiva_deputy)
    assert "A PDF is kept as it is" in browser.get(address).text
    page = SimpleUploadedFile("paper.pdf", b"<html><script>1</script></html>")
    assert browser.post(address, {"file": page, "words": "Receipt"}).status_code == 200
    paper = SimpleUploadedFile("paper.pdf", b"%PDF-1.4 signed")
    assert browser.post(address, {"file": paper, "words": "Receipt"}).status_code == 302
    one = Evidence.objects.get()
    answer = browser.get(_file(one, "large"))
    assert answer["Content-Type"] == "application/pdf"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert browser.get(_file(one)).status_code == 404  # a paper has no light version


def test_officers_run_drives_with_a_picture(
    officer: Person, programme: Organisation, khiva_deputy: Person, as_person: Browser, client: Client
) -> None:
    data = {"title": "Masks", "text": "Cities need masks", "organisation": "Cities Programme"}
    data["starts"] = "2020-03-01"
    assert as_person(khiva_deputy).post("/aid/drives/new/", data).status_code == 404
    browser = as_person(officer)
    refused = browser.post("/aid/drives/new/", data | {"picture": upload()})
    assert refused.status_code == 200  # nobody said what the picture shows
    shown = {"picture": upload(), "alt": "Boxes", "credit": "The programme"}
    assert browser.post("/aid/drives/new/", data | shown).status_code == 302
    drive = Drive.objects.get()
    assert client.get(f"{drive.get_absolute_url()}picture/light").status_code == 200
    page = client.get(drive.get_absolute_url()).text
    assert 'alt="Boxes"' in page
    assert "Cities need masks" in page
    text = f"{drive.get_absolute_url()}text/"
    assert (
        browser.post(text, data | {"title": "More masks", "alt": "Boxes", "credit": "x"}).status_code == 302
    )
    assert "More masks" in client.get(drive.get_absolute_url()).text
    assert client.get(f"{drive.get_absolute_url()}picture/light").status_code == 200
