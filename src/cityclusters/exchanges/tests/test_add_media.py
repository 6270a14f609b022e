"""Pictures (B3) and recorded messages (B11): content checked, made light, captioned, withdrawn."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.exchanges import page
from cityclusters.exchanges.models import Exchange, Picture, RecordedMessage
from cityclusters.people.models import Organisation, Person

Browser = Callable[[Person | None], Client]
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 8
MP3 = b"ID3\x04" + bytes(400)
VTT = b"WEBVTT\n\n00:00.000 --> 00:04.000\nWelcome\n"
CAPTION = {"_": "en", "en": "A hall"}


def photo(size: tuple[int, int] = (2400, 1600), kind: str = "JPEG") -> bytes:
    """A noisy picture (hard to make light) with a place and a device in it."""
    image = Image.effect_noise(size, 90).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (41.0, 22.0, 40.0)
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def _upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _about(**more: Any) -> dict[str, Any]:
    return {
        "caption": "Part of the participants",
        "alt": "Thirty people in a hall",
        "credit": "The school",
        "consent_note": "Asked in the room",
        **more,
    }


@pytest.fixture
def work(open_training: Exchange) -> str:
    return f"/exchanges/{open_training.public_id}/manage/"


def test_B3_a_picture_is_light_first_and_without_its_place(
    open_training: Exchange, officer: Person, work: str, as_person: Browser, client: Client
) -> None:
    as_person(officer).post(f"{work}media/", _about(file=_upload(photo())))
    picture = Picture.objects.get()
    base = f"{open_training.get_absolute_url()}pictures/{picture.public_id}/"
    light = b"".join(client.get(f"{base}light").streaming_content)  # type: ignore[attr-defined]
    large = b"".join(client.get(f"{base}large").streaming_content)  # type: ignore[attr-defined]
    assert len(light) <= 60_000 < len(large)
    for content in (light, large):
        assert b"SecretCamera" not in content
        assert not Image.open(io.BytesIO(content)).getexif()
    assert Image.open(io.BytesIO(light)).size == (picture.light_width, picture.light_height)
    shown = client.get(open_training.get_absolute_url()).content.decode()
    assert "Part of the participants" in shown
    assert 'alt="Thirty people in a hall"' in shown
    assert "Picture: The school" in shown
    assert "Asked in the room" not in shown


@pytest.mark.parametrize("field", ["caption", "credit", "consent_note", "alt"])
def test_B3_no_picture_without_caption_credit_and_consent(
    open_training: Exchange, officer: Person, work: str, as_person: Browser, field: str
) -> None:
    answer = as_person(officer).post(f"{work}media/", _about(file=_upload(photo((200, 100))), **{field: ""}))
    assert answer.status_code == 200
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no picture"),
        (b"<html><script>alert(1)</script>", "no picture"),
        (b"\xff\xd8\xff\xe0 broken", "no picture"),
        (b"GIF89a" + b"\xff\xff\xff\xff" + bytes(20), "picture"),
    ],
)
def test_what_is_no_picture_is_refused(
    open_training: Exchange, officer: Person, work: str, as_person: Browser, content: bytes, words: str
) -> None:
    answer = as_person(officer).post(f"{work}media/", _about(file=_upload(content)))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Picture.objects.exists()


def test_a_picture_of_a_billion_pixels_is_refused_before_it_is_decoded() -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    with pytest.raises(NotPossible, match="too many pixels"):
        files.picture(_upload(out.getvalue(), "bomb.png"))


def test_a_withdrawn_picture_is_gone(
    open_training: Exchange,
    officer: Person,
    work: str,
    as_person: Browser,
    client: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    picture = Picture.add(
        officer, open_training, _upload(photo((300, 200))), caption=CAPTION, credit="C", consent_note="Y"
    )
    stored = [Path(picture.file.path), Path(picture.light.path)]
    assert all(path.exists() for path in stored)
    with django_capture_on_commit_callbacks(execute=True):
        as_person(officer).post(f"{work}media/{picture.public_id}/withdrawal/")
    assert not any(path.exists() for path in stored)
    address = f"{open_training.get_absolute_url()}pictures/{picture.public_id}/light"
    assert client.get(address).status_code == 404
    picture.refresh_from_db()
    assert picture.withdrawn_at is not None


def _message(**more: Any) -> dict[str, Any]:
    return {
        "title": "Message at the opening",
        "post": "Deputy director",
        "organisation": "Cities Programme",
        "language": "en",
        **more,
    }


def test_B11_a_recorded_message_with_captions_transcript_and_sound(
    open_training: Exchange, officer: Person, work: str, as_person: Browser, client: Client
) -> None:
    data = _message(
        transcript="Knowledge comes from reality.",
        video=_upload(MP4, "../../evil.php"),
        audio=_upload(MP3, "a.mp3"),
        captions=_upload(VTT, "c.vtt"),
    )
    assert as_person(officer).post(f"{work}messages/", data).status_code == 302
    message = RecordedMessage.objects.get()
    for stored in (message.video, message.audio, message.captions):
        assert stored.name.startswith("messages/")
        assert "evil" not in stored.name
    shown = client.get(open_training.get_absolute_url()).content.decode()
    assert all(part in shown for part in ("<video controls", "<audio controls", 'kind="captions"'))
    assert "Knowledge comes from reality." in shown
    assert page.stage_balance(page.contributors(open_training)).total == 0


@pytest.mark.parametrize(
    ("part", "media_type"),
    [("video", "video/mp4"), ("audio", "audio/mpeg"), ("captions", "text/vtt; charset=utf-8")],
)
def test_files_are_sent_with_their_type_and_cannot_run(
    open_training: Exchange,
    officer: Person,
    programme: Organisation,
    client: Client,
    part: str,
    media_type: str,
) -> None:
    uploads = {"video": _upload(MP4), "audio": _upload(MP3), "captions": _upload(VTT)}
    message = RecordedMessage.add(
        officer,
        open_training,
        uploads,
        title={"_": "en", "en": "M"},
        organisation=programme,
        post="P",
        language="en",
    )
    answer = client.get(f"{open_training.get_absolute_url()}messages/{message.public_id}/{part}")
    assert answer["Content-Type"] == media_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_players_may_ask_for_a_part(
    open_training: Exchange, officer: Person, programme: Organisation, client: Client
) -> None:
    message = RecordedMessage.add(
        officer,
        open_training,
        {"video": _upload(MP4), "captions": _upload(VTT)},
        title={"_": "en", "en": "M"},
        organisation=programme,
        post="P",
        language="en",
    )
    address = f"{open_training.get_absolute_url()}messages/{message.public_id}/video"

    def part(header: str) -> Any:
        return client.get(address, headers={"Range": header})

    first = part("bytes=4-11")
    assert (first.status_code, b"".join(first.streaming_content)) == (206, MP4[4:12])
    assert first["Content-Range"] == f"bytes 4-11/{len(MP4)}"
    assert b"".join(part("bytes=-5").streaming_content) == MP4[-5:]
    assert b"".join(part("bytes=2000-").streaming_content) == MP4[2000:]
    assert part(f"bytes={len(MP4)}-").status_code == 416
    for odd in ("bytes=1-2,5-6", "bytes=a-b", "lines=1-2", "bytes=-", "bytes=٣-٤"):
        assert part(odd).status_code == 200


@pytest.mark.parametrize(
    ("field", "content", "words"),
    [
        ("video", b"MZ\x90\x00 a program", "no film"),
        ("audio", b"<html></html>", "no sound"),
        ("captions", b"1\n00:00 --> 00:01\nSRT", "WEBVTT"),
        ("captions", b"WEBVTT\n\xff\xfe --> ", "UTF-8"),
        ("video", MP4, "captions or a transcript"),
    ],
)
def test_wrong_files_are_refused(
    open_training: Exchange,
    officer: Person,
    programme: Organisation,
    work: str,
    as_person: Browser,
    field: str,
    content: bytes,
    words: str,
) -> None:
    data = _message(**{field: _upload(content, "file.mp4")})
    answer = as_person(officer).post(f"{work}messages/", data)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert 'value="Deputy director"' in answer.content.decode()
    assert not RecordedMessage.objects.exists()


def test_files_over_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "UPLOAD_LIMIT", 1_000_000)
    with pytest.raises(NotPossible, match="1 MB"):
        files.sound(_upload(MP3 + bytes(1_000_001)))


def test_a_message_is_changed_and_removed(
    open_training: Exchange, officer: Person, programme: Organisation, work: str, as_person: Browser
) -> None:
    message = RecordedMessage.add(
        officer,
        open_training,
        {},
        title={"_": "en", "en": "M"},
        organisation=programme,
        post="P",
        language="en",
    )
    browser = as_person(officer)
    browser.post(f"{work}messages/{message.public_id}/", _message(audio=_upload(MP3)))
    message.refresh_from_db()
    assert message.post == "Deputy director"
    assert message.audio
    browser.post(f"{work}messages/{message.public_id}/removal/")
    assert not RecordedMessage.objects.exists()


def test_files_of_an_exchange_that_is_not_published_are_not_there(
    training: Exchange, officer: Person, client: Client
) -> None:
    picture = Picture.add(
        officer, training, _upload(photo((300, 200))), caption=CAPTION, credit="C", consent_note="Y"
    )
    assert client.get(f"{training.get_absolute_url()}pictures/{picture.public_id}/light").status_code == 404
