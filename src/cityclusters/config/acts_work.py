"""The journal's acts of `groups` and `projects` in words; settings.ACTS joins them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GROUPS: "dict[str, StrOrPromise]" = {}
PROJECTS: "dict[str, StrOrPromise]" = {}
