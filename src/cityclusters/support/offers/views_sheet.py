"""A host's offers as a spreadsheet: taken away, filled in, uploaded after a dry run."""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import Table, xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.sheets import Refused, read_sheet, refusal_text
from cityclusters.journal import drafts
from cityclusters.people.readers import focal_organisations
from cityclusters.support.models import Offer
from cityclusters.support.models.offer import OVER
from cityclusters.support.offers import reading, rules, sheet, uploading
from cityclusters.surveys.forms.upload import UploadForm

DRAFT = "offers-table"


@only(rules.may_offer)
@require_safe
def own_table(request: PersonRequest) -> HttpResponseBase:
    """The offers of her organisations, in the columns of the upload."""
    rows = Offer.objects.filter(organisation__in=focal_organisations(request.user)).exclude(state__in=OVER)
    table = Table(_("Offers"), sheet.COLUMNS, sheet.lines(reading.with_windows(rows.order_by("pk"))))
    return xlsx_response("own-offers", [table])


@only(rules.may_offer)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: PersonRequest) -> HttpResponse:
    """Reads the table and shows what it would do; nothing is written."""
    form = UploadForm(request.POST or None, request.FILES or None)
    context = {"form": form, "hosts": sheet.host_names(uploading.hosts_of(request.user)), "read": None}
    if request.method == "POST" and form.is_valid() and (read := _read(request, form)) is not None:
        hosts = uploading.hosts_of(request.user)
        known = uploading.offers_of(hosts)
        context["read"] = read
        context["rows"] = [(sheet.label_of(one, known), one) for one in read.offers]
        context["like"] = [] if read.problems else uploading.warnings(read.offers, hosts)
    return render(request, "support/offers_upload.html", context)


def _read(request: PersonRequest, form: UploadForm) -> sheet.Reading | None:
    """The table as read, kept until it is confirmed where nothing is wrong in it; None where the file could
    not be read, and then the form says why."""
    file, hosts = form.cleaned_data["file"], uploading.hosts_of(request.user)
    try:
        table = read_sheet(file, file.name, known=sheet.known)
        offers, windows = uploading.offers_of(hosts), uploading.windows_of(hosts)
        read = sheet.Reader(table, hosts, offers, windows).read()
        if not read.problems:
            data = {"signed": signing.dumps(read.offers, salt=DRAFT)}
            title, url = _("Uploaded offers"), reverse("support:offers-upload")
            drafts.save(request.user, DRAFT, data, title=title, url=url)
    except Refused as refused:
        form.add_error("file", refusal_text(refused.code, refused.params))
    except drafts.DraftRefused:
        form.add_error("file", _("The table is too large. Split it into several files."))
    else:
        return read
    return None


@only(rules.may_offer)
@require_POST
def confirm(request: PersonRequest) -> HttpResponse:
    """Writes the table that was read last."""
    kept = drafts.load(request.user, DRAFT)
    try:
        # Signed, because a draft is also what somebody sends by hand.
        read = signing.loads(kept.get("signed", "") if kept else "", salt=DRAFT)
        made, changed = uploading.put_in(read, request.user)
    except signing.BadSignature:
        messages.error(request, _("Upload the table first."))
        return redirect("support:offers-upload")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("support:offers-upload")
    drafts.drop(request.user, DRAFT)
    words = _("New offers: %(made)s. Offers that were there: %(changed)s.")
    messages.success(request, words % {"made": made, "changed": changed})
    return redirect(f"{reverse('support:offers')}?whose=own")
