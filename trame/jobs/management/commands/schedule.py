"""`manage.py schedule`: watches over the background work, and does the daily round when it is due.

One is enough; several, on several machines, do nothing twice.
"""

import logging
import signal
import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections

from trame.jobs import daily
from trame.jobs.reaper import reap

from .daily import line

logger = logging.getLogger(__name__)

SECONDS = 60.0


class Command(BaseCommand):
    help = "Reprend les tâches interrompues et fait la ronde de chaque jour. Ctrl-C l’arrête."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=SECONDS, help="secondes entre deux regards")

    def handle(self, *, interval: float, **options: object) -> None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            while True:
                close_old_connections()
                self.look()
                time.sleep(interval)
        except KeyboardInterrupt:
            self.stdout.write("Les tâches planifiées sont arrêtées.")

    def look(self) -> None:
        """What is due now. A database that does not answer is asked again at the next look."""
        try:
            reap()
            for chore in daily.run_round() if daily.is_due() else []:
                if not chore.earlier:
                    self.stdout.write(line(chore))
        except daily.RoundUnderWay:
            pass
        except (InterfaceError, OperationalError):
            logger.warning("the database does not answer: next look in a minute")
