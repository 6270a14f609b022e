from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "cityclusters.support"
