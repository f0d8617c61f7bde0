"""Puts the rows of the kept facts back in the order of structures and dates."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from trame.facts.kept import put_in_order


class Command(BaseCommand):
    help = (
        "Remet en ordre les faits des statistiques : utile de temps en temps, la nuit, sur une instance de plus d’un "
        "million d’activités. Saisies et pages attendent le temps que cela dure (quelques secondes par million)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        put_in_order(connection)
        self.stdout.write("Les faits des statistiques sont en ordre.")
