"""manage.py backup: one encrypted archive of the database and the files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from trame.jobs.backup import BackupRefused, make_backup, new_key, rotate


class Command(BaseCommand):
    help = "Sauvegarde la base et les fichiers dans une archive chiffrée."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.BACKUP_DIR, help="dossier des archives")
        parser.add_argument("--new-key", action="store_true", help="affiche une paire de clés, ne sauvegarde rien")

    def handle(self, *, to: Path, new_key: bool, **options: Any) -> None:
        """Print the archive's path. Exit code 1, with the reason, when no archive was made."""
        if new_key:
            self._print_key()
            return
        if not settings.BACKUP_RECIPIENT:
            raise CommandError(
                "Donnez la clé publique dans BACKUP_RECIPIENT. Pour en faire une : manage.py backup --new-key"
            )
        try:
            archive = make_backup(to, settings.BACKUP_RECIPIENT)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        rotate(to, settings.BACKUP_KEEP)
        self.stdout.write(str(archive))

    def _print_key(self) -> None:
        private, public = new_key()
        self.stdout.write(
            "Clé privée, à garder ailleurs que sur cette machine (sans elle, aucune sauvegarde ne se relit) :\n"
            f"{private}\nClé publique, à mettre dans BACKUP_RECIPIENT :\n{public}"
        )
