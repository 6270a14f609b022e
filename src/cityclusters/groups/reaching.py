"""How the pages of a group are reached: the group that the reader may see, then one rule; and their frame."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string

from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.groups.models import Group
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader

Rest = ParamSpec("Rest")
May = Callable[[Person, Group], bool]
Page = Callable[Concatenate[Any, Group, Rest], HttpResponseBase]
FRAME = "groups/_group_page.html"


class Tab(NamedTuple):
    """A tab above a group's pages: its address, its word, and whether the reader is on it."""

    url: str
    label: str
    here: bool


def group_of(reader: Reader, public_id: str, part: str = "") -> Group:
    """The group. Raises Http404 for one that does not exist, one that she may not see, and a part that is
    not switched on: nobody can tell which."""
    rows = Group.objects.visible_to(reader).select_related("place__country", "organisation")
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None or (part and not found.has(part)):
        raise Http404
    return found


def in_group(may: May | None = None, part: str | None = None) -> Callable[[Page[Rest]], Callable[..., Any]]:
    """For a view(request, group, …) whose address has `public_id`: with `may`, a visitor is sent to sign in
    and who is not let in by the rule gets 403; without, everybody who sees the group sees the page."""

    def protect(page: Page[Rest]) -> Callable[..., HttpResponseBase]:
        @wraps(page)
        def protected(
            request: Request, /, public_id: str, *args: Rest.args, **kwargs: Rest.kwargs
        ) -> HttpResponseBase:
            if may is not None and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            group = group_of(request.user, public_id, part or "")
            if may is not None and not (isinstance(request.user, Person) and may(request.user, group)):
                raise PermissionDenied
            return page(request, group, *args, **kwargs)

        return protected

    return protect


def tabs(request: Request, group: Group) -> list[Tab]:
    """The tabs that this reader may open (settings.GROUP_TABS)."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    found = []
    for name, word, rule, part in settings.GROUP_TABS:
        if (not part or group.has(part)) and import_string(rule)(request.user, group):
            found.append(Tab(reverse(name, args=[group.public_id]), str(word), name == here))
    return found


def page(
    request: Request | PersonRequest,
    group: Group,
    template: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Renders a page of the group in its frame: adds `group`, `frame` and `tabs`."""
    known = {"group": group, "frame": FRAME, "tabs": tabs(request, group)}
    return render(request, template, {**known, **(context or {})}, status=status)


def everybody(person: Reader, group: Group) -> bool:
    """The rule of a tab that whoever sees the group may open."""
    return True
