"""manage.py daily: the daily round, by hand or for cron; `manage.py schedule` does it by itself."""

from typing import Any

from django.core.management.base import BaseCommand

from trame.jobs.daily import Done, RoundUnderWay, run_round
from trame.jobs.reaper import reap


class Command(BaseCommand):
    help = "Reprend les tâches interrompues et fait la ronde du jour : efface ce qui a été gardé assez longtemps."

    def handle(self, **options: Any) -> None:
        """One line per chore; exit code 1 when one failed."""
        reap()
        try:
            done = run_round()
        except RoundUnderWay:
            self.stdout.write("Une ronde est déjà en cours : rien à faire ici.")
            return
        for chore in done:
            self.stdout.write(line(chore))
        if any(chore.number is None for chore in done):
            raise SystemExit(1)


def line(chore: Done) -> str:
    said = "échec, voir le journal" if chore.number is None else f"{chore.number} effacé(s)"
    return f"{chore.name} : {said}" + (", déjà fait" if chore.earlier else "")
