"""The `cityclusters` command."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> int:
    """Hands over to Django's management."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cityclusters.config.settings")
    execute_from_command_line(sys.argv)
    return 0
