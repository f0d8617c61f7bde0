"""python -m bench.statistics: the SQL of each page of statistics, beside one bare query of the same aggregates.

Both are run in turns, so that what slows the machine slows them alike: the ratio compares two machines better than a
duration does. Run it on the data of `manage.py seed_scale`; the goals are those of national data.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.scopes import Page

ROUNDS, FEWEST_ROUNDS = 15, 3
SECONDS_A_PAGE = 30.0  # a page that needs seconds has fewer rounds
COLUMNS = ("activités", "accomp.", "personnes", "SQL ms", "nue ms", "× nue", "requêtes", "tout ms", "but", "au plus")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trame.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    from trame import database

    database.provide_url()
    import django

    django.setup()
    from bench.scopes import NoScaleError, pages

    asked = arguments()
    try:
        found = pages()
    except NoScaleError as error:
        raise SystemExit(str(error)) from error
    write(line("page", COLUMNS))
    for page in found:
        if asked.pages and page.label.split(maxsplit=1)[0] not in asked.pages:
            continue
        write(told(page))
        if asked.detail:
            write(detailed(page))
    write(
        "\nSQL : médiane de la somme des requêtes de la page entière ; nue : une requête écrite à la main, "
        "du même passage ;\ntout : la page sans son HTML, Python compris. Les buts valent pour les données nationales."
        f"\nProcessus qui attendent un processeur, en moyenne sur cinq minutes : {os.getloadavg()[1]:.1f}, "
        f"pour {os.cpu_count()} processeurs."
    )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.statistics", description="Le SQL des pages de statistiques.")
    parser.add_argument("--pages", nargs="*", help="seulement celles-ci : a b b_all c1 c2 e")
    parser.add_argument("--detail", action="store_true", help="la durée de chaque requête de chaque page")
    return parser.parse_args()


def write(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def line(first: str, cells: tuple[str, ...]) -> str:
    return f"{first:<36}" + "".join(f"{cell:>10}" for cell in cells)


@dataclass
class Spent:
    """What the queries of one run took, in milliseconds."""

    queries: list[tuple[float, str]] = field(default_factory=list)
    everything: float = 0.0

    @property
    def sql(self) -> float:
        return sum(milliseconds for milliseconds, _ in self.queries)


@contextmanager
def spending() -> Iterator[Spent]:
    """Counts the queries run inside, on the client's side: planning, execution, and the rows read."""
    from django.db import connection
    from django.db.backends.utils import CursorWrapper

    spent = Spent()

    class Timed(CursorWrapper):
        def execute(self, sql: str, params: Any = None) -> Any:
            begun = time.perf_counter()
            try:
                return super().execute(sql, params)
            finally:
                spent.queries.append(((time.perf_counter() - begun) * 1000, sql))

        def fetchall(self) -> Any:
            return self._read("fetchall")

        def fetchmany(self, size: int) -> Any:
            return self._read("fetchmany", size)

        def fetchone(self) -> Any:
            return self._read("fetchone")

        def _read(self, how: str, *arguments: int) -> Any:
            begun = time.perf_counter()
            rows = getattr(self.cursor, how)(*arguments)
            milliseconds, sql = spent.queries[-1]
            spent.queries[-1] = milliseconds + (time.perf_counter() - begun) * 1000, sql
            return rows

    begun = time.perf_counter()
    usual, connection.make_cursor = connection.make_cursor, lambda cursor: Timed(cursor, connection)
    try:
        yield spent
    finally:
        connection.make_cursor = usual
        spent.everything = (time.perf_counter() - begun) * 1000


def told(page: "Page") -> str:
    """One line: the page and the bare query, in turns, after one round that warms both."""
    selected = page.bare()
    page.build()
    of_page: list[Spent] = []
    of_bare: list[Spent] = []
    begun = time.perf_counter()
    while len(of_page) < ROUNDS and (len(of_page) < FEWEST_ROUNDS or time.perf_counter() - begun < SECONDS_A_PAGE):
        for run, spents in ((page.build, of_page), (page.bare, of_bare)):
            with spending() as spent:
                run()
            spents.append(spent)
    sql, bare = (statistics.median(spent.sql for spent in spents) for spents in (of_page, of_bare))
    everything = statistics.median(spent.everything for spent in of_page)
    numbers = (str(number) for number in selected)
    goal, must = (f"{bound:g}" if bound else "—" for bound in (page.goal, page.must))
    measured = (f"{sql:.1f}", f"{bare:.1f}", f"{sql / bare:.2f}", str(len(of_page[-1].queries)), f"{everything:.1f}")
    return line(page.label, (*numbers, *measured, goal, must)) + page.disagreement(selected)


def detailed(page: "Page") -> str:
    """The queries of one run, in their order."""
    with spending() as spent:
        page.build()
    return "\n".join(f"{milliseconds:>12.1f} ms  {' '.join(sql.split())[:150]}" for milliseconds, sql in spent.queries)


if __name__ == "__main__":
    main()
