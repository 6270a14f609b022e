"""Reading messages in whatever state they are: nothing fails, nothing takes long."""

import io
import time
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from cityclusters.incoming.attachments import looked_at
from cityclusters.incoming.parsing import Part, Unreadable, parse
from cityclusters.incoming.quotes import reply_alone

HEAD = b"From: Deputy mayor <deputy@khiva.example>\r\nTo: x@cities.example\r\nSubject: Markets\r\n"


def picture(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("utf-8", "سوق النساء"),
        ("windows-1256", "سوق النساء"),
        ("iso-8859-6", "سوق"),
        ("gb2312", "妇女市场"),
        ("gb18030", "妇女市场"),
        ("big5", "婦女市場"),
        ("koi8-r", "Женский рынок"),
        ("windows-1251", "Женский рынок"),
        ("iso-8859-1", "Marché “couvert” à 10 €"),
        ("iso-8859-15", "Marché à 10 €"),
        ("utf-7", "Marché"),
        ("iso-2022-jp", "女性市場"),
    ],
)
def test_character_sets(charset: str, text: str) -> None:
    really = "cp1252" if charset == "iso-8859-1" else charset
    raw = HEAD + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + text.encode(really)
    assert parse(raw).text == text


@pytest.mark.parametrize(
    "charset", ["x-nothing", "", "idna", "base64", "unicode_escape", "a" * 5000, "\x00", "utf-8'"]
)
def test_character_sets_that_are_none(charset: str) -> None:
    raw = HEAD + f'Content-Type: text/plain; charset="{charset}"\r\n\r\n'.encode() + "Женский рынок".encode()
    assert parse(raw).text == "Женский рынок"


def test_headers_of_all_kinds() -> None:
    raw = (
        b"From: =?utf-8?B?2YbYp9im2KjYqQ==?= <deputy@khiva.example>\r\n"
        b"Subject: =?windows-1251?Q?=D0=FB=ED=EE=EA?=\r\n =?x-none?Q?a?= \r\n"
        b"Date: the day after tomorrow\r\nMessage-ID: <<>>\r\nReferences: <a@b> <c@d>\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nWords.\r\n"
    )
    made = parse(raw)
    assert (made.sender, made.sender_name) == ("deputy@khiva.example", "نائبة")
    assert "\n" not in made.subject
    assert made.references == ("<a@b>", "<c@d>")
    assert made.text == "Words."


def test_a_subject_that_begins_another_header() -> None:
    raw = b"From: a@b.example\r\nSubject: =?utf-8?Q?Hi=0D=0ABcc:_all=40x.example=00?=\r\n\r\nWords\x00.\r\n"
    made = parse(raw)
    assert made.subject == "Hi Bcc: all@x.example"
    assert made.text == "Words."


def test_html_alone_becomes_text() -> None:
    page = (
        "<html><head><style>p{color:red}</style><script>alert(1)</script></head><body>"
        "<p>We paint&nbsp;stalls.</p>"
        "<ul><li>lamps<li>keys</ul><img src=x onerror=alert(2)><div class='gmail_quote'>"
        "<div class='gmail_attr'>"
        "On Thu, Oct 27, 2022 at 3:04 PM A &lt;a@b.example&gt; wrote:<br></div>"
        "<blockquote>Old.</blockquote></div>"
    )
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.set_content(page, subtype="html")
    text = reply_alone(parse(mail.as_bytes()).text)
    assert text == "We paint stalls.\n\n• lamps\n• keys"


def test_outlook_in_html() -> None:
    page = "<div>New.</div><div id='divRplyFwdMsg'><b>From:</b> A<br></div><div>Old.</div>"
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.set_content(page, subtype="html")
    assert reply_alone(parse(mail.as_bytes()).text) == "New."


def test_of_alternatives_the_plain_one_and_html_where_it_is_empty() -> None:
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.set_content("Plain.")
    mail.add_alternative("<p>Rich.</p>", subtype="html")
    assert parse(mail.as_bytes()).text == "Plain."
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.set_content("\n")
    mail.add_alternative("<p>Rich.</p>", subtype="html")
    assert parse(mail.as_bytes()).text == "Rich."


