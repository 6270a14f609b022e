"""Acts on organisations: naming, changing, checking, merging; with their journal lines and letters."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from cityclusters.core.texts import make_texts
from cityclusters.journal import letters
from cityclusters.journal.acts import record
from cityclusters.people import merging
from cityclusters.people.fields import label
from cityclusters.people.forms.welcome import WelcomeForm
from cityclusters.people.models import Organisation, Person, Verification

CONTENT = {code for code, _name in settings.CONTENT_LANGUAGES}


def focal_points(organisation: Organisation) -> list[Person]:
    """Those who may act for the organisation today."""
    posts = organisation.mandates.valid().filter(may_act=True).select_related("person").order_by("pk")
    return [post.person for post in posts]


@transaction.atomic
def name_organisation(by: Person, names: dict[str, str], kind: str, **fields: Any) -> Organisation:
    """Names an organisation that is not known yet: claimed, until two people have checked it."""
    row = Organisation.objects.create(names=names, kind=kind, claimed_by=by, **fields)
    record(by, "organisation.named", row, organisation=row)
    return row


@transaction.atomic
def change_organisation(by: Person, row: Organisation, fields: dict[str, Any]) -> list[str]:
    """Writes the fields that differ; says which."""
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save()
        record(by, "organisation.changed", row, organisation=row, fields=changed)
    return changed


@transaction.atomic
def join(person: Person, form: WelcomeForm) -> Organisation | None:
    """What the second page of signing up says: finds the organisation or names it, with the office below
    it; remembers the place. None for somebody who takes part for herself."""
    asked = form.cleaned_data
    place = asked.get("place")
    if place is not None and person.place_id is None:
        person.place = place
        person.zone = person.zone if person.zone not in {"", "UTC"} else place.zone
        person.save(update_fields=["place", "zone"])
    found = asked.get("organisation") or (form.authority() if form.shape.name else None)
    if name := form.new_name():
        office = asked.get("office")
        found = name_organisation(
            person,
            in_own_language(name),
            form.kind,
            place=None if office else place,
            parent=asked.get("parent"),
            website=asked.get("website") or "",
            about=in_own_language(asked["about"]) if asked.get("about") else {},
        )
    if found is not None and asked.get("office"):
        return _office(person, found, asked["office"], place)
    return found


def _office(person: Person, agency: Organisation, name: str, place: Any) -> Organisation:
    """The office of that name below the agency, or a new one (seed item A4)."""
    known = Organisation.objects.filter(parent=agency).exclude(state="merged").called(name).first()
    return known or name_organisation(person, in_own_language(name), agency.kind, parent=agency, place=place)


def in_own_language(text: str) -> dict[str, str]:
    """A text as it is stored, in the language of the page it was typed on."""
    own = (get_language() or "en")[:2]
    language = own if own in CONTENT else "en"
    return make_texts(language, **{language: text})


@transaction.atomic
def check_organisation(by: Person, row: Organisation, *, accepted: bool, note: str) -> Verification:
    """One person's check (rule PE4); whoever named it hears of the outcome. Raises NotIndependent and
    ValueError as Organisation.check_by."""
    made = row.check_by(by, accepted=accepted, note=note)
    record(by, f"organisation.{row.state}", row, organisation=row, round=made.round)
    told = {row.claimed_by_id: row.claimed_by} if row.claimed_by else {}
    told |= {person.pk: person for person in focal_points(row)}
    if row.state in {Organisation.State.VERIFIED, Organisation.State.REJECTED}:
        for person in told.values():
            letters.write(
                f"organisation-{row.state}:{row.public_id}:{made.round}:{person.pk if person else 0}",
                person,
                f"pages/mail/organisation_{row.state}",
                {"organisation": row, "note": note, "page": letters.absolute(row.get_absolute_url())},
            )
    return made


@transaction.atomic
def check_again(by: Person, row: Organisation) -> None:
    """Puts a refused or verified organisation back in the line for two fresh checks."""
    row.reopen()
    record(by, "organisation.reopened", row, organisation=row)


@transaction.atomic
def merge_organisations(by: Person, duplicate: Organisation, into: Organisation) -> int:
    """Makes one of two; says how many records moved. Raises ValueError where that cannot be."""
    was = label(duplicate)
    moved = merging.merge(duplicate, into)
    record(by, "organisation.merged", into, organisation=into, duplicate=was, records=moved)
    return moved
