"""python -m bench.rows: the file of rows of 20,000 then 200,000 activities: how long, and how much memory it adds.

The activities are made up in a database of their own, erased at the end. Each file is written by a process of its own:
its memory grows by the same amount whatever the number of rows, or the last column tells.
"""

import argparse
import datetime as dt
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trame.activity.models import Beneficiary, Tag
    from trame.people.models import Organisation

SIZES = (20_000, 200_000)
FORMATS = ("csv", "xlsx", "ods")
SCRATCH = "trame_rows"
A_DAY, LAST_DAY = 100, dt.date(2025, 12, 31)  # so many activities each day, until that one


def main() -> None:
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("--rows", type=int, nargs="+", default=list(SIZES))
    said.add_argument("--one", nargs=2, metavar=("ROWS", "FORMAT"))
    asked = said.parse_args()
    set_up()
    if asked.one:
        write_one(int(asked.one[0]), asked.one[1])
        return
    from django.db import connection

    begun = time.perf_counter()
    own = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        fill(max(asked.rows))
        tell(f"{max(asked.rows)} activités inventées en {time.perf_counter() - begun:.0f} s")
        compare(sorted(asked.rows))
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trame.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    from trame import database

    database.provide_url()
    import django
    from django.conf import settings

    settings.DATABASES["default"]["TEST"] = {"NAME": SCRATCH}
    django.setup()


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def compare(sizes: list[int]) -> None:
    tell(f"{'format':<8}{'lignes':>10}{'s':>8}{'lignes/s':>10}{'Mo écrits':>12}{'Mo de mémoire':>15}{'rapport':>9}")
    for code in FORMATS:
        first = 0.0
        for size in sizes:
            command = [sys.executable, "-m", "bench.rows", "--one", str(size), code]
            out = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
            seconds, weight, memory = map(float, out.split())
            first = first or memory
            figures = f"{seconds:>8.1f}{size / seconds:>10.0f}{weight:>12.1f}{memory:>15.1f}{memory / first:>9.2f}"
            tell(f"{code:<8}{size:>10}{figures}")


def write_one(rows: int, code: str) -> None:
    """In the scratch database: seconds, megabytes of the file, megabytes of memory that it took at most."""
    from django.db import connection

    connection.settings_dict["NAME"] = SCRATCH
    from trame.interchange.exports.asked import ask
    from trame.interchange.exports.services import write_rows
    from trame.people.models import User

    first_day = LAST_DAY - dt.timedelta(days=rows // A_DAY - 1)
    asked = ask(by=User.objects.get(), query=f"?du={first_day}&tous=1", format_=code)
    if asked.number != rows:
        raise SystemExit(f"{asked.number} activités au lieu de {rows}")
    before, begun = peak(), time.perf_counter()
    with tempfile.TemporaryFile() as out:
        write_rows(asked=asked, out=out, by=None, tell=lambda done, total: None)
        weight = out.seek(0, os.SEEK_END)
    tell(f"{time.perf_counter() - begun:.2f} {weight / 1e6:.2f} {max(peak() - before, 0.1):.2f}")


def peak() -> float:
    """The most memory that this program ever held, in megabytes: what its parent held does not count."""
    held = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(held[1]) / 1024 if held else 0.0


def fill(number: int) -> None:
    """So many activities of one mediator, a batch after the other."""
    from django.utils import timezone

    from trame.directory.models import Place
    from trame.people.models import Membership, Organisation, Role, User
    from trame.reference.models import Commune, Departement, Region

    region = Region.objects.create(code="53", name="Bretagne")
    departement = Departement.objects.create(code="56", name="Morbihan", region=region)
    pontivy = Commune.objects.create(code="56178", name="Pontivy", search_key="pontivy", departement=departement)
    here = Organisation.objects.create(name="La Mesure", commune=pontivy, verified_at=timezone.now())
    awa = User.objects.create_user("awa@mesure.example", first_name="Awa", last_name="Diallo")
    hers = Membership.objects.create(user=awa, organisation=here, role=Role.MEDIATOR, starts_on=dt.date(2010, 1, 1))
    place = Place.objects.create(organisation=here, name="Médiathèque de Pontivy", commune=pontivy)
    usual = {
        "organisation": here, "membership": hers, "mediator": awa, "channel": "lieu_activite", "place": place,
        "commune": pontivy, "topics": ["email", "sante"], "materials": ["ordinateur"], "minutes": 45,
    }  # fmt: skip
    leave_facts_aside()
    others = people_and_tags(here, number // 40 + 1)
    for begun in range(0, number, 2_000):
        record(range(begun, min(begun + 2_000, number)), usual, *others)


def leave_facts_aside() -> None:
    """No figure is read here: their tables need not follow."""
    from django.db import connection

    from trame.activity.models import Activity, ActivityTag, Attendance, Procedure

    with connection.cursor() as cursor:
        for model in (Activity, ActivityTag, Attendance, Procedure):
            cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")


def people_and_tags(here: "Organisation", number: int) -> tuple[list["Beneficiary"], list["Tag"]]:
    """So many people: each comes twenty times."""
    from trame.activity.models import Beneficiary, Tag

    people = Beneficiary.objects.bulk_create(
        Beneficiary(organisation=here, pseudonym=f"P-{rank}", gender="feminin", birth_year=1940 + rank % 60)
        for rank in range(number)
    )
    return people, [Tag.objects.create(organisation=here, name=word, search_key=word) for word in ("ameli", "tablette")]


def record(ranks: range, usual: dict[str, Any], people: list["Beneficiary"], tags: list["Tag"]) -> None:
    """One in two has somebody followed and tags, one in four is an atelier of nine and has two procedures."""
    from trame.activity.models import Activity, ActivityTag, Attendance, Procedure

    made = Activity.objects.bulk_create(
        Activity(
            **usual,
            kind="individuel" if rank % 4 else "collectif",
            date=LAST_DAY - dt.timedelta(days=rank // A_DAY),
            title="" if rank % 4 else f"Café numérique {rank}",
            anonymous_total=rank % 2 if rank % 4 else 8,
            anonymous_gender_feminin=0 if rank % 4 else 5,
            notes="Une phrase de notes, comme on en écrit après un rendez-vous. " * 3,
        )
        for rank in ranks
    )
    here = {"organisation": usual["organisation"]}
    Attendance.objects.bulk_create(
        Attendance(activity=one, beneficiary=people[one.pk % len(people)], **here) for one in made[::2]
    )
    ActivityTag.objects.bulk_create(ActivityTag(activity=one, tag=tag) for one in made[::2] for tag in tags)
    said = {"operator": "caf", "domain": "logement", "outcome": "aboutie"}
    Procedure.objects.bulk_create(
        Procedure(activity=one, rank=rank, **here, **said) for one in made[::4] for rank in (1, 2)
    )


if __name__ == "__main__":
    main()
