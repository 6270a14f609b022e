"""No place is taken for another."""

from cityclusters.places.countries import country_name
from cityclusters.places.models import Place
from cityclusters.places.namesakes import tell_apart


def _town(name: str, lat: float, lon: float, province: str = "", population: int = 0) -> Place:
    return Place.objects.create(
        name=name,
        country_id="CN",
        province=province,
        latitude=lat,
        longitude=lon,
        population=population,
        zone="Asia/Shanghai",
    )


def test_PL1_a_name_that_repeats_shows_its_province(yichuns: list[Place], khiva: Place) -> None:
    assert [place.label("en") for place in yichuns] == [
        "Yichun, Jiangxi, China",
        "Yichun, Heilongjiang, China",
    ]
    assert khiva.label("en") == "Khiva, Uzbekistan"
    assert khiva.label("es") == "Khiva, Uzbekistán"


def test_PL1_where_the_province_is_not_enough_a_larger_city_helps(yichuns: list[Place]) -> None:
    _town("Nanchang", 28.68, 115.86, "Jiangxi", 2_000_000)
    big = _town("Ganzhou", 25.85, 114.93, "Jiangxi", 900_000)
    small = _town("Ganzhou", 28.5, 115.8, "Jiangxi", 100)
    nameless = _town("Ganzhou", 28.6, 115.9)
    tell_apart()
    labels = []
    for place in (big, small, nameless):
        place.refresh_from_db()
        labels.append(place.label("en"))
    assert labels == [
        "Ganzhou, Jiangxi, China",
        "Ganzhou (21 km from Nanchang), Jiangxi, China",
        "Ganzhou (10 km from Nanchang), China",
    ]


def test_PL1_names_that_differ_in_accents_only_repeat(khiva: Place) -> None:
    accented = Place.objects.create(name="Khivá", country_id="UZ", province="Buxoro", zone="Asia/Samarkand")
    khiva.refresh_from_db()
    assert khiva.label("en") == "Khiva, Xorazm, Uzbekistan"
    assert accented.label("en") == "Khivá, Buxoro, Uzbekistan"


def test_a_name_that_repeats_in_another_country_needs_no_province(khiva: Place) -> None:
    Place.objects.create(name="Khiva", country_id="CN", zone="UTC")
    khiva.refresh_from_db()
    assert khiva.label("en") == "Khiva, Uzbekistan"


def test_the_label_names_the_country_in_the_readers_language(amman: Place) -> None:
    assert [amman.label(language) for language in ("en", "fr", "es")] == [
        "Amman, Jordan",
        "Amman, Jordanie",
        "Amman, Jordania",
    ]
    assert country_name("JO", "ar") in amman.label("ar")
