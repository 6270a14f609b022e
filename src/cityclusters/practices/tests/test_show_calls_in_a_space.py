"""The page of a space shows open calls on its themes and its guides, and the list of practices on a theme
leads to both; nothing of drafts or other themes."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange, Publication
from cityclusters.people.models import Organisation, Person
from cityclusters.practices import guides
from cityclusters.practices.models import Call, Guide
from cityclusters.practices.tests import judged
from cityclusters.questions.models import Question
from cityclusters.spaces.models import Space, Theme


def _of(space: Space, client: Client) -> str:
    return client.get(space.get_absolute_url()).content.decode()


def test_open_calls_and_guides_of_its_themes(
    call: Call, officer: Person, programme: Organisation, spaces: list[Space], client: Client
) -> None:
    theme, space = call.themes.get(), spaces[0]
    space.themes.set([theme])
    judged.make_call(officer, programme, [theme], title=make_texts("en", en="A secret draft"))
    for number, url in enumerate(("https://one.example/", "https://two.example/")):
        title = make_texts("en", en=f"Manual {number}")
        guides.add(officer, [theme], title=title, url=url, language="en")
    guides.remove(Guide.objects.get(url="https://two.example/"), officer)
    page = _of(space, client)
    assert call.get_absolute_url() in page
    assert "Manual 0" in page
    for hidden in ("A secret draft", "Manual 1"):
        assert hidden not in page
    other = Theme.objects.exclude(pk=theme.pk).first()
    assert other is not None
    space.themes.set([other])
    assert call.get_absolute_url() not in _of(space, client)
    space.themes.set([theme])
    judged.calls.close(call, officer, "Enough")
    assert call.get_absolute_url() not in _of(space, client)


def test_the_practices_of_a_theme_lead_to_its_calls_and_guides(themes: list[Theme], client: Client) -> None:
    page = client.get("/practices/", {"theme": themes[0].code}).content.decode()
    for address in ("/calls/", "/guides/"):
        assert f'href="{address}?theme={themes[0].code}"' in page


def test_the_page_of_a_space_counts_what_waits_and_parts_past_from_coming(
    spaces: list[Space], khiva_deputy: Person, programme: Organisation, client: Client
) -> None:
    """What is asked of the database in one query with others is still right."""
    now = timezone.now()
    for number in range(7):
        Question.objects.create(
            space=spaces[0], author=khiva_deputy, language="en", title=f"Question {number}", text="How?",
            shown_at=now, replied_at=now if number == 6 else None,
        )  # fmt: skip
    for number, state in enumerate(("open", "planned", "done", "done")):
        exchange = Exchange.objects.create(
            organiser=programme,
            owner=khiva_deputy,
            title=make_texts("en", en=f"Exchange {number}"),
            state=state,
        )
        start = now + timedelta(days=(number + 1) * (-1 if state == "done" else 1))
        exchange.sessions.create(title=exchange.title, start=start, end=start + timedelta(hours=1))
        Publication.objects.create(exchange=exchange, space=spaces[0], by=khiva_deputy)
    response = client.get(spaces[0].get_absolute_url())
    sections = {section.template: section.context for section in response.context["sections"]}
    assert sections["questions/_space.html"]["unanswered"] == 6
    events = sections["pages/_space_exchanges.html"]
    assert [str(row) for row in events["coming"]] == ["Exchange 0", "Exchange 1"]
    assert [str(row) for row in events["past"]] == ["Exchange 2", "Exchange 3"]
