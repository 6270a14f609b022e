"""The list of exchanges."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.core.paging import paged
from cityclusters.exchanges import rules
from cityclusters.exchanges.forms.lists import FilterForm
from cityclusters.exchanges.models import Exchange


@require_safe
def listing(request: Request) -> HttpResponse:
    """Exchanges that everybody may see, filtered; what comes next stands first."""
    form = FilterForm(request.GET)
    page = paged(request, form.chosen(Exchange.objects.published()), per_page=12)
    asked = form.asked
    context = {
        "form": form,
        "page": page,
        "time": form.time_asked,
        "filtered": any(name != "time" for name in asked),
        "feed": reverse(settings.EXCHANGE_FEED),
        "may_create": rules.may_create(request.user),
        "kept": {name: value for name, value in asked.items() if name != "time"},
    }
    return render(request, "exchanges/list.html", context)
