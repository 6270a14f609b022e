"""Addresses of translations."""

from django.urls import URLPattern, path

from cityclusters.practices.views import machine, translation_lists, translations

ONE = "practices/<str:public_id>/translations"
TRANSLATION: list[URLPattern] = [
    path("translations/", translation_lists.worklist, name="translations"),
    path("translations/languages/", translation_lists.my_languages, name="my-languages"),
    path(f"{ONE}/", translation_lists.languages, name="languages"),
    path(f"{ONE}/wishes/", translation_lists.ask, name="ask-translation"),
    path(f"{ONE}/turns/", translations.begin, name="begin-translation"),
    path(f"{ONE}/machine/", machine.ask, name="ask-machine"),
    path(f"{ONE}/<str:translation_id>/", translations.work, name="translation"),
    path(f"{ONE}/<str:translation_id>/turn/<slug:act>/", translations.turn, name="translation-turn"),
    path(f"{ONE}/<str:translation_id>/machine/", machine.show, name="show-machine"),
]
