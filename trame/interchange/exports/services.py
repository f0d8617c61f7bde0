"""Verbs of exports: write a file of rows at once, or ask for a job that will; each leaves a line in the journal."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from trame.jobs import services as jobs
from trame.jobs.expiry import FOLDER
from trame.jobs.models import Job
from trame.jobs.services import JobRefused, Progress, Result
from trame.people import journal
from trame.people.models import User
from trame.ui.sheets.streaming import LongTable, Row
from trame.ui.typography import number, plural, typeset

from .activities.columns import columns
from .activities.lines import Line, lines
from .activities.reading import Column, Read
from .asked import Asked, ask_again

KIND = "exports.rows"
# A page may make its reader wait for that many rows, a second or two, and no more.
AT_ONCE = 2_000

Tell = Callable[[int, int], None]


class ExportRefused(Exception):
    """There is no such file to make; its message is a French sentence."""


def check(asked: Asked) -> None:
    """Raise ExportRefused for what no file can hold."""
    if not asked.number:
        raise ExportRefused("Aucune activité ne passe ces filtres : il n’y a pas de ligne à télécharger.")
    if asked.number > asked.format.most:
        raise ExportRefused(
            f"Un fichier {asked.format.label} a {plural(asked.format.most, 'ligne')} au plus, et il y en aurait "
            f"{number(asked.number)} : choisissez CSV, ou resserrez la période."
        )
    if asked.text and asked.number > AT_ONCE:
        raise ExportRefused(
            f"Avec un mot cherché, un fichier a {plural(AT_ONCE, 'ligne')} au plus : resserrez les filtres, ou retirez "
            "le mot."
        )


def export_at_once(*, asked: Asked) -> IO[bytes]:
    """The file, open at its beginning, for a few rows. Raises ExportRefused."""
    check(asked)
    return _made(asked, asked.by, lambda done, total: None)


@transaction.atomic
def export_in_background(*, asked: Asked, back_url: str = "") -> Job:
    """The job that makes the file; the one that is already making it, when there is one. Raises ExportRefused."""
    check(asked)
    if asked.text:
        raise ExportRefused("Un mot cherché ne se garde pas : sans lui, le fichier se prépare.")
    payload = asked.payload()
    same = Job.objects.visible_to(asked.by).filter(kind=KIND, payload=payload, cancel_requested=False)
    waiting = same.filter(status__in=(Job.Status.WAITING, Job.Status.RUNNING)).first()
    return waiting or jobs.start_job(kind=KIND, owner=asked.by, payload=payload, back_url=back_url)


def build_rows_file(job: Job, progress: Progress) -> Result:
    """The work of such a job; refused when its owner has lost a right since she asked."""
    asked = ask_again(job)
    try:
        check(asked)
    except ExportRefused as refusal:
        raise JobRefused(typeset(str(refusal))) from refusal

    def tell(done: int, total: int) -> None:
        ended = done >= total
        said = "Mise en forme du fichier…" if ended else f"{number(done)} sur {plural(total, 'ligne')}."
        progress.step(done, total, said)

    return Result(_made(asked, asked.by, tell), file_name(asked), asked.format.mime_type)


def file_name(asked: Asked) -> str:
    """« activites_2026-01-01_2026-12-31.xlsx », or the day it was made."""
    start, end = asked.seen.filters.days
    days = f"{start}_{end}" if start and end else f"{timezone.localdate()}"
    return f"activites_{days}.{asked.format.code}"


def write_rows(*, asked: Asked, out: IO[bytes], by: User | None, tell: Tell) -> int:
    """Write the file in `out`, a batch of rows after the other, and `tell(done, total)` after each; how many rows.

    What `tell` raises stops it there. `by`: whom the journal names, None for a command.
    """
    chosen = columns(with_notes=bool(asked.notes_of))
    written = _Rows(asked, chosen, tell)
    table = LongTable(
        name="Activités",
        headings=[column.heading for column in chosen],
        widths=[column.width for column in chosen],
        rows=iter(written),
        about=_about(asked, chosen),
    )
    asked.format.write(table, out, _folder())
    action = "activities.exported_with_notes" if asked.notes_of else "activities.exported"
    for organisation_id in asked.seen.organisations:
        journal.record(action, by=by, organisation=organisation_id)
    return written.done


class _Rows:
    """The rows of a file, which says how far it has come."""

    def __init__(self, asked: Asked, chosen: list[Column], tell: Tell) -> None:
        self.asked, self.chosen, self.tell = asked, chosen, tell
        self.done = 0

    def __iter__(self) -> Iterator[Row]:
        asked, read = self.asked, [column.read for column in self.chosen]
        self.tell(0, asked.number)
        for batch in lines(asked.found, asked.by, asked.notes_of):
            self.done += len(batch)
            yield from _emptied(batch, read)
            if self.done < asked.number:
                self.tell(self.done, asked.number)
        self.tell(asked.number, asked.number)


def _emptied(batch: list[Line], read: list[Read]) -> Iterator[Row]:
    """Its rows; nothing is left of it when the next one is read."""
    while batch:
        line = batch.pop(0)
        yield [one(line) for one in read]
        line.forget()


def _made(asked: Asked, by: User, tell: Tell) -> IO[bytes]:
    """A file that has no name: whatever happens, nothing is left of it once it is closed."""
    out = tempfile.TemporaryFile(dir=_folder())  # noqa: SIM115 (given to who sends it, who closes it)
    try:
        write_rows(asked=asked, out=out, by=by, tell=tell)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return out


def _folder() -> Path:
    """On the disk, beside the files of jobs: the usual folder of passing files may be the memory of the machine. What a
    power cut leaves there is erased with old jobs."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _about(asked: Asked, chosen: list[Column]) -> list[Row]:
    """The sheet « À propos »: where the rows come from, and what each column is."""
    made_at: dt.datetime = timezone.localtime().replace(tzinfo=None, second=0, microsecond=0)
    names = asked.seen.structures.values()
    said: list[Row] = [
        ("Activités enregistrées dans Trame", "", ""),
        ("Fait le", made_at, ""),
        ("Par", str(asked.by), ""),
        *([("Structures", ", ".join(names), "")] if names and not asked.seen.filters.organisation_id else []),
        ("De qui", "Toute la structure" if asked.seen.filters.everybody else "Les siennes", ""),
        *(("Filtre", words, "") for words in asked.chips),
        *([("Filtre", "Un mot cherché", "")] if asked.text else []),  # which may be somebody's name
        ("Plusieurs valeurs dans une cellule", "parties par « | »", ""),
        (),
        ("Colonne", "Son code", "Ce qu’elle dit"),
    ]
    return said + [(column.heading, column.code, column.meaning) for column in chosen]