def test_paragraphs_that_flow() -> None:
    raw = (
        HEAD
        + b"Content-Type: text/plain; format=flowed\r\n\r\n"
        + b"One long \r\nparagraph.\r\n> quoted \r\n> too\r\n-- \r\nMe\r\n"
    )
    assert parse(raw).text == "One long paragraph.\n> quoted too\n--\nMe"


def test_names_of_files() -> None:
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.set_content("See the picture.")
    mail.add_attachment(picture(), maintype="image", subtype="png", filename="سوق.png")
    mail.add_attachment(b"x", maintype="application", subtype="zip", filename="../../etc/passwd")
    made = parse(mail.as_bytes())
    assert [part.name for part in made.parts] == ["سوق.png", "../../etc/passwd"]
    raw = HEAD + (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n"
        b"Content-Disposition: attachment; filename*0*=utf-8''%D0%A0%D1%8B; filename*1*=%D0%BD.png"
        b"\r\n\r\nx\r\n--b--\r\n"
    )
    assert [part.name for part in parse(raw).parts] == ["Рын.png"]


def test_files_are_looked_at() -> None:
    parts = (
        Part("photo.exe", "application/x-msdownload", picture(), False),
        Part("paper.txt", "text/plain", b"%PDF-1.7 ...", False),
        Part("paper.pdf", "application/pdf", b"MZ\x90", False),
        Part("photo.jpg", "image/jpeg", b"\xff\xd8<script>", False),
        Part("photo.svg", "image/svg+xml", b"<svg onload='alert(1)'/>", False),
        Part("logo.png", "image/png", picture(), True),
    )
    made = looked_at(parts)
    assert [(file.name, file.content_type) for file in made.taken] == [
        ("photo.exe", "image/jpeg"),
        ("paper.txt", "application/pdf"),
    ]
    assert made.taken[0].data.startswith(b"\xff\xd8")
    assert made.refused == ("paper.pdf", "photo.jpg", "photo.svg")
    many = looked_at(tuple(Part(f"{n}.png", "image/png", picture(), False) for n in range(8)))
    assert (len(many.taken), many.refused) == (5, ("5.png", "6.png", "7.png"))


def nested(depth: int) -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth)
    )
    return HEAD + opened + b"Content-Type: text/plain\r\n\r\nWords.\r\n"


def many_parts(number: int) -> bytes:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * number + b"--b--\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        nested(50),
        nested(90),
        nested(3000),
        many_parts(10_000),
        HEAD.replace(b"Markets", b"(" * 100_000) + b"\r\nx",
        HEAD.replace(b"Deputy mayor", b'"' * 50_000) + b"\r\nx",
        HEAD.replace(b"Deputy mayor", b"(" * 5_000) + b"\r\nx",
        HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 100_000,
        HEAD + b"Content-Type: text/html\r\n\r\n" + b"<" * 500_000,
        HEAD + b"Content-Type: text/plain; " + b"a*0*=x; " * 20_000 + b"\r\n\r\nx",
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=" * 500_000,
        b"",
        b"\x00" * 1000,
        b"From: " + b"a@b.example, " * 20_000 + b"\r\n\r\nx",
    ],
)
def test_messages_made_to_break_a_reader(raw: bytes) -> None:
    start = time.perf_counter()
    try:
        reply_alone(parse(raw).text)
    except Unreadable as fault:
        said = fault.reason
    else:
        said = "nested"
    assert said in ("nested", "unreadable")
    assert time.perf_counter() - start < 10


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.binary(max_size=60))
def test_anything_at_all(body: bytes, value: bytes) -> None:
    for raw in (
        body,
        HEAD + body,
        HEAD + b"Content-Type: " + value + b"\r\n\r\n" + body,
        b"From: " + value + b"\r\nSubject: " + value + b"\r\n\r\n" + body,
        HEAD + b"Content-Type: text/html; charset=" + value + b"\r\n\r\n" + body,
        HEAD + b"Content-Disposition: attachment; filename=" + value + b"\r\n\r\n" + body,
    ):
        made = parse(raw)
        assert "\x00" not in made.text + made.subject + made.sender + made.sender_name


def test_the_fixture_of_the_other_tests(written: Callable[..., EmailMessage]) -> None:
    made = parse(written("deputy@khiva.example", "x@cities.example").as_bytes())
    assert (made.sender, made.text) == ("deputy@khiva.example", "We paint the stalls.")
