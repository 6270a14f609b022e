from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The project itself, installed for its commands and its start-up checks."""

    name = "cityclusters.config"
    label = "config"

    def ready(self) -> None:
        # Registers the start-up checks.
        from cityclusters.config import checks  # noqa: F401, PLC0415
