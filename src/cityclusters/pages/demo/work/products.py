"""Products, standards and a process of the demo, and the meetings of the weavers.

The texts name dried mango, traditional harissa, weaving and what was trained; prices, days, quantities and
what was said at meetings are illustrative."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cityclusters.core.ids import secret_code
from cityclusters.groups.meetings import acts as meetings
from cityclusters.groups.models import ComplianceRecord, Group, Leader, Member, Product, StandardAnswer
from cityclusters.groups.process import acts as process
from cityclusters.groups.products import acts
from cityclusters.groups.standards import acts as standards
from cityclusters.groups.standards.acts import Answer
from cityclusters.pages.demo.records import read, texts
from cityclusters.pages.demo.work.groups import weavers_of
from cityclusters.people.models import Person

BODY = "Illustrative certification body"
STAND = Product.State


def make_products(groups: dict[str, Group], people: dict[str, Person]) -> dict[str, Product]:
    """Each product by its key, on the pages as far as its producer chose."""
    made = {}
    for row in read("work_products"):
        group, by = groups[row["group"]], people[row["by"]]
        made[row["key"]] = _product(row, group, by, _producer(row, group, by))
    _claims(made, groups, people)
    return made


def _producer(row: dict[str, Any], group: Group, by: Person) -> Member | None:
    return group.members.filter(person=by).first() if row["own"] else None


def _product(row: dict[str, Any], group: Group, by: Person, member: Member | None) -> Product:
    words = {name: texts(row[name]) for name in ("names", "summary", "story")}
    made = acts.create(
        by, group, member, once=secret_code(), language=row["language"], illustrative=True,
        source=row["source"], **words, **row["fields"],
    )  # fmt: skip
    acts.choose(made, by, **row["shows"])
    for state in (STAND.PROTOTYPE, STAND.TESTED, STAND.LISTED):
        acts.move(made, by, state)
    return made


def _claims(made: dict[str, Product], groups: dict[str, Group], people: dict[str, Person]) -> None:
    """One certificate that may be claimed, and one that may not (trap T19): the standard for harissa of fresh
    peppers is not about harissa of sun-dried ones."""
    harissa, manager = made["harissa"], people["tahadi"]
    day = timezone.localdate()
    label = standards.start(manager, groups["tahadi"], harissa, "food-quality-label-tunisia")
    _certified(label, manager, expires_on=day + timedelta(days=60))
    fresh = standards.start(manager, groups["tahadi"], harissa, "cxs-308r-2011")
    _certified(fresh, manager, expires_on=day + timedelta(days=300))
    haccp = standards.start(manager, groups["tahadi"], None, "haccp")
    shown = "Plan of the production unit (illustrative)"
    standards.answer(
        haccp, manager, [Answer("hazards", StandardAnswer.Met.YES, day - timedelta(days=200), shown)]
    )


def _certified(record: ComplianceRecord, by: Person, **fields: Any) -> None:
    since = timezone.localdate() - timedelta(days=300)
    standards.certify(
        record, by, body=BODY, number="", certified_on=since, evidence="Illustrative certificate", **fields
    )
    ComplianceRecord.objects.filter(pk=record.pk).update(illustrative=True)


def make_process(groups: dict[str, Group], product: Product, by: Person) -> None:
    """How traditional harissa is made, in two versions: the women standardised it, from their own kitchens to
    the market."""
    row = read("work_process")[0]
    made = process.create(
        by, groups["tahadi"], once=secret_code(), names=texts(row["names"]), language=row["language"],
        product=product, is_public=True, illustrative=True, source=row["source"],
    )  # fmt: skip
    for step in row["steps"]:
        process.put_step(made, by, "", **step)
    process.put_in_force(made, by, "")
    process.begin(made, by)
    process.put_step(made, by, "", **row["later"])
    process.put_in_force(made, by, row["note"])


def make_meetings(groups: dict[str, Group], by: Person) -> None:
    """Three meetings of the weavers, their chair, and what they need."""
    group = groups["weavers"]
    members = weavers_of(group)
    meetings.elect(
        group,
        by,
        member=members[0],
        office=Leader.Office.CHAIR,
        elected_on=group.today() - timedelta(days=60),
    )
    for number, row in enumerate(read("work_meetings")):
        meetings.keep(
            group, by, client_id=secret_code(), on=group.today() - timedelta(days=row["days_ago"]),
            where=row["where"], language="es", topics=row["topics"], decisions=row["decisions"],
            needs_said=row["needs"], present=members[: len(members) - number],
        )  # fmt: skip
