"""What I get by e-mail: choosing, looking at it, ending it."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.digests import choosing, preparing
from cityclusters.digests.forms.choice import ChoiceForm
from cityclusters.digests.news import chosen, gather
from cityclusters.incoming import bounces
from cityclusters.spaces.models import Theme

LOOK_BACK = {"daily": timedelta(days=1), "weekly": timedelta(days=7)}
FIELDS = ("themes", "languages", "audiences", "kinds", "rhythm")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: PersonRequest) -> HttpResponse:
    """What she gets now, or what would fit her; changing it."""
    row = choosing.of(request.user)
    wanted = row if row and row.ended_at is None else choosing.offer(request.user)
    form = ChoiceForm(request.POST or None, initial={name: getattr(wanted, name) for name in FIELDS})
    if request.method == "POST" and form.is_valid():
        choosing.choose(request.user, **{name: form.cleaned_data[name] for name in FIELDS})
        messages.success(request, _("Saved. You will hear from us when something is new."))
        return redirect("digests:mine")
    context = {
        "form": form,
        "subscription": row if row and row.ended_at is None else None,
        "gets_replies": choosing.gets_replies(request.user),
        "pause": bounces.paused(request.user),
    }
    return render(request, "digests/mine.html", context)


@login_required
@require_safe
def preview(request: PersonRequest) -> HttpResponse:
    """The letter as it would be with what was new in the last day or week."""
    row = choosing.of(request.user)
    wanted = row if row and row.ended_at is None else choosing.offer(request.user)
    wanted.person = request.user
    now = timezone.now()
    news = gather(now - LOOK_BACK[wanted.rhythm], now)
    themes = {theme.code: theme.names for theme in Theme.objects.order_by("order")}
    language = preparing.language_of(request.user)
    what = chosen(news, wanted, language)
    groups = [
        {"name": name, "lines": [preparing.shown_line(line, language) for line in lines]}
        for name, lines in preparing.grouped(what, themes, language)
    ]
    context = {"groups": groups, "more": what.more, "subscription": wanted, "saved": wanted.pk is not None}
    return render(request, "digests/preview.html", context)


@login_required
@require_POST
def end(request: PersonRequest) -> HttpResponse:
    """Ends her letters."""
    choosing.refuse(request.user, request.user)
    messages.success(request, _("You get no regular letters any more."))
    return redirect("digests:mine")


@login_required
@require_POST
def resume(request: PersonRequest) -> HttpResponse:
    """She says that her address works again."""
    pause = bounces.paused(request.user)
    if pause is not None:
        bounces.lift(pause, request.user)
    messages.success(request, _("Letters go to your address again."))
    return redirect("digests:mine")
