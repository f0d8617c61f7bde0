"""Write docs/registre-des-traitements.md from the declarations of the models."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from trame.jobs.privacy.register import markdown


class Command(BaseCommand):
    help = "Écrit docs/registre-des-traitements.md d’après les données personnelles que déclarent les modèles."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "registre-des-traitements.md"
        path.write_text(markdown(), encoding="utf-8")
        self.stdout.write(f"{path} est à jour.")
