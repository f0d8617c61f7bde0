"""export_activities --user E-MAIL --out FILE: the rows of activities that this person would download from her list."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from trame.activity.filters import parse
from trame.interchange.exports import services
from trame.interchange.exports.asked import Asked, ask
from trame.people.models import User
from trame.ui.sheets.streaming import LONG_FORMATS
from trame.ui.typography import plural


class Command(BaseCommand):
    help = "Écrit les lignes des activités qu’une personne voit dans sa liste : CSV, XLSX ou ODS."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--user", metavar="E-MAIL", required=True, help="compte dont ce sont les droits")
        parser.add_argument("--out", type=Path, metavar="FICHIER", required=True, help="fichier à écrire, nouveau")
        parser.add_argument("--format", choices=list(LONG_FORMATS), help="d’après le nom du fichier si rien n’est dit")
        parser.add_argument("--query", default="?tous=1", help="filtres, comme dans l’adresse de la liste")
        parser.add_argument("--notes", action="store_true", help="avec les notes, là où cette personne accompagne")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = _asked(options)
        written = self._write(asked, options["out"])
        self.stdout.write(f"{plural(written, 'ligne')} dans {options['out']}.")

    def _write(self, asked: Asked, path: Path) -> int:
        """Whole, or not at all."""
        try:
            services.check(asked)
            with path.open("xb") as out:
                return self._fill(asked, out, path)
        except services.ExportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except FileExistsError:
            raise CommandError(f"Le fichier {path} existe déjà : rien n’y est écrit.") from None
        except OSError as error:
            raise CommandError(f"Le fichier {path} ne peut pas être écrit : {error.strerror}.") from error

    def _fill(self, asked: Asked, out: Any, path: Path) -> int:
        try:
            return services.write_rows(asked=asked, out=out, by=None, tell=lambda done, total: None)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _asked(options: dict[str, Any]) -> Asked:
    user = User.objects.filter(email=options["user"].strip().lower(), is_active=True).first()
    if user is None:
        raise CommandError("Aucun compte ouvert n’a cette adresse.")
    code = options["format"] or options["out"].suffix.removeprefix(".").lower()
    if code not in LONG_FORMATS:
        raise CommandError(f"Donnez --format : {', '.join(LONG_FORMATS)}.")
    # On the screen, what cannot be read is left aside and said; a command is not watched: it stops.
    unread = parse(QueryDict(options["query"].removeprefix("?")))[1]
    asked = ask(by=user, query=options["query"], format_=code, with_notes=options["notes"])
    if problems := [*unread, *asked.seen.ignored]:
        raise CommandError(" ".join(problems))
    return asked
