"""Signing in: an address, then the code that was sent to it."""

import logging
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmEmailVerificationCodeForm, ConfirmLoginCodeForm
from allauth.account.forms import LoginForm as LibraryLoginForm
from allauth.account.forms import SignupForm as LibrarySignupForm
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.people import limits
from cityclusters.people.codes import digits_only

log = logging.getLogger("cityclusters.sign_in")
EMAIL_ATTRS = {"autocomplete": "email", "dir": "ltr"}
CODE_ATTRS = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr", "maxlength": "40"}


class LoginForm(LibraryLoginForm):  # type: ignore[misc]  # the library has no types
    """The address to which the code goes; known and unknown ones get the same answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field()

    def clean_login(self) -> str:
        """The address in lower case. Raises ValidationError where too many codes were asked for."""
        email = str(self.cleaned_data["login"]).strip().lower()
        if not limits.may_ask_code(context.request, email):
            log.warning("too many sign-in codes asked for from %s", limits.network(context.request))
            raise get_adapter().validation_error("too_many_login_attempts")
        return email


def email_field() -> forms.EmailField:
    """An e-mail address, labelled and filled in by the browser as everywhere on this site."""
    return forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs=EMAIL_ATTRS)
    )


class CreateAccountForm(LibrarySignupForm):  # type: ignore[misc]
    """The first page of signing up; what stands beside the address is ours (forms/sign_up.py)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_field()
        self.order_fields(self.field_order)


class _CodeForm(forms.Form):
    """What both code forms share."""

    fields: dict[str, forms.Field]
    expected_code: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Code from the letter"), max_length=40, widget=forms.TextInput(attrs=CODE_ATTRS)
        )

    def clean_code(self) -> str:
        """The code. Raises ValidationError for a wrong one, and where too many were wrong from here."""
        self.cleaned_data["code"] = digits_only(self.cleaned_data["code"])
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # of the library's form beside this one
        except forms.ValidationError:
            log.warning("wrong sign-in code from %s", limits.network(context.request))
            if not limits.may_guess(context.request):
                raise get_adapter().validation_error("too_many_login_attempts") from None
            raise
        return code


class LoginCodeForm(_CodeForm, ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code for signing in."""


class AddressCodeForm(_CodeForm, ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code for a new account's address."""
