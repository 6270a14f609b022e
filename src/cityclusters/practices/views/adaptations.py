"""A city says that it adapts a practice, and later what came of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.journal import drafts
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.adoption import adaptations, family
from cityclusters.practices.adoption.numbers import Numbers, numbers_of
from cityclusters.practices.forms.adaptations import (
    DeclareForm,
    DenyForm,
    EndForm,
    NameForm,
    OwnPracticeForm,
    ReportForm,
    own_language,
)
from cityclusters.practices.models import Adaptation, Practice
from cityclusters.practices.views.common import visible
from cityclusters.practices.views.sent import sent


def _one(request: Request, public_id: str, adaptation_id: str) -> Adaptation:
    """The adaptation of a practice that the reader may see. Raises Http404."""
    practice = visible(request, public_id)
    rows = Adaptation.objects.visible_to(request.user).filter(practice=practice)
    rows = rows.select_related("organisation", "place__country", "named_by", "became__version", "version")
    found = rows.filter(public_id=sent_id(adaptation_id)).first()
    if found is None:
        raise Http404
    found.practice = practice
    return found


def _own(request: PersonRequest, public_id: str, adaptation_id: str) -> Adaptation:
    """The same for a focal point of the adopting city; for others the page does not exist."""
    found = _one(request, public_id, adaptation_id)
    if not request.user.acts_for(found.organisation):
        raise Http404
    return found


@require_safe
def listing(request: Request, public_id: str) -> HttpResponse:
    """Everybody who adapts it, newest first."""
    practice = visible(request, public_id)
    rows = Adaptation.objects.public().filter(practice=practice).with_names().order_by("-declared_at", "-pk")
    numbers = numbers_of([practice.pk]).get(practice.pk, Numbers())
    may_name = isinstance(request.user, Person) and adaptations.may_name(request.user)
    context = {"practice": practice, "page": paged(request, rows), "numbers": numbers, "may_name": may_name}
    return render(request, "practices/adaptations.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: PersonRequest, public_id: str) -> HttpResponse:
    """ "We are adapting this", for one of her organisations."""
    practice = visible(request, public_id)
    mine = [row for row in adaptations.posts_of(request.user) if row.pk != practice.organisation_id]
    form = DeclareForm(*sent(request), organisations=mine, initial={"language": own_language(request.user)})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = adaptations.declare(
                request.user, practice, form.chosen, language=data["language"], plan=data["plan"],
                place=data["place"],
            )  # fmt: skip
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. In half a year we will ask you what came of it."))
            return redirect(made)
    return render(request, "practices/adapt.html", {"practice": practice, "form": form, "mine": mine})


def _speaks_for(person: Person, practice: Practice) -> Organisation | None:
    """For which organisation she names a city: the practice's own where she has a post in it."""
    held = person.mandates.valid().select_related("organisation").order_by("pk")
    posts = [row.organisation for row in held]
    return next((row for row in posts if row.pk == practice.organisation_id), next(iter(posts), None))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: PersonRequest, public_id: str) -> HttpResponse:
    """Names another city that uses it; that city is asked."""
    practice = visible(request, public_id)
    if not adaptations.may_name(request.user):
        raise Http404
    first = {"language": own_language(request.user)}
    form = NameForm(*sent(request), person=request.user, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        speaks_for = _speaks_for(request.user, practice)
        try:
            made = adaptations.name(
                request.user, practice, data["organisation"], language=data["language"], note=data["note"],
                place=data["place"], named_by=speaks_for,
            )  # fmt: skip
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The city is asked. Until it has answered, this counts for nothing."))
            return redirect(made)
    return render(request, "practices/adaptation_name.html", {"practice": practice, "form": form})


@require_safe
def detail(request: Request, public_id: str, adaptation_id: str) -> HttpResponse:
    """What the city wants to do, what it changed and what came of it."""
    return _page(request, _one(request, public_id, adaptation_id), DenyForm())


def _page(request: Request, adaptation: Adaptation, deny_form: DenyForm) -> HttpResponse:
    user = request.user
    context = {
        "adaptation": adaptation,
        "practice": adaptation.practice,
        "acts": isinstance(user, Person) and user.acts_for(adaptation.organisation),
        "became": adaptation.became if adaptation.became and adaptation.became.is_readable else None,
        "deny_form": deny_form,
        "waits_for_nobody": adaptation.state == Adaptation.State.NAMED
        and not adaptations.somebody_can_answer(adaptation),
    }
    return render(request, "practices/adaptation.html", context)


@login_required
@require_POST
def confirm(request: PersonRequest, public_id: str, adaptation_id: str) -> HttpResponse:
    """The named city says yes."""
    adaptation = _own(request, public_id, adaptation_id)
    with saying(request, _("Thank you. It now counts as being adapted by your city.")):
        adaptations.confirm(adaptation, request.user)
    return redirect(adaptation)


@login_required
@require_POST
def deny(request: PersonRequest, public_id: str, adaptation_id: str) -> HttpResponse:
    """The named city says no."""
    adaptation = _own(request, public_id, adaptation_id)
    form = DenyForm(request.POST)
    if not form.is_valid():
        return _page(request, adaptation, form)
    with saying(request, _("Thank you. Your city is no longer shown with this practice.")):
        adaptations.deny(adaptation, request.user, form.cleaned_data["reason"])
    return redirect("practices:detail", public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PersonRequest, public_id: str, adaptation_id: str) -> HttpResponse:
    """What was changed, what came of it, how it went."""
    adaptation = _own(request, public_id, adaptation_id)
    draft = f"adaptation-{adaptation.public_id}"
    names = ("outcome", "changed", "result", "language")
    typed = drafts.typed_before(ReportForm(), drafts.load(request.user, draft))
    form = ReportForm(*sent(request), initial={n: getattr(adaptation, n) for n in names} | typed)
    if request.method == "POST" and form.is_valid():
        try:
            adaptations.report(adaptation, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            drafts.drop(request.user, draft)
            messages.success(request, _("Thank you: other cities learn from this."))
            return redirect(adaptation)
    context = {"form": form, "draft": draft, "restored": not form.is_bound and bool(typed)}
    context |= {"adaptation": adaptation, "practice": adaptation.practice}
    return render(request, "practices/adaptation_report.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PersonRequest, public_id: str, adaptation_id: str) -> HttpResponse:
    """The city does not pursue it, and says why."""
    adaptation = _own(request, public_id, adaptation_id)
    form = EndForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            adaptations.end(adaptation, request.user, form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you for saying so."))
            return redirect(adaptation)
    context = {"form": form, "adaptation": adaptation, "practice": adaptation.practice}
    return render(request, "practices/adaptation_end.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_practice(request: PersonRequest, public_id: str, adaptation_id: str) -> HttpResponse:
    """Tells it as a practice of the city's own: a new one, or one that it has told already."""
    adaptation = _own(request, public_id, adaptation_id)
    form = OwnPracticeForm(*sent(request), organisation=adaptation.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            family.grow(adaptation, form.cleaned_data["practice"], request.user)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The family of the practice goes on with yours."))
            return redirect(adaptation)
    context = {"form": form, "adaptation": adaptation, "practice": adaptation.practice}
    return render(request, "practices/adaptation_own.html", context)
