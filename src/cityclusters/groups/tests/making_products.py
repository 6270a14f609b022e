"""Products, certificates and processes for tests, made by the acts that make them in use."""

from datetime import timedelta
from typing import Any

from cityclusters.core.ids import secret_code
from cityclusters.core.texts import make_texts
from cityclusters.groups.models import (
    ComplianceRecord,
    Group,
    Member,
    Process,
    ProcessVersion,
    ProducerConsent,
    Product,
)
from cityclusters.groups.process import acts as process_acts
from cityclusters.groups.products import acts
from cityclusters.groups.standards import acts as standard_acts
from cityclusters.people.models import Person

SUN_DRIED = ["food", "harissa", "sun_dried"]
FRESH = ["food", "harissa", "fresh_peppers", "heat_treated"]


def product(by: Person, group: Group, member: Member | None = None, **fields: Any) -> Product:
    """Traditional harissa, tested and with words, kept by `by`."""
    given: dict[str, Any] = {
        "names": make_texts("en", en="Traditional harissa", fr="Harissa traditionnelle"),
        "summary": make_texts("en", en="From sun-dried peppers."),
        "language": "en",
        "state": Product.State.TESTED,
    }
    return acts.create(by, group, member, once=secret_code(), **{**given, **fields})


def listed(by: Person, group: Group, member: Member | None = None, **fields: Any) -> Product:
    """The same, shown to everybody."""
    made = product(by, group, member, **fields)
    acts.move(made, by, Product.State.LISTED)
    return made


def agreed(by: Person, member: Member) -> ProducerConsent:
    """The member, who has no account, said before a witness that managers keep her products."""
    return acts.agree(by, member, how="spoken", words="You may.", given_on=member.group.today())


def certified(
    by: Person, group: Group, standard: str, product: Product | None = None, **fields: Any
) -> ComplianceRecord:
    """A certificate of a body, with evidence, valid for another year."""
    made = standard_acts.start(by, group, product, standard)
    today = group.today()
    given: dict[str, Any] = {
        "body": "Certifier Ltd",
        "number": "C-1",
        "certified_on": today - timedelta(days=30),
        "expires_on": today + timedelta(days=365),
        "evidence": "Folder 3",
    }
    standard_acts.certify(made, by, **{**given, **fields})
    made.refresh_from_db()
    return made


def process(by: Person, group: Group, *titles: str, **fields: Any) -> Process:
    """A process whose draft has these steps."""
    given = {"names": make_texts("en", en="Harissa"), "language": "en", "product": None}
    made = process_acts.create(by, group, once=secret_code(), **{**given, **fields})
    for title in titles:
        step(made, by, title)
    return made


def step(process: Process, by: Person, title: str, key: str = "", **facts: Any) -> str:
    """One step of the draft; its key."""
    given: dict[str, Any] = {name: "" for name in ("inputs", "doing", "limit", "if_missed")}
    given |= {"minutes": None, "lowest": None, "highest": None, "is_critical": False}
    return process_acts.put_step(process, by, key, **{**given, "title": title, **facts}).key


def in_force(by: Person, group: Group, *titles: str, **fields: Any) -> ProcessVersion:
    """Version 1 of a process with these steps."""
    return process_acts.put_in_force(process(by, group, *titles, **fields), by, "")
