"""The cast: the same few people, places and organisations in every test, known by their roles.

officer and second_officer run the programme; administrator runs the platform; steward keeps a space;
khiva_deputy holds a mandate for Khiva, bukhara_deputy for Bukhara; newcomer has an account and nothing
else; stranger acts for a city in another country; trainer belongs to a university."""

import gc
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.test import Client

from cityclusters.core import messages
from cityclusters.core.texts import make_texts
from cityclusters.people.models import Mandate, Organisation, Person, RoleGrant
from cityclusters.places.models import Country, Place
from cityclusters.spaces.models import Membership, Space, Theme

pytest_plugins = ["tests.postgres", "tests.sqlite"]

LIST_DATE = date(2025, 1, 1)


def pytest_configure(config: pytest.Config) -> None:
    """Compiles the translations before any test reads them: a French reader of a test reads French."""
    if not hasattr(config, "workerinput"):  # once, before the parallel runs start
        messages.compile_all(settings.PACKAGE, [code for code, _name in settings.LANGUAGES if code != "en"])


def pytest_collection_finish() -> None:
    """What was loaded until here stays: the collector of unreachable objects need not look at it again after
    each few hundred new ones, which took a twelfth of the time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture
def countries(db: None) -> dict[str, Country]:
    """Four States and one territory."""
    rows = [
        Country(code=code, kind=kind, region=region, as_of=LIST_DATE)
        for code, kind, region in [
            ("UZ", "state", "143"),
            ("CN", "state", "030"),
            ("JO", "state", "145"),
            ("PE", "state", "005"),
            ("GP", "territory", "029"),
        ]
    ]
    return {row.code: row for row in Country.objects.bulk_create(rows)}


def _place(
    country: str, name: str, zone: str, lat: float, lon: float, province: str = "", code: str = ""
) -> Place:
    return Place.objects.create(
        name=name,
        country_id=country,
        zone=zone,
        latitude=lat,
        longitude=lon,
        province=province,
        province_code=code,
    )


@pytest.fixture
def khiva(countries: dict[str, Country]) -> Place:
    return _place("UZ", "Khiva", "Asia/Samarkand", 41.378, 60.364, "Xorazm", "UZ-XO")


@pytest.fixture
def bukhara(countries: dict[str, Country]) -> Place:
    return _place("UZ", "Bukhara", "Asia/Samarkand", 39.775, 64.429, "Buxoro", "UZ-BU")


@pytest.fixture
def amman(countries: dict[str, Country]) -> Place:
    return _place("JO", "Amman", "Asia/Amman", 31.955, 35.945, "Al ‘A̅şimah", "JO-AM")


@pytest.fixture
def yichuns(countries: dict[str, Country]) -> list[Place]:
    """Two cities of one name in one country (rule PL1), the one in Jiangxi first."""
    made = [
        _place("CN", "Yichun", "Asia/Shanghai", 27.803, 114.383, "Jiangxi", "CN-JX"),
        _place("CN", "Yichun", "Asia/Shanghai", 47.7, 128.9, "Heilongjiang", "CN-HL"),
    ]
    made[0].refresh_from_db()  # the second made it one of two
    return made


def _person(email: str, name: str, **fields: str) -> Person:
    return Person.objects.create_user(email=email, name=name, language=fields.pop("language", "en"), **fields)


@pytest.fixture
def officer(db: None) -> Person:
    person = _person("officer@programme.example", "Programme officer")
    RoleGrant.objects.create(person=person, role=RoleGrant.Role.OFFICER)
    return person


@pytest.fixture
def second_officer(db: None) -> Person:
    person = _person("second@programme.example", "Second programme officer")
    RoleGrant.objects.create(person=person, role=RoleGrant.Role.OFFICER)
    return person


@pytest.fixture
def administrator(db: None) -> Person:
    person = _person("admin@programme.example", "Administrator")
    RoleGrant.objects.create(person=person, role=RoleGrant.Role.ADMINISTRATOR)
    return person


@pytest.fixture
def programme(db: None) -> Organisation:
    return Organisation.objects.create(
        names=make_texts("en", en="Cities Programme"), kind=Organisation.Kind.UN, state="verified"
    )


def _city(place: Place, domain: str) -> Organisation:
    return Organisation.objects.create(
        names=make_texts("en", en=f"Municipality of {place.name}"),
        kind=Organisation.Kind.LOCAL,
        place=place,
        domain=domain,
        state="verified",
    )


@pytest.fixture
def khiva_city(khiva: Place) -> Organisation:
    return _city(khiva, "khiva.example")


@pytest.fixture
def bukhara_city(bukhara: Place) -> Organisation:
    return _city(bukhara, "bukhara.example")


@pytest.fixture
def amman_city(amman: Place) -> Organisation:
    return _city(amman, "amman.example")


def _deputy(person: Person, city: Organisation, by: Person) -> Person:
    Mandate.objects.create(
        person=person,
        organisation=city,
        post="Deputy mayor",
        may_act=True,
        state="confirmed",
        start=date(2020, 1, 1),
        decided_by=by,
        decided_at=datetime(2020, 1, 2, tzinfo=UTC),
    )
    return person


@pytest.fixture
def khiva_deputy(khiva_city: Organisation, officer: Person) -> Person:
    person = _person(
        "deputy@khiva.example", "Deputy mayor of Khiva", language="fr", zone="Asia/Samarkand", sex="female"
    )
    return _deputy(person, khiva_city, officer)


@pytest.fixture
def reads_english(khiva_deputy: Person) -> Person:
    """The deputy of Khiva, who else reads French: for tests that look at words."""
    khiva_deputy.language = "en"
    khiva_deputy.save(update_fields=["language"])
    return khiva_deputy


@pytest.fixture
def bukhara_deputy(bukhara_city: Organisation, officer: Person) -> Person:
    person = _person("deputy@bukhara.example", "Deputy mayor of Bukhara", zone="Asia/Samarkand", sex="male")
    return _deputy(person, bukhara_city, officer)


@pytest.fixture
def stranger(amman_city: Organisation, officer: Person) -> Person:
    person = _person("manager@amman.example", "Manager of the hub", zone="Asia/Amman", language="ar")
    return _deputy(person, amman_city, officer)


@pytest.fixture
def newcomer(db: None) -> Person:
    return _person("newcomer@mail.example", "Newcomer")


@pytest.fixture
def trainer(db: None) -> Person:
    return _person("trainer@university.example", "Trainer", zone="Asia/Shanghai")


@pytest.fixture
def themes(db: None) -> list[Theme]:
    """Two themes of the seven."""
    return Theme.objects.bulk_create(
        [
            Theme(code="covid-19", names=make_texts("en", en="COVID-19 Response and Public Health"), order=1),
            Theme(
                code="e-commerce",
                names=make_texts("en", en="E-Commerce, Digitization and Smart Cities"),
                order=5,
            ),
        ]
    )


@pytest.fixture
def spaces(themes: list[Theme]) -> list[Space]:
    made = []
    for order, theme in enumerate(themes):
        space = Space.objects.create(
            slug=theme.code, names=theme.names, purpose=make_texts("en", en="Cities talk here."), order=order
        )
        space.themes.add(theme)
        made.append(space)
    return made


@pytest.fixture
def steward(spaces: list[Space]) -> Person:
    person = _person("steward@programme.example", "Steward of the e-commerce space")
    Membership.objects.create(space=spaces[1], person=person, role=Membership.Role.STEWARD)
    return person


@pytest.fixture
def as_person(client: Client) -> Callable[[Person | None], Client]:
    """A browser without JavaScript in which the person is signed in; None for a visitor."""

    def sign_in(person: Person | None) -> Client:
        browser = Client()
        if person is not None:
            browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return sign_in
