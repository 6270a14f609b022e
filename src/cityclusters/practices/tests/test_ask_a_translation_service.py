"""The client for a translation service, against a real server that answers well, late or wrongly."""

import re
from collections.abc import Iterator, Sequence

import pytest

from cityclusters.practices.tests.translation_server import Server, serving
from cityclusters.practices.translating.machine import client, pieces
from cityclusters.practices.translating.machine.client import LibreTranslate


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def service(server: Server, waited: list[float] | None = None, timeout: float = 5.0) -> LibreTranslate:
    """A client that notes its pauses instead of waiting."""
    pauses = waited if waited is not None else []
    return LibreTranslate(server.url, key="secret-key", timeout=timeout, sleep=pauses.append)


def test_texts_come_back_in_their_order(server: Server) -> None:
    assert service(server).translate(["one", "two"], "en", "fr") == ["fr:ONE", "fr:TWO"]
    assert server.asked == [
        {"q": ["one", "two"], "source": "en", "target": "fr", "format": "text", "api_key": "secret-key"}
    ]


def test_nothing_is_sent_for_nothing(server: Server) -> None:
    assert service(server).translate([], "en", "fr") == []
    assert server.asked == []


def test_the_services_own_codes_are_found(server: Server) -> None:
    asked = service(server)
    assert asked.pair("en", "zh") == ("en", "zh-Hans")
    assert asked.pair("fr", "en") == ("fr", "en")
    for source, target in (("fr", "es"), ("en", "uz"), ("ru", "en")):
        with pytest.raises(client.LanguageMissing, match=f"{source} → {target}"):
            asked.pair(source, target)


def test_a_service_without_targets_translates_between_all(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"code": "en", "name": "English"}, {"code": "fr", "name": "French"}]
    monkeypatch.setattr("cityclusters.practices.tests.translation_server.LANGUAGES", rows)
    assert service(server).languages() == {"en": {"fr"}, "fr": {"en"}}


def test_a_busy_service_is_asked_again_after_its_pause(server: Server) -> None:
    waited: list[float] = []
    slow_down = {"error": "Slowdown: 80 per 1 minute"}
    server.faults = [(429, slow_down, {"Retry-After": "5"}), (429, slow_down, {"Retry-After": "soon"})]
    assert service(server, waited).translate(["one"], "en", "fr") == ["fr:ONE"]
    assert waited == [5.0, 8.0]
    assert len(server.asked) == 3


def test_no_pause_is_longer_than_a_minute(server: Server) -> None:
    waited: list[float] = []
    server.faults = [(429, {"error": "later"}, {"Retry-After": "99999"})]
    service(server, waited).translate(["one"], "en", "fr")
    assert waited == [60.0]


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_service_that_keeps_failing_is_given_up(server: Server, status: int) -> None:
    waited: list[float] = []
    server.faults = [(status, {"error": "Cannot translate text"}, {})] * 4
    with pytest.raises(client.NotNow, match=f"{status} Cannot translate text"):
        service(server, waited).translate(["one"], "en", "fr")
    assert waited == [2.0, 8.0, 30.0]


def test_a_page_instead_of_words_is_a_fault_with_its_number(server: Server) -> None:
    server.faults = [(502, b"<html>Bad gateway</html>", {})] * 4
    with pytest.raises(client.NotNow, match=r"^502$"):
        service(server).translate(["one"], "en", "fr")


def test_a_wrong_key_is_told_at_once(server: Server) -> None:
    waited: list[float] = []
    server.key = "another"
    with pytest.raises(client.NotAllowed, match="403 Invalid API key"):
        service(server, waited).translate(["one"], "en", "fr")
    assert waited == []


def test_an_unknown_language_is_told_at_once(server: Server) -> None:
    with pytest.raises(client.Refused, match="400 xx is not supported"):
        service(server).translate(["one"], "en", "xx")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{broken", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        ([], "no list of texts"),
        ({"translatedText": "one text"}, "no list of texts"),
        ({"translatedText": [1]}, "no list of texts"),
        ({"translatedText": ["one", "two"]}, "1 texts sent, 2 came back"),
        (b"[" + b" " * client.LARGEST_ANSWER + b"]", "too large"),
    ],
)
def test_an_answer_that_is_none_is_refused(server: Server, body: object, words: str) -> None:
    server.faults = [(200, body, {})]
    with pytest.raises(client.BadAnswer, match=words):
        service(server).translate(["one"], "en", "fr")


