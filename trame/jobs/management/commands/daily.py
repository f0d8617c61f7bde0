"""manage.py daily: the daily round, for cron or a systemd timer; `manage.py run` does it by itself."""

from typing import Any

from django.core.management.base import BaseCommand

from trame.jobs.daily import run_round


class Command(BaseCommand):
    help = "Fait la ronde quotidienne : efface ce qui a été gardé assez longtemps."

    def handle(self, **options: Any) -> None:
        """One line per chore; exit code 1 when one failed."""
        done = run_round()
        for chore in done:
            said = "échec, voir le journal" if chore.number is None else f"{chore.number} effacé(s)"
            self.stdout.write(f"{chore.name} : {said}")
        if any(chore.number is None for chore in done):
            raise SystemExit(1)
