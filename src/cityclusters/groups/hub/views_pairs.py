"""Guidance and mentoring: a manager brings two together, the two write what nobody else reads (C21)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.leaving import leaves_nothing
from cityclusters.core.saying import saying
from cityclusters.groups.booking.views import FORM_PAGE
from cityclusters.groups.hub import mentoring
from cityclusters.groups.hub.forms import NoteForm, PairForm
from cityclusters.groups.hub.rules import is_of_pair, may_read_files
from cityclusters.groups.hub.views_files import file_of
from cityclusters.groups.models import Group, MentoringPair
from cityclusters.groups.reaching import in_group

PART = "guidance"


def _pair(request: PersonRequest, group: Group, pair_id: str) -> MentoringPair:
    """The pair, for its two. Raises Http404 for everybody else, managers too."""
    rows = group.pairs.select_related("coach", "participant__person")
    row = get_object_or_404(rows, public_id=sent_id(pair_id))
    if not is_of_pair(request.user, row):
        raise Http404
    row.group = row.participant.group = group
    return row


@leaves_nothing
@in_group(may_read_files, PART)
@FORM_PAGE
def begin(request: PersonRequest, group: Group, file_id: str) -> HttpResponse:
    """Somebody who advises her."""
    row = file_of(group, file_id)
    form = PairForm(request.POST if request.method == "POST" else None, group=group)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            mentoring.begin(group, request.user, data.pop("coach"), row, **data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The two see each other on “My hub” now."))
            return redirect(row)
    return render(request, "groups/hub_pair_new.html", {"group": group, "file": row, "form": form})


@leaves_nothing
@in_group(part=PART)
@FORM_PAGE
def one(request: PersonRequest, group: Group, pair_id: str) -> HttpResponse:
    """The log of the two."""
    pair = _pair(request, group, pair_id)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"on": group.today()})
    if form.is_bound and form.is_valid():
        language = (get_language() or "en")[:8]
        try:
            mentoring.write(pair, request.user, language=language, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is written down, for the two of you."))
            return redirect(pair)
    notes = pair.notes.select_related("by")
    context = {"group": group, "pair": pair, "notes": notes, "form": form, "over": pair.ends is not None}
    return render(request, "groups/hub_pair.html", context)


@leaves_nothing
@in_group(part=PART)
@require_POST
def end(request: PersonRequest, group: Group, pair_id: str) -> HttpResponse:
    """The two, or a manager, end it."""
    rows = group.pairs.select_related("participant__person")
    pair = get_object_or_404(rows, public_id=sent_id(pair_id))
    if not is_of_pair(request.user, pair) and not may_read_files(request.user, group):
        raise Http404
    pair.participant.group = group
    with saying(request, _("It has ended; what you wrote stays for the two of you.")):
        mentoring.end(pair, request.user, group.today())
    if is_of_pair(request.user, pair):
        return redirect("groups:mine", group.public_id)
    return redirect(pair.participant)


@leaves_nothing
@in_group(part=PART)
@require_POST
def erase_note(request: PersonRequest, group: Group, pair_id: str, note_id: str) -> HttpResponse:
    """Who wrote a note erases it."""
    pair = _pair(request, group, pair_id)
    note = get_object_or_404(pair.notes, public_id=sent_id(note_id))
    note.pair = pair
    with saying(request, _("The note is erased.")):
        mentoring.erase(note, request.user)
    return redirect(pair)
