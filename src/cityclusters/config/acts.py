"""The journal's acts in words, one table per subject; settings.ACTS joins them."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PEOPLE: "dict[str, StrOrPromise]" = {
    "person.joined": _("Signed in for the first time"),
    "person.profile_changed": _("Profile changed"),
    "person.signed_out_devices": _("Devices signed out"),
    "person.address_changed": _("E-mail address changed"),
    "person.data_taken": _("Copy of own data taken"),
    "person.erased": _("Account erased"),
    "person.suspended": _("Account suspended"),
    "person.restored": _("Account restored"),
    "consent.given": _("Agreement given"),
    "consent.withdrawn": _("Agreement withdrawn"),
    "role.given": _("Role given"),
    "role.ended": _("Role ended"),
    "data_request.moved": _("Request about personal data moved on"),
    "organisation.named": _("Organisation named"),
    "organisation.changed": _("Organisation changed"),
    "organisation.in_check": _("First check of an organisation"),
    "organisation.verified": _("Organisation verified"),
    "organisation.rejected": _("Organisation not accepted"),
    "organisation.lapsed": _("Verification lapsed"),
    "organisation.reopened": _("Organisation to be checked again"),
    "organisation.merged": _("Organisations merged"),
    "mandate.asked": _("Post asked for"),
    "mandate.confirmed": _("Post confirmed"),
    "mandate.refused": _("Post refused"),
    "mandate.ended": _("Post ended"),
    "mandate.handed_over": _("Post handed over"),
    "mandate.renewal_asked": _("Another year of a post asked for"),
}
