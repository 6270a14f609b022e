"""Addresses of the delegates' lists, of attendance and of certificates."""

from django.urls import URLPattern, path

from cityclusters.exchanges.views import delegates

LISTS = "exchanges/<str:public_id>/manage/delegates/"
ONE = f"{LISTS}<str:list_id>/"

routes: list[URLPattern] = [
    path(LISTS, delegates.delegates, name="delegates"),
    path(f"{LISTS}template.xlsx", delegates.delegates_template, name="delegates-template"),
    path(ONE, delegates.delegates_list, name="delegates-list"),
    path(f"{ONE}columns/", delegates.delegates_columns, name="delegates-columns"),
    path(f"{ONE}letters/", delegates.delegates_letters, name="delegates-letters"),
    path(f"{ONE}decisions/", delegates.delegates_decisions, name="delegates-decisions"),
    path(f"{ONE}place/", delegates.delegates_place, name="delegates-place"),
    path(f"{ONE}confirmation/", delegates.delegates_confirmation, name="delegates-confirmation"),
    path(f"{ONE}start/", delegates.delegates_again, name="delegates-again"),
    path(f"{ONE}removal/", delegates.delegates_drop, name="delegates-drop"),
    path(f"{ONE}bad.xlsx", delegates.delegates_bad, name="delegates-bad"),
]
