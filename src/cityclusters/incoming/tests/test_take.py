"""A mail from its raw form to what became of it: who may speak, what is told, what never comes twice."""

from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from cityclusters.incoming import arriving, jobs, reading
from cityclusters.incoming.addresses import address_for, answer_headers
from cityclusters.incoming.confirming import WAITS, by_code, confirm, deny
from cityclusters.incoming.models import IncomingMail
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Person
from cityclusters.spaces.models import Space

KEY = "23456789ab"
SPACE = "e-commerce@cities.example"
Arrive = Callable[..., IncomingMail]
Written = Callable[..., EmailMessage]
Taken = list[Any]


def vouched(sender: str) -> dict[str, str]:
    """What our own mail server writes on top of a mail whose sender it could check."""
    host = sender.rpartition("@")[2]
    return {"Authentication_Results": f"mx.cities.example; dmarc=pass (p=none) header.from={host}"}


@pytest.fixture
def trusting(settings: Settings) -> None:
    settings.MAIL_TRUSTED_HOST = "mx.cities.example"


def test_an_answer_to_a_signed_address(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person
) -> None:
    to = address_for("question", KEY, khiva_deputy)
    row = arrive(written("Deputy mayor <deputy@khiva.example>", to, "We did.\n\n-- \nDeputy mayor"), to)
    [(mail, key, person)] = taken
    assert (mail.text, key, person) == ("We did.", KEY, khiva_deputy)
    assert mail.whole_text.endswith("Deputy mayor")
    assert (row.state, row.person) == ("taken", khiva_deputy)
    assert Entry.objects.get(act="mail.taken").actor == khiva_deputy
    letter = Letter.objects.get(key=f"mail:taken:{row.public_id}")
    assert "Your words are on the page." in letter.body
    assert letter.headers["In-Reply-To"] == row.message_id


@pytest.mark.usefixtures("spaces", "trusting")
def test_a_question_to_a_space(arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person) -> None:
    arrive(written(khiva_deputy.email, SPACE, **vouched(khiva_deputy.email or "")), SPACE)
    assert [(key, person) for _mail, key, person in taken] == [("e-commerce", khiva_deputy)]


@pytest.mark.usefixtures("spaces", "trusting")
@pytest.mark.parametrize(
    "results",
    [
        "mx.cities.example; dmarc=none; spf=pass smtp.mailfrom=x@e.example; dkim=pass header.d=e.example",
        "mx.cities.example; dkim=pass header.d=example",
        "mx.cities.example; dkim=pass header.d=evilkhiva.example",
        "mx.cities.example; spf=fail smtp.mailfrom=deputy@khiva.example",
        "mx.evil.example; dmarc=pass header.from=khiva.example",
        "mx.cities.example; none (dmarc=pass header.from=khiva.example)",
        "mx.cities.example; dmarc=pass header.from=evil.example",
        "",
    ],
)
def test_without_a_word_of_our_server_the_sender_is_asked(
    arrive: Arrive, written: Written, taken: Taken, reads_english: Person, results: str
) -> None:
    said = {"Authentication_Results": results} if results else {}
    row = arrive(written("deputy@khiva.example", SPACE, "Buy my watches.", **said), SPACE)
    assert (row.state, row.reason, taken) == ("asked", "not_sure", [])
    letter = Letter.objects.get(key=f"mail:ask:{row.public_id}")
    assert (letter.to, letter.person) == ("deputy@khiva.example", reads_english)
    assert f"/mail/written/{row.code}/" in letter.body
    assert "Buy my watches." in letter.body


@pytest.mark.usefixtures("spaces", "trusting")
def test_a_sender_that_our_server_calls_forged_is_held(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person
) -> None:
    said = {"Authentication_Results": "mx.cities.example; dmarc=fail header.from=khiva.example"}
    open_one = arrive(written("deputy@khiva.example", SPACE, **said), SPACE)
    to = address_for("question", KEY, khiva_deputy)
    signed = arrive(written("deputy@khiva.example", to, **said), to)
    assert [(row.state, row.reason) for row in (open_one, signed)] == [("held", "forged")] * 2
    assert taken == []
    assert not Letter.objects.exists()  # a forger learns nothing, and nobody is molested


