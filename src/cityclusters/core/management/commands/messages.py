"""`cityclusters messages extract|compile|check`: the interface's translations."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cityclusters.core import messages


class Command(BaseCommand):
    """Extracts new messages into the catalogues, compiles them, or says what is missing."""

    help = "Translations of the interface: extract, compile, check."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["extract", "compile", "check"])

    def handle(self, *args: Any, **options: Any) -> None:
        languages = [code for code, _name in settings.LANGUAGES if code != "en"]
        if options["act"] == "extract":
            for language in languages:
                total, empty = messages.update(settings.PACKAGE, language)
                self.stdout.write(f"{language}: {total} messages, {empty} without translation")
        elif options["act"] == "compile":
            self.stdout.write(f"{messages.compile_all(settings.PACKAGE, languages)} catalogues compiled")
        else:
            wrong = [line for code in languages for line in messages.problems(settings.PACKAGE, code)]
            for line in wrong:
                self.stderr.write(line)
            if wrong:
                raise CommandError(f"{len(wrong)} messages need work.")
            self.stdout.write(f"Complete: {', '.join(languages)}.")
