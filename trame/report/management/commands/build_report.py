"""manage.py build_report: the bilan of an organisation and a year, in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trame.people import journal
from trame.people.models import Organisation
from trame.people.readers import command_reader
from trame.report import compose, snapshot
from trame.report.models import Report
from trame.ui import documents


class Command(BaseCommand):
    help = "Écrit le bilan d’activité d’une structure et d’une année (docx, odt, pdf ou html)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", type=int, required=True, metavar="ID")
        parser.add_argument("--year", type=int, required=True, metavar="AAAA")
        parser.add_argument("--format", choices=["docx", "odt", "pdf", "html"], required=True)
        parser.add_argument("--out", type=Path, required=True, metavar="FICHIER")

    def handle(self, **options: Any) -> None:
        """The last bilan begun for that year, or the usual nine sections when there is none."""
        reader = command_reader([options["organisation"]], "build_report")
        organisation = Organisation.objects.visible_to(reader).filter(pk=options["organisation"]).first()
        if organisation is None:
            raise CommandError(f"Aucune structure n’a le numéro {options['organisation']}.")
        if not 2000 <= options["year"] <= 2100:
            raise CommandError("L’année va de 2000 à 2100.")
        reports = Report.objects.visible_to(reader).filter(year=options["year"])
        report = reports.order_by("pk").last() or Report(organisation=organisation, year=options["year"])
        document = compose.compose(snapshot.take(report, reader), draft=True)
        try:
            options["out"].write_bytes(documents.render(document, options["format"]))
        except OSError as error:
            raise CommandError(f"Le fichier {options['out']} ne peut pas être écrit : {error.strerror}.") from error
        journal.record("document.prepared", by=None, organisation=organisation, about=report if report.pk else None)
        self.stdout.write(f"{options['out']} : bilan {options['year']} de {organisation.name}.")
