"""`manage.py load_demo`: the fictional département, from 1 January 2025 to today."""

import datetime as dt
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from demo import logins
from demo.bilan import load_reports
from demo.cast import START, STRUCTURES
from demo.habits import load_templates
from demo.instance import load_admin
from demo.loading import load_structure
from demo.networks import load_networks
from demo.progress import load_progress
from trame.people.models import Organisation, User
from trame.reference.models import Commune
from trame.ui.typography import decimal, plural


class Command(BaseCommand):
    help = "Charge la démonstration ; relancée, ajoute seulement les jours écoulés depuis."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--today", type=dt.date.fromisoformat, help="dernier jour raconté (AAAA-MM-JJ ; par défaut, aujourd’hui)"
        )

    @transaction.atomic
    def handle(self, *args: Any, today: dt.date | None, **options: Any) -> None:
        begun = time.monotonic()
        today = min(today or timezone.localdate(), timezone.localdate())
        if today < START:
            raise CommandError(f"La démonstration commence le {START:%d/%m/%Y} : donnez une date plus récente.")
        if not Commune.objects.exists():
            raise CommandError("Chargez d’abord les territoires : manage.py load_reference.")
        for structure in STRUCTURES:
            loaded = load_structure(structure, today)
            activities = plural(loaded.activities, "activité ajoutée", "activités ajoutées")
            people = plural(loaded.people, "personne suivie", "personnes suivies")
            self.stdout.write(f"  {structure.name} : {activities}, {people}")
        load_networks()
        load_templates()
        load_progress()
        load_admin()
        mediator = User.objects.get(email=logins()[0].email)
        load_reports(Organisation.objects.get(memberships__user=mediator), mediator, today)
        self.stdout.write(f"Démonstration chargée en {decimal(time.monotonic() - begun)} s. Comptes :")
        for login in logins():
            self.stdout.write(f"  {login}")
