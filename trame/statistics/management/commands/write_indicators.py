"""Write docs/indicators.md from the declarations."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from trame.statistics.documentation import document


class Command(BaseCommand):
    help = "Écrit docs/indicators.md d’après les indicateurs déclarés."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "indicators.md"
        path.write_text(document(), encoding="utf-8")
        self.stdout.write(f"{path} est à jour.")
