from django.apps import AppConfig


class BookletsConfig(AppConfig):
    name = "cityclusters.booklets"