@pytest.mark.usefixtures("spaces")
def test_a_forged_result_below_our_own_does_not_count(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person, trusting: None
) -> None:
    mail = written("deputy@khiva.example", SPACE)
    ours = b"Authentication-Results: mx.other.example; none\n"
    forged = b"Authentication-Results: mx.cities.example; dmarc=pass header.from=khiva.example\n"
    row = arrive(ours + forged + mail.as_bytes(), SPACE)
    assert (row.state, taken) == ("asked", [])


def test_somebody_else_at_a_signed_address_is_held_and_its_owner_told(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person, newcomer: Person
) -> None:
    to = address_for("question", KEY, khiva_deputy)
    for sender in ("thief@evil.example", newcomer.email, '"deputy@khiva.example" <thief@evil.example>'):
        row = arrive(written(sender, to, f"From {sender}".replace("\n", "")), to)
        assert (row.state, row.reason, row.person) == ("held", "other_sender", khiva_deputy)
    assert taken == []
    assert set(Letter.objects.values_list("to", flat=True)) == {"deputy@khiva.example"}


@pytest.mark.parametrize(
    "sender",
    [
        "deputy@khiva.example, thief@evil.example",
        "deputy@khiva.example <thief@evil.example>",
        "<deputy@khiva.example>thief@evil.example",
        "deputy@khiva.example(<thief@evil.example>)@evil.example",
        "undisclosed:;",
        "",
    ],
)
def test_a_sender_that_is_two_is_nobody(
    arrive: Arrive, taken: Taken, khiva_deputy: Person, sender: str
) -> None:
    to = address_for("question", KEY, khiva_deputy)
    row = arrive(f"From: {sender}\r\nTo: {to}\r\nSubject: x\r\n\r\nWords.\r\n".encode(), to)
    assert (row.state, taken) == ("held", [])


@pytest.mark.usefixtures("spaces")
def test_nobody_without_an_account(arrive: Arrive, written: Written, taken: Taken) -> None:
    rows = [arrive(written("nobody@mail.example", SPACE, f"Text {n}"), SPACE) for n in range(3)]
    assert {(row.state, row.reason) for row in rows} == {("refused", "no_account")}
    assert taken == []
    letter = Letter.objects.get()  # one a day, however many come
    assert letter.to == "nobody@mail.example"
    assert "/account/signup/" in letter.body


@pytest.mark.usefixtures("spaces", "trusting")
def test_a_stranger_whom_nobody_vouches_for_is_not_written_to(arrive: Arrive, written: Written) -> None:
    arrive(written("victim@mail.example", SPACE), SPACE)
    assert not Letter.objects.exists()
    arrive(written("real@mail.example", SPACE, **vouched("real@mail.example")), SPACE)
    assert Letter.objects.get().to == "real@mail.example"


@pytest.mark.usefixtures("spaces", "trusting")
def test_suspended_people_stay_out(arrive: Arrive, written: Written, taken: Taken, newcomer: Person) -> None:
    newcomer.suspend()
    row = arrive(written("newcomer@mail.example", SPACE, **vouched("newcomer@mail.example")), SPACE)
    to = address_for("question", KEY, newcomer)
    signed = arrive(written("newcomer@mail.example", to), to)
    assert [(each.state, each.reason) for each in (row, signed)] == [("refused", "not_active")] * 2
    assert taken == []


def test_what_the_app_refuses_is_told(arrive: Arrive, written: Written, khiva_deputy: Person) -> None:
    to = address_for("question", KEY, khiva_deputy)
    row = arrive(written("deputy@khiva.example", to, "Please refuse me."), to)
    assert (row.state, row.reason_text) == ("refused", "This is not what we collect.")
    assert "This is not what we collect." in Letter.objects.get().body


def test_a_mail_without_words_of_its_own(arrive: Arrive, written: Written, khiva_deputy: Person) -> None:
    to = address_for("question", KEY, khiva_deputy)
    row = arrive(
        written("deputy@khiva.example", to, "On 1 May 2022 at 10:00, A <a@b.example> wrote:\n> x"), to
    )
    assert (row.state, row.reason) == ("refused", "empty")


