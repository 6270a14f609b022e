"""Time zones: the shipped tzdata is current (T23), and every place has one that it knows."""

import zoneinfo
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from cityclusters.core.zones import ZONES
from cityclusters.places.gazetteer import cities, further_places


def _shipped(name: str) -> zoneinfo.ZoneInfo:
    """The zone from the tzdata package, whatever the system has."""
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return zoneinfo.ZoneInfo.from_file(file, key=name)


@pytest.mark.parametrize(
    ("zone", "time"), [("Asia/Amman", "16:00"), ("America/Lima", "08:00"), ("Asia/Shanghai", "21:00")]
)
def test_T23_the_meeting_of_28_October_2022(zone: str, time: str) -> None:
    start = datetime(2022, 10, 28, 13, tzinfo=UTC)
    assert start.astimezone(_shipped(zone)).strftime("%H:%M") == time


def test_every_place_of_the_gazetteer_has_a_zone_that_tzdata_knows() -> None:
    zones = {city.zone for city in [*cities(15000), *further_places()]}
    assert zones <= ZONES
