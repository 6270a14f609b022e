"""Standards of a group and of its products: the list, a checklist, a certificate."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.saying import saying
from cityclusters.core.texts import pick
from cityclusters.groups.models import ComplianceRecord, Group
from cityclusters.groups.products.views.common import kept_in
from cityclusters.groups.reaching import in_group, page
from cityclusters.groups.rules import may_manage
from cityclusters.groups.standards import acts, rules, showing
from cityclusters.groups.standards.catalogue import Standard, standards
from cityclusters.groups.standards.forms import AnswersForm, CertificateForm, MoveForm, StartForm
from cityclusters.people.models import Person
from cityclusters.practices.views.sent import sent

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
PART = Group.Part.STANDARDS


def _insider(person: Person, group: Group) -> bool:
    """Managers, members, and who makes a product here."""
    return rules.may_look(person, group) or kept_in(person, group).exists()


def _one(request: PersonRequest, group: Group, record_id: str) -> tuple[ComplianceRecord, Standard]:
    """The record with its standard. Raises Http404 for one that she may not read."""
    rows = ComplianceRecord.objects.filter(group=group).select_related("product__group", "product__member")
    found = rows.filter(public_id=sent_id(record_id)).first()
    if found is None or found.standard not in standards():
        raise Http404
    found.group = group
    if found.product is not None:
        found.product.group = group
    if not rules.may_read(request.user, found):
        raise Http404
    return found, standards()[found.standard]


def _own(request: PersonRequest, group: Group, record_id: str) -> tuple[ComplianceRecord, Standard]:
    """The same for one who writes in it. Raises PermissionDenied for others who read it."""
    found, standard = _one(request, group, record_id)
    if not rules.may_write(request.user, found):
        raise PermissionDenied
    return found, standard


@require_safe
@in_group(_insider, PART)
def listed(request: PersonRequest, group: Group) -> HttpResponse:
    """Where the group and its products stand; only what she may read."""
    rows = ComplianceRecord.objects.filter(group=group).select_related("product").prefetch_related("answers")
    manages = may_manage(request.user, group)
    kept = set(kept_in(request.user, group).values_list("pk", flat=True))
    today, lines = group.today(), []
    for row in rows:
        row.group = group
        if row.product is not None and not (manages or row.product_id in kept):
            continue
        shown = showing.judged(row, row.product, today)
        if shown is not None:
            met = sum(one.met in ("yes", "na") for one in row.answers.all())
            lines.append((shown, met, len(shown.standard.items)))
    context = {"lines": lines, "may_start": manages or bool(kept)}
    return page(request, group, "groups/standards.html", context)


@FORM_PAGE
@in_group(_insider, PART)
def create(request: PersonRequest, group: Group) -> HttpResponse:
    """Starts a standard."""
    manages = may_manage(request.user, group)
    products = group.products.order_by("folded") if manages else kept_in(request.user, group)
    if not (manages or products.exists()):
        raise PermissionDenied
    form = StartForm(sent(request)[0], products=products, for_unit=manages)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            made = acts.start(request.user, group, data["product"], data["standard"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(made)
    context = {"form": form, "standards": standards().values()}
    return page(request, group, "groups/standard_new.html", context)


@FORM_PAGE
@in_group(_insider, PART)
def detail(request: PersonRequest, group: Group, record_id: str) -> HttpResponse:
    """One standard with its checklist; a POST answers it."""
    record, standard = _one(request, group, record_id)
    may_write = rules.may_write(request.user, record)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    form = AnswersForm(sent(request)[0], standard=standard, record=record, today=group.today())
    if form.is_bound and form.is_valid():
        with saying(request, _("The checklist is saved.")):
            acts.answer(record, request.user, form.answers())
        return redirect(record)
    move = MoveForm(record=record)
    context = {
        "record": record,
        "standard": standard,
        "shown": showing.judged(record, record.product, group.today()),
        "form": form,
        "may_write": may_write,
        "move_form": move if may_write and acts.MOVES[record.state] else None,
        "answers": {pick(item.words).text: item for item in standard.items},
    }
    return page(request, group, "groups/standard.html", context)


@FORM_PAGE
@in_group(_insider, PART)
def certificate(request: PersonRequest, group: Group, record_id: str) -> HttpResponse:
    """Writes down a certificate."""
    record, standard = _own(request, group, record_id)
    form = CertificateForm(*sent(request), record=record, initial=CertificateForm.values_of(record))
    if request.method == "POST" and form.is_valid():
        try:
            acts.certify(record, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error("upload", str(refusal))
        else:
            messages.success(request, _("The certificate is kept."))
            return redirect(record)
    context = {"record": record, "standard": standard, "form": form}
    return page(request, group, "groups/standard_certificate.html", context)


@require_POST
@in_group(_insider, PART)
def move(request: PersonRequest, group: Group, record_id: str) -> HttpResponse:
    """Another state, by hand."""
    record, _standard = _own(request, group, record_id)
    state = request.POST.get("state", "")
    with saying(request, _("It is written down.")):
        acts.move(record, request.user, state)
    return redirect(record)


@require_safe
@in_group(_insider, PART)
def paper(request: PersonRequest, group: Group, record_id: str) -> HttpResponseBase:
    """The certificate that is kept here."""
    record, _standard = _one(request, group, record_id)
    if not record.paper:
        raise Http404
    return files.send(request, record.paper, inline=False)
