"""Print every figure of one organisation over a period."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from trame.people import journal
from trame.people.models import Organisation
from trame.people.readers import command_reader
from trame.statistics.engine import compute, scope_for
from trame.statistics.figures import Figure
from trame.ui.typography import number

MAX_DIGITS = 19  # of a number that the database can hold


class Command(BaseCommand):
    help = "Affiche tous les chiffres d’une structure sur une période (dates comprises)."

    def add_arguments(self, parser: CommandParser) -> None:
        # Texts, checked below: argparse would refuse in English.
        parser.add_argument("--organisation", metavar="ID", default="", help="numéro de la structure")
        parser.add_argument("--from", metavar="AAAA-MM-JJ", dest="start", default="", help="premier jour")
        parser.add_argument("--to", metavar="AAAA-MM-JJ", dest="end", default="", help="dernier jour")
        parser.add_argument("--json", action="store_true", help="{code: {label, n, d, unknown, unit, base, rows}}")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = _organisation(str(options["organisation"]))
        start, end = _day("--from", str(options["start"])), _day("--to", str(options["end"]))
        if end < start:
            raise CommandError(f"La période finit ({end}) avant de commencer ({start}) : échangez --from et --to.")
        reader = command_reader([organisation.pk], "statistics")
        figures = compute(scope_for(reader, start=start, end=end), reader=reader)
        journal.record("figures.exported", by=None, organisation=organisation)
        if options["json"]:
            found = {code: figure.as_dict() for code, figure in figures.items()}
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(_table(figures))


def _organisation(text: str) -> Organisation:
    if not text:
        raise CommandError("Indiquez la structure : --organisation suivi de son numéro.")
    if not (text.isascii() and text.isdigit() and len(text) < MAX_DIGITS):
        raise CommandError(f"« {text} » n’est pas un numéro de structure : --organisation attend un nombre entier.")
    found = Organisation.objects.filter(pk=int(text)).first()
    if found is None:
        raise CommandError(f"Aucune structure n’a le numéro {text}.")
    return found


def _day(option: str, text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise CommandError(
            f"« {text} » n’est pas une date : {option} attend AAAA-MM-JJ, par exemple 2025-01-31."
        ) from None


def _table(figures: Mapping[str, Figure]) -> str:
    lines: list[str] = []
    for figure in figures.values():
        lines.append(f"{figure.label} : {number(figure.n)} {figure.unit} (base {number(figure.d)})")
        lines += [f"    {row.label} : {number(row.n)}" for row in figure.rows]
    return "\n".join(lines)
