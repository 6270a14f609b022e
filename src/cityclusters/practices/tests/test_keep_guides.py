"""Guides and links: kept by curators, looked at every week, dead ones shown; what readers report (C6)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cityclusters.core import fetching
from cityclusters.core.ids import secret_code
from cityclusters.core.texts import make_texts
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person
from cityclusters.places.models import Place
from cityclusters.practices import guides, looking
from cityclusters.practices.judging import waiting as judging_waiting
from cityclusters.practices.models import Guide, Link, Practice, WatchedLink
from cityclusters.practices.tests import making
from cityclusters.spaces.models import Theme

Browser = Callable[[Person | None], Client]
ADDRESS = "https://guides.example/cluster.pdf"


@pytest.fixture
def guide(officer: Person, themes: list[Theme]) -> Guide:
    title = make_texts("en", en="Mainstreaming gender in clusters", ar="النوع الاجتماعي")
    return guides.add(officer, [themes[0]], title=title, url=ADDRESS, language="en", publisher="UNIDO")


def _look(row: Guide | WatchedLink, kind: str, found: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """One look at the address that finds the status, or raises."""

    def look(url: str) -> fetching.Found:
        if isinstance(found, Exception):
            raise found
        return fetching.Found(int(str(found)), url)

    monkeypatch.setattr(fetching, "look", look)
    looking.look_at.func(kind, row.pk)
    row.refresh_from_db()


def test_officers_and_stewards_keep_the_list(
    officer: Person, steward: Person, newcomer: Person, themes: list[Theme], as_person: Browser
) -> None:
    entries = {
        "title": "Gender in clusters", "title__language": "en", "url": ADDRESS, "language": "fr",
        "publisher": "UNIDO", "themes": themes[0].pk, "once": secret_code(),
    }  # fmt: skip
    assert as_person(newcomer).post("/guides/new/", entries).status_code == 404
    browser = as_person(steward)
    wrong = browser.post("/guides/new/", {**entries, "url": "ftp://guides.example/x"}).content.decode()
    assert "Gender in clusters" in wrong
    for _click in range(2):
        browser.post("/guides/new/", entries)
    guide = Guide.objects.get()
    assert (guide.added_by, list(guide.themes.all())) == (steward, [themes[0]])
    as_person(officer).post(f"/guides/{guide.public_id}/writing/", {**entries, "publisher": "UN"})
    guide.refresh_from_db()
    assert guide.publisher == "UN"
    assert "Gender in clusters" in Client().get("/guides/").content.decode()
    browser.post(f"/guides/{guide.public_id}/removal/")
    assert "Gender in clusters" not in Client().get("/guides/").content.decode()
    assert "Gender in clusters" in browser.get("/guides/?removed=yes").content.decode()
    assert "Gender in clusters" not in Client().get("/guides/?removed=yes").content.decode()
    browser.post(f"/guides/{guide.public_id}/removal/", {"restore": "yes"})
    assert "Gender in clusters" in Client().get("/guides/").content.decode()
    acts = set(Entry.objects.filter(act__startswith="guide.").values_list("act", flat=True))
    assert acts == {"guide.added", "guide.changed", "guide.removed", "guide.restored"}


def test_readers_filter_by_words_theme_and_language(guide: Guide, themes: list[Theme]) -> None:
    def found(**asked: str) -> bool:
        return guide.public_id in Client().get("/guides/", asked).content.decode()

    assert found()
    assert found(q="GENDER unido")
    assert found(q="الاجتماعي")
    assert not found(q="harbour")
    assert found(theme=themes[0].pk)
    assert not found(theme=themes[1].pk)
    assert found(language="en")
    assert not found(language="ru")
    assert not found(dead="on")
    assert found(theme="nonsense", language="xx")


def test_two_failures_a_week_apart_say_since_when(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    start = timezone.now()
    moments = [(0, 404, False), (1, 404, False), (7, 404, True), (14, 200, False), (21, 500, False)]
    for days, status, failing in moments:
        moment = start + timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        _look(guide, "guide", status, monkeypatch)
        assert (guide.failing_since is not None) is failing
        if failing:
            assert guide.failing_since == start
            assert "has not opened since" in Client().get("/guides/?dead=on").content.decode()


@pytest.mark.parametrize(
    ("silence", "kept"),
    [(fetching.NoAnswer("no answer in time"), "no answer in time"),
     (fetching.NotAllowed("not an address of the open network"), "not an address of the open network"),
     (fetching.NoAnswer("no such name", ours=True), "")],
)  # fmt: skip
def test_silence_is_kept_unless_our_own_network_is_the_reason(
    silence: Exception, kept: str, guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    _look(guide, "guide", silence, monkeypatch)
    assert guide.problem == kept
    assert (guide.first_failed_at is not None) is bool(kept)


def test_the_job_hands_each_address_to_the_worker_once_a_week(
    guide: Guide, khiva_deputy: Person, khiva: Place, officer: Person
) -> None:
    practices = [making.draft(khiva_deputy, khiva, title=f"Practice {number}") for number in range(3)]
    for practice in practices:
        Link.objects.create(practice=practice, title="Film", url="https://films.example/soap")
    making.publish(practices[0], officer)
    making.publish(practices[1], officer)
    for _minute in range(3):
        looking.look_at_links()
    assert WatchedLink.objects.get().url == "https://films.example/soap"
    asked = [row.args_kwargs["args"] for row in DBTaskResult.objects.all()]
    assert sorted(asked) == [["guide", guide.pk], ["link", WatchedLink.objects.get().pk]]
    guide.refresh_from_db()
    guide.seen(timezone.now() - timedelta(days=8), "")
    looking.look_at_links()
    assert DBTaskResult.objects.count() == 3
    Practice.objects.update(state="retired")
    looking.look_at_links()
    assert not WatchedLink.objects.exists()


@pytest.mark.django_db
def test_dead_links_of_practices_are_known_by_their_address() -> None:
    row = WatchedLink.objects.create(url="https://films.example/soap")
    assert looking.failing([row.url, "https://other.example"]) == {}
    row.seen(timezone.now() - timedelta(days=8), "HTTP 404")
    row.seen(timezone.now(), "HTTP 404")
    assert looking.failing([row.url, "https://other.example"]) == {row.url: row}


def test_a_reader_reports_and_a_curator_sees_it(
    guide: Guide, newcomer: Person, steward: Person, as_person: Browser
) -> None:
    assert as_person(None).post(f"/guides/{guide.public_id}/report/").status_code == 302
    for _click in range(2):
        as_person(newcomer).post(f"/guides/{guide.public_id}/report/")
    assert Entry.objects.filter(act="guide.reported").count() == 1
    assert "reported dead on" in Client().get("/guides/").content.decode()
    titles = [item.title for item in judging_waiting.items(Person.objects.get(pk=steward.pk))]
    assert titles == ["1 link no longer opens"]
    assert judging_waiting.items(Person.objects.get(pk=newcomer.pk)) == []
    guides.change(guide, steward, [], url="https://guides.example/new.pdf")
    guide.refresh_from_db()
    assert (guide.reported_at, guide.looked_at, guide.problem) == (None, None, "")


def test_a_practice_says_which_of_its_links_no_longer_opens(
    khiva_deputy: Person, khiva: Place, officer: Person
) -> None:
    practice = making.draft(khiva_deputy, khiva)
    for name in ("alive", "dead"):
        Link.objects.create(practice=practice, title=name.title(), url=f"https://films.example/{name}")
    making.publish(practice, officer)
    looking.look_at_links()
    row = WatchedLink.objects.get(url__endswith="dead")
    row.seen(timezone.now() - timedelta(days=8), "HTTP 404")
    row.seen(timezone.now(), "HTTP 404")
    page = Client().get(practice.get_absolute_url()).content.decode()
    assert page.count("has not opened since") == 1
    assert page.index("Dead") < page.index("has not opened since")
