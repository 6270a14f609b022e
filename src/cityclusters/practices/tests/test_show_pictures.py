"""Pictures (B3, PR5): from a telephone, light first, without their place, with consent; removed for good."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.adoption import pictures, voices
from cityclusters.practices.models import Picture, Practice, VoiceConsent
from cityclusters.practices.tests.adopting import draft, on_paper, photo, picture_form, published, upload

Browser = Callable[[Person | None], Client]
ABOUT = {
    "caption": {"_": "en", "en": "The market"},
    "alt": {"_": "en", "en": "Stalls with lights"},
    "credit": "The municipality",
}


@pytest.fixture
def practice(reads_english: Person, khiva_city: Organisation) -> Practice:
    return published(reads_english, khiva_city)


@pytest.fixture
def picture(practice: Practice, reads_english: Person) -> Picture:
    return pictures.add(reads_english, practice, upload(), on_paper(), **ABOUT)


def _work(practice: Practice) -> str:
    return f"/practices/{practice.public_id}/voices/"


def _file(picture: Picture, part: str = "light") -> str:
    return f"/practices/{picture.practice.public_id}/pictures/{picture.public_id}/{part}"


def _content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_B3_a_picture_of_several_megabytes_is_light_first_and_without_its_place(
    practice: Practice, reads_english: Person, as_person: Browser, client: Client
) -> None:
    raw = photo((4000, 3000))
    assert len(raw) > 3_000_000
    browser = as_person(reads_english)
    for _press in range(2):
        assert browser.post(f"{_work(practice)}pictures/", picture_form(file=upload(raw))).status_code == 302
    picture = Picture.objects.get()
    assert VoiceConsent.objects.count() == 1
    light, large = _content(client.get(_file(picture))), _content(client.get(_file(picture, "large")))
    assert len(light) <= 60_000 < len(large)
    assert (len(light), len(large)) == (picture.light_bytes, picture.large_bytes)
    for content in (light, large):
        assert b"SecretCamera" not in content
        assert not Image.open(io.BytesIO(content)).getexif()
    assert Image.open(io.BytesIO(light)).size == (picture.light_width, picture.light_height)
    shown = client.get(practice.get_absolute_url()).text
    assert 'alt="Twenty stalls with lights"' in shown
    assert 'loading="lazy"' in shown
    assert f'width="{picture.light_width}"' in shown
    assert "The picture may be shown." not in shown  # the consent itself is nobody's business


@pytest.mark.parametrize("field", ["caption", "alt", "credit", "how", "words", "given_on"])
def test_PR5_no_picture_without_its_description_and_consent(
    practice: Practice, reads_english: Person, as_person: Browser, field: str
) -> None:
    answer = as_person(reads_english).post(
        f"{_work(practice)}pictures/", picture_form(file=upload(), **{field: ""})
    )
    assert answer.status_code == 200
    assert not Picture.objects.exists()


def test_nobody_to_recognise_is_one_way(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    typed = picture_form(file=upload(), how="nobody", words="", given_on="")
    assert as_person(reads_english).post(f"{_work(practice)}pictures/", typed).status_code == 302
    assert Picture.objects.get().consent.how == "nobody"
    given = voices.Given("nobody", "-", on_paper().given_on)
    with pytest.raises(NotPossible):
        voices.quote(reads_english, practice, given, text="A", language="en", named="Trader")


def test_PR5_what_lost_its_consent_is_shown_nowhere(
    practice: Practice, picture: Picture, client: Client
) -> None:
    # Even if rows and files were still there: every way asks for a consent in force.
    VoiceConsent.objects.filter(pk=picture.consent_id).update(withdrawn_at=timezone.now(), words="", email="")
    assert voices.shown([practice.pk])[practice.pk] == ([], [])
    assert client.get(_file(picture)).status_code == 404
    assert picture.public_id not in client.get(practice.get_absolute_url()).text


def test_a_drafts_pictures_are_only_for_those_who_may_read_it(
    reads_english: Person, khiva_city: Organisation, officer: Person, newcomer: Person, as_person: Browser
) -> None:
    picture = pictures.add(reads_english, draft(reads_english, khiva_city), upload(), on_paper(), **ABOUT)
    assert as_person(reads_english).get(_file(picture)).status_code == 200
    for person in (None, newcomer, officer):
        assert as_person(person).get(_file(picture)).status_code == 404
        assert as_person(person).get(_file(picture, "large")).status_code == 404


def test_a_picture_is_not_sent_under_another_practice(
    picture: Picture, reads_english: Person, khiva_city: Organisation, client: Client
) -> None:
    other = published(reads_english, khiva_city, "Other")
    assert client.get(_file(picture).replace(picture.practice.public_id, other.public_id)).status_code == 404
    for part in ("medium", "file"):
        assert client.get(_file(picture, part)).status_code == 404


def test_only_its_writers_work_on_it(
    practice: Practice, picture: Picture, officer: Person, newcomer: Person, bukhara_deputy: Person,
    as_person: Browser,
) -> None:  # fmt: skip
    one = f"{_work(practice)}pictures/{picture.public_id}/"
    for person in (newcomer, bukhara_deputy):
        for address in (_work(practice), one, f"{one}removal/", f"{_work(practice)}testimonials/"):
            assert as_person(person).get(address).status_code == 403
    # An officer may take away what must not stay, and add nothing.
    assert as_person(officer).get(f"{one}removal/").status_code == 200
    assert as_person(officer).get(f"{_work(practice)}pictures/").status_code == 403


def test_at_most_twelve(
    practice: Practice, reads_english: Person, monkeypatch: pytest.MonkeyPatch, as_person: Browser
) -> None:
    monkeypatch.setattr(pictures, "MOST", 2)
    for seed in range(2):
        pictures.add(reads_english, practice, upload(photo((90, 60), seed=seed)), on_paper(), **ABOUT)
    answer = as_person(reads_english).post(
        f"{_work(practice)}pictures/", picture_form(file=upload(photo((90, 60), seed=9)))
    )
    assert "at most 2 pictures" in answer.text
    assert Picture.objects.count() == 2


def test_pictures_are_put_in_order_and_described(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    made = [
        pictures.add(reads_english, practice, upload(photo((90, 60), seed=seed)), on_paper(), **ABOUT)
        for seed in range(3)
    ]
    browser, one = as_person(reads_english), f"{_work(practice)}pictures/{made[2].public_id}/"
    browser.post(f"{one}position/", {"earlier": ""})
    assert list(practice.pictures.all()) == [made[0], made[2], made[1]]
    browser.post(f"{one}position/", {"later": ""})
    browser.post(f"{one}position/", {"later": ""})
    assert list(practice.pictures.all()) == made
    browser.post(one, {"caption": "Evening", "alt": "Lamps", "credit": "A trader"})
    made[2].refresh_from_db()
    assert (made[2].caption["en"], made[2].credit) == ("Evening", "A trader")


def test_the_next_picture_of_the_day_remembers_how_people_agreed(
    practice: Practice, picture: Picture, reads_english: Person, as_person: Browser
) -> None:
    page = as_person(reads_english).get(f"{_work(practice)}pictures/").text
    assert "My words may be shown." in page
    assert 'value="The municipality"' in page


def test_a_removed_picture_leaves_no_file_and_no_consent(
    picture: Picture, reads_english: Person, as_person: Browser, client: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    stored = [Path(picture.file.path), Path(picture.light.path)]
    assert all(path.exists() for path in stored)
    browser = as_person(reads_english)
    address = f"{_work(picture.practice)}pictures/{picture.public_id}/removal/"
    assert "deleted at once" in browser.get(address).text
    assert all(path.exists() for path in stored)
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(address).status_code == 302
    assert not any(path.exists() for path in stored)
    assert not VoiceConsent.objects.exists()
    assert client.get(_file(picture)).status_code == 404
    assert browser.post(address).status_code == 404
    assert Entry.objects.filter(act="practice_picture.removed").count() == 1


def test_PR5_whoever_is_in_a_picture_takes_it_back_by_the_link(
    practice: Practice, reads_english: Person, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    picture = pictures.add(reads_english, practice, upload(), on_paper("trader@mail.example"), **ABOUT)
    letter = Letter.objects.get(to="trader@mail.example")
    assert letter.secret
    address = picture.consent.get_absolute_url()
    assert f"{settings.SITE_URL}{address}" in letter.body
    path = Path(picture.file.path)
    assert _file(picture) in client.get(address).text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
    assert not path.exists()
    assert not Picture.objects.exists()
    assert client.get(_file(picture)).status_code == 404
