"""A page of a project that is one form: refused, it comes back filled in."""

from collections.abc import Callable, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import Request
from cityclusters.projects.models import Project
from cityclusters.projects.reaching import page

TEMPLATE = "projects/form.html"


def form_page(
    request: Request,
    project: Project,
    form: forms.BaseForm,
    *,
    topic: object,
    button: object,
    lead: object = "",
    back: str = "",
    between: Sequence[tuple[str, object]] = (),
) -> HttpResponse:
    """The form under its heading, with one button and a way back."""
    context = {
        "form": form,
        "topic": topic,
        "button": button,
        "lead": lead,
        "back": back or project.get_absolute_url(),
        "between": between,
        "has_files": form.is_multipart(),
    }
    return page(request, project, TEMPLATE, context, status=422 if form.errors else 200)


def act_on(
    request: Request, form: forms.BaseForm, act: Callable[..., object], done: object, then: str
) -> HttpResponse | None:
    """Does the act of a form that is filled in well, with what it cleaned, and goes on to `then`; None where
    the form comes back, with the words of the refusal on it."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        act(**form.cleaned_data)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, str(done))
    return redirect(then)
