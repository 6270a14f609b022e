"""The local action plan of Cajabamba: drivers, allied institutions, actions and money; no case, no person.

The text tells that women find the drivers, the solutions and sustainable money themselves, and of more than
30 allied institutions in the country; which ones, and the wording of this plan, are illustrative."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cityclusters.pages.demo.records import read, texts
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Country
from cityclusters.projects import phases
from cityclusters.projects.commission import endorsing, meetings, seats
from cityclusters.projects.directory import acts as directory
from cityclusters.projects.gates import acts as gates
from cityclusters.projects.gates import items
from cityclusters.projects.localplans import acts
from cityclusters.projects.localplans.looking import clearable, hits
from cityclusters.projects.models import (
    Consultation,
    Driver,
    FinanceSource,
    InstitutionRole,
    LocalPlan,
    Project,
    Seat,
    Service,
)
from cityclusters.projects.planning import acts as planning
from cityclusters.projects.registry import acts as registry
from cityclusters.projects.team import acts as team

ILLUSTRATIVE = "A título ilustrativo: el texto no lo cuenta"
BEFORE, THEN = ("initiated", "mapped", "evidence", "drafted", "consulted", "costed"), "adopted"
LINE = {"es": "Línea 100", "en": "Line 100", "fr": "Ligne 100", "ar": "الخط 100"}
LINE_NOTE = {
    "es": "Orientación y apoyo, en todo el país.",
    "en": "Advice and support, in the whole country.",
}
LINE_SOURCE = "General knowledge: the national helpline of Peru; to be called before it is relied on"
Row = Mapping[str, Any]


def make_plan(organisations: dict[str, Organisation], people: dict[str, Person]) -> Project:
    """The plan with what it rests on, shown to visitors; and the national line in the directory."""
    row, by = read("work_local")[0], people["councillor"]
    made = registry.begin(
        by, organisations["cajabamba"], Project.Kind.LOCAL_PLAN, title=texts(row["title"]),
        summary=texts(row["summary"]), language="es", targets=["5.2"], source=row["source"],
    )  # fmt: skip
    today = timezone.localdate()
    for key, role in (("justa", "gender"), ("weavers", "member"), ("councillor", "lead")):
        about: dict[str, Any] = {"decides": True, "days_per_month": Decimal(4)}
        member = team.add(made, by, people[key], role, **about)
        team.change(member, by, briefed_on=today, **about)
    _body(made, by, organisations)
    _beside(made, by, row, organisations)
    _planned(made, by, row)
    for code in BEFORE:
        _close(made, by, code)
    _adopted(made, by)
    _close(made, by, THEN)
    acts.clear(made, by, clearable(hits(made, LocalPlan.objects.get(project=made))))
    acts.publish(made, by, was_read=True)
    _line(made, by, today)
    return made


def _body(plan: Project, by: Person, organisations: dict[str, Organisation]) -> None:
    body = seats.set_up(plan, by, name="Instancia de concertación", quorum_percent=50, least=2, least_women=1)
    rows = [
        (Seat.Kind.AUTHORITY, organisations["cajabamba"], "Regiduría", False),
        (Seat.Kind.CIVIL, None, "Organización de mujeres tejedoras", True),
        (Seat.Kind.INSTITUTION, organisations["undp-peru"], "Acompañamiento", False),
    ]
    for kind, organisation, post, women in rows:
        sex = "female" if women else ""
        fields = {"kind": kind, "organisation": organisation, "post": post, "sex": sex}
        seats.add(body, by, women_organisation=women, **fields)


def _beside(plan: Project, by: Person, row: Row, organisations: dict[str, Organisation]) -> None:
    basis = {**row["basis"], "claim_on": date.fromisoformat(row["basis"]["claim_on"])}
    acts.write_basis(plan, by, {**basis, "illustrative": True})
    for one in row["drivers"]:
        acts.write_row(plan, by, Driver(illustrative=True), {**one, "source": ILLUSTRATIVE})
    since = date(2022, 11, 2)
    for key, part, does in row["institutions"]:
        fields = {"organisation": organisations[key], "part": part, "does": does, "starts": since}
        acts.write_row(plan, by, InstitutionRole(), {**fields, "source": row["basis"]["claim_source"]})
    for name, part, does in row["named"]:
        fields = {"name": name, "part": part, "does": does, "starts": since}
        acts.write_row(plan, by, InstitutionRole(), {**fields, "source": row["basis"]["claim_source"]})
    for talk in row["talks"]:
        day = timezone.localdate() - timedelta(days=10)
        acts.write_row(plan, by, Consultation(illustrative=True), {**talk, "on": day})


def _planned(plan: Project, by: Person, row: Row) -> None:
    draft = planning.begin(plan, by, "es")
    drivers = {one.level: one for one in plan.drivers.all()}
    due = timezone.localdate() + timedelta(days=365)
    for objective in row["plan"]:
        fields = {"text": objective["text"], "gender": True, "driver": drivers[objective["driver"]]}
        made = planning.write_objective(draft, by, None, fields)
        for action in objective["actions"]:
            more = {"objective": made, "currency": "PEN", "due": due, "cost": Decimal(action["cost"])}
            planning.write_action(draft, by, None, {**action, **more})
    for money in row["money"]:
        since = timezone.localdate() - timedelta(days=9)
        known = {"kind": money["kind"], "name": money["name"], "currency": "PEN", "since": since}
        source = FinanceSource(illustrative=True)
        acts.write_row(plan, by, source, {**known, "asked": Decimal(money["asked"])})
        for state, amount in money["steps"]:
            acts.take_step(source, by, state, Decimal(amount), timezone.localdate(), ILLUSTRATIVE)


def _adopted(plan: Project, by: Person) -> None:
    """The steering body endorses the plan, and an act adopts it; the money is not all there yet."""
    today, body = timezone.localdate(), plan.commission
    draft = plan.plans.get()
    meeting = meetings.plan(body, by, on=today, agenda="Plan")
    meetings.hold(meeting, by, list(body.seats.all()))
    endorsing.endorse(meeting, by, "plan", draft.number, "Sin cambios")
    planning.put_in_force(draft, by)
    act = {"act_title": "Ordenanza (a título ilustrativo)", "act_on": today, "act_source": ILLUSTRATIVE}
    acts.write_basis(plan, by, act)


def _close(plan: Project, by: Person, code: str) -> None:
    found = phases.find(plan, code)
    for item in items.of_phase(found) if found else []:
        gates.answer(plan, by, item.id, "yes", evidence=ILLUSTRATIVE)
    phases.close_phase(plan, code, by)


def _line(plan: Project, by: Person, today: date) -> None:
    directory.add(
        by, project=plan, checked_on=today, kind=Service.Kind.HOTLINE, names=texts(LINE),
        note=texts(LINE_NOTE), phones=["100"], always=True, free=True, languages=["es"],
        country=Country.objects.get(code="PE"), source=LINE_SOURCE,
    )  # fmt: skip
