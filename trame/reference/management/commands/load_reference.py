"""`manage.py load_reference`: régions, départements, EPCI, communes, postal codes, former communes."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from trame.reference.decoupage import PACKAGE, SourceError, read
from trame.reference.services import Change, load_territories
from trame.ui.typography import decimal, number, plural


class Command(BaseCommand):
    help = "Charge les territoires de France ; relancée, ne change que ce qui a changé."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder",
            type=Path,
            default=Path(settings.NODE_MODULES) / PACKAGE / "data",
            help="dossier des fichiers JSON (par défaut, celui du paquet npm)",
        )

    def handle(self, *args: Any, folder: Path, verbosity: int, **options: Any) -> None:
        start = time.monotonic()

        def say(text: str) -> None:
            if verbosity:
                self.stdout.write(text)

        say("Lecture des territoires…")
        try:
            source = read(folder)
        except SourceError as error:
            raise CommandError(str(error)) from error
        say("Écriture…")
        load_territories(source=source, report=lambda change: say(f"  {_sentence(change)}"))
        say(f"Territoires à jour en {decimal(time.monotonic() - start)} s.")


def _sentence(change: Change) -> str:
    details = [
        plural(count, *words)
        for count, *words in (
            (change.written, "écriture"),
            (change.removed, "retrait"),
            (change.kept, "gardé, disparu mais utilisé", "gardés, disparus mais utilisés"),
        )
        if count
    ]
    return f"{change.label} : {number(change.total)} ({', '.join(details) or 'rien de changé'})"