def test_the_same_mail_again_is_one(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person
) -> None:
    to = address_for("question", KEY, khiva_deputy)
    mail = written("deputy@khiva.example", to)
    arrive(mail, to)
    assert (
        arriving.keep(b"Received: by another way\r\n" + mail.as_bytes(), [to.upper()], "x@y.example", "lmtp")
        == 0
    )
    changed = mail.as_bytes().replace(b"We paint the stalls.", b"We paint the stalls. ")
    again = arrive(changed, to)
    assert (again.state, again.reason) == ("automatic", "repeated")
    assert len(taken) == 1


@pytest.mark.usefixtures("settings")
def test_many_in_an_hour_are_held(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person, settings: Settings
) -> None:
    settings.MAIL_PER_HOUR = 3
    to = address_for("question", KEY, khiva_deputy)
    rows = [arrive(written("deputy@khiva.example", to, f"Text {n}"), to) for n in range(5)]
    assert [row.state for row in rows] == ["taken"] * 3 + ["held"] * 2
    assert rows[-1].reason == "too_many"


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto_Submitted": "auto-replied"}, "answer"),
        ({"Auto_Submitted": "auto-generated (vacation)"}, "answer"),
        ({"Precedence": "bulk"}, "answer"),
        ({"Precedence": "auto_reply"}, "answer"),
        ({"X_Auto_Response_Suppress": "All"}, "answer"),
        ({"List_Id": "<news.mail.example>"}, "answer"),
        ({"X_Autoreply": "yes"}, "answer"),
    ],
)
def test_machines_are_neither_taken_nor_answered(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person, headers: dict[str, str], reason: str
) -> None:
    to = address_for("question", KEY, khiva_deputy)
    row = arrive(written("deputy@khiva.example", to, "I am on leave.", **headers), to)
    assert (row.state, row.reason) == ("automatic", reason)
    assert (taken, Letter.objects.count()) == ([], 0)


def test_an_ordinary_mail_says_auto_submitted_no(
    arrive: Arrive, written: Written, khiva_deputy: Person
) -> None:
    to = address_for("question", KEY, khiva_deputy)
    assert arrive(written("deputy@khiva.example", to, Auto_Submitted="no"), to).state == "taken"


def test_no_envelope_sender_and_too_many_hops(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person
) -> None:
    to = address_for("question", KEY, khiva_deputy)
    assert arrive(written("deputy@khiva.example", to, "One."), to, "").reason == "answer"
    hops = b"Received: from a by b\r\n" * 61
    assert arrive(hops + written("deputy@khiva.example", to, "Two.").as_bytes(), to).reason == "loop"
    assert taken == []


@pytest.mark.usefixtures("spaces")
def test_letters_of_our_own_that_come_back_make_no_loop(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person
) -> None:
    letter = Letter.objects.create(key="x", to="a@b.example", subject="s", body="b")
    ours = written("deputy@khiva.example", SPACE, "One.", message_id=f"<{letter.public_id}@localhost>")
    assert arrive(ours, SPACE).reason == "own"
    for sender in ("noreply@localhost", SPACE, address_for("question", KEY, khiva_deputy)):
        assert arrive(written(sender, SPACE, sender[:30]), SPACE).reason == "own"
    assert (taken, Letter.objects.count()) == ([], 1)


@pytest.mark.usefixtures("spaces")
def test_a_confirmed_mail_is_taken_once(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person
) -> None:
    row = arrive(written("deputy@khiva.example", SPACE), SPACE)
    waiting = by_code(row.code)
    assert waiting is not None
    assert confirm(waiting, khiva_deputy)
    assert by_code(row.code) is None
    assert [person for _mail, _key, person in taken] == [khiva_deputy]
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["mail.confirmed", "mail.taken"]


@pytest.mark.usefixtures("spaces")
@pytest.mark.parametrize(
    ("answer", "state", "count"),
    [("Yes.", "taken", 1), ("نعم", "taken", 1), ("No!", "refused", 0), ("I never wrote this!", "held", 0)],
)
def test_confirming_by_mail(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person, answer: str, state: str, count: int
) -> None:
    row = arrive(written("deputy@khiva.example", SPACE), SPACE)
    letter = Letter.objects.get(key=f"mail:ask:{row.public_id}")
    to = address_for("confirm", row.public_id, khiva_deputy)
    assert to in letter.headers["Reply-To"]
    arrive(written("deputy@khiva.example", to, f"{answer}\n\n> Did you write this?"), to)
    row.refresh_from_db()
    assert (row.state, len(taken)) == (state, count)


