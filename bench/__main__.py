"""python -m bench: each page's median server time, its ratio to a bare page, and its number of queries.

Run on the demonstration's year of activity. A ratio compares two machines better than a duration does.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from bench.saving import measure_save, saves

if TYPE_CHECKING:
    from django.test import Client

    from trame.people.models import User

ROUNDS = 15
BARE_PAGE = "/sante"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trame.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    from trame import database

    database.provide_url()
    import django

    django.setup()
    prepare()
    bare = measure(visitor(), BARE_PAGE)[0]
    write(f"{'page':<46}{'ms':>8}{'× /sante':>10}{'requêtes':>10}")
    for label, path, who in pages():
        milliseconds, queries = measure(visitor(who), path)
        write(f"{label:<46}{milliseconds:>8.1f}{milliseconds / bare:>10.1f}{queries:>10}")
    for label, path, said in saves():
        milliseconds, queries = measure_save(visitor(), path, said)
        write(f"{label:<46}{milliseconds:>8.1f}{milliseconds / bare:>10.1f}{queries:>10}")
    write("")
    for label, work in works():
        begun = time.perf_counter()
        work()
        write(f"{label:<46}{time.perf_counter() - begun:>8.1f} s")


def write(line: str) -> None:
    sys.stdout.write(line + "\n")


def prepare() -> None:
    """The reference data and the demonstration, loaded when they are missing."""
    from django.core.management import call_command

    from trame.people.models import Organisation
    from trame.reference.models import Commune

    call_command("migrate", verbosity=0)
    if not Commune.objects.exists():
        call_command("load_reference")
    if not Organisation.objects.exists():
        call_command("load_demo")


MEDIATOR, MANAGER, COORDINATOR = 0, 1, 2  # their places among the logins of the demonstration


def reader(who: int = MEDIATOR) -> "User":
    import demo
    from trame.people.models import User

    return User.objects.get(email=demo.logins()[who].email)


def visitor(who: int = MEDIATOR) -> "Client":
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(reader(who))
    return client


def measure(client: "Client", path: str) -> tuple[float, int]:
    """(median milliseconds, queries) of GET `path`; anything but 200 stops the run."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
        queries = len(captured)
    if answer.status_code != 200:
        raise SystemExit(f"{path} répond {answer.status_code}")
    durations = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        client.get(path)
        durations.append((time.perf_counter() - begun) * 1000)
    return statistics.median(durations), queries


def reverse(name: str, args: list[object] | None = None) -> str:
    from django.urls import reverse as django_reverse

    return str(django_reverse(name, args=args))


def pages() -> list[tuple[str, str, int]]:
    """(label, path, who reads it)."""
    from trame.people.models import Network, Organisation

    own = Organisation.objects.visible_to(reader(MANAGER)).earliest("pk").pk
    network = Network.objects.coordinated_by(reader(COORDINATOR)).earliest("pk").pk
    return [
        *((label, path, MEDIATOR) for label, path in pages_of_a_mediator()),
        ("Équipe", reverse("people:team", args=[own]), MANAGER),
        ("Journal", reverse("people:journal", args=[own]), MANAGER),
        ("Qui voit quoi ?", reverse("people:who_sees_what", args=[own]), MANAGER),
        ("Données personnelles", reverse("privacy:overview", args=[own]), MANAGER),
        ("Totaux d’un réseau", reverse("statistics:network", args=[network]), COORDINATOR),
    ]


def pages_of_a_mediator() -> list[tuple[str, str]]:
    from trame.activity.models import Activity

    activity = Activity.objects.visible_to(reader()).latest("pk")
    year = date.today().year - 1
    return [
        ("Accueil", "/"),
        ("Activités", reverse("activity:list")),
        ("Activités, en tableau", reverse("activity:table") + "?tous=1&par=100"),
        ("Activités, sur un mois", reverse("activity:month") + f"?tous=1&mois={year}-11"),
        ("Une activité", reverse("activity:detail", args=[activity.client_uuid])),
        ("Nouvel accompagnement", reverse("activity:individual")),
        ("Nouvel atelier", reverse("activity:workshop")),
        ("La permanence", reverse("activity:permanence")),
        ("Statistiques, depuis janvier", reverse("statistics:overview")),
        ("Statistiques, l’an dernier", reverse("statistics:overview") + f"?du={year}-01-01&au={year}-12-31"),
        ("Recherche d’une commune (nom)", reverse("reference:commune_search") + "?q=saint+b"),
        ("Recherche d’une commune (code postal)", reverse("reference:commune_search") + "?q=29200"),
        ("Bilans", reverse("report:list")),
        ("Personnes suivies", reverse("activity:people")),
    ]


def works() -> list[tuple[str, Callable[[], object]]]:
    """Long works, timed once."""
    from io import StringIO

    from django.core.management import call_command

    return [("Chargement des données de référence", lambda: call_command("load_reference", stdout=StringIO()))]


if __name__ == "__main__":
    main()
