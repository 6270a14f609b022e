"""The acts on the page of a need: what each reads from its form, and what it says afterwards."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.people.models import Person
from cityclusters.support.models import Need
from cityclusters.support.needs import ending, rules, writing
from cityclusters.support.needs.forms import HostsForm, ReasonForm, ShowForm

# The act in the address → who may do it.
ALLOWED: dict[str, Callable[[Person, Need], bool]] = {
    "signature": rules.may_sign,
    "request": rules.may_ask,
    "refusal": rules.may_refuse,
    "withdrawal": rules.may_withdraw,
    "renewal": rules.may_renew,
    "hosts": rules.may_count_hosts,
    "readers": rules.may_show,
    "rounds": rules.may_take_in,
}


def act_on(request: PersonRequest, need: Need, act: str) -> str:
    """Does the act; what to say about it. Raises NotPossible as the act, and for an empty form."""
    return ACTS[act](request, need)


def _typed(form: forms.Form) -> forms.Form:
    if not form.is_valid():
        raise NotPossible(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form


def _sign(request: PersonRequest, need: Need) -> str:
    writing.sign(need, request.user)
    return _("The need is signed for your organisation. It is open for twelve months.")


def _ask(request: PersonRequest, need: Need) -> str:
    return asked(writing.ask_signature(need, request.user))


def asked(letters: int) -> str:
    """What to say when a signature was asked for."""
    if letters:
        return _("The focal points of the organisation are asked to sign it.")
    return _("The organisation has no focal point who could sign yet. The draft waits until it has one.")


def _refuse(request: PersonRequest, need: Need) -> str:
    ending.refuse(need, request.user, _typed(ReasonForm(request.POST)).cleaned_data["reason"])
    return _("The need is not signed. Its author gets your reason.")


def _withdraw(request: PersonRequest, need: Need) -> str:
    ending.withdraw(need, request.user, _typed(ReasonForm(request.POST)).cleaned_data["reason"])
    return _("The need is withdrawn.")


def _renew(request: PersonRequest, need: Need) -> str:
    ending.renew(need, request.user)
    return _("The need is open for another twelve months.")


def _count(request: PersonRequest, need: Need) -> str:
    ending.count_hosts(need, request.user, _typed(HostsForm(request.POST)).cleaned_data["hosts"])
    if need.state == Need.State.MET:
        return _("The need is met.")
    return _("Noted. The need stays open for the hosts it still looks for.")


def _show(request: PersonRequest, need: Need) -> str:
    ending.show_to(need, request.user, _typed(ShowForm(request.POST)).cleaned_data["shown_to"])
    return _("Changed who may read it.")


def _take_in(request: PersonRequest, need: Need) -> str:
    ending.take_in(need, request.user)
    return _("The need takes part in rounds again.")


ACTS: dict[str, Callable[[PersonRequest, Need], str]] = {
    "signature": _sign,
    "request": _ask,
    "refusal": _refuse,
    "withdrawal": _withdraw,
    "renewal": _renew,
    "hosts": _count,
    "readers": _show,
    "rounds": _take_in,
}
