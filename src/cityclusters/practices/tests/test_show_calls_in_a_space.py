"""The page of a space shows open calls on its themes and its guides; nothing of drafts or other themes."""

from django.test import Client

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.practices import guides
from cityclusters.practices.models import Call, Guide
from cityclusters.practices.tests import judged
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
