"""Keeping the themes and the spaces: adding, naming, mapping, retiring; nothing is ever deleted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.http import PersonRequest
from cityclusters.spaces import rules
from cityclusters.spaces.forms.curate import (
    CODE_TAKEN,
    SLUG_TAKEN,
    NewSpaceForm,
    NewThemeForm,
    SpaceForm,
    ThemeForm,
)
from cityclusters.spaces.models import Space, Theme
from cityclusters.spaces.models.theme import VOCABULARIES, Taken

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@only(rules.may_curate)
@require_safe
def themes(request: PersonRequest) -> HttpResponse:
    """All lists of themes, with what means the same in the others."""
    known = list(VOCABULARIES)
    rows = sorted(
        Theme.objects.prefetch_related("same_as"),
        key=lambda row: known.index(row.vocabulary) if row.vocabulary in known else len(known),
    )
    return render(request, "spaces/themes.html", {"rows": rows})


@only(rules.may_curate)
@FORM_PAGE
def new_theme(request: PersonRequest) -> HttpResponse:
    """Adds a theme to a list."""
    form = NewThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        theme = Theme(code=typed["code"], vocabulary=typed["vocabulary"], names=typed["names"])
        try:
            theme.add(request.user)
        except Taken:
            form.add_error("code", CODE_TAKEN)
        else:
            messages.success(request, _("The theme is added. Say what it means in the other lists."))
            return redirect("spaces:theme", theme.code)
    return render(request, "spaces/theme.html", {"form": form, "theme": None})


@only(rules.may_curate)
@FORM_PAGE
def theme(request: PersonRequest, code: str) -> HttpResponse:
    """Names of a theme in all languages, and its counterparts."""
    found = get_object_or_404(Theme, code=code)
    initial = {"names": found.names, "same_as": found.same_as.all()}
    form = ThemeForm(request.POST or None, theme=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        found.rename(request.user, form.cleaned_data["names"])
        if "same_as" in form.cleaned_data:
            found.map_to(request.user, form.cleaned_data["same_as"])
        messages.success(request, _("The theme is saved."))
        return redirect("spaces:themes")
    return render(request, "spaces/theme.html", {"form": form, "theme": found})


@only(rules.may_curate)
@require_POST
def retire_theme(request: PersonRequest, code: str) -> HttpResponse:
    """Offers a theme no longer, or again."""
    found = get_object_or_404(Theme, code=code)
    if found.retired_at is None:
        found.retire(request.user)
        messages.success(request, _("The theme is retired. Records that carry it keep it."))
    else:
        found.restore(request.user)
        messages.success(request, _("The theme is offered again."))
    return redirect("spaces:themes")


@only(rules.may_curate)
@FORM_PAGE
def new_space(request: PersonRequest) -> HttpResponse:
    """Opens a space."""
    form = NewSpaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        fields = {name: typed[name] for name in ("slug", "names", "purpose", "rules", "languages")}
        space = Space(**fields)
        try:
            space.add(request.user, typed["themes"])
        except Taken:
            form.add_error("slug", SLUG_TAKEN)
        else:
            messages.success(request, _("The space is open. It needs a steward."))
            return redirect("spaces:stewards", space.slug)
    return render(request, "spaces/edit.html", {"form": form, "space": None})


@login_required
@FORM_PAGE
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Changes what a space says about itself."""
    space = get_object_or_404(Space, slug=slug)
    if not rules.may_edit(request.user, space):
        raise Http404
    names = ("names", "purpose", "rules", "languages")
    initial = {name: getattr(space, name) for name in names} | {"themes": space.themes.all()}
    form = SpaceForm(request.POST or None, space=space, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        space.change(request.user, typed["themes"], **{name: typed[name] for name in names})
        messages.success(request, _("The space is saved."))
        return redirect(space)
    context = {"form": form, "space": space, "may_curate": rules.may_curate(request.user)}
    return render(request, "spaces/edit.html", context)
