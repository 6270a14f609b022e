"""What the page of a need and its list show."""

from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from cityclusters.core.http import PersonRequest
from cityclusters.core.texts import RIGHT_TO_LEFT
from cityclusters.people.models import Mandate, Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.models import Match, Need, Unserved
from cityclusters.support.models.choices import ALIVE, HOLDING
from cityclusters.support.models.need import OPEN
from cityclusters.support.needs import rules
from cityclusters.support.needs.acting import ALLOWED
from cityclusters.support.needs.forms import HostsForm, ReasonForm, ShowForm
from cityclusters.support.needs.words import modality_words, wish_words


def may_export(person: Person) -> bool:
    """Officers, and focal points for their own."""
    return person.is_officer or bool(focal_organisations(person))


def query_for_file(request: PersonRequest) -> str:
    """The filters of the list, for the address of the file; a focal point's file holds her own."""
    kept = [(name, value) for name, value in request.GET.items() if name not in ("page", "format")]
    return urlencode([*kept, ("format", "xlsx")])


def context_of(person: Person, need: Need) -> dict[str, Any]:
    """Everything the page of one need shows this reader."""
    inside = rules.is_inside(person, need)
    wishes = need.wishes.select_related("country", "place__country", "organisation")
    context: dict[str, Any] = {
        "need": need,
        "inside": inside,
        "text_direction": "rtl" if need.language in RIGHT_TO_LEFT else "ltr",
        "modalities": modality_words(need.modalities),
        "wishes": [wish_words(wish) for wish in wishes],
        "may": {act: may(person, need) for act, may in ALLOWED.items()},
        "may_write": rules.may_write(person, need),
    }
    return context | (_inside(person, need) if inside else {})


def _waits(need: Need) -> Unserved | None:
    """Why it has no host, and when it is looked at again."""
    rows = Unserved.objects.filter(need=need, next_on__gte=timezone.localdate())
    return rows.order_by("-at", "-pk").first()


def _inside(person: Person, need: Need) -> dict[str, Any]:
    """What those who are concerned see and do."""
    matches = Match.objects.visible_to(person).filter(need=need)
    rows = list(matches.select_related("window__offer__organisation").order_by("rank", "pk"))
    got = len([row for row in rows if row.state in HOLDING]) + need.found_elsewhere
    goes_on = any(row.state in ALIVE for row in rows if row.state not in HOLDING)
    return {
        "waits": None if goes_on or need.state not in OPEN else _waits(need),
        "matches": rows,
        "got": got,
        "left": max(0, need.wants - got),
        "has_focal_point": need.state != Need.State.DRAFT
        or Mandate.objects.valid().filter(organisation=need.organisation_id, may_act=True).exists(),
        "refuse_form": ReasonForm(auto_id="refuse_%s"),
        "withdraw_form": ReasonForm(auto_id="withdraw_%s"),
        "hosts_form": HostsForm(initial={"hosts": min(got or 1, need.wants)}, auto_id="hosts_%s"),
        "show_form": ShowForm(initial={"shown_to": need.shown_to}, auto_id="show_%s"),
    }