def test_a_slow_service_is_not_waited_for(server: Server) -> None:
    server.pause = 0.6
    with pytest.raises(client.NotNow, match=r"(?i)time"):
        service(server, timeout=0.1).translate(["one"], "en", "fr")


def test_an_answer_that_trickles_in_is_not_waited_for(server: Server) -> None:
    server.trickle = 0.05  # each byte comes in time, all together don't
    with pytest.raises(client.NotNow, match="too long"):
        service(server, timeout=0.3).translate(["one"], "en", "fr")


def test_nobody_at_the_address(server: Server) -> None:
    with serving() as gone:
        url = gone.url
    with pytest.raises(client.NotNow, match="refused"):
        LibreTranslate(url, pauses=()).languages()


def test_redirects_are_not_followed(server: Server) -> None:
    server.faults = [(302, b"", {"Location": f"{server.url}/elsewhere"})]
    with pytest.raises(client.Refused, match="302"):
        service(server).translate(["one"], "en", "fr")
    assert len(server.asked) == 1


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x.example", "translate.example", "http://"])
def test_only_addresses_of_the_web(url: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        LibreTranslate(url)


def test_the_key_is_in_no_message(server: Server) -> None:
    assert "secret-key" not in repr(service(server))


def test_too_much_for_one_request_is_our_own_mistake(server: Server) -> None:
    for texts in (["x"] * 21, ["x" * 2001], ["x" * 1999] * 5):
        with pytest.raises(ValueError, match="one request"):
            service(server).translate(texts, "en", "fr")


# -- pieces --------------------------------------------------------------------------------------------


def say(texts: Sequence[str]) -> list[str]:
    return [text.upper() for text in texts]


TEXT = """## What we did

- Asked 120 women at https://cities.example/markets?a=1, and wrote to office@khiva.example.
- Sent them {name} a letter

2021: 35 %
> Said <b>yes</b> to %(count)s of them"""


def test_lines_marks_addresses_and_placeholders_stay() -> None:
    sent: list[str] = []

    def note(texts: Sequence[str]) -> list[str]:
        sent.extend(texts)
        return say(texts)

    assert pieces.translated(TEXT, note) == (
        """## WHAT WE DID

- ASKED 120 WOMEN AT https://cities.example/markets?a=1, AND WROTE TO office@khiva.example.
- SENT THEM {name} A LETTER

2021: 35 %
> SAID <b>YES</b> TO %(count)s OF THEM"""
    )
    assert not any(re.search(r"[<>{}@]|http|%\(", text) for text in sent)
    assert "2021: 35 %" not in sent  # a line without words needs no service


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("XQ0QX", ""),
        lambda text: text.replace("XQ0QX", "XQ0QX XQ0QX"),
        lambda text: text.replace("XQ0QX", "XQ7QX"),
    ],
)
def test_a_service_that_spoils_placeholders_gets_the_text_around_them(spoil: object) -> None:
    def spoiling(texts: Sequence[str]) -> list[str]:
        return [spoil(text) for text in say(texts)]  # type: ignore[operator]

    got = pieces.translated("Write to office@khiva.example today, or see https://a.example/b.", spoiling)
    assert got == "WRITE TO office@khiva.example TODAY, OR SEE https://a.example/b ."


def test_a_text_that_looks_like_our_tokens_is_left_alone() -> None:
    assert pieces.translated("Room XQ0QX, see {name}", say) == "ROOM XQ0QX, SEE {NAME}"


def test_long_texts_are_cut_after_sentences_and_come_back_whole() -> None:
    text = " ".join(f"Sentence number {number} is here." for number in range(200))
    sent: list[str] = []

    def note(texts: Sequence[str]) -> list[str]:
        sent.extend(texts)
        return say(texts)

    assert pieces.translated(text, note) == text.upper()
    assert len(sent) > 2
    assert all(len(part) <= client.MOST_CHARACTERS and part.endswith("here.") for part in sent)


def test_text_without_sentences_or_blanks_is_cut_too() -> None:
    assert [len(part) for part in pieces.split("x" * 4500)] == [2000, 2000, 500]
    chinese = pieces.split("字。" * 2001)
    assert "".join(chinese).replace(" ", "") == "字。" * 2001
    assert all(len(part) <= 2000 for part in chinese)
    assert pieces.split("word " * 3, 9) == ["word word", "word"]


def test_batches_hold_what_one_request_may_have() -> None:
    texts = ["x" * 1500] * 12 + ["y"] * 50
    groups = list(pieces.batches(texts))
    assert [text for group in groups for text in group] == texts
    assert all(len(group) <= 20 and sum(map(len, group)) <= 8000 for group in groups)
