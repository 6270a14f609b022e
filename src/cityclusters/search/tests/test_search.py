"""Searching as people do: one box, results in one's own language, typing errors forgiven, narrowing."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange, Session
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.search.tests.conftest import MakeExchange

Browser = Callable[[Person | None], Client]
Rebuilt = Callable[[], None]


def page(client: Client, text: str, **more: str) -> str:
    """The page of results for a question."""
    answer = client.get("/search/", {"q": text, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def titles(html: str) -> list[str]:
    """The titles of the results, without marks."""
    found = re.findall(r"<h3 lang=[^>]*><a [^>]*>(.*?)</a>", html)
    return [re.sub("<[^>]+>", "", title) for title in found]


@pytest.fixture
def weaving(make_exchange: MakeExchange) -> Exchange:
    return make_exchange(
        en="Weaving for markets",
        fr="Tissage pour les marchés",
        summary={"en": "Weavers sell carpets online.", "fr": "Les tisserandes vendent des tapis en ligne."},
    )


@pytest.fixture
def water(make_exchange: MakeExchange) -> Exchange:
    return make_exchange(es="Agua limpia", summary={"es": "Cómo las ciudades cuidan el agua potable."})


def test_a_thing_is_one_result_in_the_language_of_the_reader(
    weaving: Exchange, water: Exchange, rebuilt: Rebuilt, client: Client
) -> None:
    rebuilt()
    assert titles(page(client, "carpets")) == ["Weaving for markets"]
    assert titles(page(client, "carpets", lang="fr")) == ["Tissage pour les marchés"]
    assert titles(page(client, "tapis", lang="en")) == ["Weaving for markets"]


def test_a_text_in_another_language_says_so(water: Exchange, rebuilt: Rebuilt, client: Client) -> None:
    rebuilt()
    html = page(client, "drinking water")
    assert titles(html) == ["Agua limpia"]
    assert '<h3 lang="es" dir="ltr">' in html
    assert "in Spanish" in html


def test_the_excerpt_marks_what_was_asked(weaving: Exchange, rebuilt: Rebuilt, client: Client) -> None:
    rebuilt()
    assert "Weavers sell <mark>carpets</mark> online." in page(client, "carpet")


def test_a_typing_error_is_forgiven_and_said(weaving: Exchange, rebuilt: Rebuilt, client: Client) -> None:
    rebuilt()
    html = page(client, "carpetts")
    assert "Showing results for <strong>carpets</strong>" in html
    assert titles(html) == ["Weaving for markets"]
    assert titles(page(client, "carpetts", exact="1")) == []


def test_nothing_found_gives_advice(weaving: Exchange, rebuilt: Rebuilt, client: Client) -> None:
    rebuilt()
    assert "Nothing fits “zzqqzz”" in page(client, "zzqqzz")
    assert "Search without the filters" in page(client, "carpets", kind="space")
    assert "all in one search" in page(client, "")


def test_counts_say_what_is_left(
    weaving: Exchange, make_exchange: MakeExchange, khiva_city: Organisation, rebuilt: Rebuilt, client: Client
) -> None:
    khiva_city.about = make_texts("en", en="The city of carpets.")
    khiva_city.save()
    make_exchange(en="Carpets again")
    rebuilt()
    html = page(client, "carpets")
    assert len(titles(html)) == 3
    assert re.search(r'kind=exchange"><bdi>Exchanges</bdi></a> <span class="muted">2<', html)
    assert re.search(r'country=UZ"><bdi>Uzbekistan</bdi></a> <span class="muted">1<', html)
    assert len(titles(page(client, "carpets", kind="exchange"))) == 2
    assert len(titles(page(client, "carpets", country="UZ"))) == 1
    assert len(titles(page(client, "carpets", language="fr"))) == 1
    assert titles(page(client, "carpets", country="UZ", kind="exchange")) == []
    assert len(titles(page(client, "carpets", theme="e-commerce"))) == 2
    assert len(titles(page(client, "carpets", goal="5"))) == 2


def test_long_lists_come_in_pages(make_exchange: MakeExchange, rebuilt: Rebuilt, client: Client) -> None:
    for number in range(12):
        make_exchange(en=f"Carpets {number}")
    rebuilt()
    first, second = page(client, "carpets"), page(client, "carpets", page="2")
    assert "12 results" in first
    assert (len(titles(first)), len(titles(second))) == (10, 2)
    assert not set(titles(first)) & set(titles(second))
    assert titles(page(client, "carpets", page="999")) == titles(second)
    assert titles(page(client, "carpets", page="x")) == titles(first)


def test_the_newest_come_first_when_asked(
    make_exchange: MakeExchange, rebuilt: Rebuilt, client: Client
) -> None:
    for days, name in ((5, "later"), (1, "soon"), (9, "last")):
        exchange = make_exchange(en=f"Carpets {name}")
        start = timezone.now() + timedelta(days=days)
        Session.objects.create(
            exchange=exchange, title=make_texts("en", en="Part"), start=start, end=start + timedelta(hours=1)
        )
    rebuilt()
    assert titles(page(client, "carpets", order="date")) == ["Carpets last", "Carpets later", "Carpets soon"]


def test_a_place_is_found_in_any_script(
    khiva: Place, khiva_city: Organisation, yichuns: list[Place], rebuilt: Rebuilt, client: Client
) -> None:
    khiva.add_names(["Xiva", "Хива", "خيوة"])
    rebuilt()
    for name in ("Khiva", "Xiva", "Хива", "خيوة", "khiva uzbekistan"):
        html = page(client, name)
        assert "Municipality of Khiva" in titles(html), name
        assert f"/places/{khiva.public_id}/" in html, name


def test_two_places_of_one_name_are_both_named(
    yichuns: list[Place], khiva_city: Organisation, rebuilt: Rebuilt, client: Client
) -> None:
    yichuns[0].add_names(["宜春"])
    yichuns[1].add_names(["伊春"])
    rebuilt()
    html = page(client, "yichun")
    assert "Jiangxi" in html
    assert "Heilongjiang" in html
    assert "Heilongjiang" not in page(client, "宜春")


def test_titles_are_suggested_as_one_types(
    weaving: Exchange, water: Exchange, rebuilt: Rebuilt, client: Client
) -> None:
    rebuilt()
    found = client.get("/search/suggest/", {"q": "carp"}).json()
    assert found == [{"id": f"exchange:{weaving.public_id}", "label": "Weaving for markets"}]
    assert client.get("/search/suggest/", {"q": "weavers carp"}).json() == found
    assert client.get("/search/suggest/", {"q": "c"}).json() == []
    assert client.get("/search/suggest/", {"q": ""}).json() == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> carpets",
        "carpets' OR 1=1 --",
        "{{ 7|add:7000 }} carpets",
        '"><img src=x> carpets',
        "%s %d carpets",
    ],
)
def test_15_25_what_is_typed_stays_text(
    text: str, weaving: Exchange, rebuilt: Rebuilt, client: Client
) -> None:
    rebuilt()
    for name in ("q", "kind", "theme", "country", "language", "goal", "order", "page", "place"):
        html = page(client, **{"text": "carpets", name: text} if name != "q" else {"text": text})
        assert "<script>alert(1)" not in html
        assert "<img src=x" not in html
        assert "7007" not in html
    assert escape(text) in page(client, text)
    assert client.get("/search/suggest/", {"q": text}).status_code == 200


def test_15_a_title_with_markup_stays_text(
    make_exchange: MakeExchange, rebuilt: Rebuilt, client: Client
) -> None:
    bad = "<script>alert(2)</script> & carpets"
    make_exchange(en=bad, summary={"en": f"{bad} <b onclick=alert(3)>carpets</b>"})
    rebuilt()
    html = page(client, "carpets")
    assert "<script>alert(2)" not in html
    assert "<b onclick" not in html
    assert "&lt;script&gt;alert(2)&lt;/script&gt; &amp; <mark>carpets</mark>" in html


@pytest.mark.parametrize(
    "query",
    [
        b"q=%00",
        b"q=%ff%fe",
        b"q=" + b"carpet+" * 30_000,
        b"q=%F0%9F%99%82&page=-1",
        b"q=a&kind=%00x",
        b"q=%ED%A0%80",
    ],
)
def test_33_broken_questions_are_refused_or_plain(
    query: bytes, weaving: Exchange, rebuilt: Rebuilt, client: Client
) -> None:
    rebuilt()
    for path in ("/search/", "/search/suggest/"):
        assert client.get(path, QUERY_STRING=query.decode()).status_code in (200, 400, 414)


def test_results_are_narrowed_to_a_place_that_the_question_names(
    make_exchange: MakeExchange, khiva_city: Organisation, khiva: Place, rebuilt: Rebuilt, client: Client
) -> None:
    here, _elsewhere = make_exchange(en="Weaving in Khiva"), make_exchange(en="Weaving as in Khiva")
    Exchange.objects.filter(pk=here.pk).update(organiser=khiva_city)
    rebuilt()
    html = page(client, "weaving khiva")
    link = f"place={khiva.public_id}"
    assert link in html
    narrowed = titles(page(client, "weaving khiva", place=khiva.public_id))
    assert set(narrowed) == {"Weaving in Khiva", "Municipality of Khiva"}
    chosen = page(client, "weaving", place=khiva.public_id)
    assert f"<strong><bdi>{khiva.label()}</bdi></strong>" in chosen, "its name, not its number"
