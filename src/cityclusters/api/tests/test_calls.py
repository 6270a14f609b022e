"""Open calls as a feed and as JSON: by theme and language; no drafts, nothing that is over."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.api.tests.feeds import titles
from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation
from cityclusters.practices.models import Call
from cityclusters.spaces.models import Theme


@pytest.fixture
def calls(programme: Organisation, themes: list[Theme]) -> dict[str, Call]:
    today, made = timezone.localdate(), {}
    for name, state, days in (("Open", "open", 9), ("Sooner", "open", 3), ("Over", "open", -2)):
        made[name] = _call(programme, name, state, today + timedelta(days=days))
    made["Draft"] = _call(programme, "Draft", "draft", today + timedelta(days=9))
    made["Closed"] = _call(programme, "Closed", "closed", today + timedelta(days=9))
    made["Open"].themes.add(themes[0])
    Call.objects.filter(pk=made["Sooner"].pk).update(languages=["ar"])
    return made


def _call(organisation: Organisation, name: str, state: str, last: date) -> Call:
    today = timezone.localdate()
    return Call.objects.create(
        organisation=organisation, title=make_texts("en", en=name, fr=f"{name} (fr)"), state=state,
        purpose=make_texts("en", en="What failed, too."), languages=["en", "fr"],
        opens_on=today - timedelta(days=20), closes_on=last, opened_at=timezone.now(),
    )  # fmt: skip


def test_the_feed_has_open_calls_the_next_to_close_first(calls: dict[str, Call], client: Client) -> None:
    assert titles(client.get("/api/calls.atom?lang=en").content) == ["Sooner", "Open"]
    assert titles(client.get("/api/calls.atom?lang=fr").content) == ["Sooner (fr)", "Open (fr)"]


def test_json_has_their_days_and_languages(calls: dict[str, Call], client: Client) -> None:
    answer = client.get("/api/calls.json").json()
    assert answer["count"] == 2
    found = answer["calls"][1]
    assert (found["id"], found["languages"], found["themes"]) == (
        calls["Open"].public_id, ["en", "fr"], [calls["Open"].themes.get().code],
    )  # fmt: skip
    assert found["closes"] == calls["Open"].ends_at.isoformat().replace("+00:00", "Z")
    assert found["title"]["texts"]["fr"] == "Open (fr)"


def test_both_are_filtered_as_the_list_is(
    calls: dict[str, Call], themes: list[Theme], client: Client
) -> None:
    def ids(query: str) -> list[str]:
        return [row["title"]["texts"]["en"] for row in client.get(f"/api/calls.json?{query}").json()["calls"]]

    assert ids(f"theme={themes[0].code}") == ["Open"]
    assert ids("language=ar") == ["Sooner"]
    assert ids("language=a&theme=none") == ["Sooner", "Open"]


def test_asked_again_it_says_that_nothing_changed(calls: dict[str, Call], client: Client) -> None:
    first = client.get("/api/calls.atom")
    again = client.get("/api/calls.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_list_names_the_feed_and_filters(
    calls: dict[str, Call], themes: list[Theme], client: Client
) -> None:
    page = client.get("/calls/").content.decode()
    assert 'href="/api/calls.atom"' in page
    shown = client.get("/calls/", {"theme": themes[0].code}).content.decode()
    assert calls["Open"].get_absolute_url() in shown
    assert calls["Sooner"].get_absolute_url() not in shown
    assert f"?when=past&amp;theme={themes[0].code}" in shown, "the filter stays when one looks at past ones"
    nothing = client.get("/calls/", {"language": "ru"}).content.decode()
    assert "No call fits these filters." in nothing
    assert calls["Closed"].get_absolute_url() in client.get("/calls/?when=past&language=fr").content.decode()
