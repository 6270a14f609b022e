"""Writing letters: once for a key, in the reader's language, in the act's own transaction."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr
from pathlib import Path

import pytest
from django.db import transaction

from cityclusters.journal import courier
from cityclusters.journal.letters import absolute, write
from cityclusters.journal.models import Letter
from cityclusters.journal.plain_text import flow, one_line
from cityclusters.people.models import Person

AT = datetime(2022, 10, 28, 13, 0, tzinfo=UTC)
CONTEXT = {"at": AT, "page": "http://localhost:8000/"}
TEST = "journal/mail/test"


def written(key: str, person: Person | None, **options: object) -> Letter:
    letter = write(key, person, TEST, CONTEXT, **options)  # type: ignore[arg-type]
    assert letter is not None
    return letter


def test_the_same_key_gives_the_first_letter(officer: Person) -> None:
    first = written("welcome:1", officer)
    assert written("welcome:1", officer) == first
    assert Letter.objects.count() == 1


def test_very_long_keys_stay_different(officer: Person) -> None:
    first, second = written("k" * 200 + "a", officer), written("k" * 200 + "b", officer)
    assert first != second
    assert written("k" * 200 + "a", officer) == first


def test_the_letter_falls_with_its_act(officer: Person) -> None:
    with transaction.atomic():
        written("welcome:1", officer)
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_names_are_not_escaped_and_times_are_the_reader_s(khiva_deputy: Person) -> None:
    khiva_deputy.name = "O'Brien & daughters <x>"
    letter = written("welcome:1", khiva_deputy)
    assert "O'Brien & daughters <x>" in letter.body
    assert letter.language == "fr"
    assert "18:00" in letter.body  # 13:00 UTC in Khiva


def test_a_language_we_don_t_speak_falls_back(newcomer: Person) -> None:
    newcomer.language = "de"
    assert written("welcome:1", newcomer, language="es").language == "es"
    assert written("welcome:2", newcomer).language == "en"


def test_nobody_is_written_to_who_cannot_be(officer: Person, newcomer: Person) -> None:
    newcomer.state = Person.State.SUSPENDED
    assert write("welcome:1", newcomer, TEST, CONTEXT) is None
    officer.email = None
    assert write("welcome:2", officer, TEST, CONTEXT) is None
    assert write("welcome:3", None, TEST, CONTEXT) is None
    assert written("welcome:4", None, to="unknown@mail.example").to == "unknown@mail.example"


def test_an_address_that_is_none_gives_a_failed_letter(db: None) -> None:
    letter = written("welcome:1", None, to="nobody\nBcc: all@mail.example")
    assert letter.state == Letter.State.FAILED
    assert letter.problem_text == "The address is not an e-mail address."


def test_headers_can_t_be_smuggled_in(officer: Person) -> None:
    letter = written("welcome:1", officer, headers={"X-Kind": "a\r\nBcc: all@mail.example"})
    letter.subject = one_line("Hello\r\nBcc: all@mail.example\u2028x")
    message = message_from_bytes(courier.compose(letter).as_bytes(), policy=policy.default)
    assert message["Bcc"] is None
    assert message["Subject"] == "Hello Bcc: all@mail.example x"
    assert message["X-Kind"] == "a Bcc: all@mail.example"


@pytest.mark.parametrize("length", [3, 7, 11, 14, 20])
@pytest.mark.parametrize("language", ["fr", "ru", "ar", "zh"])
def test_no_space_of_a_header_is_lost(officer: Person, language: str, length: int) -> None:
    """The library's own way of folding loses some between the words of long texts that are not ASCII."""
    words = {"fr": "réponse à la", "ru": "как женщинам продавать", "ar": "سؤال جديد كيف", "zh": "问题 城市"}
    text = " ".join((words[language].split() * length)[:length])
    address = "answer+abcdefghijklmnopqrstuvwxyz234567@cities.example"
    headers = {"Reply-To": f'"{text}, x" <{address}>', "List-Id": f"{text} <a.b>"}
    letter = written("welcome:1", officer, headers=headers)
    letter.subject = f'Re: {text} <x> "y"'
    raw = courier.compose(letter).as_bytes()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    message = message_from_bytes(raw)
    read = {name: str(make_header(decode_header(value))) for name, value in message.items()}
    assert read["Subject"] == letter.subject
    assert read["Reply-To"] == f"{text}, x <{address}>"
    assert parseaddr(message["Reply-To"])[1] == address
    assert read["List-Id"] == f"{text} <a.b>"
    assert b" <a.b>\r\n" in raw


def test_the_message_as_it_goes_out(khiva_deputy: Person) -> None:
    letter = written(
        "welcome:1",
        khiva_deputy,
        attachments=[("été\r\n.ics", "BEGIN:VCALENDAR\r\n", "text/calendar; method=PUBLISH")],
    )
    letter.body = "مرحبا " * 30 + "\n\nFrom here\nhttps://cities.example/" + "x" * 90 + "\n"
    raw = courier.compose(letter).as_bytes()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")
    message = message_from_bytes(raw, policy=policy.default)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] is None
    assert message["Message-ID"] == f"<{letter.public_id}@localhost>"
    text, attachment = message.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert text.get_param("format") == "flowed"
    assert "https://cities.example/" + "x" * 90 in text.get_content()
    assert attachment.get_filename() == "été .ics"
    assert attachment.get_content() == "BEGIN:VCALENDAR\r\n"
    assert attachment.get_content_type() == "text/calendar"
    assert (attachment.get_param("charset"), attachment.get_param("method")) == ("utf-8", "PUBLISH")


def test_text_flows() -> None:
    body = "word " * 40 + "\n\n> quoted\nFrom me\n"
    lines = flow(body).split("\n")
    assert all(len(line) <= 74 for line in lines)
    assert all(line.endswith(" ") for line in lines[:2])
    assert " > quoted" in lines
    assert " From me" in lines


def test_the_file_is_written_once(tmp_path: Path, officer: Person) -> None:
    letter = written("welcome:1/../../x", officer)
    courier.to_file(letter, tmp_path / "mail")
    courier.to_file(letter, tmp_path / "mail")
    (path,) = (tmp_path / "mail").iterdir()
    assert path.name.startswith("welcome-1-..-..-x-")
    assert path.suffix == ".eml"


def test_addresses_of_pages_are_whole() -> None:
    assert absolute("/my-work/") == "http://localhost:8000/my-work/"
    assert absolute("https://elsewhere.example/") == "https://elsewhere.example/"


def test_domains_in_any_script_go_out_as_mail_servers_know_them() -> None:
    assert courier.address("mayor@café.example") == "mayor@xn--caf-dma.example"
