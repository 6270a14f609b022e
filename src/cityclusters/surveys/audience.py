"""What is known of the people who will be asked: the attributes that the design check counts."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Registration
from cityclusters.people.models import Organisation, Person
from cityclusters.places.countries import country_name
from cityclusters.places.folding import fold

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


PLACE = ("public_id", "name", "country_id", "province", "province_code")
COLUMNS = [
    "person__sex", "post", "organisation__public_id", "organisation__kind",
    *(f"organisation__place__{name}" for name in PLACE),
    *(f"person__place__{name}" for name in PLACE),
]  # fmt: skip


@dataclass
class Audience:
    """`people` maps attributes to keys, one mapping per person; `words` has the words of those keys that say
    nothing themselves (places and posts)."""

    people: list[dict[str, str]] = field(default_factory=list)
    words: dict[tuple[str, str], str] = field(default_factory=dict)

    def word(self, attribute: str, key: str) -> str:
        """The words of a value: 'Khiva' for the city's public id; '' where it is not known."""
        if key == NOT_STATED and attribute != "sex":
            return ""
        if attribute == "organisation":
            found = Organisation.objects.filter(public_id=key).first()
            return pick(found.names).text if found else ""
        if attribute == "country":
            return country_name(key)
        if attribute == "post_group":
            return str(GROUPS[key])
        if attribute in LABELS:
            return str(dict(LABELS[attribute])[key])
        return self.words.get((attribute, key), "")


LABELS: dict[str, Any] = {"sex": Person.Sex.choices, "organisation_kind": Organisation.Kind.choices}


@lru_cache(maxsize=20_000)
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


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text)


def audience_of(seats: "QuerySet[Registration]") -> Audience:
    """The attributes of everybody on the list: one query, plain values, also for thousands of people."""
    found = Audience()
    for row in seats.values(*COLUMNS):
        whose = "organisation" if row["organisation__place__public_id"] else "person"
        place = {name: row[f"{whose}__place__{name}"] or NOT_STATED for name in PLACE}
        country, post = place["country_id"], row["post"]
        region = f"{country}:{place['province_code'] or place['province']}" if place["province"] else country
        person = {
            "sex": row["person__sex"],
            "country": country,
            "region": region,
            "city": place["public_id"],
            "organisation": row["organisation__public_id"] or NOT_STATED,
            "organisation_kind": row["organisation__kind"] or NOT_STATED,
            "post": _folded(post),
            "post_group": post_group(post),
        }
        found.people.append(person)
        found.words["region", region] = place["province"]
        found.words["city", person["city"]] = place["name"]
        found.words["post", person["post"]] = post
    return found
