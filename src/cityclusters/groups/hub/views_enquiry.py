"""An enquiry to a hub without an account, and connecting a file with one's account. Both leave nothing."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.leaving import leaves_nothing, open_and_leaves_nothing
from cityclusters.groups.booking.views import FORM_PAGE
from cityclusters.groups.hub import acts
from cityclusters.groups.hub.forms import EnquiryForm
from cityclusters.groups.models import Group
from cityclusters.groups.reaching import in_group
from cityclusters.people.limits import network
from cityclusters.people.models import Attempt, Person

FROM_HERE = ("hub-enquiry", 6, timedelta(hours=1))  # of one network: a hall of women shares one
TO_ONE = ("hub-enquiries", 60, timedelta(hours=1))  # to one group, from everywhere


def _may_ask(request: Request, group: Group) -> bool:
    kind, most, within = FROM_HERE
    if not Attempt.allow(kind, Attempt.digest(network(request), group.public_id), most, within):
        return False
    kind, most, within = TO_ONE
    return Attempt.allow(kind, Attempt.digest(group.public_id), most, within)


@open_and_leaves_nothing
@FORM_PAGE
@in_group()
def enquiry(request: Request, group: Group) -> HttpResponse:
    """The form, and what comes after it; the same answer whoever asks and whatever is known of her."""
    form = EnquiryForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if form.is_about_violence:
            return redirect("groups:card", group.public_id)
        try:
            _keep(request, group, form)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{reverse('groups:hub-enquiry', args=[group.public_id])}?sent")
    context = {"group": group, "form": form, "sent": "sent" in request.GET and not form.is_bound}
    return render(request, "groups/hub_enquiry.html", context)


def _keep(request: Request, group: Group, form: EnquiryForm) -> None:
    if not _may_ask(request, group):
        raise NotPossible(_("Many enquiries were sent from here. Wait an hour, or come by."))
    data = dict(form.cleaned_data)
    looks_for = dict(form.fields["looks_for"].choices)[data.pop("looks_for")]  # type: ignore[attr-defined]
    data["wish"] = "\n".join(text for text in (str(looks_for), data["wish"]) if text)[:1500]
    person = request.user if isinstance(request.user, Person) else None
    sex = person.sex if person else ""
    acts.enquire(group, person, language=(get_language() or "en")[:8], sex=sex, **data)


@leaves_nothing
@FORM_PAGE
def connect(request: PersonRequest, code: str) -> HttpResponse:
    """She connects the file that the hub keeps with her account."""
    error = ""
    if request.method == "POST":
        try:
            row = acts.connect(code, request.user)
        except NotPossible as refusal:
            error = str(refusal)
        else:
            return redirect("groups:mine", row.group.public_id)
    return render(request, "groups/hub_connect.html", {"error": error})
