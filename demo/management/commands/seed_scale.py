"""`manage.py seed_scale`: invented data at the size of a région or of the country, to measure with."""

import time
from argparse import SUPPRESS
from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.scale import SIZES
from demo.scale.loading import NotEmpty, measure_tables, seed
from trame.reference.models import Commune
from trame.ui.typography import decimal, plural


class Command(BaseCommand):
    help = "Remplit une base vide de données inventées, à l’échelle d’une région ou du pays, pour mesurer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--size", required=True, choices=list(SIZES), help="region : 360 000 activités ; national : 3 millions"
        )
        parser.add_argument("--mediators", type=int, help=SUPPRESS)
        parser.add_argument("--activities", type=int, help=SUPPRESS)

    def handle(self, *args: Any, size: str, **options: Any) -> None:
        begun = time.monotonic()
        chosen = {name: options[name] for name in ("mediators", "activities") if options[name]}
        if not Commune.objects.exists():
            raise CommandError("Chargez d’abord les territoires : manage.py load_reference.")
        try:
            seeded = seed(replace(SIZES[size], **chosen))
        except NotEmpty as error:
            raise CommandError(
                "Cette base contient déjà des activités : les données inventées s’y mêleraient. Rien n’a été écrit. "
                "Donnez une base vide par DATABASE_URL (manage.py migrate, puis load_reference)."
            ) from error
        self.stdout.write(f"Données écrites en {decimal(time.monotonic() - begun)} s.")
        measure_tables()
        for number, one, many in (
            (seeded.organisations, "structure", "structures"),
            (seeded.mediators, "médiateur·rice", "médiateur·rices"),
            (seeded.activities, "activité", "activités"),
            (seeded.people, "personne suivie", "personnes suivies"),
            (seeded.attendances, "accompagnement nommé", "accompagnements nommés"),
            (seeded.anonymous, "participation anonyme", "participations anonymes"),
        ):
            self.stdout.write(f"  {plural(number, one, many)}")
        self.stdout.write(f"Base prête en {decimal(time.monotonic() - begun)} s.")
