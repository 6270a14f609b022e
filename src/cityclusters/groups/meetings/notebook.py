"""The notebook of a facilitator: a page that works without a signal, and what her device sends later.

The page itself holds nothing about anybody, so that the device may keep it; names come as data, which the
device keeps encrypted where it can. An entry carries an id that was made on the device: however often it is
sent, it is kept once."""

import json
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import Request
from cityclusters.core.ids import sent_id
from cityclusters.groups.meetings import acts, rules
from cityclusters.groups.meetings.forms import CLIENT_ID, MeetingForm
from cityclusters.groups.models import Group, Member
from cityclusters.groups.rules import know
from cityclusters.people.models import Person

LARGEST = 60_000  # bytes of one entry
MOST_GROUPS = 50
SENT = ("on", "where", "topics", "decisions", "present", "guests", "needs", "language")
NOT_YOURS = "not-yours"


def groups_of(person: Person) -> list[Group]:
    """The groups whose meetings she may write down, by name."""
    rows = Group.objects.of_person(person).active().select_related("place", "organisation")
    found = [row for row in rows.order_by("folded", "pk")[:MOST_GROUPS] if row.has("meetings")]
    know(person, found)
    return [row for row in found if rules.may_write(person, row)]


@require_safe
def notebook(request: Request) -> HttpResponse:
    """The page. With `?shell` it is the one that the device keeps: the same for everybody who reads this
    language."""
    context: dict[str, Any] = {"groups": []}
    if "shell" in request.GET:
        context["user"] = AnonymousUser()
    elif isinstance(request.user, Person):
        context["groups"] = groups_of(request.user)
    return render(request, "groups/notebook.html", context)


@require_safe
def worker(request: Request) -> HttpResponse:
    """The service worker. It stands below the page, so that the browser lets it see no other."""
    page = reverse("groups:notebook")
    response = render(request, "groups/notebook_worker.js", {"page": page}, content_type="text/javascript")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_safe
@never_cache
def data(request: Request) -> HttpResponse:
    """Her groups with the names of their members, and the key with which entries are sent; for somebody who
    is not signed in, that she is not."""
    person = request.user
    if not isinstance(person, Person):
        return JsonResponse({"person": None})
    listed = groups_of(person)
    names: dict[int, list[tuple[str, str]]] = {row.pk: [] for row in listed}
    days = {row.pk: row.today() for row in listed}
    for member in Member.objects.filter(group__in=listed).order_by("name", "pk"):
        if member.belongs(days[member.group_id]):
            names[member.group_id].append((member.public_id, member.name))
    found = [
        {"id": row.public_id, "name": row.label, "language": row.language, "members": names[row.pk]}
        for row in listed
    ]
    return JsonResponse({"person": person.public_id, "token": get_token(request), "groups": found})


@require_POST
@never_cache
def entries(request: Request) -> HttpResponse:
    """Keeps one entry, once. 200: it is kept, now or before; 400: it has to be corrected, and stays on the
    device; 401: she has to sign in; 403: the group is not hers to write for."""
    person = request.user
    if not isinstance(person, Person):
        return JsonResponse({"problem": "signed-out"}, status=401)
    sent = _read(request)
    if sent is None or not CLIENT_ID.fullmatch(str(sent.get("id", ""))):
        return JsonResponse({"errors": [_("This entry can’t be read.")]}, status=400)
    rows = Group.objects.visible_to(person).select_related("place", "organisation")
    group = rows.filter(public_id=sent_id(str(sent.get("group", "")))).first()
    if group is None or not group.has("meetings") or not rules.may_write(person, group):
        words = _("You don’t write for this group any more. Copy what you need, or ask its manager.")
        return JsonResponse({"problem": NOT_YOURS, "errors": [words]}, status=403)
    return _kept(person, group, sent)


def _read(request: Request) -> dict[str, Any] | None:
    if len(request.body) > LARGEST:
        return None
    try:
        sent = json.loads(request.body)
    except ValueError:
        return None
    return sent if isinstance(sent, dict) else None


def _kept(person: Person, group: Group, sent: dict[str, Any]) -> HttpResponse:
    typed: dict[str, Any] = {name: str(sent.get(name) or "").replace("\x00", "") for name in SENT}
    came = sent.get("present")
    typed["present"] = [str(one)[:10] for one in came] if isinstance(came, list) else []
    form = MeetingForm({**typed, "once": sent["id"]}, group=group, person=person)
    if not form.is_valid():
        return JsonResponse(
            {"errors": [text for texts in form.errors.values() for text in texts]}, status=400
        )
    values = form.values
    try:
        made, is_new = acts.keep(
            group, person, client_id=values.pop("once"), without_signal=bool(sent.get("waited")), **values
        )
    except NotPossible as refusal:
        return JsonResponse({"errors": [str(refusal)]}, status=400)
    return JsonResponse({"kept": made.public_id, "new": is_new, "url": made.get_absolute_url()})
