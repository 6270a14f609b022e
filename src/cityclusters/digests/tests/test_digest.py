"""Choosing, what stands in a letter, when it comes, and that it comes once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from cityclusters.core.texts import make_texts
from cityclusters.digests import choosing, jobs, preparing, stopping
from cityclusters.digests.models import Subscription
from cityclusters.digests.models.subscription import next_morning
from cityclusters.digests.news import News, chosen
from cityclusters.exchanges.models import Exchange, Publication
from cityclusters.incoming.addresses import address_for
from cityclusters.incoming.models import Pause
from cityclusters.journal.courier import compose
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.questions.models import Question
from cityclusters.spaces.models import Membership, Space, Theme

MINE = reverse("digests:mine")
SignIn = Callable[[Person | None], Client]
ALL = [kind.value for kind in Subscription.Kind]


def subscribe(person: Person, **fields: Any) -> Subscription:
    """Everything in English and French, daily, due now, from an hour ago."""
    wanted = {
        "themes": [],
        "languages": ["en", "fr"],
        "audiences": [],
        "kinds": ALL,
        "rhythm": "daily",
    } | fields
    row = choosing.choose(person, **wanted)
    now = timezone.now()
    Subscription.objects.filter(pk=row.pk).update(
        since=now - timedelta(hours=1), next_at=now - timedelta(seconds=1)
    )
    row.refresh_from_db()
    return row


@pytest.fixture
def ask(spaces: list[Space], newcomer: Person) -> Callable[..., Question]:
    """Makes a question in the space on e-commerce."""

    def make(title: str, **fields: Any) -> Question:
        now = timezone.now()
        values = {"language": "en", "text": "Words.", "shown_at": now, "asked_at": now} | fields
        row = Question.objects.create(space=spaces[1], author=newcomer, title=title, **values)
        row.themes.add(*spaces[1].themes.all())
        return row

    return make


@pytest.mark.parametrize(
    ("after", "zone", "rhythm", "morning"),
    [
        ("2026-03-02T05:00", "UTC", "daily", "2026-03-02T07:00"),
        ("2026-03-02T07:00", "UTC", "daily", "2026-03-03T07:00"),
        ("2026-03-02T03:00", "Asia/Samarkand", "daily", "2026-03-03T02:00"),
        ("2026-03-02T13:00", "America/Lima", "weekly", "2026-03-09T12:00"),
        ("2026-03-04T13:00", "America/Lima", "weekly", "2026-03-09T12:00"),
        ("2026-03-28T12:00", "Africa/Cairo", "daily", "2026-03-29T05:00"),
        ("2026-03-02T05:00", "Nowhere/Else", "weekly", "2026-03-02T07:00"),
    ],
)
def test_the_next_morning(after: str, zone: str, rhythm: str, morning: str) -> None:
    moment = datetime.fromisoformat(after).replace(tzinfo=UTC)
    assert next_morning(moment, zone, rhythm) == datetime.fromisoformat(morning).replace(tzinfo=UTC)


def news(kind: str = "practice", **fields: Any) -> News:
    values: dict[str, Any] = {
        "at": timezone.now(), "language": "es", "titles": {"es": "Mercado", "fr": "Marché"},
        "path": "/x/", "themes": frozenset({"b", "c"}), "audiences": frozenset(),
    } | fields  # fmt: skip
    return News(kind, **values)


@pytest.mark.parametrize(
    ("fields", "title", "group"),
    [
        ({}, "Marché", "b"),
        ({"languages": ["es"]}, "Mercado", "b"),
        ({"languages": ["es", "fr"]}, "Marché", "b"),
        ({"languages": ["en", "ar"]}, "", ""),
        ({"themes": ["c"]}, "Marché", "c"),
        ({"themes": ["d"]}, "", ""),
        ({"kinds": ["question"]}, "", ""),
        ({"audiences": ["policy"]}, "Marché", "b"),
    ],
)
def test_what_fits(fields: dict[str, Any], title: str, group: str) -> None:
    wanted = {"themes": [], "languages": ["fr"], "audiences": [], "kinds": ["practice"]} | fields
    what = chosen([news()], Subscription(**wanted), "fr")
    lines = what.groups.get(group, [])
    assert [line.title for line in lines] == ([title] if title else [])
    if title == "Marché":
        assert lines[0].original == "es"


def test_the_audience_of_a_practice(db: None) -> None:
    wanted = Subscription(themes=[], languages=["es"], audiences=["policy"], kinds=["practice"])
    for audiences, count in [({"policy"}, 1), ({"donors"}, 0), ({"donors", "policy"}, 1)]:
        assert chosen([news(audiences=frozenset(audiences))], wanted, "es").shown == count


def test_a_long_list_is_cut() -> None:
    wanted = Subscription(themes=[], languages=["es"], audiences=[], kinds=["practice"])
    what = chosen([news()] * 45, wanted, "es")
    assert (what.shown, what.more) == (30, 15)


def test_a_letter_with_what_is_new(ask: Callable[..., Question], bukhara_deputy: Person) -> None:
    ask("Old one", shown_at=timezone.now() - timedelta(hours=2))
    ask("How do you keep women traders safe?")
    ask("Comment faire ?", language="fr")
    ask("¿Cómo?", language="es")
    row = subscribe(bukhara_deputy)
    assert preparing.prepare() == 1
    letter = Letter.objects.get()
    assert letter.to == "deputy@bukhara.example"
    assert "How do you keep women traders safe?" in letter.body
    assert "E-Commerce, Digitization and Smart Cities" in letter.body
    assert "Comment faire ?\nWritten in Français" in letter.body
    assert "Old one" not in letter.body
    assert "¿Cómo?" not in letter.body
    row.refresh_from_db()
    assert row.next_at > timezone.now()
    assert preparing.prepare() == 0


def test_nothing_new_is_no_letter(ask: Callable[..., Question], bukhara_deputy: Person) -> None:
    ask("¿Cómo?", language="es")
    row = subscribe(bukhara_deputy)
    before = row.since
    assert preparing.prepare() == 0
    row.refresh_from_db()
    assert row.since > before
    assert not Letter.objects.filter(key__startswith="digest").exists()


def test_it_is_told_once(ask: Callable[..., Question], bukhara_deputy: Person) -> None:
    ask("First?")
    row = subscribe(bukhara_deputy)
    preparing.prepare()
    ask("Second?")
    # The next morning: the letter of that day has a key of its own.
    Letter.objects.update(key="digest of yesterday")
    Subscription.objects.filter(pk=row.pk).update(next_at=timezone.now())
    preparing.prepare()
    letter = Letter.objects.get(key__startswith="digest:")
    assert "Second?" in letter.body
    assert "First?" not in letter.body


def test_SP5_restricted_content_is_in_no_digest(
    ask: Callable[..., Question],
    bukhara_deputy: Person,
    officer: Person,
    spaces: list[Space],
    programme: Organisation,
) -> None:
    """Not even for those who may read it: a steward of the space, an officer."""
    for state in ("held", "hidden", "removed"):
        ask(f"Secret {state}", state=state, held_for="first" if state == "held" else "")
    ask("Secret of members", visibility="members")
    Exchange.objects.create(
        title=make_texts("en", en="Secret idea"), state="idea", organiser=programme, owner=officer, zone="UTC"
    )
    Membership.objects.create(space=spaces[1], person=bukhara_deputy, role=Membership.Role.STEWARD)
    for person in (bukhara_deputy, officer):
        subscribe(person)
    ask("For everybody")
    assert preparing.prepare() == 2
    for body in Letter.objects.values_list("body", flat=True):
        assert "For everybody" in body
        assert "Secret" not in body


def test_an_exchange_that_was_announced(
    bukhara_deputy: Person, officer: Person, spaces: list[Space], programme: Organisation
) -> None:
    row = Exchange.objects.create(
        title=make_texts("en", en="Training", fr="Formation"), state="open", organiser=programme,
        owner=officer, zone="UTC", languages=["en"],
    )  # fmt: skip
    Publication.objects.create(exchange=row, space=spaces[1], by=officer)
    subscribe(bukhara_deputy, kinds=["exchange"], languages=["fr"])
    preparing.prepare()
    body = Letter.objects.get().body
    assert "Formation" in body
    assert row.get_absolute_url() in body


def test_suspended_people_and_returned_mail_wait(
    ask: Callable[..., Question], bukhara_deputy: Person, khiva_deputy: Person
) -> None:
    ask("First?")
    subscribe(bukhara_deputy).person.suspend()
    row = subscribe(khiva_deputy)
    pause = Pause.objects.create(address=khiva_deputy.email or "", person=khiva_deputy)
    assert preparing.prepare() == 0
    pause.lifted_at = timezone.now()
    pause.save()
    Subscription.objects.filter(pk=row.pk).update(next_at=timezone.now())
    assert preparing.prepare() == 1  # what she missed comes now
    assert "First?" in Letter.objects.get().body


def test_ended_or_changed_meanwhile(ask: Callable[..., Question], bukhara_deputy: Person) -> None:
    ask("First?")
    row = subscribe(bukhara_deputy)
    work = preparing.begin(timezone.now())
    assert work is not None
    rows = list(Subscription.objects.due(work.now).select_related("person"))
    pairs = [(each, preparing._letter(each, work)) for each in rows]
    choosing.end(row, None)
    assert preparing._write(pairs, work) == 0
    assert not Letter.objects.exists()


def test_the_job_starts_one_task(ask: Callable[..., Question], bukhara_deputy: Person) -> None:
    jobs.start()
    assert not DBTaskResult.objects.exists()
    subscribe(bukhara_deputy)
    jobs.start()
    jobs.start()
    assert DBTaskResult.objects.count() == 1


# -- pages --------------------------------------------------------------------------------------------------


def test_nothing_is_chosen_by_joining_a_space(
    as_person: SignIn, newcomer: Person, spaces: list[Space], themes: list[Theme]
) -> None:
    browser = as_person(newcomer)
    browser.post(reverse("spaces:join", args=["e-commerce"]))
    assert "Choose what you get" in browser.get("/spaces/e-commerce/").content.decode()
    page = browser.get(MINE)
    assert page.context["form"].initial["themes"] == ["e-commerce"]
    assert not Subscription.objects.exists()


def test_choosing_and_ending(as_person: SignIn, newcomer: Person, themes: list[Theme]) -> None:
    browser = as_person(newcomer)
    typed = {
        "rhythm": "weekly",
        "kinds": ["question", "reply"],
        "languages": ["en", "ar"],
        "themes": ["covid-19"],
    }
    assert browser.post(MINE, typed).status_code == 302
    row = Subscription.objects.get()
    assert (row.person, row.themes, row.audiences) == (newcomer, ["covid-19"], [])
    assert row.since >= row.chosen_at
    assert "Every Monday" in browser.get(MINE).content.decode()
    browser.post(reverse("digests:end"))
    assert not Subscription.objects.active().exists()
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == [
        "digest.chosen",
        "digest.ended",
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"kinds": []}, {"languages": []}, {"rhythm": "hourly"}, {"themes": ["nothing"]}, {"kinds": ["x\x00"]}],
)
def test_a_wrong_choice_comes_back(
    as_person: SignIn, newcomer: Person, themes: list[Theme], wrong: dict[str, Any]
) -> None:
    typed = {"rhythm": "daily", "kinds": ["question"], "languages": ["en"], "themes": ["covid-19"]}
    page = as_person(newcomer).post(MINE, typed | wrong)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Subscription.objects.exists()


def test_the_preview(as_person: SignIn, ask: Callable[..., Question], bukhara_deputy: Person) -> None:
    ask("How do you keep <b>women</b> traders safe?")
    page = as_person(bukhara_deputy).get(reverse("digests:preview")).content.decode()
    assert "How do you keep &lt;b&gt;women" in page
    assert "You have not chosen it yet." in page


def test_an_address_that_works_again(as_person: SignIn, newcomer: Person, themes: list[Theme]) -> None:
    Pause.objects.create(address=newcomer.email or "", person=newcomer, words="550 unknown")
    browser = as_person(newcomer)
    assert "550 unknown" in browser.get(MINE).content.decode()
    browser.post(reverse("digests:resume"))
    assert not Pause.objects.now().exists()


# -- one press in the mail program (RFC 8058) ----------------------------------------------------------------


def test_one_click_ends_it_without_a_session(
    ask: Callable[..., Question], bukhara_deputy: Person, settings: Settings
) -> None:
    ask("First?")
    subscribe(bukhara_deputy)
    preparing.prepare()
    raw = compose(Letter.objects.get()).as_bytes()
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii").replace("\r\n ", " ")
    said = dict(line.split(": ", 1) for line in head.split("\r\n"))
    assert said["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = said["List-Unsubscribe"].strip()
    assert address == f"<{stopping.address(bukhara_deputy)}>"
    assert (said["Precedence"], said["List-Id"].startswith("<digest.")) == ("bulk", True)
    path = address.strip("<>").removeprefix(settings.SITE_URL)
    browser = Client(enforce_csrf_checks=True)
    assert "No regular letters any more?" in browser.get(path).content.decode()
    assert Subscription.objects.active().exists()  # programs that open links end nothing
    for _ in range(2):
        answer = browser.post(
            path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 200
        assert "session" not in answer.cookies
    assert not Subscription.objects.active().exists()
    assert Entry.objects.filter(act="digest.ended").count() == 1


def test_a_made_up_address_ends_nothing(bukhara_deputy: Person, client: Client) -> None:
    subscribe(bukhara_deputy)
    good = stopping.address(bukhara_deputy).rstrip("/").rpartition("/")[2]
    for token in (good[:-4] + "aaaa", "x", "%00", good + good, good[1:], "\u202e😀"):
        assert client.post(f"/e-mail/stop/{token}/").status_code in (400, 404)
    assert Subscription.objects.active().exists()


def test_letters_of_last_year_still_end_them_after_a_change_of_the_secret_key(
    bukhara_deputy: Person, client: Client, settings: Settings
) -> None:
    subscribe(bukhara_deputy)
    address = stopping.address(bukhara_deputy).removeprefix(settings.SITE_URL)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key of this server that is long enough to be one"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert client.post(address).status_code == 200
    assert not Subscription.objects.active().exists()


def test_a_question_in_a_digest_is_answered_by_mail(
    ask: Callable[..., Question], bukhara_deputy: Person, trainer: Person, settings: Settings
) -> None:
    for person in (bukhara_deputy, trainer):
        subscribe(person)
    question = ask("How do weavers sell?")
    for arrives in (True, False):
        settings.MAIL_ARRIVES = arrives
        Letter.objects.all().delete()
        now = timezone.now()
        Subscription.objects.update(since=now - timedelta(hours=1), next_at=now - timedelta(seconds=1))
        assert preparing.prepare() == 2
        for person in (bukhara_deputy, trainer):
            body = Letter.objects.get(person=person).body
            assert (address_for("question", question.public_id, person) in body) is arrives
            assert ("To answer by e-mail" in body) is arrives
