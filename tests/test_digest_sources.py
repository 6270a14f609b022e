"""Every app that has something new gives it to the digests."""

from datetime import timedelta

from django.utils import timezone

from cityclusters.digests.news import gather
from tests.world import World


def test_each_source_answers(world: World) -> None:
    now = timezone.now()
    news = gather(now - timedelta(days=30), now + timedelta(days=1))
    assert {"question", "practice", "exchange", "call"} <= {each.kind for each in news}
    for each in news:
        assert each.titles[each.language], each
        assert each.path.startswith("/"), each