@pytest.mark.usefixtures("spaces")
def test_one_cannot_confirm_for_another(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person, newcomer: Person
) -> None:
    row = arrive(written("deputy@khiva.example", SPACE), SPACE)
    to = address_for("confirm", row.public_id, newcomer)  # as if she could make one
    arrive(written("newcomer@mail.example", to, "yes"), to)
    row.refresh_from_db()
    assert (row.state, taken) == ("asked", [])


@pytest.mark.usefixtures("spaces")
def test_what_nobody_confirms_in_a_week_is_given_up(arrive: Arrive, written: Written) -> None:
    Person.objects.create_user(email="p@mail.example", name="P")
    row = arrive(written("p@mail.example", SPACE), SPACE)
    jobs.give_up()
    assert by_code(row.code)
    IncomingMail.objects.update(arrived_at=timezone.now() - WAITS * 1.01)
    jobs.give_up()
    row.refresh_from_db()
    assert (row.state, row.reason, by_code(row.code)) == ("refused", "not_confirmed", None)


@pytest.mark.usefixtures("spaces")
def test_a_denied_mail_is_thrown_away(arrive: Arrive, written: Written, khiva_deputy: Person) -> None:
    row = arrive(written("deputy@khiva.example", SPACE), SPACE)
    deny(row, khiva_deputy)
    row.refresh_from_db()
    assert (row.state, row.reason, row.raw) == ("refused", "denied", None)


def test_mail_to_the_postmaster_waits_for_an_officer(arrive: Arrive, written: Written) -> None:
    row = arrive(written("admin@mail.example", "postmaster@cities.example"), "postmaster@cities.example")
    assert (row.state, row.reason) == ("held", "office")
    assert not Letter.objects.exists()


def test_a_reading_that_fails_is_tried_again_and_then_held(
    arrive: Arrive, written: Written, taken: Taken, khiva_deputy: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = address_for("question", KEY, khiva_deputy)
    arriving.keep(written("deputy@khiva.example", to).as_bytes(), [to], "x@y.example", "smtp")
    row = IncomingMail.objects.get()
    monkeypatch.setattr(reading, "_decide", lambda *_: (_ for _ in ()).throw(MemoryError))
    for _ in range(reading.MOST_ATTEMPTS):
        with pytest.raises(MemoryError):
            reading.read(row.pk)
    reading.read(row.pk)
    row.refresh_from_db()
    assert (row.state, row.reason, taken) == ("held", "unreadable", [])


def test_old_mail_is_forgotten(arrive: Arrive, written: Written, khiva_deputy: Person) -> None:
    to = address_for("question", KEY, khiva_deputy)
    row = arrive(written("deputy@khiva.example", to), to)
    jobs.forget()
    row.refresh_from_db()
    assert row.raw
    IncomingMail.objects.update(arrived_at=timezone.now() - jobs.RAW_KEPT * 1.01)
    jobs.forget()
    row.refresh_from_db()
    assert row.raw is None
    assert row.text == "We paint the stalls."
    IncomingMail.objects.update(arrived_at=timezone.now() - jobs.KEPT * 1.01)
    jobs.forget()
    assert not IncomingMail.objects.exists()


def test_a_reading_that_failed_is_asked_for_again(written: Written, spaces: list[Space]) -> None:
    arriving.keep(written("a@mail.example", SPACE).as_bytes(), [SPACE], "", "smtp")
    IncomingMail.objects.update(arrived_at=timezone.now() - jobs.UNREAD * 1.01)
    for _ in range(3):
        jobs.read_late()
    assert (
        DBTaskResult.objects.filter(task_path__endswith="read_mail").count() == 2
    )  # on arrival, and once more


def test_answers_are_asked_for_only_where_mail_arrives(khiva_deputy: Person, settings: Settings) -> None:
    settings.MAIL_ARRIVES = False
    assert answer_headers("question", KEY, khiva_deputy) == {}
