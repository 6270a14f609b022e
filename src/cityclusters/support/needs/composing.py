"""What the form of a need starts from: nothing, a statement of need, a practice, a draft, the need itself."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.journal import drafts
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Practice
from cityclusters.support.models import Need
from cityclusters.support.needs import from_statement
from cityclusters.support.needs.forms import NeedForm, countries_of, values_of
from cityclusters.support.needs.rules import organisations_for
from cityclusters.support.needs.similar import Alike, alike
from cityclusters.surveys.models import StatementOfNeed

LONGEST_TITLE = 140


class Origin(NamedTuple):
    """What a new need begins from. `key` names its draft, `query` leads back to the same form."""

    key: str = "help-need-new"
    query: str = ""
    organisation: Organisation | None = None
    practice: Practice | None = None
    statement: StatementOfNeed | None = None
    first: Mapping[str, Any] = {}


def origin_of(request: PersonRequest) -> Origin:
    """From `?statement=` of an organisation that she acts for, or `?practice=` that she read; anything else
    begins from nothing."""
    sent = request.POST if request.method == "POST" else request.GET
    if statement := sent_id(sent.get("statement")):
        return _from_statement(statement, request.user)
    if practice := sent_id(sent.get("practice")):
        return _from_practice(practice, request.user)
    return Origin()


def _from_statement(public_id: str, person: Person) -> Origin:
    rows = StatementOfNeed.objects.visible_to(person).filter(state=StatementOfNeed.State.SIGNED)
    found = rows.select_related("organisation__place__country").filter(public_id=public_id).first()
    if found is None or not person.acts_for(found.organisation):
        return Origin()
    first = from_statement.first_values(found)
    first |= countries_of(first.pop("countries"))
    first["themes"] = list(found.themes.values_list("pk", flat=True))
    query = f"?statement={found.public_id}"
    return Origin(f"help-need-{found.public_id}", query, found.organisation, None, found, first)


def _from_practice(public_id: str, person: Person) -> Origin:
    rows = Practice.objects.published().select_related("version", "organisation__place__country")
    found = rows.select_related("place__country").filter(public_id=public_id).first()
    if found is None or found.version is None:
        return Origin()
    title = _("Learn from “%(practice)s”") % {"practice": found.version.content["title"]}
    first: dict[str, Any] = {
        "title": title[:LONGEST_TITLE],
        "themes": found.version.facts.get("themes", []),
        "sdg_targets": found.version.facts.get("sdg_targets", []),
        "wished_organisation": found.organisation,
        "wished_place": None if found.organisation else found.place,
    }
    query = f"?practice={found.public_id}"
    return Origin(f"help-need-{found.public_id}", query, None, found, None, first)


def new_form(request: PersonRequest, origin: Origin) -> tuple[NeedForm, bool]:
    """The form of a new need, and whether an unfinished one was brought back."""
    person, whose = request.user, origin.organisation
    if request.method == "POST":
        return NeedForm(request.POST, person=person, organisation=whose), False
    plain = NeedForm(person=person, organisation=whose)
    typed = drafts.typed_before(plain, drafts.load(person, origin.key))
    return NeedForm(initial={**origin.first, **typed}, person=person, organisation=whose), bool(typed)


def edit_form(request: PersonRequest, need: Need, key: str) -> tuple[NeedForm, bool]:
    """The form of a need that is there, and whether unsaved changes were brought back."""
    person, whose = request.user, need.organisation
    if request.method == "POST":
        return NeedForm(request.POST, person=person, organisation=whose), False
    plain = NeedForm(person=person, organisation=whose)
    typed = drafts.typed_before(plain, drafts.load(person, key))
    return NeedForm(initial={**values_of(need), **typed}, person=person, organisation=whose), bool(typed)


def alike_to_typed(person: Person, form: NeedForm, need: Need | None = None) -> Alike:
    """Needs like the one in a valid form."""
    data = form.cleaned_data
    codes = [theme.pk for theme in data["themes"]]
    return alike(person, data["title"], form.owner, codes, need.pk if need else None)


def alike_to_query(person: Person, sent: QueryDict) -> Alike:
    """Needs like what stands in the fields at this moment: `title`, `organisation` (its public id), `themes`,
    and `need`, the one that is being changed."""
    rows = organisations_for(person)
    key = sent_id(sent.get("organisation")) or sent_id(sent.get("organisation_id"))
    organisation = rows.filter(public_id=key).first() if key else None
    own = sent_id(sent.get("need"))
    but = Need.objects.visible_to(person).filter(public_id=own).first() if own else None
    if but is not None:
        organisation = but.organisation
    codes = sent.getlist("themes")[:30]
    return alike(person, sent.get("title", "")[:LONGEST_TITLE], organisation, codes, but.pk if but else None)
