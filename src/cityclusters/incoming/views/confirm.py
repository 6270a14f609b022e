"""For the owner of an address: whether she wrote a mail. The secret code in the address opens the page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cityclusters.incoming import confirming
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.models import IncomingMail


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Shows the mail and asks; only the press of a button counts, because programs open links too."""
    row = confirming.by_code(code)
    if row is None or row.person is None:
        if IncomingMail.objects.filter(code=code).exists():
            return render(request, "incoming/confirmed.html")
        raise Http404
    if request.method == "POST":
        return _answered(request, row)
    return render(request, "incoming/confirm.html", {"mail": row})


def _answered(request: HttpRequest, row: IncomingMail) -> HttpResponse:
    """Takes the mail, or throws it away."""
    assert row.person is not None
    said = request.POST.get("answer", "")
    try:
        if said == "yes" and confirming.confirm(row, row.person):
            messages.success(request, _("Thank you. Your mail is taken."))
        elif said == "yes":
            messages.error(request, _("Thank you. But your mail can't be taken; a letter to you says why."))
        elif said == "no":
            confirming.deny(row, row.person)
            messages.success(request, _("Thank you. The mail is thrown away."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("incoming:confirm", row.code)
