from django.apps import AppConfig

from cityclusters.config import checks  # noqa: F401  # importing registers the start-up checks


class ConfigConfig(AppConfig):
    """The project itself, installed for its commands and its start-up checks."""

    name = "cityclusters.config"
    label = "config"
