"""Import a dictionary, so that questions in one language find pages in another."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cityclusters.search.lexicon_files import LexiconError, read
from cityclusters.search.models import Pair
from cityclusters.search.pairs import drop, rows_of, write


class Command(BaseCommand):
    """`cityclusters import_lexicon FILE --from en --to fr`"""

    help = (
        "Import a dictionary (.csv, .tsv, .tmx, dictd). A second import of one name takes the first's place."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--from", dest="language", default="", help="code of the first language, as 'en'")
        parser.add_argument("--to", dest="target", default="", help="code of the second language")
        parser.add_argument("--name", default="", help="under which it is kept (default: the file's name)")
        parser.add_argument("--remove", action="store_true", help="only take the dictionary of this name out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reads the file to its end before anything of an earlier import is dropped."""
        path: Path = options["file"]
        name = (options["name"] or path.name)[:60]
        if name == Pair.LEARNED:
            raise CommandError("This name is taken by the pairs that are learned.")
        if options["remove"]:
            drop(name)
            self.stdout.write(f"{name}: removed")
            return
        try:
            entries = list(read(path, options["language"][:2].lower(), options["target"][:2].lower()))
        except LexiconError as error:
            raise CommandError(str(error)) from None
        if not entries:
            raise CommandError(f"{path.name}: no entry was found")
        drop(name)
        write(rows_of(entries, name))
        self.stdout.write(f"{name}: {len(entries)} entries")
