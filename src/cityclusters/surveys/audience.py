"""What is known of the people who will be asked: the attributes that the design check counts."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Registration
from cityclusters.people.models import Organisation, Person
from cityclusters.places.countries import country_name
from cityclusters.places.folding import fold
from cityclusters.places.models import Place

NOT_STATED = ""

# Folded beginnings of words for a deputy and for the head of an authority, in the platform's languages. Only
# for counting how many people share a rank; a title says nothing else about a person.
DEPUTIES = (
    "deputy", "vice", "adjoint", "adjunt", "teniente", "suplente", "subalcald", "zam", "orinbosar", "muovin",
    "зам", "вице", "уринбосар", "муовин", "نايب", "副",
)  # fmt: skip
HEADS = (
    "mayor", "lord mayor", "governor", "hokim", "khokim", "president", "chair", "maire", "bourgmestre",
    "alcald", "intendente", "prefeit", "gobernador", "gouverneur", "мэр", "хоким", "глава", "губернатор",
    "رييس البلدي", "رييس بلدي", "عمده", "محافظ", "امين", "市长", "区长", "县长",
)  # fmt: skip
HEADS_AT_END = ("hokim", "khokim", "хоким")  # Uzbek puts the place before the post
GROUPS = {"head": _("head"), "deputy": _("deputy"), "other": _("other")}


class Attributes(NamedTuple):
    """One person's attributes: attribute's name → (key for counting, words to show)."""

    values: dict[str, tuple[str, str]]


def post_group(post: str) -> str:
    """'head', 'deputy', 'other', or '' where no post is known."""
    folded = fold(post)
    if not folded:
        return NOT_STATED
    words = folded.split()
    if any(word.startswith(DEPUTIES) for word in words):
        return "deputy"
    if folded.startswith(HEADS) or words[-1].startswith(HEADS_AT_END):
        return "head"
    return "other"


def _place(seat: Registration) -> Place | None:
    organisation = seat.organisation
    return organisation.place if organisation and organisation.place else seat.person.place


def attributes_of(seat: Registration) -> Attributes:
    """What the registration and the person's own account say of her."""
    place, organisation, person = _place(seat), seat.organisation, seat.person
    country = place.country_id if place else NOT_STATED
    region = f"{country}:{place.province_code or place.province}" if place and place.province else country
    group = post_group(seat.post)
    return Attributes(
        {
            "sex": (person.sex, str(Person.Sex(person.sex).label)),
            "country": (country, country_name(country) if country else ""),
            "region": (region, place.province if place else ""),
            "city": (place.public_id, place.name) if place else (NOT_STATED, ""),
            "organisation": _organisation(organisation),
            "organisation_kind": (organisation.kind, organisation.get_kind_display())
            if organisation
            else ("", ""),
            "post": (fold(seat.post), seat.post),
            "post_group": (group, str(GROUPS.get(group, ""))),
        }
    )


def _organisation(organisation: Organisation | None) -> tuple[str, str]:
    if organisation is None:
        return NOT_STATED, ""
    return organisation.public_id, pick(organisation.names).text


def audience_of(seats: Iterable[Registration]) -> list[Attributes]:
    """The attributes of everybody on the list."""
    return [attributes_of(seat) for seat in seats]
