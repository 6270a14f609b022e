"""For whoever only fills in numbers: what is asked of her, one indicator on one screen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core import leaving
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.projects.models import Indicator, Value
from cityclusters.projects.monitoring import acts, due
from cityclusters.projects.monitoring.forms import NumberForm
from cityclusters.projects.monitoring.rules import may_fill
from cityclusters.projects.progress import period_of, rhythm_of


@login_required
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """All that she is asked for, what is late first."""
    asked = due.of_person(request.user)
    context = {
        "open": [one for one in asked if one.next],
        "done": [one for one in asked if not one.next],
        "number": sum(len(one.periods) + len(one.returned) for one in asked),
    }
    return render(request, "projects/my_numbers.html", context)


def _indicator(request: PersonRequest, key: str, period: str) -> Indicator:
    """The indicator that she may fill in, with a period that it has. Raises Http404."""
    rows = Indicator.objects.select_related("project__lead", "reporter")
    found = rows.filter(public_id=sent_id(key)).first()
    known = period_of(period)
    if found is None or known is None or not may_fill(request.user, found):
        raise Http404
    if rhythm_of(period) != found.rhythm or known.end >= timezone.localdate():
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: PersonRequest, indicator: str, period: str) -> HttpResponse:
    """One number: women, men, another answer, not stated; or the number alone."""
    found = _indicator(request, indicator, period)
    value = found.values.filter(period=period).first()
    is_post = request.method == "POST"
    form = NumberForm(
        request.POST if is_post else None, request.FILES if is_post else None,
        indicator=found, value=value, initial=NumberForm.values_of(value),
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            acts.fill(found, period, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. Somebody else checks it now."))
            return redirect(_next(request, found))
    before = (
        found.values.filter(ends__lt=value.ends if value else period_end(period)).order_by("-ends").first()
    )
    context = {
        "form": form, "indicator": found, "period": period_of(period), "value": value, "before": before,
        "is_locked": value is not None and value.state == Value.State.LOCKED,
    }  # fmt: skip
    response = render(request, "projects/my_number.html", context, status=422 if form.errors else 200)
    return leaving.mark(response) if found.project.is_sensitive else response


def period_end(code: str) -> object:
    """The last day of a period whose code is known to be one."""
    period = period_of(code)
    assert period is not None
    return period.end


def _next(request: PersonRequest, filled: Indicator) -> str:
    """The next number that she is asked for; her list where it was the last, the indicator's own page where
    she fills in for somebody else."""
    if filled.reporter_id != request.user.pk:
        return filled.get_absolute_url()
    asked = next((one for one in due.of_person(request.user) if one.next), None)
    if asked is None:
        return reverse("projects:my-numbers")
    return reverse("projects:my-number", args=[asked.indicator.public_id, asked.next])
