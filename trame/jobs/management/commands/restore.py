"""manage.py restore: bring a backup back on an empty machine."""

import getpass
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trame.jobs.backup import BackupRefused, restore_backup


class Command(BaseCommand):
    help = "Restaure une sauvegarde dans une base vide. La clé privée se donne par fichier ou sur l’entrée standard."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--key-file", type=Path, help="fichier de la clé privée ; sans lui, entrée standard")

    def handle(self, *, archive: Path, key_file: Path | None, **options: Any) -> None:
        """Print what came back. Exit code 1, with the reason, when nothing was restored."""
        try:
            restored = restore_backup(archive, key_file.read_text() if key_file else _asked())
        except (BackupRefused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Sauvegarde du {restored.made_at:%d/%m/%Y à %H:%M} (UTC) restaurée, fichiers : {restored.files}."
        )


def _asked() -> str:
    """From the keyboard without showing it, or from a pipe."""
    return getpass.getpass("Clé privée : ") if sys.stdin.isatty() else sys.stdin.readline()
